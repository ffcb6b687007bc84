"""What a practice question tells after Check: every answer, whether it was right, and why."""

from typing import Any

from milkflow.faces.reasons_more import REASONS
from milkflow.faces.rows import GOOD, MISSED, PLAIN, Words
from milkflow.figures import places
from milkflow.marking import Mark
from milkflow.questions import Hotspot, Question, Several, public
from milkflow.words import say

# Their parts are answers of their own, so that "2 of 5" tells how far she has come.
IN_PARTS = ("match", "order", "key-feature", "urgency", "dialogue", "sbar")


def headline(question: Question, response: Any, mark: Mark, words: Words) -> str:
    """Return the first line: right, not yet (with how much of it was), or kept for a person to read."""
    if mark.needs_person:
        return say(words, "headline-text")
    if mark.outcome == "right":
        return say(words, "headline-right")
    if isinstance(question, Several | Hotspot) and question.choose > 1:
        hits = sum(option.right and option.id in response for option in question.options)
        return say(words, "headline-some", hits=hits, of=question.choose)
    if question.kind in IN_PARTS:
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
        "rows": REASONS[question.kind](question, response, words),
        "picture": solved(question, response),
    }


def solved(question: Question, response: Any) -> dict[str, Any] | None:
    """Return the drawing with the right places, and the chosen ones, marked; None for a question without places."""
    if not isinstance(question, Hotspot):
        return None
    chosen = [id for id in (response if isinstance(response, list) else [response]) if isinstance(id, str)]
    return places(public(question), [region.id for region in question.regions if region.right], chosen)
