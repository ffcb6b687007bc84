"""One case, as its YAML page says it. These models are the only definition of the format."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from milkflow.cases.facilitating import Facilitator
from milkflow.cases.parts import Observation, Patient
from milkflow.cases.policy import Limit
from milkflow.cases.steps import (
    ChoiceStep,
    Clock,
    DecisionStep,
    EndingStep,
    EnquiryStep,
    HandoverStep,
    Happening,
    PauseStep,
    SceneStep,
    Step,
)
from milkflow.questions.parts import Id, Words
from milkflow.reading import Content

__all__ = [
    "Case",
    "Ceilings",
    "ChoiceStep",
    "DecisionStep",
    "EndingStep",
    "EnquiryStep",
    "HandoverStep",
    "Happening",
    "KeyAction",
    "PauseStep",
    "SceneStep",
    "Step",
]


# What is right for her in the end: reassure and not treat, treat, or have her seen by somebody else.
RightAct = Literal["reassure", "treat", "refer"]


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
    right_act: RightAct | None = None
    facilitator: Facilitator | None = None
    limits: tuple[Limit, ...] = ()
    ceilings: Ceilings | None = None

    @model_validator(mode="after")
    def _the_standard_can_be_reached(self) -> Self:
        if self.standard > len(self.key_features):
            raise ValueError(f"standard {self.standard} is more than the {len(self.key_features)} key features")
        return self
