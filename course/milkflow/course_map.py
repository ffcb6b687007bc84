"""The course at a glance: which lessons there are, what each is for, and what can be done in it."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from milkflow.questions.kinds import Outcome
from milkflow.questions.parts import Words
from milkflow.reading import Content, read_yaml_list


class LessonEntry(Content):
    """One line of the map. ``minutes`` is a guess for a careful reader; ``quiz`` names its graded quiz."""

    id: str
    title: Words
    minutes: int = Field(ge=1, le=120)
    about: Words
    outcomes: tuple[Outcome, ...] = ()
    quiz: str | None = None
    status: Literal["ready", "coming"]


class Waypoint(Content):
    """A lesson or quiz on the Start page, with the names of what can be answered or played in it."""

    entry: LessonEntry
    activities: tuple[str, ...] = ()
    quiz_activities: tuple[str, ...] = ()


def read_course_map(path: Path) -> tuple[LessonEntry, ...]:
    """Return the lessons in the order of the course. Raise ContentError with every problem."""
    return read_yaml_list(path, LessonEntry)
