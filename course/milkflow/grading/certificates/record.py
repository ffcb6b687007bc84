"""What one person has done, as far as the instructor's computer knows it, and whether it reaches the standard."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from milkflow.answers import MOST_BYTES, Event, parse_line
from milkflow.grading.gradebook import Score
from milkflow.grading.plain_files import Held, read_plain
from milkflow.grading.standing import scores_of
from milkflow.handin import answers_name, latest_answers
from milkflow.marking import passes_gate as gate
from milkflow.marking import reaches_standard
from milkflow.questions import Quiz
from milkflow.words import say

POST, EXAM = "post-test", "case-exam"


class Work(NamedTuple):
    """One hand-in that was graded: the quiz, and the first and last day on which she worked at it."""

    quiz: Quiz
    first: date | None
    last: date | None


class Record(NamedTuple):
    """What a person handed in. ``lacks`` says what keeps her from an achievement, or ""."""

    code: str
    name: str
    work: tuple[Work, ...]
    lacks: str

    @property
    def days(self) -> tuple[date, ...]:
        """The first and the last day of all her work, or nothing where no log is kept."""
        days = sorted(day for one in self.work for day in (one.first, one.last) if day)
        return (days[0], days[-1]) if days else ()


Scores = Mapping[str, Mapping[str, Mapping[str, Score]]]


def read_records(
    root: Path, people: Mapping[str, str], quizzes: Mapping[str, Quiz], words: Mapping[str, str]
) -> tuple[Record, ...]:
    """Return a record for each of ``people`` (names by code). Raise GradingError when the gradebook cannot be used."""
    scores = {id: scores_of(root, id, people) for id in quizzes}
    return tuple(_record(root, code, name, quizzes, scores, words) for code, name in people.items())


def _record(
    root: Path, code: str, name: str, quizzes: Mapping[str, Quiz], scores: Scores, words: Mapping[str, str]
) -> Record:
    logs = {id: _events(root, code, id) for id in quizzes if code in scores[id]}
    work = tuple(Work(quizzes[id], *_days(events)) for id, events in logs.items())
    lacks = lacking(quizzes, {id: scores[id].get(code, {}) for id in quizzes}, logs, words)
    return Record(code, name, work, lacks)


def lacking(
    quizzes: Mapping[str, Quiz],
    mine: Mapping[str, Mapping[str, Score]],
    logs: Mapping[str, tuple[Event, ...]],
    words: Mapping[str, str],
) -> str:
    """Return what keeps a person from an achievement, or ""; ``mine`` and ``logs`` are hers, by quiz."""
    for id in (POST, EXAM):
        if id not in quizzes:
            return say(words, "desk-cert-no-post", quiz=id)
        if not mine[id]:
            return say(words, "desk-cert-not-graded", quiz=id)
        if any(score.to_read for score in mine[id].values()):
            return say(words, "desk-cert-unread", quiz=id)
    points = sum(score.points for score in mine[POST].values())
    if not reaches_standard(points, quizzes[POST].points):
        return say(words, "desk-cert-below", quiz=POST)
    return "" if passes_gate(quizzes[EXAM], logs[EXAM]) else say(words, "desk-cert-gate", quiz=EXAM)


def passes_gate(exam: Quiz, events: Iterable[Event]) -> bool:
    """Return whether every case was played to its end with no critical choice left standing."""
    return gate(exam, latest_answers(events))


def _events(root: Path, code: str, quiz: str) -> tuple[Event, ...]:
    try:
        raw = read_plain(root / "submitted" / code / quiz / answers_name(quiz), MOST_BYTES) or b""
    except Held:
        return ()
    parsed = (parse_line(number, line) for number, line in enumerate(raw.split(b"\n"), 1) if line.strip())
    return tuple(one for one in parsed if isinstance(one, Event))


def _days(events: tuple[Event, ...]) -> tuple[date | None, date | None]:
    days = sorted(event.at.date() for event in events)
    return (days[0], days[-1]) if days else (None, None)
