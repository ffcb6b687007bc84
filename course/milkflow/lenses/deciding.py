"""What her decision on a claim comes to, beside the verdict. Pure and total: any JSON value is an answer."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple, Protocol

from milkflow.evidence import Claim
from milkflow.lenses.stances import CAREFUL, STANCE_OF, STANCES, Stance, event_name

Outcome = Literal["agrees", "open", "not-yet", "undecided"]
Sureness = Literal["sure", "fairly", "guessing"]
SURENESS: tuple[Sureness, ...] = ("sure", "fairly", "guessing")
# Sources that differ on hours or on who is seen first do not differ on whether help is called.
NEVER_OPEN_TOPICS = ("help-seeking",)


class Kept(Protocol):
    """What is read of an event in the log."""

    @property
    def type(self) -> str:
        """What kind of event it is."""
        ...

    @property
    def name(self) -> str:
        """What it is about."""
        ...

    @property
    def response(self) -> Any:
        """What was chosen."""
        ...

    @property
    def confidence(self) -> Any:
        """How sure she was."""
        ...


class Decision(NamedTuple):
    """One claim: her ``stance`` (None before she decided), what the evidence calls for, and how the two compare.

    ``open``: sources differ on this claim, hers is not the stance of our verdict, and local policy decides.
    """

    claim: Claim
    stance: Stance | None
    sure: Sureness | None
    wanted: Stance
    outcome: Outcome

    @property
    def is_sure_and_wrong(self) -> bool:
        """Whether she was sure, and the evidence says otherwise: the ones to talk about."""
        return self.outcome == "not-yet" and self.sure == "sure"


def decide(claim: Claim, response: Any = None, confidence: Any = None) -> Decision:
    """Return what ``response`` (a stance, or anything at all) on ``claim`` comes to."""
    stance = next((known for known in STANCES if known == response), None)
    sure = next((known for known in SURENESS if known == confidence), None) if stance else None
    wanted = STANCE_OF[claim.verdict]
    return Decision(claim, stance, sure, wanted, _outcome(claim, stance, wanted))


def decisions(claims: Iterable[Claim], events: Iterable[Kept]) -> tuple[Decision, ...]:
    """Return a decision for each claim, in order; of several events on one claim the latest counts."""
    latest: Mapping[str, Kept] = {event.name: event for event in events if event.type == "answer"}
    return tuple(
        decide(claim, event.response, event.confidence) if event else decide(claim)
        for claim in claims
        for event in [latest.get(event_name(claim.id))]
    )


def _outcome(claim: Claim, stance: Stance | None, wanted: Stance) -> Outcome:
    if stance is None:
        return "undecided"
    if stance == wanted or (claim.verdict, stance) in CAREFUL:
        return "agrees"
    may_be_open = claim.differs and claim.verdict != "unsafe" and claim.topic not in NEVER_OPEN_TOPICS
    # Where a mother can be harmed, to give the claim as it stands, without a limit, is not left open.
    careless = claim.safety_critical and stance == "give"
    return "open" if may_be_open and not careless else "not-yet"
