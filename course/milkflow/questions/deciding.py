"""Kinds that ask for a decision: a few things to do, how urgent it is, what to make of a claim."""

from typing import Literal, Self

from pydantic import Field, model_validator

from milkflow.evidence import Verdict
from milkflow.questions.base import QuestionBase, refuse_twins
from milkflow.questions.parts import Id, Option, Words
from milkflow.reading import Content

Level = Literal["self-care", "same-day", "emergency"]
LEVELS: tuple[Level, ...] = ("self-care", "same-day", "emergency")  # from least to most urgent
VERDICTS: tuple[Verdict, ...] = ("supported", "partly-supported", "superseded", "unsafe", "no-evidence")


class Feature(Content):
    """One decision of a case: choose up to ``most`` from a menu that is longer than that."""

    id: Id
    ask: Words
    most: int = Field(ge=1, le=6)
    options: tuple[Option, ...] = Field(min_length=3, max_length=15)
    shuffle: bool = True

    @model_validator(mode="after")
    def _the_menu_is_longer(self) -> Self:
        refuse_twins("options", (option.id for option in self.options))
        right = sum(option.right for option in self.options)
        if not 1 <= right <= self.most < len(self.options):
            raise ValueError(f"{right} right options do not fit 'most: {self.most}' of {len(self.options)}")
        return self


class KeyFeature(QuestionBase):
    """The decisions that a case turns on. Response: ``{feature id: [option ids]}``."""

    kind: Literal["key-feature"]
    case: Words  # without its case a key feature could be answered by a rule of thumb
    features: tuple[Feature, ...] = Field(min_length=1, max_length=5)

    @model_validator(mode="after")
    def _no_twins(self) -> Self:
        refuse_twins("features", (feature.id for feature in self.features))
        return self


class Vignette(Content):
    """A few lines about one mother, and how soon she needs which care."""

    id: Id
    say: Words
    level: Level
    because: Words


class Urgency(QuestionBase):
    """Sort by urgency. Response: ``{item id: level}``, a level being self-care, same-day or emergency."""

    kind: Literal["urgency"]
    items: tuple[Vignette, ...] = Field(min_length=2, max_length=10)

    @model_validator(mode="after")
    def _no_twins(self) -> Self:
        refuse_twins("items", (item.id for item in self.items))
        return self


class ClaimAudit(QuestionBase):
    """Judge a claim as a page says it. Response: a verdict.

    ``verdict`` is that of the one claim in ``claims``; `milkflow check` refuses another. ``because`` says for each
    verdict why it does or does not fit.
    """

    kind: Literal["claim-audit"]
    says: Words
    verdict: Verdict
    because: dict[Verdict, Words]
    claims: tuple[Id, ...] = Field(min_length=1, max_length=1)

    @model_validator(mode="after")
    def _a_reason_for_each(self) -> Self:
        missing = [verdict for verdict in VERDICTS if verdict not in self.because]
        if missing:
            raise ValueError(f"because: give a reason for {', '.join(missing)} too")
        return self
