"""What share of a question a response earns, 0 to 1, by kind.

==========  ====================================================================================
one         1 for the right option, else 0
several     max(0, (right chosen - wrong chosen) / N), N the number of right options
match       right stems / stems
order       max(0, (pairs in order - pairs out of order) / pairs), which is Kendall's tau cut at 0
number      1 when |response - answer| <= tolerance, else 0
reflection  a person decides; here only whether there is anything to read
==========  ====================================================================================
"""

import math
from collections.abc import Callable
from itertools import combinations
from typing import Any, NamedTuple

from milkflow.questions import Match, Number, One, Order, Reflection, Several


class Share(NamedTuple):
    """A share from 0 to 1, and for each part its id and whether it was handled rightly."""

    value: float
    parts: tuple[tuple[str, bool], ...] = ()


def _one(question: One, response: Any) -> Share | None:
    chosen = next((option for option in question.options if option.id == response), None)
    return Share(float(chosen.right), ((chosen.id, chosen.right),)) if chosen else None


def _several(question: Several, response: Any) -> Share | None:
    chosen = _known_ids(response, [option.id for option in question.options])
    if not chosen:
        return None
    parts = tuple((option.id, option.right == (option.id in chosen)) for option in question.options)
    hits = sum(option.right for option in question.options if option.id in chosen)
    return Share(max(0.0, (2 * hits - len(chosen)) / question.choose), parts)


def _match(question: Match, response: Any) -> Share | None:
    options = {option.id for option in question.options}
    given = response if isinstance(response, dict) else {}
    answers = {stem.id: given.get(stem.id) for stem in question.stems}
    if not any(isinstance(answer, str) and answer in options for answer in answers.values()):
        return None
    parts = tuple((stem.id, answers[stem.id] == stem.answer) for stem in question.stems)
    return Share(sum(right for _, right in parts) / len(parts), parts)


def _order(question: Order, response: Any) -> Share | None:
    right = [item.id for item in question.items]
    given = _known_ids(response, right)
    if len(given) != len(right):
        return None
    place = {id: number for number, id in enumerate(given)}
    pairs = [place[first] < place[second] for first, second in combinations(right, 2)]
    value = max(0.0, (2 * sum(pairs) - len(pairs)) / len(pairs))
    return Share(value, tuple((id, given[number] == id) for number, id in enumerate(right)))


def _number(question: Number, response: Any) -> Share | None:
    if isinstance(response, bool) or not isinstance(response, int | float):
        return None
    # An integer of JSON may be too long for a float, and NaN or infinity are not numbers that anybody typed.
    if abs(response) > 1e12 or not math.isfinite(response):
        return None
    # The slack forgives binary fractions (38.4 - 38.3 is not quite 0.1), not a wrong answer.
    return Share(float(abs(response - question.answer) <= question.tolerance + 1e-9))


def _reflection(question: Reflection, response: Any) -> Share | None:
    return Share(0.0) if isinstance(response, str) and response.strip() else None


def _known_ids(response: Any, known: list[str]) -> list[str]:
    """Return the known ids in ``response`` once each, in its order; anything else in it is passed over."""
    if not isinstance(response, list):
        return []
    return list(dict.fromkeys(id for id in response if isinstance(id, str) and id in known))


FORMULAS: dict[str, Callable[[Any, Any], Share | None]] = {
    "one": _one,
    "several": _several,
    "match": _match,
    "order": _order,
    "number": _number,
    "reflection": _reflection,
}
