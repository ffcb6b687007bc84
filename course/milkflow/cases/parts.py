"""The pieces of a case: the mother, what can be observed, where a step leads, and what can be done."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from milkflow.questions.parts import Id, Words
from milkflow.reading import Content

Verdict = Literal["best", "acceptable", "weak", "unsafe", "critical"]
Partnership = Literal["asked", "explained", "agreed"]
Value = float | str

GOOD: tuple[Verdict, ...] = ("best", "acceptable")
HARMFUL: tuple[Verdict, ...] = ("unsafe", "critical")


class Patient(Content):
    """The mother. ``skin_tone`` is 1 (lightest) to 10 (darkest); ``wants`` is what she herself hopes for."""

    name: Words
    age: int = Field(ge=14, le=55)
    births: int = Field(ge=1, le=15)
    days_since_birth: int = Field(ge=0, le=1100)
    skin_tone: int = Field(ge=1, le=10)
    wants: Words
    about: Words


class Observation(Content):
    """Something seen, felt, told or measured.

    A number has a ``unit`` and the lowest and highest value that the case may reach; words have neither.
    ``known`` says whether the trainee sees it at once, or only when she asks.
    """

    label: Words
    start: Value
    known: Literal["shown", "when-asked"]
    unit: str = ""
    range: tuple[float, float] | None = None
    chart: bool = False

    @model_validator(mode="after")
    def _numbers_have_a_range(self) -> Self:
        if isinstance(self.start, str):
            if self.range or self.chart:
                raise ValueError("start is in words, so it can have no range and no chart")
            return self
        if self.range is None or not self.unit:
            raise ValueError("start is a number, so unit and range are needed, such as range: [35, 41]")
        if not self.range[0] <= self.start <= self.range[1]:
            raise ValueError(f"start {self.start:g} is outside its range {self.range[0]:g} to {self.range[1]:g}")
        return self


class Span(Content):
    """Where a number must lie: at least the one, below the other."""

    at_least: float | None = None
    below: float | None = None


class When(Content):
    """All of it must hold. ``did``: any of these moves was made; ``did_not``: none was. A move is ``step.move``."""

    did: tuple[str, ...] = ()
    did_not: tuple[str, ...] = ()
    reads: dict[str, Span] = Field(default_factory=dict)


class Way(Content):
    """The next step, and the condition under which it is taken; the last way of a list has none."""

    to: Id
    when: When | None = None


def _as_ways(value: Any) -> Any:
    return [{"to": value}] if isinstance(value, str) else value


Ways = Annotated[tuple[Way, ...], BeforeValidator(_as_ways), Field(min_length=1)]
Effects = dict[str, Value]  # a number is added to the reading, words replace it


class Act(Content):
    """What asking, examining and choosing share. ``minutes`` is what it costs."""

    id: Id
    do: Words
    minutes: int = Field(ge=0, le=600)
    because: Words
    claims: tuple[str, ...] = Field(min_length=1)
    effects: Effects = Field(default_factory=dict)
    reveals: tuple[str, ...] = ()
    partnership: tuple[Partnership, ...] = ()


class Ask(Act):
    """One thing to ask or examine. ``finding`` is what she then knows; ``because`` is told in the debrief."""

    minutes: int = Field(ge=1, le=600)
    finding: Words


class Option(Act):
    """One thing to do. ``consequence`` is told first, ``because`` second; ``tempting`` says why people pick it."""

    to: Ways
    verdict: Verdict
    consequence: Words
    tempting: Words | None = None
    misconception: Words | None = None

    @model_validator(mode="after")
    def _a_trap_is_explained(self) -> Self:
        if self.verdict not in GOOD and not (self.tempting and self.misconception):
            raise ValueError(f"an option that is {self.verdict} needs 'tempting' and 'misconception'")
        return self
