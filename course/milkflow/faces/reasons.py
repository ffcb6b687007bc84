"""What each answer of a plain question is told after Check: whether it was right, and why."""

from collections.abc import Callable, Iterable
from typing import Any

from milkflow.faces.rows import BAD, GOOD, MANY, MISSED, PLAIN, SINGLE, Row, Words, row
from milkflow.questions import Match, Number, One, Option, Order, Reflection, Several, own_order
from milkflow.words import say


def option_rows(
    options: Iterable[Option], chosen: Any, words: Words, *, many: bool = False, group: str = ""
) -> list[Row]:
    """Return a row for each option. ``many``: one that is right and was left out is told as missed."""
    kind, looks = ("several", MANY) if many else ("one", SINGLE)
    rows = []
    for option in options:
        taken = option.id in chosen
        word = f"{kind}-{'right' if option.right else 'wrong'}-{'chosen' if taken else 'left'}"
        rows.append(row(looks[option.right, taken], say(words, word), option.say, option.because, group=group))
    return rows


def _options(question: One | Several, response: Any, words: Words) -> list[Row]:
    chosen = response if isinstance(response, list) else [response]
    shown = own_order(question.id, question.options, question.shuffle)
    return option_rows(shown, chosen, words, many=question.kind == "several")


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


PLAIN_REASONS: dict[str, Callable[[Any, Any, Words], list[Row]]] = {
    "one": _options,
    "several": _options,
    "match": _match,
    "order": _order,
    "number": _number,
    "reflection": _reflection,
}
