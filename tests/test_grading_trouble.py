"""Two graders at once, a full disk, a locked gradebook: one plain message, and nothing half-written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import grading_class
from gradebooks import contents
from grading_class import HALF, PERFECT, POINTS, QUIZ, points_of, submit
from milkflow.grading import grade
from milkflow.grading.locking import only_one

quiz_course = grading_class.quiz_course
GRADE = """
import sys
from milkflow.cli import main
sys.argv = ["milkflow", "grade", "--quiz", sys.argv[1]]
main()
"""
SMALL_FILES = """
import resource
most = %s
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
"""
posix = pytest.mark.skipif(os.name == "nt", reason="needs the limits and mounts of POSIX")


@pytest.fixture
def course(quiz_course: Path) -> Path:
    (quiz_course / "course" / "lessons").mkdir(parents=True)
    for code, answers in {"perfect": PERFECT, "half": HALF}.items():
        submit(quiz_course, code, answers)
    return quiz_course


def typed(root: Path, before: str = "") -> subprocess.CompletedProcess[str]:
    """Type `milkflow grade` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", before + GRADE, QUIZ], cwd=root, capture_output=True, text=True, timeout=200, check=False
    )


def refused(done: subprocess.CompletedProcess[str], said: str) -> None:
    """The command ended with this message, a way out, and no traceback."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert said in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def whole(root: Path) -> None:
    """Grade in peace: everybody has exact marks, and nothing of what failed before is left."""
    report = grade(root, QUIZ)
    assert {code: points_of(report, code) for code in ("perfect", "half")} == {
        code: POINTS[code] for code in ("perfect", "half")
    }
    assert {path.name for path in (root / "grades" / f"{QUIZ}-to-send").iterdir()} == {
        f"{code}--{QUIZ}.html" for code in ("perfect", "half")
    }
    assert not list(root.rglob("*.part"))
    assert not (root / ".milkflow" / "grading").exists() or not list((root / ".milkflow" / "grading").iterdir())


def test_a_second_grader_is_told_and_changes_nothing(course: Path) -> None:
    with only_one(course / ".milkflow" / "grading.lock"):
        done = typed(course)
    refused(done, f"being graded already, by process {os.getpid()} on this computer. Wait until that is done")
    assert not (course / "autograded").exists()
    whole(course)


def test_a_gradebook_that_is_locked_is_told_and_all_is_done_next_time(course: Path) -> None:
    before = contents(course / "gradebook.db")
    book = sqlite3.connect(course / "gradebook.db", isolation_level=None)
    book.execute("begin immediate")  # as a program that is about to write: reading goes on, writing does not
    done = typed(course)
    book.execute("rollback")
    book.close()
    refused(done, "The gradebook cannot be used (")
    assert "locked" in done.stdout
    assert contents(course / "gradebook.db") == before
    assert not list((course / "autograded").glob("*/*")) if (course / "autograded").exists() else True
    whole(course)


def test_a_gradebook_that_is_gone_is_made_anew_from_what_was_handed_in(course: Path) -> None:
    grade(course, QUIZ)
    (course / "gradebook.db").unlink()
    whole(course)


def test_a_gradebook_in_a_place_that_is_not_there_is_told(course: Path) -> None:
    with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write('c.CourseDirectory.db_url = "sqlite:////not/there/gradebook.db"\n')
    refused(typed(course), "The gradebook cannot be used (unable to open database file)")


@posix
@pytest.mark.parametrize("size", [0, 9_000])
def test_a_disk_that_takes_no_more_is_told_and_all_is_done_next_time(course: Path, size: int) -> None:
    # From the first file on, in the graded notebook, in the copied questions, in the gradebook or the ledger.
    done = typed(course, SMALL_FILES % size)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "cannot be" in done.stdout
    assert "run the same command again" in done.stdout or "Nothing in it was lost" in done.stdout
    whole(course)


@contextmanager
def small_disk(root: Path, folder: Path, kilobytes: int) -> Iterator[Path]:
    """Move a course to a disk of its own, as full as wanted; skip where nobody may mount one."""
    folder.mkdir()
    used = sum(path.stat().st_blocks * 512 for path in root.rglob("*")) // 1024
    options = f"size={used + kilobytes}k"
    if shutil.which("mount") is None or subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
    ).returncode:
        pytest.skip("nobody may mount a disk here")
    try:
        yield Path(shutil.copytree(root, folder / "course"))
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@posix
@pytest.mark.parametrize("kilobytes", [4, 60])
def test_a_full_disk_is_told_and_all_is_done_when_there_is_room(course: Path, tmp_path: Path, kilobytes: int) -> None:
    with small_disk(course, tmp_path / "disk", kilobytes) as root:
        done = typed(root)
        subprocess.run(["mount", "-o", "remount,size=50m", str(tmp_path / "disk")], check=True)
        assert done.returncode == 1, done.stdout
        assert "Traceback" not in done.stdout + done.stderr
        assert "cannot be" in done.stdout
        whole(root)


@posix
def test_a_course_that_may_only_be_read_is_told(course: Path, tmp_path: Path) -> None:
    with small_disk(course, tmp_path / "disk", 5_000) as root:
        subprocess.run(["mount", "-o", "remount,ro", str(tmp_path / "disk")], check=True)
        refused(typed(root), "cannot be written (Read-only file system). What was graded so far is safe.")
