"""Everything derived stands in git exactly as `make build` makes it, and a changed word shows until it is built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

DERIVED = (
    "course/milkflow/content/built/*.json",
    "course/milkflow/content/built/cases/*.json",
    "course/lessons/*.ipynb",
    "solutions/*.ipynb",
    "solutions/*/*",
    "exercises/*/*",
)
COPIED = ("course", "solutions", "exercises", "nbgrader_config.py")


def copy_of_the_course(repo: Path, target: Path) -> Path:
    for name in COPIED:
        if (repo / name).is_dir():
            shutil.copytree(repo / name, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.answers.jsonl"))
        else:
            shutil.copy(repo / name, target / name)
    return target


def build(course: Path) -> None:
    commands = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = os.environ | {"PYTHONPATH": str(course / "course"), "PATH": commands}
    settings.pop("MILKFLOW_SOLUTIONS", None)
    done = subprocess.run(
        [sys.executable, "-c", "from milkflow.cli import main; main()", "build"],
        cwd=course, env=settings, capture_output=True, text=True, timeout=400,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def derived(course: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(course)): path.read_bytes() for glob in DERIVED for path in course.glob(glob)}
    assert len(found) >= 7, f"too few derived files were found: {sorted(found)}"
    return found


def test_building_again_changes_no_byte(repo: Path, tmp_path: Path) -> None:
    course = copy_of_the_course(repo, tmp_path)
    before = derived(course)
    build(course)
    after = derived(course)
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    assert not changed, f"run 'make build' and commit: {', '.join(changed)}"


def test_one_changed_word_shows_in_every_page_that_says_it(repo: Path, tmp_path: Path) -> None:
    course = copy_of_the_course(repo, tmp_path)
    kept = ("quiz-02", "00-start-here", "02-stasis-or-mastitis")
    for glob in ("solutions/*.yaml", "solutions/*.ipynb", "course/lessons/*.ipynb"):
        for path in course.glob(glob):
            if path.stem not in kept:  # what is not there need not be built: it takes a minute, and promises no more
                path.unlink()
    before = derived(course)
    bank = course / "course/milkflow/content/questions/02-stasis-or-mastitis.yaml"
    quiz = course / "solutions/quiz-02.yaml"
    for path in (bank, quiz):
        text = path.read_text(encoding="utf-8")
        assert "  ask: " in text
        path.write_text(text.replace("  ask: ", "  ask: Zebra. ", 1), encoding="utf-8")
    build(course)
    after = derived(course)
    changed = {name for name in before if before[name] != after[name]}
    assert changed >= {
        "course/milkflow/content/built/02-stasis-or-mastitis.json",
        "course/lessons/02-stasis-or-mastitis.ipynb",
        "solutions/quiz-02/quiz-02.ipynb",
        "exercises/quiz-02/quiz-02.ipynb",
        "exercises/quiz-02/quiz-02.questions.json",
    }
