"""How far a trainee has come, read from the logs beside the notebooks."""

import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from milkflow.answers import Event, read_log
from milkflow.bundles import load_bundle
from milkflow.cases import Case, moves, replay
from milkflow.cases.released import reopened
from milkflow.course_map import LessonEntry, Stop, Waypoint
from milkflow.errors import AnswersError, MilkflowError

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Track(NamedTuple):
    """How far one page is: its stops in order, the names of those done, and where and when she did something last."""

    stops: tuple[Stop, ...] = ()
    done: frozenset[str] = frozenset()
    last: str = ""
    at: datetime | None = None

    @property
    def is_done(self) -> bool:
        """Whether everything has been answered, and every case played to an end."""
        return bool(self.stops) and len(self.done) == len(self.stops)

    @property
    def open(self) -> tuple[Stop, ...]:
        """What is not done yet, from where she stopped to the end, then what she passed over."""
        at = next((place for place, stop in enumerate(self.stops) if stop.name == self.last), 0)
        return tuple(stop for stop in (*self.stops[at:], *self.stops[:at]) if stop.name not in self.done)

    @property
    def here(self) -> Stop | None:
        """Where to go on: the first stop that is not done, counted from where she stopped; None when all is done."""
        return self.open[0] if self.open else None

    @property
    def minutes_left(self) -> int:
        """The minutes of what is not done yet, rounded."""
        return round(sum(stop.minutes for stop in self.open))


class Leg(NamedTuple):
    """One line of the map: how far its lesson is, and its quiz (None without one)."""

    entry: LessonEntry
    lesson: Track
    quiz: Track | None = None
    quiz_title: str = ""
    handed_in: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether the lesson has a page."""
        return self.entry.status == "ready"

    @property
    def is_done(self) -> bool:
        """Whether nothing is left: the lesson is done, and its quiz handed in."""
        return not self.lesson.open and (self.quiz is None or self.handed_in)

    @property
    def touched(self) -> datetime:
        """When she did something last in the lesson or its quiz; long ago when she never did."""
        return max((track.at for track in (self.lesson, self.quiz) if track and track.at), default=LONG_AGO)


def walk(waypoints: Iterable[Waypoint], lessons: Path | None = None) -> tuple[Leg, ...]:
    """Return how far each lesson is. ``lessons`` is the folder of the lesson notebooks, by default the current one."""
    folder = lessons or Path.cwd()
    return tuple(_leg(waypoint, folder) for waypoint in waypoints)


def next_leg(legs: Iterable[Leg], here: str) -> Leg | None:
    """Return what to do next: the lesson touched last, if anything is left in it or its quiz, else the first such one.

    The page ``here`` that tells of it is not meant. None when nothing is left.
    """
    left = [leg for leg in legs if leg.is_ready and leg.entry.id != here and not leg.is_done]
    return max(left, key=lambda leg: leg.touched, default=None)


def exercises(lessons: Path) -> Path:
    """Return where the quizzes lie, relative to the lessons: beside them in a workspace, further up in a checkout."""
    beside = Path("../exercises")
    return beside if (lessons / beside).is_dir() else Path("../../exercises")


def kept(folder: Path, notebook: str) -> tuple[Event, ...]:
    """Return what the log of a notebook in ``folder`` holds; one that cannot be read counts as empty here."""
    elsewhere = os.environ.get("MILKFLOW_ANSWERS")
    try:
        return read_log(Path(elsewhere or folder) / f"{notebook}.answers.jsonl").events
    except AnswersError:
        return ()


def track(stops: tuple[Stop, ...], notebook: str, events: tuple[Event, ...], folder: Path) -> Track:
    """Return how far ``notebook`` in ``folder`` is. An answer taken back, or a case without an end yet, is not done."""
    answered = {event.name: not event.takes_back for event in events if event.type == "answer"}
    names = {stop.name for stop in stops}
    done = {name for name in names if answered.get(name)}
    done |= {stop.name for stop in stops if stop.verb == "play" and _is_played(folder, notebook, stop.name, events)}
    last = next((event for event in reversed(events) if event.name in names), None)
    return Track(stops, frozenset(done), last.name if last else "", last.at if last else None)


def _leg(waypoint: Waypoint, lessons: Path) -> Leg:
    entry = waypoint.entry
    lesson = track(waypoint.stops, entry.id, kept(lessons, entry.id), lessons)
    if entry.quiz is None:
        return Leg(entry, lesson)
    folder = lessons / exercises(lessons) / entry.quiz
    events = kept(folder, entry.quiz)
    handed_in = any(event.type == "handed-in" and event.name == entry.quiz for event in events)
    return Leg(entry, lesson, track(waypoint.quiz_stops, entry.quiz, events, folder), waypoint.quiz_title, handed_in)


def _is_played(folder: Path, notebook: str, name: str, events: tuple[Event, ...]) -> bool:
    made = [event for event in events if event.type == "move" and event.name == name]
    case = (_cases(notebook) or _exam_cases(folder, notebook)).get(name) if made else None
    return case is not None and any(not moves(case, run) for run in replay(case, made).runs)  # an ending has no moves


def _exam_cases(folder: Path, quiz: str) -> dict[str, Case]:
    """Return what a quiz lets her play, by question; empty when its questions are not there or damaged."""
    try:
        found = json.loads((folder / f"{quiz}.questions.json").read_text(encoding="utf-8"))["questions"]
        return {one["id"]: reopened(one["graph"]) for one in found if one.get("graph")}
    except (OSError, ValueError, TypeError, LookupError, StopIteration):
        return {}


@cache
def _cases(lesson: str) -> dict[str, Case]:
    try:
        return load_bundle(lesson).cases
    except MilkflowError:
        return {}
