"""What each answer to a picture, a decision or a choice of words is told after Check."""

from collections.abc import Callable
from typing import Any

from milkflow.faces.reasons import PLAIN_REASONS, option_rows
from milkflow.faces.rows import BAD, GOOD, MISSED, PLAIN, SINGLE, Row, Words, row
from milkflow.marking import too_careful
from milkflow.marking.shares import known_ids
from milkflow.questions import (
    LEVELS,
    SBAR,
    VERDICTS,
    Chart,
    ClaimAudit,
    Dialogue,
    Hotspot,
    KeyFeature,
    Sbar,
    Statement,
    Urgency,
    own_order,
)
from milkflow.words import say


def _given(response: Any, id: str) -> Any:
    return response.get(id) if isinstance(response, dict) else None


def _hotspot(question: Hotspot, response: Any, words: Words) -> list[Row]:
    chosen = response if isinstance(response, list) else [response]
    shown = own_order(question.id, question.regions, question.shuffle)
    rows = option_rows(shown, chosen, words, many=question.choose > 1)
    for number, told in enumerate(rows, 1):
        told["say"] = say(words, "step-number", place=number, step=told["say"])
    return rows


def _chart(question: Chart, response: Any, words: Words) -> list[Row]:
    return PLAIN_REASONS[question.asked.kind](question.asked, response, words)


def _key_feature(question: KeyFeature, response: Any, words: Words) -> list[Row]:
    rows = []
    for feature in question.features:
        chosen = known_ids(_given(response, feature.id), [option.id for option in feature.options])
        over = len(chosen) > feature.most
        note = say(words, "feature-over", chosen=len(chosen), most=feature.most) if over else ""
        shown = own_order(f"{question.id}:{feature.id}", feature.options, feature.shuffle)
        rows += option_rows(shown, chosen, words, many=True, group=f"{feature.ask} {note}".strip())
    return rows


def _urgency(question: Urgency, response: Any, words: Words) -> list[Row]:
    rows = []
    for item in own_order(question.id, question.items):
        chosen = _given(response, item.id)
        known = isinstance(chosen, str) and chosen in LEVELS
        far = too_careful(chosen, item.level) if known else None
        word, look = _urgency_word(far)
        notes = [say(words, "you-chose", answer=say(words, f"urgency-{chosen}" if known else "nothing-chosen"))]
        if far != 0:
            notes.append(say(words, "fits-better", answer=say(words, f"urgency-{item.level}")))
        rows.append(row(look, say(words, word), item.say, item.because, *notes))
    return rows


def _urgency_word(far: int | None) -> tuple[str, tuple[str, str]]:
    if far is None:
        return "match-wrong", PLAIN
    if far == 0:
        return "match-right", GOOD
    return ("urgency-too-careful", MISSED) if far > 0 else ("urgency-too-late", BAD)


def _claim_audit(question: ClaimAudit, response: Any, words: Words) -> list[Row]:
    rows = []
    for verdict in VERDICTS:
        right, taken = verdict == question.verdict, verdict == response
        word = f"one-{'right' if right else 'wrong'}-{'chosen' if taken else 'left'}"
        text = say(words, f"claim-audit-{verdict}")
        rows.append(row(SINGLE[right, taken], say(words, word), text, question.because[verdict]))
    return rows


def _dialogue(question: Dialogue, response: Any, words: Words) -> list[Row]:
    rows = []
    for turn in question.turns:
        shown = own_order(f"{question.id}:{turn.id}", turn.replies, turn.shuffle)
        told = option_rows(shown, [_given(response, turn.id)], words, group=turn.says)
        for reply, line in zip(shown, told, strict=True):
            skill = say(words, f"skill-{reply.skill}")
            line["notes"] = [say(words, "skill-shown" if reply.right else "skill-missing", skill=skill)]
        rows += told
    return rows


def _sbar(question: Sbar, response: Any, words: Words) -> list[Row]:
    rows = []
    for group in (*SBAR, None):
        name = say(words, f"sbar-{group}" if group else "sbar-left-out")
        rows += [_statement(one, response, words, name) for one in question.statements if one.part == group]
    return rows


def _statement(statement: Statement, response: Any, words: Words, group: str) -> Row:
    given = _given(response, statement.id)
    place = given if isinstance(given, str) and given in SBAR else None
    look, word = (GOOD, "match-right") if place == statement.part else (MISSED, "match-wrong")
    if place and not statement.part:
        look = BAD
    yours = say(words, f"sbar-{place}" if place else "sbar-left-out")
    note = say(words, "you-chose", answer=yours) if place != statement.part else ""
    return row(look, say(words, word), statement.say, statement.because, note, group=group)


REASONS: dict[str, Callable[[Any, Any, Words], list[Row]]] = PLAIN_REASONS | {
    "hotspot": _hotspot,
    "chart": _chart,
    "key-feature": _key_feature,
    "urgency": _urgency,
    "claim-audit": _claim_audit,
    "dialogue": _dialogue,
    "sbar": _sbar,
}
