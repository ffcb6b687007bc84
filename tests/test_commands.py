"""The commands explain themselves, and a wrong word ends in a sentence with a way out, never in a traceback."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rich.console import Console
from typer.main import get_command

from milkflow.bars import counted, each
from milkflow.cli import app
from typing_in import Desk

VERBS = sorted(getattr(get_command(app), "commands"))  # noqa: B009  (typer's own type does not promise it)
RUN = "from milkflow.cli import main; main()"
Run = Callable[..., "Done"]


class Done(NamedTuple):
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Yield run(folder, *words, program=..., **settings) -> what came of a command, typed at one desk."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MILKFLOW", "MAKE"))}
    with Desk(tmp_path_factory.mktemp("desk")) as desk:

        def typed(folder: Path, *words: str, program: str = RUN, **settings: str) -> Done:
            return Done(*desk.type(program, list(words), folder, kept | {"COLUMNS": "200"} | settings))

        yield typed


@pytest.fixture(scope="module")
def site(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an installed package, far from any course."""
    folder = tmp_path_factory.mktemp("site")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(repo / "course" / "milkflow", folder / "milkflow", ignore=ignored)
    return folder


@pytest.fixture
def course(repo: Path, tmp_path: Path) -> Path:
    """Return a course with nothing in it but what a wrong command looks at."""
    for name in ("solutions", "exercises", "course/lessons"):
        shutil.copytree(repo / name, tmp_path / "course-folder" / name)
    return tmp_path / "course-folder"


def test_there_are_commands() -> None:
    assert {"start", "teach", "grade", "build", "check"} <= set(VERBS)


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_shows_examples_that_can_be_typed(verb: str, repo: Path, run: Run) -> None:
    done = run(repo, *filter(None, [verb]), "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: milkflow {verb}".rstrip())
    examples = done.stdout.split("Examples:\n")[1].strip().splitlines()
    assert examples
    for line in examples:
        words = line.strip().split("  ")[0].split()
        assert "milkflow" in words
        assert words[words.index("milkflow") + 1 :][:1] in [[], *([one] for one in VERBS)] or not verb, line


@pytest.mark.parametrize("verb", VERBS)
def test_the_list_of_commands_cuts_no_sentence_short(verb: str, repo: Path, run: Run) -> None:
    done = run(repo, "--help", COLUMNS="80")
    (line,) = [line for line in done.stdout.splitlines() if line.strip().startswith(f"{verb} ")][:1]
    assert line.endswith(".") and not line.endswith("...")


WRONG: list[tuple[list[str], str, str]] = [
    (["strat"], "No such command 'strat'", "Did you mean 'start'?"),
    (["check", "everything"], "unexpected extra argument", "milkflow check --help"),
    (["impact", "presure-endure"], "No claim is called 'presure-endure'", "did you mean 'pressure-endure'?"),
    (["impact"], "Missing argument", "milkflow impact --help"),
    (["coverage", "now"], "unexpected extra argument", "milkflow coverage --help"),
    (["build", "--quick"], "No such option", "milkflow build --help"),
    (["start", "--port", "next"], "'--port'", "milkflow start --help"),
    (["start", "--port", "99999"], "99999 is no port", "for example 8899"),
    (["start", "--port", "0"], "0 is no port", "for example 8899"),
    (["start", "--learner", "Amina B"], "'Amina B' cannot be used as a staff code", "for example: make start LEARNER="),
    (["start", "--learner", "../../x"], "cannot be used as a staff code", "Use 2 to 32 letters"),
    (["teach", "--port", "70000"], "70000 is no port", "for example 8899"),
    (["grade", "--quiz", "quiz-2"], "No quiz is called 'quiz-2'", "did you mean 'quiz-02'?"),
    (["grade", "--quiz", "../x"], "No quiz is called '../x'", "The quizzes of this course are: case-exam, "),
    (["grade", "nowhere"], "nowhere is not there", "Give a zip, or a folder that holds zips."),
    (["grade", "--quiz", "quiz-02", "--closed"], "quiz-02 gives marks only", "run 'make build'"),
    (["regrade", "quiz-2"], "No quiz is called 'quiz-2'", "did you mean 'quiz-02'?"),
    (["demo-class", "0", "--quiz", "quiz-02"], "0 is no size for a class", "Give a number from 1 to"),
    (["demo-class", "3", "--quiz", "quiz-02", "--fault", "typo"], "'typo' plants no fault", "Write one of wrong-key"),
    (["case", "draw", "sore-wegde"], "No case is called 'sore-wegde'", "did you mean 'sore-wedge'?"),
    (["roster", "nowhere.csv"], "nowhere.csv cannot be opened", "Look at its name"),
    (["roster", "list.csv", "--column", "Nachname"], "Write each --column as FIELD=HEADING", "--column last=Nachname"),
    (["erase", "mw-42"], "Nothing here speaks of 'mw-42'", "Nothing was changed."),
    (["moodle", "marks", "quiz-2"], "No quiz is called 'quiz-2'", "did you mean 'quiz-02'?"),
    (["moodle", "marks", "quiz-02", "--by", "name"], "Moodle knows people by", "not by 'name'"),
    (["moodle", "questions", "quiz-2"], "No quiz or lesson is called 'quiz-2'", "did you mean 'quiz-02'?"),
    (["certificate"], "Say whose", "milkflow certificate --all"),
    (["certificate", "--all"], "Nobody was graded yet", "Grade first: milkflow grade"),
    (["certificate", "mw-42"], "Nobody here has the code 'mw-42'", "See roster.csv."),
    (["grade", "--quiz"], "Option '--quiz'", "requires an argument"),
]


