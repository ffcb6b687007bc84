"""Every command that a document tells people to type is typed here, in a course of its own."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from docs import DOCS, commands, mentioned
from milkflow.answers import AnswerLog
from milkflow.handin import answers_name, make_zip, zip_name
from milkflow.questions import PublicQuiz
from serving_site import wait_for

make = shutil.which("make")
pytestmark = pytest.mark.skipif(make is None or os.name == "nt", reason="needs make and a POSIX shell")

ROOT = Path(__file__).resolve().parent.parent
QUIZ = "quiz-02"
LESSONS = ("00-start-here", "02-stasis-or-mastitis")
COPIED = ("course", "solutions", "exercises", ".ci", "Makefile", "nbgrader_config.py", "pyproject.toml",
          "requirements.lock")  # fmt: skip
# Not typed here, each with its reason.
NOT_RUN = {
    "make test": "it runs this very test; CI types it (.ci/run)",
    "make build": "it is typed with a private bank, and takes a minute",
}
# These end with an error on purpose, and say this.
REFUSED = {
    "milkflow grade --quiz quiz-02 --closed": "write 'feedback: answers after closing' in quiz-02.yaml",
    "milkflow moodle marks quiz-02": "Type 'make grade' first",
    "milkflow moodle feedback quiz-02 submissions.zip": "Type 'make grade' first",
    "milkflow certificate --all": "Nobody was graded yet",
    "milkflow erase mw-042": "This is here of mw-042:",  # it asks, and nobody answers
    "milkflow regrade quiz-02": "Nobody was graded in quiz-02 yet",
    "milkflow regrade quiz-02 --yes": "Nobody was graded in quiz-02 yet",
}
# What a command that worked has said or made.
SAYS = {"make": "What you can do next", "milkflow": "What you can do next"}
MAKES = {"make grade": "grades/quiz-02.csv", "mkdir": "downloaded/quiz-02/archive"}

RELEASE = f"""
from pathlib import Path
from nbgrader.apps.api import NbGraderAPI
from milkflow.build.release import release
from milkflow.grading.settings import course_directory, read_config
from milkflow.places import Places
places = Places(Path.cwd())
print(*NbGraderAPI(course_directory(read_config(places.root), "")).get_source_assignments())
release("{QUIZ}", places.solutions, places.exercises)
"""

TYPED = sorted({line for _, line in commands(ROOT)})
SERVERS = [line for line in TYPED if re.match(r"(make|milkflow) (start|teach)\b", line)]
OTHERS = [line for line in TYPED if line not in SERVERS and line not in NOT_RUN]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course that is set up, with hand-ins that wait, and a private bank beside it."""
    root = tmp_path_factory.mktemp("docs") / "course"
    root.mkdir()
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    borrow_environment(root)
    for place in (f"downloaded/{QUIZ}/archive", "hand-ins"):
        (root / place).mkdir(parents=True)
        hand_in(root, root / place, "mw-042")
    (root / "class-list.csv").write_text("First name,Last name,Email address\nAda,Obi,ada@x.example\n")
    ours = root.parent / "our-questions"
    ours.mkdir()
    shutil.copytree(root / "solutions" / QUIZ, ours / QUIZ)
    for name in ("README.md", f"{QUIZ}.yaml"):  # `test_derived` builds all quizzes there are; a bank may hold one
        shutil.copy(root / "solutions" / name, ours)
    return root


@pytest.fixture
def course(prepared: Path, tmp_path: Path) -> Path:
    root = tmp_path / "course"
    shutil.copytree(prepared, root)
    shutil.copytree(prepared.parent / "our-questions", tmp_path / "our-questions")
    borrow_environment(root)
    return root


def borrow_environment(root: Path) -> None:
    """Make the environment that runs this test look like the course's own, already set up."""
    commands = root / ".venv" / "bin"
    commands.mkdir(parents=True, exist_ok=True)
    for name, rest in (("python", ""), ("milkflow", " -c 'from milkflow.cli import main; main()'")):
        path = commands / name
        path.write_text(f"#!/bin/sh\nPYTHONPATH='{root}/course' exec '{sys.executable}'{rest} \"$@\"\n")
        path.chmod(0o755)
    files = [(root / name).read_text(encoding="utf-8") for name in ("requirements.lock", "pyproject.toml")]
    mark = hashlib.sha256("".join(files).encode()).hexdigest()
    stamp = {"root": str(root), "files": mark, "level": "dev"}
    (root / ".venv" / "milkflow.json").write_text(json.dumps(stamp), encoding="utf-8")


