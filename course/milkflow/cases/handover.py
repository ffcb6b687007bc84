"""A handover message: which slip was put into which part, and how it comes out."""

from typing import Any

from milkflow.cases.state import Message, NotPossible
from milkflow.cases.steps import CLEAR, GAPS, HandoverStep
from milkflow.marking.decisions import handover_share
from milkflow.marking.shares import known_pairs
from milkflow.questions import SBAR


def message_of(step: HandoverStep, said: object) -> Message:
    """Return the slips that were put into a part, in the order of the page. Raise NotPossible when there is none."""
    placed = known_pairs(said, [slip.id for slip in step.slips], SBAR)
    if not placed:
        raise NotPossible("nothing was handed over")
    return tuple((slip.id, placed[slip.id]) for slip in step.slips if slip.id in placed)


def handed(step: HandoverStep, made: str, said: object = None) -> tuple[str, Message]:
    """Return how a handover comes out, and what is kept of it. With ``said`` None, ``made`` is taken at its word."""
    if said is None:
        return made, example(step, made)
    message = message_of(step, said)
    return outcome(step, message), message


def outcome(step: HandoverStep, message: Message) -> str:
    """Return the option that the message comes out as: ``clear`` or ``gaps``."""
    placed = dict(message)
    part = {slip.id: slip.part for slip in step.slips}
    needed = step.needs or [id for id, own in part.items() if own]
    whole = all(placed.get(id) == part[id] for id in needed)
    return CLEAR if whole and all(part[id] for id in placed) else GAPS


def example(step: HandoverStep, made: str) -> Message:
    """Return a message that comes out as ``made``: all in its part, or the same without a slip that is needed."""
    whole = tuple((slip.id, str(slip.part)) for slip in step.slips if slip.part)
    first = step.needs[0] if step.needs else whole[0][0]
    return whole if made == CLEAR else tuple(pair for pair in whole if pair[0] != first)


def heard(step: HandoverStep, message: Message) -> dict[str, Any]:
    """Return how the message compares with a good one: ``share`` (0 to 1), ``missing`` needs, and a row for each slip.

    A row holds the slip, its part and the part that it was put into; None is: left out.
    """
    placed = dict(message)
    share = handover_share(step.slips, placed)
    needed = step.needs or [slip.id for slip in step.slips if slip.part]
    return {
        "share": share.value if share else 0.0,
        "slips": [
            {
                "say": slip.say,
                "part": slip.part,
                "yours": placed.get(slip.id),
                "right": placed.get(slip.id) == slip.part,
                "needed": slip.id in needed,
                "because": slip.because,
            }
            for part in (*SBAR, None)
            for slip in step.slips
            if slip.part == part
        ],
    }