def test_every_command_is_tried_with_something_wrong() -> None:
    assert {words[0] for words, _, _ in WRONG} >= set(VERBS)


@pytest.mark.parametrize(("words", "what", "way_out"), WRONG, ids=[" ".join(words) for words, _, _ in WRONG])
def test_a_wrong_word_gets_a_sentence_and_a_way_out(
    words: list[str], what: str, way_out: str, course: Path, run: Run
) -> None:
    done = run(course, *words, MILKFLOW_HOME=str(course.parent / "home"))
    said = " ".join((done.stdout + done.stderr).split())
    assert done.returncode in (1, 2), said
    assert "Traceback" not in said
    assert what in said
    assert way_out in said


def test_grading_with_nothing_handed_in_says_where_the_zips_go(run: Run, course: Path) -> None:
    said = " ".join(run(course, "grade").stdout.split())
    assert "Nobody has handed in yet: case-exam, " in said and "0 graded" not in said
    assert "downloaded/quiz-name/archive" in said and "make grade FROM=folder" in said


# These need a word more before they begin.
MORE = {
    "impact": ["pressure-endure"], "case": ["list"], "regrade": ["quiz-02"], "demo-class": ["3", "--quiz", "quiz-02"],
    "roster": ["list.csv"], "erase": ["mw-042"], "moodle": ["marks", "quiz-02"], "certificate": ["--all"],
}  # fmt: skip


@pytest.mark.parametrize("words", [[], *([verb, *MORE.get(verb, [])] for verb in VERBS)], ids=str)
def test_without_a_course_every_command_says_where_to_go(
    words: list[str], site: Path, tmp_path: Path, run: Run
) -> None:
    program = f"import sys; sys.path.insert(0, {str(site)!r}); {RUN}"
    done = run(tmp_path, *words, program=program, PYTHONPATH=str(site))
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout.startswith("No Milkflow course was found in ")
    assert done.stdout.rstrip().endswith("Go to the course's folder and try again.")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("verb", ["teach", "grade", "build", "check"])
def test_without_the_instructors_part_the_way_out_is_make_teach(verb: str, course: Path, run: Run) -> None:
    hidden = "('nbgrader', 'nbformat', 'nbclient', 'sqlalchemy')"
    hide = (
        "import sys; "
        f"[sys.modules.pop(name) for name in list(sys.modules) if name.split('.')[0] in {hidden}]; "
        f"sys.modules.update(dict.fromkeys({hidden})); "
    )
    done = run(course, verb, program=hide + RUN)
    if verb != "check" or done.returncode:  # check reads notebooks as plain data, so it may do without
        assert "Run 'make teach' once" in done.stdout, done.stdout + done.stderr
        assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_private_bank_that_was_never_built_says_so(course: Path, repo: Path, run: Run) -> None:
    shutil.copy(repo / "nbgrader_config.py", course)
    (course / "ours").mkdir()
    shutil.copy(course / "solutions" / "quiz-02.yaml", course / "ours")
    done = run(course, "grade", MILKFLOW_SOLUTIONS="ours")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "quiz-02 in ours was not built yet. Run 'make build', then grade again." in done.stdout


def test_a_bar_says_how_many_of_how_many_and_which() -> None:
    page = StringIO()
    console = Console(file=page, force_terminal=True, width=100)
    with counted(console, 3, "Building") as begin:
        begin("a.ipynb")
        begin("b.ipynb")
    assert "Building b.ipynb" in page.getvalue()
    assert "1/3" in page.getvalue()


def test_a_log_gets_a_few_plain_lines_and_no_bar() -> None:
    page = StringIO()
    console = Console(file=page, force_terminal=False, width=100)
    assert list(each(console, range(1, 201), "Grading")) == list(range(1, 201))
    lines = page.getvalue().splitlines()
    assert lines[0] == "Grading 1 of 200: 1"
    assert lines[-1] == "Grading 200 of 200: 200"
    assert len(lines) <= 11
    assert list(each(None, "ab", "Grading")) == ["a", "b"]


def test_nothing_to_count_is_no_fault() -> None:
    seen: list[Any] = list(each(Console(file=StringIO()), [], "Grading"))
    assert seen == []
