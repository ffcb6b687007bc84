"""What every question carries, whatever its kind."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from milkflow.questions.parts import Id, Words
from milkflow.reading import Content

Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Outcome = Annotated[int, Field(ge=1, le=8)]


def refuse_twins(what: str, ids: Iterable[str]) -> None:
    """Raise ValueError when an id stands twice: an answer in the log would then mean two things."""
    twins = sorted(id for id, times in Counter(ids).items() if times > 1)
    if twins:
        raise ValueError(f"two {what} are called {twins[0]!r}; give each an id of its own")


class QuestionBase(Content):
    """What every question carries. ``points`` and ``key_basis`` are for graded questions only."""

    id: Id
    case: Words | None = None
    ask: Words
    hint: Words | None = None
    claims: tuple[Id, ...] = Field(min_length=1)
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    bloom: Bloom
    confidence: bool = False
    misconception: Words | None = None
    # An author has looked at it: here the question must be negative.
    negation_reviewed: bool = False
    points: float | None = Field(default=None, gt=0, le=20)
    key_basis: tuple[Words, ...] = ()
