"""Where a run stands. A state never changes: a move returns a new one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from milkflow.cases.parts import Value
from milkflow.errors import MilkflowError

Confidence = Literal["sure", "fairly", "guessing"]
NEXT = "next"
Message = tuple[tuple[str, str], ...]  # slips of a handover, each with the part that it was put into


class NotPossible(MilkflowError):
    """A move that cannot be made here."""


class Done(NamedTuple):
    """A move that was made. ``minutes`` is the clock (minutes since the start) when it was finished.

    ``message`` is what was handed over, and empty for every other move.
    """

    step: str
    move: str
    confidence: Confidence | None
    minutes: int
    message: Message = ()

    @property
    def ref(self) -> str:
        """The name that conditions use: ``step.move``."""
        return f"{self.step}.{self.move}"


class Point(NamedTuple):
    """What the chart shows at one time: ``values`` holds the charted readings that were taken then."""

    minutes: int
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class State:
    """One run. ``told`` is the option whose consequence is being shown at ``step``, or empty.

    ``readings`` holds every observation as it now is, ``seen`` what the trainee was shown of it, and when last asked.
    """

    run: str
    step: str
    told: str = ""
    minutes: int = 0
    done: tuple[Done, ...] = ()
    readings: Mapping[str, Value] = field(default_factory=dict)
    seen: Mapping[str, Value] = field(default_factory=dict)
    chart: tuple[Point, ...] = ()

    def did(self, ref: str) -> bool:
        """Return whether the move ``step.move`` was made in this run."""
        return any(done.ref == ref for done in self.done)

    def done_here(self) -> tuple[str, ...]:
        """Return the moves made at the present step, in order."""
        return tuple(done.move for done in self.done if done.step == self.step)