def hand_in(root: Path, folder: Path, code: str) -> None:
    released = root / "exercises" / QUIZ
    quiz = PublicQuiz.model_validate_json((released / f"{QUIZ}.questions.json").read_text(encoding="utf-8"))
    log = AnswerLog(root.parent / answers_name(QUIZ))
    if not log.path.exists():
        log.append("answer", quiz.questions[0].id, quiz.questions[0].options[0].id, None, quiz.version)
        log.append("handed-in", QUIZ, {"code": code})
    (folder / zip_name(code, QUIZ)).write_bytes(make_zip(released, code, quiz, log.path))


def surroundings(course: Path) -> dict[str, str]:
    """Return a person's surroundings: nothing set that a test runner or an outer make has set."""
    dropped = ("MAKE", "MFLAGS", "VENV", "PYTHON", "PYTEST", "MILKFLOW", "LEARNER", "FROM", "QUIZ")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    home = {"HOME": str(course.parent), "MILKFLOW_HOME": str(course.parent / "home"), "BROWSER": "true"}
    return kept | home | {"PORT": "19350", "PATH": f"{course / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def type_in(course: Path, line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        line, shell=True, cwd=course, env=surroundings(course), capture_output=True, text=True, timeout=300, check=False
    )


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=90) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_every_document_has_commands() -> None:
    assert {where.split(":")[0] for where, _ in commands(ROOT)} == set(DOCS)
    assert len(OTHERS) > 10 and len(SERVERS) >= 3
    assert set(TYPED) >= NOT_RUN.keys() | REFUSED.keys(), "a command in a list of this test is in no document"


@pytest.mark.parametrize("line", OTHERS)
def test_a_command_of_the_documents_works(line: str, course: Path) -> None:
    if line.endswith("make build"):  # `test_derived` builds them all
        for path in (one for one in (course / "course/lessons").glob("*.ipynb") if one.stem not in LESSONS):
            path.unlink()
    done = type_in(course, line)
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    if line in REFUSED:
        assert done.returncode not in (0, 130)
        assert REFUSED[line] in said
    else:
        assert done.returncode == 0, said
    assert SAYS.get(line, "") in said
    for start, made in MAKES.items():
        assert not (line.startswith(start) and not (course / made).exists()), said


@pytest.mark.parametrize("line", SERVERS)
def test_a_server_of_the_documents_opens_and_stops(line: str, course: Path) -> None:
    process: Any = subprocess.Popen(
        f"exec {line}", shell=True, cwd=course, env=surroundings(course), start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        said = []
        for text in process.stdout:
            said.append(text)
            if found := re.search(r"http://127\.0\.0\.1:\d+/\?token=\w+", text):
                break
        else:
            pytest.fail("".join(said))
        status = found[0].replace("/?", "/api/status?")
        wait_for(lambda: answers(status), 30)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        rest = process.communicate(timeout=90)[0]
    assert "Milkflow has stopped" in rest
    assert "Traceback" not in rest


def test_a_command_that_is_not_run_is_at_least_known_to_make() -> None:
    for line in NOT_RUN:
        done = subprocess.run([*line.split(), "-n"], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr


def test_a_guide_beside_the_quizzes_is_no_quiz_and_reaches_no_trainee(course: Path) -> None:
    assert (course / "solutions" / "README.md").is_file()
    done = type_in(course, f"python -c '{RELEASE}'")
    quizzes = {path.stem for path in (course / "solutions").glob("*.yaml") if not path.stem.endswith(".case")}
    assert set(done.stdout.split()) == quizzes, done.stderr
    assert not list((course / "exercises").rglob("README*"))


def test_a_command_that_a_sentence_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    verbs = {"start", "teach", "grade", "regrade", "demo-class", "build", "check"}
    verbs |= {"case", "roster", "erase", "moodle", "certificate"}
    named = mentioned(ROOT, "make", "milkflow")
    assert len(named) > 10
    for where, line in named:
        program, verb = re.sub(r"^[A-Z_]+=\S+ ", "", line).split()[:2]
        assert verb in (targets if program == "make" else verbs), f"{where}: {line}"
