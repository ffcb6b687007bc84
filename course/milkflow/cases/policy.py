"""Early-warning limits. They are content, so that a service can put its own in their place."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from milkflow.questions.parts import Id, Words
from milkflow.reading import CONTENT_DIR, Content, read_yaml

POLICY_FILE = CONTENT_DIR / "cases" / "policy.yaml"
Level = Literal["look again", "moderate", "high"]
_RANK: dict[Level, int] = {"look again": 0, "moderate": 1, "high": 2}


class Limit(Content):
    """One band of one observation, in its unit. ``fact`` is the evidence table, ``source`` the source behind it."""

    observation: Id
    level: Level
    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    below: float | None = None
    says: Words
    fact: Id
    source: Id

    @model_validator(mode="after")
    def _has_an_edge(self) -> Self:
        if all(edge is None for edge in (self.at_least, self.at_most, self.above, self.below)):
            raise ValueError("needs at least one of at_least, at_most, above, below")
        return self

    def holds(self, value: float) -> bool:
        """Return whether ``value`` lies in the band."""
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
            and (self.above is None or value > self.above)
            and (self.below is None or value < self.below)
        )


class Policy(Content):
    """The limits of one service, and in ``note`` what is not settled about them."""

    note: Words
    limits: tuple[Limit, ...] = Field(min_length=1)


def read_policy(path: Path = POLICY_FILE) -> Policy:
    """Return the early-warning limits in ``path``. Raise ContentError with every problem."""
    return read_yaml(path, Policy)


def alert(limits: Iterable[Limit], observation: str, value: object) -> Limit | None:
    """Return the most serious limit that ``value`` crosses, or None."""
    if not isinstance(value, int | float):
        return None
    crossed = [limit for limit in limits if limit.observation == observation and limit.holds(value)]
    return max(crossed, key=lambda limit: _RANK[limit.level], default=None)
