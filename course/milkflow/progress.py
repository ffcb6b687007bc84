"""How far a trainee has come, read from the logs beside the notebooks."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from milkflow.answers import Event, read_log
from milkflow.bundles import load_bundle
from milkflow.cases import Case, moves, replay
from milkflow.course_map import LessonEntry, QuizStops, Stop, Waypoint
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


class QuizLeg(NamedTuple):
    """How far one quiz of a lesson is."""

    id: str
    title: str
    role: str
    track: Track
    handed_in: bool


class Leg(NamedTuple):
    """One line of the map: how far its lesson is, and each of its quizzes."""

    entry: LessonEntry
    lesson: Track
    quizzes: tuple[QuizLeg, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether the lesson has a page."""
        return self.entry.status == "ready"

    @property
    def is_done(self) -> bool:
        """Whether nothing is left: the lesson is done, and its quizzes handed in."""
        return not self.lesson.open and self.open_quiz is None

    @property
    def open_quiz(self) -> QuizLeg | None:
        """The first quiz that is not handed in yet; None when there is none."""
        return next((quiz for quiz in self.quizzes if not quiz.handed_in), None)

    @property
    def touched(self) -> datetime:
        """When she did something last in the lesson or a quiz of it; long ago when she never did."""
        tracks = (self.lesson, *(quiz.track for quiz in self.quizzes))
        return max((track.at for track in tracks if track.at), default=LONG_AGO)


def walk(waypoints: Iterable[Waypoint], lessons: Path | None = None) -> tuple[Leg, ...]:
    """Return how far each lesson is. ``lessons`` is the folder of the lesson notebooks, by default the current one."""
    folder = lessons or Path.cwd()
    return tuple(_leg(waypoint, folder) for waypoint in waypoints)


def next_leg(legs: Iterable[Leg], here: str) -> Leg | None:
    """Return what to do next: the lesson touched last, if anything is left in it or its quizzes, else the first one.

    Of the page ``here`` that tells of it only a quiz is meant: a test before the course, as long as nothing else was
    touched, or that test was begun. None when nothing is left.
    """
    ready = [leg for leg in legs if leg.is_ready]
    begun = any(leg.touched > LONG_AGO for leg in ready if leg.entry.id != here)
    left = [leg for leg in ready if not leg.is_done and (leg.entry.id != here or _test_waits(leg, begun))]
    return max(left, key=lambda leg: leg.touched, default=None)


def _test_waits(leg: Leg, begun: bool) -> bool:
    # A test before the course tells nothing any more once she has learnt from it.
    quiz = leg.open_quiz
    return quiz is not None and (not begun or quiz.role != "pre-test" or quiz.track.at is not None)


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


def track(stops: tuple[Stop, ...], notebook: str, events: tuple[Event, ...]) -> Track:
    """Return how far ``notebook`` is. An answer that was taken back, or a case without an end yet, is not done."""
    answered = {event.name: not event.takes_back for event in events if event.type == "answer"}
    names = {stop.name for stop in stops}
    done = {name for name in names if answered.get(name)}
    done |= {stop.name for stop in stops if stop.verb == "play" and _is_played(notebook, stop.name, events)}
    last = next((event for event in reversed(events) if event.name in names), None)
    return Track(stops, frozenset(done), last.name if last else "", last.at if last else None)


def _leg(waypoint: Waypoint, lessons: Path) -> Leg:
    entry = waypoint.entry
    lesson = track(waypoint.stops, entry.id, kept(lessons, entry.id))
    return Leg(entry, lesson, tuple(_quiz_leg(quiz, lessons) for quiz in waypoint.quizzes))


def _quiz_leg(quiz: QuizStops, lessons: Path) -> QuizLeg:
    events = kept(lessons / exercises(lessons) / quiz.id, quiz.id)
    handed_in = any(event.type == "handed-in" and event.name == quiz.id for event in events)
    return QuizLeg(quiz.id, quiz.title, quiz.role, track(quiz.stops, quiz.id, events), handed_in)


def _is_played(lesson: str, name: str, events: tuple[Event, ...]) -> bool:
    made = [event for event in events if event.type == "move" and event.name == name]
    case = _cases(lesson).get(name) if made else None
    return case is not None and any(not moves(case, run) for run in replay(case, made).runs)  # an ending has no moves


@cache
def _cases(lesson: str) -> dict[str, Case]:
    try:
        return load_bundle(lesson).cases
    except MilkflowError:
        return {}
