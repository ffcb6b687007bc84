"""How far a trainee has come, read from the logs beside the notebooks."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from milkflow.answers import read_log
from milkflow.course_map import LessonEntry, Waypoint
from milkflow.errors import AnswersError


class Leg(NamedTuple):
    """One lesson of the map: ``done`` of ``of`` activities answered; ``minutes_left`` of its planned minutes.

    ``quiz`` is None without a quiz, else "open", "started" or "handed-in".
    """

    entry: LessonEntry
    done: int
    of: int
    minutes_left: int
    quiz: str | None

    @property
    def is_done(self) -> bool:
        """Whether everything in the lesson has been answered or played."""
        return self.of > 0 and self.done == self.of


def walk(waypoints: Iterable[Waypoint], lessons: Path | None = None) -> tuple[Leg, ...]:
    """Return how far each lesson is. ``lessons`` is the folder of the lesson notebooks, by default the current one."""
    folder = lessons or Path.cwd()
    return tuple(_leg(waypoint, folder) for waypoint in waypoints)


def exercises(lessons: Path) -> Path:
    """Return where the quizzes lie, relative to the lessons: beside them in a workspace, further up in a checkout."""
    beside = Path("../exercises")
    return beside if (lessons / beside).is_dir() else Path("../../exercises")


def _leg(waypoint: Waypoint, lessons: Path) -> Leg:
    entry = waypoint.entry
    done = len(_names(lessons, entry.id) & set(waypoint.activities))
    of = len(waypoint.activities)
    left = entry.minutes if not of else round(entry.minutes * (of - done) / of)
    return Leg(entry, done, of, left, _quiz_state(lessons, waypoint))


def _quiz_state(lessons: Path, waypoint: Waypoint) -> str | None:
    quiz = waypoint.entry.quiz
    if quiz is None:
        return None
    names = _names(lessons / exercises(lessons) / quiz, quiz)
    if quiz in names:
        return "handed-in"
    return "started" if names & set(waypoint.quiz_activities) else "open"


def _names(folder: Path, notebook: str) -> set[str]:
    """Return the names that have an event in a notebook's log; an unreadable log counts as empty here."""
    elsewhere = os.environ.get("MILKFLOW_ANSWERS")
    try:
        events = read_log(Path(elsewhere or folder) / f"{notebook}.answers.jsonl").events
    except AnswersError:
        return set()
    return {event.name for event in events}
