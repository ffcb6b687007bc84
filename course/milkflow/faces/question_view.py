"""What the browser is told of a question: plain JSON, with the key's side of it only after a practice answer."""

from collections.abc import Mapping
from typing import Any

from milkflow.answers import Event
from milkflow.evidence import Claim
from milkflow.faces.results import result
from milkflow.figures import curves, places
from milkflow.marking import mark
from milkflow.markup import VERDICT_ICONS, parts
from milkflow.questions import PublicQuestion, Question
from milkflow.words import picked, say

SURENESS = ("sure", "fairly", "guessing")
WORDS_SHOWN = """
    not-saved saving saved saved-text saved-graded taken-back take-back put-back back-to-answer draft-back
    not-saved-yet answer-first save-answer check-answer try-again
    show-hint claim-says chart-table she-says your-reply go-on reply-first feature-most feature-one feature-chosen
    feature-one-chosen feature-too-many hotspot-how step-number sbar-how sbar-leave-out sbar-so-far sbar-nothing
    card-disagreement
    how-sure sure-sure sure-fairly sure-guessing how-several chosen-count choose-one how-order move-up move-down
    moved-to write-a-number odd-number words-used words-over rubric-title no-names evidence-title result-name
"""


def asked(question: PublicQuestion, words: Mapping[str, str], graded: bool) -> dict[str, Any]:
    """Return the part of the view that never changes: the question, key-free, and the words around it."""
    *lead, ask = parts(question.ask)
    points = question.points or 0
    eyebrow = f"points-{'one' if points == 1 else 'many'}" if graded else "practice"
    drawn = {"drawing", "places", "chart"}  # as pictures, below
    return question.model_dump(mode="json", exclude=drawn) | {
        "scale": [{"id": id, "say": say(words, f"{question.kind}-{id}")} for id in question.scale],
        "picture": places(question),
        "chart": curves(question.chart, words) if question.chart else None,
        "ask": ask,
        "lead": lead,
        "graded": graded,
        "eyebrow": say(words, eyebrow, points=f"{points:g}"),
        "sureness": list(SURENESS),
        "words": picked(words, WORDS_SHOWN.split()),
    }


def answered(event: Event | None) -> dict[str, Any]:
    """Return the part of the view that the latest answer decides; ``at`` is ISO 8601, UTC."""
    if event is None:
        return {"response": None, "sure": None, "at": None, "result": None}
    return {"response": event.response, "sure": event.confidence, "at": event.at.isoformat(), "result": None}


def explained(
    question: Question, event: Event | None, claims: Mapping[str, Claim], words: Mapping[str, str]
) -> dict[str, Any] | None:
    """Return verdict, reasons and evidence for a practice answer; None while there is nothing to mark."""
    marked = mark(question, event.response if event else None)
    if event is None or marked.outcome == "not answered":
        return None
    told = result(question, event.response, event.confidence, marked, words)
    return told | {"evidence": evidence_of(question, claims, words), "open": question.kind == "claim-audit"}


def evidence_of(question: Question, claims: Mapping[str, Claim], words: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return what the evidence says behind a question, a line for each claim; one that is not known is left out."""
    cited = [claims[id] for id in question.claims if id in claims]
    return [_evidence(claim, words, question.kind == "claim-audit") for claim in cited]


def _evidence(claim: Claim, words: Mapping[str, str], audit: bool) -> dict[str, Any]:
    word = say(words, f"verdict-{claim.verdict}")
    chip = {"kind": claim.verdict, "icon": VERDICT_ICONS[claim.verdict], "word": word}
    review = "" if claim.reviewed_by else say(words, "awaiting-review")
    return {"chip": chip, "teach": claim.teach, "review": review, "differs": (audit and claim.disagreement) or ""}
