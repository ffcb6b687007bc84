"""One case, as its YAML page says it. These models are the only definition of the format."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from milkflow.cases.parts import Ask, Effects, Observation, Option, Patient, Ways
from milkflow.cases.policy import Limit
from milkflow.questions.parts import Id, Words
from milkflow.reading import Content

Outcome = Literal["safe", "delayed", "harm averted", "harm"]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Happening(Content):
    """What all steps share. ``minutes`` pass and ``effects`` happen on arriving; ``says`` is in her own words."""

    scene: Words
    says: Words | None = None
    minutes: int = Field(default=0, ge=0, le=10_080)
    effects: Effects = Field(default_factory=dict)
    reveals: tuple[str, ...] = ()


class SceneStep(Happening):
    """Something is seen or said; there is only one way on."""

    kind: Literal["scene"]
    to: Ways


class PauseStep(Happening):
    """Time passes: ``minutes`` at least, and with ``until`` on to the next time that the clock shows it."""

    kind: Literal["pause"]
    until: Clock | None = None
    minutes: int = Field(ge=1, le=10_080)
    to: Ways


class EnquiryStep(Happening):
    """Ask and examine as much as seems right, then go on. ``needs`` are the asks that the key feature rests on."""

    kind: Literal["enquiry"]
    ask: Words
    asks: tuple[Ask, ...] = Field(min_length=2)
    needs: tuple[Id, ...] = ()
    key_feature: Id | None = None
    to: Ways


class DecisionStep(Happening):
    """One choice. A ``rescue`` is where an unsafe choice can still be put right."""

    kind: Literal["decision"]
    ask: Words
    options: tuple[Option, ...] = Field(min_length=2, max_length=6)
    key_feature: Id | None = None
    rescue: bool = False


class EndingStep(Happening):
    """The story ends. ``lesson`` is what it teaches, in two or three sentences."""

    kind: Literal["ending"]
    outcome: Outcome
    lesson: Words


# A step that builds a handover message becomes one more member of this union.
Step = Annotated[SceneStep | PauseStep | EnquiryStep | DecisionStep | EndingStep, Field(discriminator="kind")]


class KeyAction(Content):
    """The act that must not wait, and the moves (``step.move``) that are it."""

    say: Words
    moves: tuple[str, ...] = Field(min_length=1)


class Ceilings(Content):
    """The most, over all paths, of each ledger; ``fastest`` is the fewest minutes to the key action."""

    features: int
    partnership: int
    calls: int
    harms: int
    fastest: int | None


class Case(Content):
    """A branching case. ``limits`` and ``ceilings`` are put in by `read_case`, never by an author."""

    id: Id
    title: Words
    minutes: int = Field(ge=3, le=60)
    setting: Literal["ward", "clinic", "home visit", "phone"]
    clock: Clock
    outcomes: tuple[int, ...] = Field(min_length=1)
    key_features: dict[Id, Words] = Field(min_length=2, max_length=4)
    standard: int = Field(ge=1, le=4)
    key_action: KeyAction
    claims: tuple[str, ...] = Field(min_length=1)
    author: Words
    reviewed_by: str | None
    review_by: date
    patient: Patient
    observations: dict[Id, Observation] = Field(min_length=1)
    start: Id
    steps: dict[Id, Step] = Field(min_length=2)
    limits: tuple[Limit, ...] = ()
    ceilings: Ceilings | None = None

    @model_validator(mode="after")
    def _the_standard_can_be_reached(self) -> Self:
        if self.standard > len(self.key_features):
            raise ValueError(f"standard {self.standard} is more than the {len(self.key_features)} key features")
        return self
