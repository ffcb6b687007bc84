"""What share of a question a response earns, 0 to 1, by kind.

==========  ====================================================================================
one         1 for the right option, else 0
several     max(0, (right chosen - wrong chosen) / N), N the number of right options
match       right stems / stems
order       max(0, (pairs in order - pairs out of order) / pairs), which is Kendall's tau cut at 0
number      1 when |response - answer| <= tolerance, else 0
reflection  a person decides; here only whether there is anything to read
hotspot     as one; where several regions are right, as several
chart       as one, or as number
case        key features met / key features; 0 behind a critical choice
==========  ====================================================================================

The kinds that ask for decisions and words have theirs in `milkflow.marking.decisions`.
"""

import math
from collections.abc import Callable
from itertools import combinations
from typing import Any

from milkflow.marking.decisions import DECISIONS
from milkflow.marking.played import played_share
from milkflow.marking.shares import Share, known_ids, known_pairs
from milkflow.questions import Chart, Hotspot, Match, Number, One, Order, Reflection, Several


def _one(question: One | Hotspot, response: Any) -> Share | None:
    chosen = next((option for option in question.options if option.id == response), None)
    return Share(float(chosen.right), ((chosen.id, chosen.right),)) if chosen else None


def _several(question: Several | Hotspot, response: Any) -> Share | None:
    chosen = known_ids(response, [option.id for option in question.options])
    if not chosen:
        return None
    parts = tuple((option.id, option.right == (option.id in chosen)) for option in question.options)
    hits = sum(option.right for option in question.options if option.id in chosen)
    return Share(max(0.0, (2 * hits - len(chosen)) / question.choose), parts)


def _match(question: Match, response: Any) -> Share | None:
    answers = known_pairs(response, [stem.id for stem in question.stems], [option.id for option in question.options])
    if not answers:
        return None
    parts = tuple((stem.id, answers.get(stem.id) == stem.answer) for stem in question.stems)
    return Share(sum(right for _, right in parts) / len(parts), parts)


def _order(question: Order, response: Any) -> Share | None:
    right = [item.id for item in question.items]
    given = known_ids(response, right)
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


def _hotspot(question: Hotspot, response: Any) -> Share | None:
    return _one(question, response) if question.choose == 1 else _several(question, response)


def _chart(question: Chart, response: Any) -> Share | None:
    return FORMULAS[question.asked.kind](question.asked, response)


FORMULAS: dict[str, Callable[[Any, Any], Share | None]] = {
    "one": _one,
    "several": _several,
    "match": _match,
    "order": _order,
    "number": _number,
    "reflection": _reflection,
    "hotspot": _hotspot,
    "chart": _chart,
    "case": played_share,
    **DECISIONS,
}
