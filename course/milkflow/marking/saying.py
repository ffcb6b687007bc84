"""A response in the words that the trainee chose from, for a page that she or her instructor reads."""

from typing import Any

from milkflow.questions import PublicQuestion, Question, public


def say_response(question: Question | PublicQuestion, response: Any) -> list[str]:
    """Return her answer as lines of plain text (not escaped); no lines when nothing in it can be said.

    Ids that the question does not know are passed over: the text of a page never comes from a log alone,
    but for the free text of a reflection and a number.
    """
    shown = question if isinstance(question, PublicQuestion) else public(question)
    said = {label.id: label.say for label in (*shown.options, *shown.items)}
    match shown.kind:
        case "one":
            return [said[response]] if isinstance(response, str) and response in said else []
        case "several" | "order":
            given = response if isinstance(response, list) else []
            return [said[id] for id in dict.fromkeys(id for id in given if isinstance(id, str)) if id in said]
        case "match":
            return _matched(shown, response, said)
        case "number":
            return [f"{response:g} {shown.unit}"] if _is_number(response) else []
        case "reflection":
            return response.strip().splitlines() if isinstance(response, str) else []


def _matched(question: PublicQuestion, response: Any, said: dict[str, str]) -> list[str]:
    given = response if isinstance(response, dict) else {}
    pairs = [(stem.say, given.get(stem.id)) for stem in question.stems]
    return [f"{stem} → {said[id]}" for stem, id in pairs if isinstance(id, str) and id in said]


def _is_number(response: Any) -> bool:
    return isinstance(response, int | float) and not isinstance(response, bool) and abs(response) <= 1e12
