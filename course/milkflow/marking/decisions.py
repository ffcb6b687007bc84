"""What share a decision or a choice of words earns, 0 to 1, by kind.

===========  ===================================================================================
key-feature  mean over features of right chosen / right ones; a feature with more than ``most``
             chosen earns 0
urgency      mean over items: the right level 1; too careful by one level 1/2, by two 1/4;
             too late by one level 1/4, by two 0; no level 0
claim-audit  1 for the verdict of the evidence, else 0
dialogue     right replies / turns
sbar         max(0, (statements in their part - statements to leave out that were put in)
             / statements that belong in a part); a statement in a wrong part earns 0
===========  ===================================================================================

Too late costs more than too careful, level for level: a mother sent too soon loses hours, one sent too late may lose
more. Within ``most``, a wrong choice of a key feature costs no more than the place it takes.
"""

from collections.abc import Callable, Sequence
from typing import Any

from milkflow.marking.shares import Share, known_ids, known_pairs
from milkflow.questions import (
    LEVELS,
    SBAR,
    VERDICTS,
    ClaimAudit,
    Dialogue,
    Feature,
    KeyFeature,
    Level,
    Sbar,
    Statement,
    Urgency,
)

# By how many levels the answer is too careful (above 0) or too late (below 0), and what that earns.
URGENCY_EARNS = {0: 1.0, 1: 1 / 2, 2: 1 / 4, -1: 1 / 4, -2: 0.0}


def _key_feature(question: KeyFeature, response: Any) -> Share | None:
    given = response if isinstance(response, dict) else {}
    chosen = {one.id: known_ids(given.get(one.id), [option.id for option in one.options]) for one in question.features}
    if not any(chosen.values()):
        return None
    earned = {one.id: feature_share(one, chosen[one.id]) for one in question.features}
    parts = tuple((id, share == 1) for id, share in earned.items())
    return Share(sum(earned.values()) / len(earned), parts)


def feature_share(feature: Feature, chosen: list[str]) -> float:
    """Return what one feature earns, 0 to 1, for the ids of options that were chosen."""
    right = [option.id for option in feature.options if option.right]
    return sum(id in chosen for id in right) / len(right) if len(chosen) <= feature.most else 0.0


def _urgency(question: Urgency, response: Any) -> Share | None:
    chosen = known_pairs(response, [item.id for item in question.items], LEVELS)
    if not chosen:
        return None
    answered = [item for item in question.items if item.id in chosen]
    earned = sum(URGENCY_EARNS[too_careful(chosen[item.id], item.level)] for item in answered)
    parts = tuple((item.id, chosen.get(item.id) == item.level) for item in question.items)
    return Share(earned / len(question.items), parts)


def too_careful(chosen: Level | str, right: Level) -> int:
    """Return by how many levels ``chosen`` is more urgent than ``right``: below 0 is too late."""
    order: tuple[str, ...] = LEVELS
    return order.index(chosen) - order.index(right)


def _claim_audit(question: ClaimAudit, response: Any) -> Share | None:
    if not isinstance(response, str) or response not in VERDICTS:
        return None
    right = response == question.verdict
    return Share(float(right), ((response, right),))


def _dialogue(question: Dialogue, response: Any) -> Share | None:
    given = response if isinstance(response, dict) else {}
    parts, answered = [], False
    for turn in question.turns:
        reply = next((reply for reply in turn.replies if reply.id == given.get(turn.id)), None)
        answered = answered or reply is not None
        parts.append((turn.id, reply is not None and reply.right))
    return Share(sum(right for _, right in parts) / len(parts), tuple(parts)) if answered else None


def _sbar(question: Sbar, response: Any) -> Share | None:
    return handover_share(question.statements, response)


def handover_share(statements: Sequence[Statement], response: Any) -> Share | None:
    """Return what a handover (statement id: part) earns, or None when no statement was put into a part."""
    placed = known_pairs(response, [statement.id for statement in statements], SBAR)
    if not placed:
        return None
    belong = [statement for statement in statements if statement.part]
    hits = sum(placed.get(statement.id) == statement.part for statement in belong)
    extra = sum(statement.id in placed for statement in statements if not statement.part)
    parts = tuple((statement.id, placed.get(statement.id) == statement.part) for statement in statements)
    return Share(max(0.0, (hits - extra) / len(belong)), parts)


DECISIONS: dict[str, Callable[[Any, Any], Share | None]] = {
    "key-feature": _key_feature,
    "urgency": _urgency,
    "claim-audit": _claim_audit,
    "dialogue": _dialogue,
    "sbar": _sbar,
}
