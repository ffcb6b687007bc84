"""Five ledgers, never one sum: key features, safety, minutes to the key action, partnership, calibration."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from milkflow.cases.engine import act_of
from milkflow.cases.models import Case, ChoiceStep, EnquiryStep
from milkflow.cases.parts import GOOD, HARMFUL, Option, Verdict
from milkflow.cases.state import NEXT, Confidence, Done, State
from milkflow.cases.steps import Outcome

# Endings in which help came late, or harm was done.
LATE: tuple[Outcome, ...] = ("delayed", "harm")


class Harm(NamedTuple):
    """An unsafe or critical choice, and whether it was put right at the rescue that followed."""

    step: str
    move: str
    verdict: Verdict
    rescued: bool


class Call(NamedTuple):
    """How sure she was at a key feature, whether it was met, and whether the choice could have done harm."""

    step: str
    feature: str
    confidence: Confidence
    met: bool
    harmful: bool


@dataclass(frozen=True)
class Ledgers:
    """What one run shows. ``key_minutes`` is None until the key action is done; ``late``: it ended with help late."""

    features: dict[str, bool]
    harms: tuple[Harm, ...]
    key_minutes: int | None
    partnership: int
    calls: tuple[Call, ...]
    standard: int
    late: bool

    @property
    def met(self) -> int:
        """How many key features were met, each time they came up."""
        return sum(self.features.values())

    @cached_property
    def unrescued(self) -> tuple[Harm, ...]:
        """The harmful choices that were not put right."""
        return tuple(harm for harm in self.harms if not harm.rescued)

    @property
    def passed(self) -> bool:
        """Whether the standard is reached, no critical choice is left unrescued, and help did not come late.

        So nobody passes who leaves her without a safety net: of what follows from that, help comes late.
        """
        stopped = any(harm.verdict == "critical" for harm in self.unrescued)
        return self.met >= self.standard and not stopped and not self.late


def ledgers(case: Case, state: State) -> Ledgers:
    """Return the five ledgers of a run, finished or not."""
    key = [done.minutes for done in state.done if done.ref in case.key_action.moves]
    return Ledgers(
        features=features_met(case, state),
        harms=_harms(case, state),
        key_minutes=min(key, default=None),
        partnership=sum(partnership(case, done.step, done.move) for done in state.done),
        calls=_calls(case, state),
        standard=case.standard,
        late=getattr(case.steps[state.step], "outcome", "safe") in LATE,
    )


def features_met(case: Case, state: State) -> dict[str, bool]:
    """Return the key features that came up, and whether each was met every time."""
    found: dict[str, bool] = {}
    for call in _calls(case, state):
        found[call.feature] = call.met and found.get(call.feature, True)
    return found


def partnership(case: Case, step: str, move: str) -> int:
    """Return how often one move asked her, explained to her, or agreed something with her.

    A rescue counts nothing: putting right must not earn more than doing right.
    """
    act, at = act_of(case, step, move), case.steps[step]
    if act is None or (isinstance(at, ChoiceStep) and at.rescue):
        return 0
    return len(set(act.partnership))


def call_of(case: Case, state: State, number: int) -> Call | None:
    """Return how sure she was at the move with this number, or None where no key feature is decided."""
    done = state.done[number]
    step = case.steps[done.step]
    if done.confidence is None or not isinstance(step, ChoiceStep | EnquiryStep) or not step.key_feature:
        return None
    option = act_of(case, done.step, done.move)
    if isinstance(option, Option):
        met, harmful = option.verdict in GOOD, option.verdict in HARMFUL
    else:
        asked = {before.move for before in state.done[:number] if before.step == done.step}
        met, harmful = isinstance(step, EnquiryStep) and set(step.needs) <= asked, False
    return Call(done.step, step.key_feature, done.confidence, met, harmful)


def _calls(case: Case, state: State) -> tuple[Call, ...]:
    found = (call_of(case, state, number) for number in range(len(state.done)))
    return tuple(call for call in found if call is not None)


def _harms(case: Case, state: State) -> tuple[Harm, ...]:
    chosen = [(done, act_of(case, done.step, done.move)) for done in state.done if done.move != NEXT]
    options = [(done, option) for done, option in chosen if isinstance(option, Option)]
    found = []
    for number, (done, option) in enumerate(options):
        if option.verdict in HARMFUL:
            later = options[number + 1] if number + 1 < len(options) else None
            found.append(Harm(done.step, done.move, option.verdict, _rescued(case, option, later)))
    return tuple(found)


def _rescued(case: Case, option: Option, later: tuple[Done, Option] | None) -> bool:
    if later is None or option.verdict == "critical":
        return False
    step = case.steps[later[0].step]
    return isinstance(step, ChoiceStep) and step.rescue and later[1].verdict in GOOD
