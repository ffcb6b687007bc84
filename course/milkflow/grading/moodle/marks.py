"""Marks as the CSV that Moodle's gradebook imports: what she is known by there, and her points."""

import csv
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from milkflow.errors import GradingError
from milkflow.grading.class_list import FORMULA
from milkflow.grading.gradebook import Score
from milkflow.grading.people import IDENTITIES, Person, read_people
from milkflow.grading.standing import scores_of
from milkflow.places import Places
from milkflow.questions import Quiz, read_quiz
from milkflow.reading import did_you_mean

# As Moodle itself heads these columns, so that a person who maps them knows which is which.
HEADINGS = {"idnumber": "ID number", "username": "Username", "email": "Email address"}


class Marks(NamedTuple):
    """The file, what people are known by in it, its lines, who is left out and why, and the most points."""

    path: Path
    by: str
    lines: int
    left: tuple[tuple[str, str], ...]
    most: float


def marks_for_moodle(root: Path, quiz: str, by: str = "") -> Marks:
    """Write ``grades/<quiz>-moodle.csv`` and return what is in it. Raise GradingError when there is nothing to write.

    ``by`` is idnumber, username or email; by default the one that most people on the roster have. Who has no mark,
    or an answer that nobody has read, is left out: an empty line or too low a mark would stand in her gradebook.
    """
    if by and by not in IDENTITIES:
        raise GradingError(f"Moodle knows people by {', '.join(IDENTITIES)}, and not by {by!r}.")
    known = find_quiz(root, quiz)
    people = read_people(root)
    scores = scores_of(root, quiz, [person.id for person in people])
    if not scores:
        raise GradingError(f"Nobody on roster.csv has marks in {quiz}. Type 'make grade' first, and see the roster.")
    if not any(person.keys() for person in people):
        raise GradingError(
            "roster.csv does not say what Moodle knows people by. Bring in a class list that has their ID number, "
            "username or e-mail address: milkflow roster class-list.csv"
        )
    by = by or max(IDENTITIES, key=lambda one: sum(bool(getattr(person, one)) for person in people))
    shared = {value for value, times in Counter(getattr(one, by).casefold() for one in people).items() if times > 1}
    rows, left = [], []
    for person in people:
        reason = _reason(person, by, shared, scores.get(person.id))
        if reason:
            left.append((person.id, reason))
        else:
            rows.append((getattr(person, by), sum(score.points for score in scores[person.id].values())))
    path = root / "grades" / f"{quiz}-moodle.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(_csv(HEADINGS[by], known.id, rows), encoding="utf-8", newline="")
    return Marks(path, HEADINGS[by], len(rows), tuple(left), known.points)


def find_quiz(root: Path, quiz: str) -> Quiz:
    """Return the quiz called ``quiz``. Raise GradingError when there is none."""
    files = {path.stem: path for path in Places(root).quizzes()}
    if quiz not in files:
        hint = did_you_mean(quiz, files) or "."
        raise GradingError(f"No quiz is called {quiz!r}{hint} The quizzes are: {', '.join(files)}.")
    return read_quiz(files[quiz])


def _reason(person: Person, by: str, shared: set[str], scores: dict[str, Score] | None) -> str:
    value = getattr(person, by)
    if scores is None:
        return "no marks yet"
    if any(score.to_read for score in scores.values()):
        return "a written answer waits to be read"
    if not value:
        return f"roster.csv has no {by} for this person"
    if value.casefold() in shared:
        return f"two people on roster.csv have this {by}"
    if value.startswith(FORMULA):
        return f"the {by} on roster.csv begins with a sign that a spreadsheet takes for a formula"
    return ""


def _csv(heading: str, quiz: str, rows: list[tuple[str, float]]) -> str:
    page = StringIO()
    table = csv.writer(page, lineterminator="\r\n")
    table.writerow([heading, quiz])
    table.writerows([who, f"{round(points, 4):g}" if points < 1000 else f"{points:.2f}"] for who, points in rows)
    return page.getvalue()
