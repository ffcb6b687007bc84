"""What nbgrader's gradebook says of many trainees at once: a few queries for a chunk, none for a single grade."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select

from milkflow.grading.gradebook import Score


class Cell(NamedTuple):
    """A cell that nbgrader keeps grades or comments of: its id, its name, and its type there."""

    id: str
    name: str
    type: str


class Layout(NamedTuple):
    """One quiz in the gradebook: ids, due date, and its cells."""

    assignment: str
    notebook: str
    due: datetime | None
    cells: tuple[Cell, ...]


class GradeRow(NamedTuple):
    """One row of nbgrader's table of grades, as far as grading looks at it."""

    id: str
    auto: float | None
    manual: float | None
    extra: float | None
    asks: bool
    score: float


class CommentRow(NamedTuple):
    """One row of nbgrader's table of comments."""

    id: str
    auto: str | None
    manual: str | None


class Standing(NamedTuple):
    """All that the gradebook holds of one trainee's hand-in; grades and comments by the name of their cell."""

    submission: str
    notebook: str
    timestamp: datetime | None
    extension: timedelta | None
    penalty: float | None
    grades: dict[str, GradeRow]
    comments: dict[str, CommentRow]

    def stamp(self, due: datetime | None) -> str:
        """Return a hash of all that a person, or a run, could have changed."""
        facts = (due, self.timestamp, self.extension, self.penalty,
                 sorted((name, row[1:]) for name, row in self.grades.items()),
                 sorted((name, row[1:]) for name, row in self.comments.items()))  # fmt: skip
        return sha256(repr(facts).encode()).hexdigest()[:32]

    def by_person(self) -> tuple[str, ...]:
        """Return the cells that a person has scored."""
        return tuple(name for name, row in self.grades.items() if row.manual is not None)

    def scores(self) -> dict[str, Score]:
        """Return what the report says, by question."""
        comments = {name: row.manual or "" for name, row in self.comments.items()}
        return {
            name: _score(float(row.score), row.asks, row.manual is not None, comments.get(name, ""))
            for name, row in self.grades.items()
        }


def layout(session: Any, quiz: str) -> Layout:
    """Return the quiz as the gradebook knows it; `ensure_quiz` has put it there."""
    assignment, due, notebook = session.execute(
        select(Assignment.id, Assignment.duedate, Notebook.id)
        .join(Notebook, Notebook.assignment_id == Assignment.id)
        .where(Assignment.name == quiz, Notebook.name == quiz)
    ).one()
    rows = session.execute(
        select(BaseCell.id, BaseCell.name, BaseCell.type).where(BaseCell.notebook_id == notebook)
    ).all()
    return Layout(assignment, notebook, due, tuple(Cell(*row) for row in rows))


def standings(session: Any, known: Layout, codes: Iterable[str]) -> dict[str, Standing]:
    """Return what the gradebook says of ``codes``; one that was never graded is left out."""
    rows = session.execute(
        select(SubmittedAssignment.student_id, SubmittedAssignment.id, SubmittedNotebook.id,
               SubmittedAssignment.timestamp, SubmittedAssignment.extension, SubmittedNotebook.late_submission_penalty)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(SubmittedAssignment.assignment_id == known.assignment, SubmittedNotebook.notebook_id == known.notebook,
               SubmittedAssignment.student_id.in_(list(codes)))
    ).all()  # fmt: skip
    found = {
        code: Standing(submission, notebook, timestamp, extension, penalty, {}, {})
        for code, submission, notebook, timestamp, extension, penalty in rows
    }
    by_notebook = {one.notebook: one for one in found.values()}
    names = {cell.id: cell.name for cell in known.cells}
    grades = select(Grade.notebook_id, Grade.cell_id, Grade.id, Grade.auto_score, Grade.manual_score,
                    Grade.extra_credit, Grade.needs_manual_grade, Grade.score)  # fmt: skip
    for notebook, cell, *row in session.execute(grades.where(Grade.notebook_id.in_(list(by_notebook)))):
        by_notebook[notebook].grades[names[cell]] = GradeRow(*row)
    comments = select(Comment.notebook_id, Comment.cell_id, Comment.id, Comment.auto_comment, Comment.manual_comment)
    for notebook, cell, *row in session.execute(comments.where(Comment.notebook_id.in_(list(by_notebook)))):
        by_notebook[notebook].comments[names[cell]] = CommentRow(*row)
    return found


@lru_cache(maxsize=4096)
def _score(points: float, to_read: bool, by_person: bool, comment: str) -> Score:
    # Most of a class have the same few scores: one object serves them all.
    return Score(points, bool(to_read), by_person, comment)
