"""The course at a glance: which lessons there are, what each is for, and what can be done in it."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from milkflow.questions.bank import Role
from milkflow.questions.kinds import Outcome
from milkflow.questions.parts import Words
from milkflow.reading import Content, read_yaml_list


class LessonEntry(Content):
    """One line of the map. ``minutes`` is a guess for a careful reader; ``quizzes`` names its graded quizzes, in order.

    One that is not written yet is left out of the course, so that the map may name it before.
    """

    id: str
    title: Words
    minutes: int = Field(ge=1, le=120)
    about: Words
    outcomes: tuple[Outcome, ...] = ()
    quizzes: tuple[str, ...] = ()
    status: Literal["ready", "coming"]


class Stop(Content):
    """One thing to answer or play: its ``name`` in the log, and the ``cell`` and ``heading`` where it is found.

    ``verb`` is how a lesson offers it: ask, play, lens (a stop for each claim) or clinic. ``minutes`` is a
    guess, with the reading before it. A stop of a clinic is one more case played, of any that it holds: ``cases`` are
    their ids, each with the other lessons that place it.
    """

    name: str
    verb: str
    cell: str
    heading: str
    minutes: float = Field(ge=0)
    cases: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class QuizStops(Content):
    """One quiz that is there, and what can be done in it, in order."""

    id: str
    title: str
    role: Role = "lesson"
    stops: tuple[Stop, ...] = ()


class Waypoint(Content):
    """A line of the map, with what can be done in the lesson, and its quizzes, in order."""

    entry: LessonEntry
    stops: tuple[Stop, ...] = ()
    quizzes: tuple[QuizStops, ...] = ()


def read_course_map(path: Path) -> tuple[LessonEntry, ...]:
    """Return the lessons in the order of the course. Raise ContentError with every problem."""
    return read_yaml_list(path, LessonEntry)
