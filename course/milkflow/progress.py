"""How far a trainee has come, read from the logs beside the notebooks."""

import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from milkflow.answers import Event, last_try, read_log
from milkflow.bundles import load_case
from milkflow.cases import Case, replay
from milkflow.cases.choosing import has_ended
from milkflow.cases.released import reopened
from milkflow.course_map import LessonEntry, QuizStops, Stop, Waypoint
from milkflow.errors import AnswersError, MilkflowError
from milkflow.solo.places import is_solo
from milkflow.solo.recorded import recorded

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
    """How far one quiz of a lesson is. ``alone``: she learns without an instructor, so a lesson's quiz is practice.

    ``points`` tells points and of for the test of somebody alone, as it was handed in last.
    """

    id: str
    title: str
    role: str
    track: Track
    handed_in: bool
    alone: bool = False
    points: tuple[float, float] | None = None

    @property
    def is_practice(self) -> bool:
        """Whether nothing is handed in here."""
        return self.alone and self.role == "lesson"

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do: handed in, or in practice all answered."""
        return self.track.is_done if self.is_practice else self.handed_in


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
        """The first quiz in which something is left; None when there is none."""
        return next((quiz for quiz in self.quizzes if not quiz.is_done), None)

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


def track(stops: tuple[Stop, ...], notebook: str, events: tuple[Event, ...], folder: Path) -> Track:
    """Return how far ``notebook`` in ``folder`` is. An answer taken back, or a case without an end yet, is not done."""
    events = last_try(events)
    answered = {event.name: not event.takes_back for event in events if event.type == "answer"}
    names = {stop.name: stop.name for stop in stops}
    done = {name for name in names if answered.get(name)}
    done |= {stop.name for stop in stops if stop.verb == "play" and _is_played(stop.name, events, folder, notebook)}
    if clinic := [stop for stop in stops if stop.cases]:
        done |= {stop.name for stop in clinic[: _count(clinic[0], events, folder)]}
        names |= dict.fromkeys(clinic[0].cases, clinic[0].name)
    last = next((event for event in reversed(events) if event.name in names), None)
    return Track(stops, frozenset(done), names[last.name] if last else "", last.at if last else None)


def _count(clinic: Stop, events: tuple[Event, ...], folder: Path) -> int:
    """Return how many cases of a clinic are played, in it or in the lessons beside it."""
    beside = {lesson: kept(folder, lesson) for lessons in clinic.cases.values() for lesson in lessons}
    return sum(
        any(_is_played(case, some, folder, case) for some in (events, *map(beside.__getitem__, lessons)))
        for case, lessons in clinic.cases.items()
    )


def _leg(waypoint: Waypoint, lessons: Path) -> Leg:
    entry = waypoint.entry
    lesson = track(waypoint.stops, entry.id, kept(lessons, entry.id), lessons)
    return Leg(entry, lesson, tuple(_quiz_leg(quiz, lessons) for quiz in waypoint.quizzes))


def _quiz_leg(quiz: QuizStops, lessons: Path) -> QuizLeg:
    folder = lessons / exercises(lessons) / quiz.id
    events = kept(folder, quiz.id)
    handed = [event for event in events if event.type == "handed-in" and event.name == quiz.id]
    done = track(quiz.stops, quiz.id, events, folder)
    alone = is_solo(folder)
    points = recorded(handed[-1]) if handed and alone else None
    return QuizLeg(quiz.id, quiz.title, quiz.role, done, bool(handed), alone, points)


def _is_played(name: str, events: tuple[Event, ...], folder: Path, notebook: str) -> bool:
    made = [event for event in events if event.type == "move" and event.name == name]
    case = _case(name, folder, notebook) if made else None
    return case is not None and any(has_ended(case, run) for run in replay(case, made).runs)


def _case(name: str, folder: Path, notebook: str) -> Case | None:
    """Return the practice case of this name, else what the quiz ``notebook`` in ``folder`` lets her play under it."""
    try:
        return load_case(name).case
    except MilkflowError:
        return _exam_cases(folder, notebook).get(name)


def _exam_cases(folder: Path, quiz: str) -> dict[str, Case]:
    """Return what a quiz lets her play, by question; empty when its questions are not there or damaged."""
    try:
        found = json.loads((folder / f"{quiz}.questions.json").read_text(encoding="utf-8"))["questions"]
        return {one["id"]: reopened(one["graph"]) for one in found if one.get("graph")}
    except (OSError, ValueError, TypeError, LookupError, StopIteration):
        return {}
