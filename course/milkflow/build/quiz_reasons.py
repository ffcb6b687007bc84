"""The answer and the reason of every option, by kind, as lines of plain text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from milkflow.build.case_keys import case_lines
from milkflow.questions import (
    SBAR,
    VERDICTS,
    Chart,
    ClaimAudit,
    Dialogue,
    Gradable,
    Hotspot,
    KeyFeature,
    Match,
    Number,
    One,
    Option,
    Order,
    Reflection,
    Sbar,
    Several,
    Urgency,
    own_order,
)
from milkflow.words import say

Words = Mapping[str, str]


def reason_lines(question: Gradable, words: Words) -> list[str]:
    """Return the answer and every reason, without the names of claims: for a trainee who may see the answers.

    Options stand in the order of the printed question; a line that only names a part stands before its options.
    """
    return list(REASONS[question.kind](question, words))


def _option(option: Option, words: Words) -> str:
    right = "instructor-right" if option.right else "instructor-wrong"
    return f"{say(words, right, say=option.say)} — {option.because}"


def _options(question: One | Several, words: Words) -> Iterable[str]:
    return (_option(one, words) for one in own_order(question.id, question.options, question.shuffle))


def _match(question: Match, words: Words) -> Iterable[str]:
    says = {option.id: option.say for option in question.options}
    return (f"{stem.say} → {says[stem.answer]} — {stem.because}" for stem in question.stems)


def _order(question: Order, words: Words) -> Iterable[str]:
    return (f"{place}. {item.say} — {item.because}" for place, item in enumerate(question.items, 1))


def _number(question: Number, words: Words) -> Iterator[str]:
    amounts = {"number": f"{question.answer:g}", "tolerance": f"{question.tolerance:g}"}
    number = say(words, "instructor-tolerance", unit=question.unit, **amounts)
    yield f"{say(words, 'instructor-answer', answer=number)} — {question.because}"
    for one in question.near:
        yield f"{say(words, 'instructor-near', number=f'{one.value:g}', unit=question.unit)} — {one.because}"


def _reflection(question: Reflection, words: Words) -> Iterator[str]:
    if question.look_for:
        yield say(words, "instructor-look-for", text=question.look_for)
    yield from (f"{line.say} ({line.points:g})" for line in question.rubric)


def _hotspot(question: Hotspot, words: Words) -> Iterable[str]:
    # The numbers are those in the drawing.
    shown = own_order(question.id, question.regions, question.shuffle)
    return (f"{number}. {_option(region, words)}" for number, region in enumerate(shown, 1))


def _chart(question: Chart, words: Words) -> Iterable[str]:
    return reason_lines(question.asked, words)


def _key_feature(question: KeyFeature, words: Words) -> Iterator[str]:
    for feature in question.features:
        yield f"{feature.ask} {say(words, 'feature-one' if feature.most == 1 else 'feature-most', most=feature.most)}"
        shown = own_order(f"{question.id}:{feature.id}", feature.options, feature.shuffle)
        yield from (_option(one, words) for one in shown)


def _urgency(question: Urgency, words: Words) -> Iterable[str]:
    shown = own_order(question.id, question.items)
    return (f"{item.say} → {say(words, f'urgency-{item.level}')} — {item.because}" for item in shown)


def _claim_audit(question: ClaimAudit, words: Words) -> Iterator[str]:
    for verdict in VERDICTS:
        right = "instructor-right" if verdict == question.verdict else "instructor-wrong"
        told = say(words, right, say=say(words, f"claim-audit-{verdict}"))
        yield f"{told} — {question.because[verdict]}"


def _dialogue(question: Dialogue, words: Words) -> Iterator[str]:
    for turn in question.turns:
        yield f"{say(words, 'she-says')} {turn.says}"
        for reply in own_order(f"{question.id}:{turn.id}", turn.replies, turn.shuffle):
            skill = say(words, f"skill-{reply.skill}")
            shown = say(words, "skill-shown" if reply.right else "skill-missing", skill=skill)
            yield f"{_option(reply, words)} {shown}"


def _sbar(question: Sbar, words: Words) -> Iterator[str]:
    for part in (*SBAR, None):
        name = say(words, f"sbar-{part}" if part else "sbar-left-out")
        yield from (f"{one.say} → {name} — {one.because}" for one in question.statements if one.part == part)


REASONS: dict[str, Callable[[Any, Words], Iterable[str]]] = {
    "one": _options,
    "several": _options,
    "match": _match,
    "order": _order,
    "number": _number,
    "reflection": _reflection,
    "hotspot": _hotspot,
    "chart": _chart,
    "key-feature": _key_feature,
    "urgency": _urgency,
    "claim-audit": _claim_audit,
    "dialogue": _dialogue,
    "sbar": _sbar,
    "case": case_lines,
}
