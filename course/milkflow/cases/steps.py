"""The kinds of step that a case is made of. These models are the only definition of their format."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from milkflow.cases.parts import GOOD, Ask, Effects, Option, Ways
from milkflow.questions import SBAR
from milkflow.questions.parts import Id, Words
from milkflow.questions.talking import Statement
from milkflow.reading import Content

Outcome = Literal["safe", "delayed", "harm averted", "harm"]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
CLEAR, GAPS = "clear", "gaps"


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


class ChoiceStep(Happening):
    """What a decision and a handover share: each ends in one of its options."""

    ask: Words
    options: tuple[Option, ...] = Field(min_length=2, max_length=6)
    key_feature: Id | None = None
    rescue: bool = False


class DecisionStep(ChoiceStep):
    """One choice. A ``rescue`` is where an unsafe choice can still be put right."""

    kind: Literal["decision"]


class HandoverStep(ChoiceStep):
    """Build an SBAR message from slips. It comes out as the option ``clear`` or ``gaps``.

    Clear: each slip that it ``needs`` (all that have a part, when none is named) is in its part, and none that is
    better left out is said.
    """

    kind: Literal["handover"]
    slips: tuple[Statement, ...] = Field(min_length=4, max_length=12)
    needs: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _every_part_is_there(self) -> Self:
        missing = [part for part in SBAR if part not in {slip.part for slip in self.slips}]
        if missing:
            raise ValueError(f"no slip belongs to {', '.join(missing)}; give each part at least one")
        if len({slip.id for slip in self.slips}) < len(self.slips):
            raise ValueError("two slips have one id; rename one")
        return self

    @model_validator(mode="after")
    def _what_is_needed_can_be_said(self) -> Self:
        wrong = sorted(set(self.needs) - {slip.id for slip in self.slips if slip.part})
        if wrong:
            raise ValueError(f"needs {wrong[0]!r}, which is no slip with a part")
        return self

    @model_validator(mode="after")
    def _it_comes_out_in_two_ways(self) -> Self:
        verdicts = {option.id: option.verdict for option in self.options}
        if set(verdicts) != {CLEAR, GAPS} or verdicts[CLEAR] != "best" or verdicts[GAPS] in GOOD:
            raise ValueError("a handover has two options: 'clear', which is best, and 'gaps', which is weak or worse")
        if self.rescue:
            raise ValueError("a handover is no rescue; let a decision be one")
        return self


class EndingStep(Happening):
    """The story ends. ``lesson`` is what it teaches, in two or three sentences."""

    kind: Literal["ending"]
    outcome: Outcome
    lesson: Words


Step = Annotated[
    SceneStep | PauseStep | EnquiryStep | DecisionStep | HandoverStep | EndingStep, Field(discriminator="kind")
]
