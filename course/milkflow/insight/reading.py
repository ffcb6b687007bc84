"""Read a graded class: points from nbgrader's gradebook, answers from the logs that were handed in."""

from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd
from nbgrader.api import Assignment, BaseCell, Grade, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import select

from milkflow.answers import Event, read_log
from milkflow.errors import AnswersError, GradingError, MilkflowError
from milkflow.grading.demo.folder import MARK
from milkflow.grading.gradebook import opened
from milkflow.grading.settings import course_directory, read_config
from milkflow.handin import answers_name
from milkflow.insight.classes import QuizClass, table
from milkflow.places import Places
from milkflow.questions import Quiz, read_quiz
from milkflow.reading import did_you_mean

SQLITE = "sqlite:///"


def read_class(places: Places, quiz: str) -> QuizClass:
    """Return the class that was graded in ``quiz``. Raise MilkflowError when there is none, with what to do.

    Answers are read as data, under the caps that grading has; a log that cannot be read costs its answers, no marks.
    """
    known = sorted(path.stem for path in places.quizzes())
    if quiz not in known:
        raise MilkflowError(f"No quiz is called {quiz!r}{did_you_mean(quiz, known) or '.'}")
    read = read_quiz(places.solutions / f"{quiz}.yaml")
    scores = _scores(places.root, quiz)
    if not scores:
        raise GradingError(f"No class graded yet: nobody's {quiz} is in the gradebook. Grade it first: make grade")
    rows: list[dict[str, Any]] = []
    unread: dict[str, str] = {}
    for code, mine in groupby(scores, key=lambda row: str(row["trainee"])):
        answers, reason = _answers(places.root / "submitted" / code / quiz / answers_name(quiz))
        unread |= {code: reason} if reason else {}
        rows += [row | answers.get(row["question"], {}) for row in mine]
    return QuizClass(read, _of(read, rows), simulated=(places.root / MARK).is_file(), unread=unread)


def graded_quizzes(places: Places) -> tuple[str, ...]:
    """Return the quizzes that somebody was graded in, in order of name; none when there is no gradebook."""
    known = {path.stem for path in places.quizzes()}
    found = _asked(places.root, select(Assignment.name).join(SubmittedAssignment).join(SubmittedNotebook).join(Grade))
    return tuple(sorted({name for (name,) in found} & known))


def _of(quiz: Quiz, rows: list[dict[str, Any]]) -> pd.DataFrame:
    known = {question.id for question in quiz.questions}
    return table([row for row in rows if row["question"] in known])


def _scores(root: Path, quiz: str) -> list[dict[str, Any]]:
    wanted = (
        select(SubmittedAssignment.student_id, BaseCell.name, Grade.score, Grade.max_score, Grade.needs_manual_grade)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .where(Assignment.name == quiz)
        .order_by(SubmittedAssignment.student_id)
    )
    names = ("trainee", "question", "points", "most", "to_read")
    return [dict(zip(names, row, strict=True)) | {"tries": 0} for row in _asked(root, wanted)]


def _asked(root: Path, wanted: Any) -> list[Any]:
    """Return what the gradebook answers. A file that is not there is not made."""
    course = course_directory(read_config(root), "")
    if course.db_url.startswith(SQLITE) and not (root / course.db_url.removeprefix(SQLITE)).is_file():
        return []
    with opened(course) as gradebook:
        return list(gradebook.db.execute(wanted).all())


def _answers(log: Path) -> tuple[dict[str, dict[str, Any]], str]:
    """Return by question what was answered last, and the reason why nothing could be read, or ""."""
    if log.parent.is_symlink() or log.parent.parent.is_symlink():
        return {}, f"{log.parent.name} is a link to another place; it was not followed."
    try:
        events = read_log(log).events
    except AnswersError as fault:
        return {}, str(fault)
    if not events:
        return {}, f"There is no {log.name}, or nothing in it can be read."
    found: dict[str, dict[str, Any]] = {}
    for event in events:
        if event.type == "answer":
            found[event.name] = _answer(event) | {"tries": found.get(event.name, {}).get("tries", 0) + 1}
    return found, ""


def _answer(event: Event) -> dict[str, Any]:
    return {"response": event.response, "confidence": event.confidence, "at": event.at}
