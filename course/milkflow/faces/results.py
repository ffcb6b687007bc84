"""What a practice question tells after Check: every answer, whether it was right, and why."""

from collections.abc import Callable, Mapping
from typing import Any

from milkflow.marking import Mark
from milkflow.questions import Match, Number, One, Order, Question, Reflection, Several, own_order
from milkflow.words import say

Words = Mapping[str, str]
Row = dict[str, Any]
GOOD, MISSED, BAD, PLAIN = ("good", "✓"), ("warn", "○"), ("bad", "✕"), ("plain", "–")


def row(look: tuple[str, str], word: str, text: str, because: str, *notes: str) -> Row:
    """Return one line of the result: a chip, the answer's own words, notes, and the reason."""
    chip = {"kind": look[0], "icon": look[1], "word": word}
    return {"chip": chip, "say": text, "notes": [note for note in notes if note], "because": because}


def _options(question: One | Several, response: Any, words: Words) -> list[Row]:
    chosen = response if isinstance(response, list) else [response]
    missed = MISSED if question.kind == "several" else GOOD
    looks = {(True, True): GOOD, (True, False): missed, (False, True): BAD, (False, False): PLAIN}
    rows = []
    for option in own_order(question.id, question.options, question.shuffle):
        taken = option.id in chosen
        word = f"{question.kind}-{'right' if option.right else 'wrong'}-{'chosen' if taken else 'left'}"
        rows.append(row(looks[option.right, taken], say(words, word), option.say, option.because))
    return rows


def _match(question: Match, response: Any, words: Words) -> list[Row]:
    said = {option.id: option.say for option in question.options}
    given = response if isinstance(response, dict) else {}
    rows = []
    for stem in own_order(question.id, question.stems):
        right = given.get(stem.id) == stem.answer
        chosen = said.get(str(given.get(stem.id)), say(words, "nothing-chosen"))
        notes = [say(words, "you-chose", answer=chosen)]
        if not right:
            notes.append(say(words, "fits-better", answer=said[stem.answer]))
        word = say(words, "match-right" if right else "match-wrong")
        rows.append(row(GOOD if right else BAD, word, stem.say, stem.because, *notes))
    return rows


def _order(question: Order, response: Any, words: Words) -> list[Row]:
    given = response if isinstance(response, list) else []
    rows = []
    for place, item in enumerate(question.items, 1):
        yours = given.index(item.id) + 1 if item.id in given else 0
        word = "order-right" if yours == place else "order-wrong"
        text = say(words, "step-number", place=place, step=item.say)
        rows.append(row(GOOD if yours == place else MISSED, say(words, word, yours=yours), text, item.because))
    return rows


def _number(question: Number, response: Any, words: Words) -> list[Row]:
    right = abs(response - question.answer) <= question.tolerance + 1e-9
    near = [one.because for one in question.near if abs(one.value - response) < 1e-9]
    yours = say(words, "your-number", number=f"{response:g}", unit=question.unit)
    expected = "right-number-about" if question.tolerance else "right-number"
    answer = say(
        words, expected, number=f"{question.answer:g}", unit=question.unit, tolerance=f"{question.tolerance:g}"
    )
    word = say(words, "one-right-chosen" if right else "one-wrong-chosen")
    return [row(GOOD if right else BAD, word, yours, question.because, answer, *near)]


def _reflection(question: Reflection, response: Any, words: Words) -> list[Row]:
    shown = row(PLAIN, say(words, "your-text"), str(response), "")
    return [shown, *(row(PLAIN, say(words, "look-for"), line.say, "") for line in question.rubric)]


ROWS: dict[str, Callable[[Any, Any, Words], list[Row]]] = {
    "one": _options,
    "several": _options,
    "match": _match,
    "order": _order,
    "number": _number,
    "reflection": _reflection,
}


def headline(question: Question, response: Any, mark: Mark, words: Words) -> str:
    """Return the first line: right, not yet (with how much of it was), or kept for a person to read."""
    if mark.needs_person:
        return say(words, "headline-text")
    if mark.outcome == "right":
        return say(words, "headline-right")
    if question.kind == "several":
        hits = sum(option.right and option.id in response for option in question.options)
        return say(words, "headline-some", hits=hits, of=question.choose)
    if question.kind in ("match", "order"):
        return say(words, "headline-some", hits=sum(part.right for part in mark.parts), of=len(mark.parts))
    return say(words, "headline-not-yet")


def result(question: Question, response: Any, confidence: str | None, mark: Mark, words: Words) -> dict[str, Any]:
    """Return what the face shows after Check, as plain JSON."""
    kind, icon = PLAIN if mark.needs_person else GOOD if mark.outcome == "right" else MISSED
    note = f"note-{confidence}-{mark.outcome.replace(' ', '-')}"
    return {
        "kind": kind,
        "icon": icon,
        "headline": headline(question, response, mark, words),
        "note": words.get(note, "") if not mark.needs_person else "",
        "rows": ROWS[question.kind](question, response, words),
    }
