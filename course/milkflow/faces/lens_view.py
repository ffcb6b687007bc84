"""What the browser is told of a lens: the claims, and of each one decided what the evidence says. Plain JSON."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from milkflow.answers import AnswerLog, Event
from milkflow.errors import AnswersError
from milkflow.evidence import Claim, ClaimSource, Source
from milkflow.lenses import STANCES, Decision, event_name
from milkflow.markup import VERDICT_ICONS, parts
from milkflow.words import say

Words = Mapping[str, str]
Sources = Mapping[str, Source]
SURENESS = ("sure", "fairly", "guessing")
SHARED = ("saving", "saved", "not-saved", "not-saved-yet", "draft-back", "card-disagreement", "sure-sure",
          "sure-fairly", "sure-guessing", "result-name")  # fmt: skip
HEADS = {"agrees": ("good", "✓"), "open": ("plain", "⇄"), "not-yet": ("bad", "✕")}


def lens_words(words: Words) -> dict[str, str]:
    """Return the words that the lens's script shows."""
    return {id: text for id, text in words.items() if id.startswith("lens-") or id in SHARED}


def opening(view: Callable[[Sequence[Event]], dict[str, Any]], log: AnswerLog) -> dict[str, Any]:
    """Return the first view. A log that cannot be read is told, and the claims still asked."""
    try:
        return view(log.events())
    except AnswersError as error:
        return view(()) | {"trouble": str(error)}


def stances(words: Words) -> list[dict[str, str]]:
    """Return what can be chosen, in order."""
    return [{"id": id, "say": say(words, f"lens-stance-{id}")} for id in STANCES]


def claim_view(made: Decision, event: Event | None, sources: Sources, words: Words) -> dict[str, Any]:
    """Return one claim; ``told`` is None until she has decided. ``at`` is ISO 8601, UTC."""
    decided = made.stance is not None and event is not None
    return {
        "id": made.claim.id,
        "name": event_name(made.claim.id),
        "says": made.claim.says,
        "stance": made.stance,
        "sure": made.sure,
        "at": event.at.isoformat() if decided and event else None,
        "told": told(made, sources, words) if decided else None,
    }


def told(made: Decision, sources: Sources, words: Words) -> dict[str, Any]:
    """Return what she reads once she has decided."""
    claim = made.claim
    kind, icon = HEADS[made.outcome]
    return {
        "kind": kind,
        "icon": icon,
        "headline": say(words, _headline(made)),
        "mine": mine(made, words),
        "wanted": _wanted(made, words),
        "note": _note(made, words),
        "chip": verdict_chip(claim, words),
        "means": say(words, f"verdict-{claim.verdict}-means"),
        "teach": parts(claim.teach),
        "differs": parts(claim.disagreement or ""),
        "sources": [_cited(one, sources, words) for one in claim.sources],
        "review": _review(claim, words),
    }


def mine(made: Decision, words: Words) -> str:
    """Return her decision as a sentence; "" before she decided."""
    if made.stance is None:
        return ""
    stance = say(words, f"lens-stance-{made.stance}")
    if made.sure is None:
        return say(words, "lens-mine", stance=stance)
    return say(words, "lens-mine-sure", stance=stance, sure=say(words, f"lens-sure-{made.sure}"))


def verdict_chip(claim: Claim, words: Words) -> dict[str, str]:
    """Return the chip of the claim's verdict."""
    return {"kind": claim.verdict, "icon": VERDICT_ICONS[claim.verdict], "word": say(words, f"verdict-{claim.verdict}")}


def _headline(made: Decision) -> str:
    harm = made.outcome == "not-yet" and made.claim.verdict == "unsafe"
    return "lens-harm" if harm else f"lens-{made.outcome}"


def _wanted(made: Decision, words: Words) -> str:
    if made.stance == made.wanted:
        return ""
    return say(words, "lens-wanted", stance=say(words, f"lens-stance-{made.wanted}"))


def _note(made: Decision, words: Words) -> str:
    if made.outcome == "open":
        return say(words, "lens-note-open")
    if made.is_sure_and_wrong:
        return say(words, "lens-note-sure")
    return say(words, "lens-note-differs") if made.claim.differs else ""


def _review(claim: Claim, words: Words) -> str:
    name = claim.reviewed_by
    return say(words, "reviewed-by", name=name) if name else say(words, "awaiting-review")


def _cited(cited: ClaimSource, sources: Sources, words: Words) -> dict[str, Any]:
    source = sources.get(cited.id)
    year = (str(source.year) if source.year else say(words, "source-no-year")) if source else ""
    name = f"{source.organisation}, {year}" if source else cited.id
    read = cited.verified == "read"
    return {
        "says": cited.says,
        "place": f"{name} · {cited.locator}",
        "mark": {"read": read, "word": say(words, f"source-{cited.verified}")},
    }
