"""A response in the words that the trainee chose from, for a page that she or her instructor reads."""

from collections.abc import Iterable, Mapping
from typing import Any

from milkflow.cases.chart import said as reading
from milkflow.marking.played import say_moves
from milkflow.marking.shares import known_ids, known_pairs
from milkflow.questions import Casework, Curves, PublicQuestion, Question, public

NO_WORDS: Mapping[str, str] = {}


def say_response(
    question: Question | Casework | PublicQuestion, response: Any, words: Mapping[str, str] = NO_WORDS
) -> list[str]:
    """Return her answer as lines of plain text (not escaped); no lines when nothing in it can be said.

    Ids that the question does not know are passed over: the text of a page never comes from a log alone,
    but for the free text of a reflection and a number. ``words`` holds those of a scale (``urgency-same-day``).
    """
    shown = question if isinstance(question, PublicQuestion) else public(question)
    said = {label.id: label.say for label in (*shown.options, *shown.items)}
    scale = {id: words.get(f"{shown.kind}-{id}", id) for id in shown.scale}
    match shown.kind:
        case "one" | "several" | "order" | "hotspot":
            given = response if isinstance(response, list) or shown.kind in ("several", "order") else [response]
            return [said[id] for id in known_ids(given, list(said))]
        case "match":
            return _paired([(stem.id, stem.say) for stem in shown.stems], response, said)
        case "number":
            return _number(shown, response)
        case "chart":
            return [said[id] for id in known_ids([response], list(said))] if said else _number(shown, response)
        case "reflection":
            return response.strip().splitlines() if isinstance(response, str) else []
        case "claim-audit":
            return [scale[id] for id in known_ids([response], list(scale))]
        case "urgency" | "sbar":
            return _paired([(item.id, item.say) for item in shown.items], response, scale)
        case "key-feature" | "dialogue":
            return _from_menus(shown, response)
        case "case":
            return say_moves(shown.story, response, words)


def say_before(question: Question | Casework | PublicQuestion, words: Mapping[str, str] = NO_WORDS) -> list[str]:
    """Return what stands before the question itself as plain paragraphs: a case, a claim, the readings of a chart."""
    shown = question if isinstance(question, PublicQuestion) else public(question)
    case = [text.strip() for text in (shown.case or "").split("\n\n") if text.strip()]
    claim = [f"{words.get('claim-says', '')}: {shown.says}".removeprefix(": ")] if shown.says else []
    return [*case, *claim, *(_readings(shown.chart) if shown.chart else ())]


def _readings(chart: Curves) -> Iterable[str]:
    yield chart.title
    for series in chart.series:
        taken = zip(chart.times, series.values, strict=True)
        told = ", ".join(f"{time} {reading(series.unit, value)}" for time, value in taken if value is not None)
        yield f"{series.label}: {told}"


def _paired(things: Iterable[tuple[str, str]], response: Any, said: Mapping[str, str]) -> list[str]:
    named = dict(things)
    return [f"{named[id]} → {said[value]}" for id, value in known_pairs(response, list(named), list(said)).items()]


def _from_menus(question: PublicQuestion, response: Any) -> list[str]:
    given = response if isinstance(response, dict) else {}
    lines = []
    for menu in question.menus:
        said = {option.id: option.say for option in menu.options}
        chosen = given.get(menu.id)
        ids = known_ids(chosen if isinstance(chosen, list) else [chosen], list(said))
        lines += [f"{menu.say} → {'; '.join(said[id] for id in ids)}"] if ids else []
    return lines


def _number(question: PublicQuestion, response: Any) -> list[str]:
    number = isinstance(response, int | float) and not isinstance(response, bool) and abs(response) <= 1e12
    return [f"{response:g} {question.unit}"] if number else []
