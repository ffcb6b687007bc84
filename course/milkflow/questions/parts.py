"""The pieces of a question. Every piece that can be chosen has an id of its own, and never a position."""

from typing import Annotated

from pydantic import Field, StringConstraints

from milkflow.reading import Content

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Label(Content):
    """Something to choose, with no word on whether it is right."""

    id: Id
    say: Words


class Option(Content):
    """A choice of a question ``one`` or ``several``, with the reason why it is or is not right."""

    id: Id
    say: Words
    right: bool = False
    because: Words


class Stem(Content):
    """One line of a ``match`` question; ``answer`` is the id of the option that fits it."""

    id: Id
    say: Words
    answer: Id
    because: Words


class Item(Content):
    """One step of an ``order`` question; the file lists the steps in the right order."""

    id: Id
    say: Words
    because: Words


class Near(Content):
    """A wrong number that people often give, in the question's unit, and what it tells."""

    value: float
    because: Words


class Criterion(Content):
    """One line of a rubric: what a person looks for, and the points it can earn."""

    id: Id
    say: Words
    points: float = Field(gt=0, le=20)
