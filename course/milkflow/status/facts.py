"""The state of a course as its folders show it: quick to read, and without nbgrader."""

import csv
from pathlib import Path
from typing import NamedTuple

from milkflow.errors import ContentError
from milkflow.places import Places
from milkflow.status.edits import edited, faults_in
from milkflow.status.gradebook import answers_to_read


class QuizState(NamedTuple):
    """One quiz, in numbers of people, but for ``to_read`` and ``read_since``: those are answers.

    ``zips`` and ``collected`` came after the last grading; ``read_since`` were read by a person after it.
    """

    quiz: str
    released: bool = True
    zips: int = 0
    collected: int = 0
    graded: int = 0
    held: int = 0
    to_read: int = 0
    read_since: int = 0
    to_send: int = 0


class CourseState(NamedTuple):
    """The whole course. ``roster`` is None without one; ``edited`` are files changed after the last build."""

    lessons: int
    quizzes: tuple[QuizState, ...]
    roster: int | None = None
    edited: tuple[str, ...] = ()
    faults: tuple[ContentError, ...] = ()


def read_state(places: Places) -> CourseState:
    """Return the state of the course. Nothing is written, and a file that cannot be read counts as not there."""
    changed = edited(places)
    return CourseState(
        lessons=len(places.notebooks()),
        quizzes=tuple(_quiz(places, path.stem) for path in places.quizzes()),
        roster=_roster(places.root / "roster.csv"),
        edited=tuple(path.name for path in changed),
        faults=faults_in(changed),
    )


def _quiz(places: Places, quiz: str) -> QuizState:
    root = places.root
    table = root / "grades" / f"{quiz}.csv"
    graded_at = _changed(table) if table.is_file() else 0.0
    rows = _rows(table)
    told = sum(int(row["to_read"] or 0) for row in rows)
    to_read = answers_to_read(root / "gradebook.db", quiz)
    return QuizState(
        quiz=quiz,
        released=(places.exercises / quiz / f"{quiz}.ipynb").is_file(),
        zips=_later(root / "downloaded" / quiz / "archive", "*.zip", graded_at),
        collected=_later(root / "submitted", f"{quiz}/{quiz}.answers.jsonl", graded_at),
        graded=sum(row["status"] in ("graded", "to read") for row in rows),
        held=sum(row["status"] == "held" for row in rows),
        to_read=told if to_read is None else to_read,
        read_since=0 if to_read is None else max(0, told - to_read),
        to_send=len(list((root / "grades" / f"{quiz}-to-send").glob("*.html"))),
    )


def _rows(table: Path) -> list[dict[str, str]]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, ValueError, csv.Error):
        return []
    return [row for row in rows if (row.get("to_read") or "0").isdigit() and row.get("status")]


def _later(folder: Path, pattern: str, moment: float) -> int:
    return sum(_changed(path) > moment for path in folder.rglob(pattern))


def _changed(path: Path) -> float:
    """Return when the file was written or put here, in seconds: a copy keeps its old date, but not its place."""
    facts = path.lstat()
    return max(facts.st_mtime, facts.st_ctime)


def _roster(path: Path) -> int | None:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError):
        return None
    return max(0, sum(bool(line.strip(", ")) for line in lines) - 1)
