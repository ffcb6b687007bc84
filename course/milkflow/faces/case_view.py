"""The view of a case: what the rules say may be shown, with words, chips and evidence around it."""

from collections.abc import Mapping
from typing import Any

from milkflow.answers import Event
from milkflow.cases import Case, Replayed, debrief, view
from milkflow.cases.view import header
from milkflow.evidence import Claim
from milkflow.markup import VERDICT_ICONS
from milkflow.questions import SBAR
from milkflow.words import picked, say

Words = Mapping[str, str]

SHARED_WORDS = [
    *("saving", "not-saved", "not-saved-yet", "draft-back", "awaiting-review", "no-names"),
    *("sure-sure", "sure-fairly", "sure-guessing"),
    *("sbar-how", "sbar-leave-out", "sbar-left-out", "sbar-so-far", "sbar-nothing"),
    *(f"sbar-{part}" for part in SBAR),
]
SURENESS = ("sure", "fairly", "guessing")
NOTES = ("feeling", "commitment")
CHIPS = {
    "best": ("good", "✓"),
    "acceptable": ("good", "✓"),
    "weak": ("warn", "◐"),
    "unsafe": ("bad", "!"),
    "critical": ("bad", "!"),
}
OUTCOMES = {
    "safe": ("good", "✓"),
    "harm averted": ("warn", "↺"),
    "delayed": ("warn", "◔"),
    "harm": ("bad", "!"),
}


def case_words(words: Words) -> dict[str, str]:
    """Return the words that a case shows, the shared ones among them."""
    return {id: text for id, text in words.items() if id.startswith("case-")} | picked(words, SHARED_WORDS)


def frame(case: Case, words: Words) -> dict[str, Any]:
    """Return the part of the view that never changes."""
    return {
        "words": case_words(words),
        "header": header(case),
        "chips": {id: _chip(*CHIPS[id], say(words, f"case-verdict-{id}")) for id in CHIPS},
        "sureness": list(SURENESS),
        "trouble": "",
    }


def played(
    case: Case,
    replayed: Replayed,
    notes: Mapping[str, Event | None],
    claims: Mapping[str, Claim],
    words: Words,
    fahrenheit: bool = False,
) -> dict[str, Any]:
    """Return the part that the log decides. ``now`` is None before the first run, ``debrief`` before an ending."""
    now = view(case, replayed.now, fahrenheit) if replayed.now else None
    told = debrief(case, replayed.now, fahrenheit) if replayed.now else None
    if told is not None:
        told["chip"] = _chip(
            *OUTCOMES[told["outcome"]], say(words, f"case-outcome-{told['outcome'].replace(' ', '-')}")
        )
    cited = {id for row in told["path"] for id in row["claims"]} if told else set()
    return {
        "now": now,
        "debrief": told,
        "evidence": {id: _evidence(claims[id], words) for id in sorted(cited) if id in claims},
        "notes": {name: _note(event) for name, event in notes.items()},
        "skipped": len(replayed.skipped),
    }


def _note(event: Event | None) -> dict[str, Any]:
    if event is None or not isinstance(event.response, str):
        return {"text": "", "at": None}
    return {"text": event.response, "at": event.at.isoformat()}


def _chip(kind: str, icon: str, word: str) -> dict[str, str]:
    return {"kind": kind, "icon": icon, "word": word}


def _evidence(claim: Claim, words: Words) -> dict[str, Any]:
    chip = _chip(claim.verdict, VERDICT_ICONS[claim.verdict], say(words, f"verdict-{claim.verdict}"))
    review = "" if claim.reviewed_by else say(words, "awaiting-review")
    return {"chip": chip, "says": claim.says, "teach": claim.teach, "review": review}
