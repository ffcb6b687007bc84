"""The view of a clinic: its cards with words and chips, and the page on paper."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from milkflow.cases.choosing import ENOUGH, Card, Played, Suggestion
from milkflow.faces.case_view import OUTCOMES
from milkflow.markup import items, paragraphs, tag
from milkflow.words import picked, say

Words = Mapping[str, str]
SHARED_WORDS = ("saving", "not-saved")
SETTINGS = ("ward", "clinic", "home visit", "phone")
UNSAFE = {"open": ("bad", "!"), "mended": ("good", "↺")}


def menu(cards: Sequence[Card], words: Words) -> dict[str, Any]:
    """Return the part of the view that never changes: words, and what the cards can be chosen by."""
    outcomes = sorted({outcome for card in cards for outcome in card.outcomes})
    return {
        "words": {id: text for id, text in words.items() if id.startswith("clinic-")} | picked(words, SHARED_WORDS),
        "settings": [{"id": id, "say": _place(id, words)} for id in SETTINGS if any(c.setting == id for c in cards)],
        "outcomes": [{"id": str(one), "say": say(words, f"clinic-outcome-{one}")} for one in outcomes],
        "slots": [f"clinic-{number}" for number in range(1, min(ENOUGH, len(cards)) + 1)],
    }


def list_view(
    cards: Sequence[Card], known: Mapping[str, Played], following: Suggestion | None, words: Words
) -> dict[str, Any]:
    """Return the part that the logs decide: the state of each card, how many are played, and the suggestion."""
    count = sum(bool(one.ending) for one in known.values())
    return {
        "cards": [_card(card, known.get(card.id, Played()), words) for card in cards],
        "count": count,
        "far": say(words, "clinic-far" if count < ENOUGH else "clinic-enough", count=count, of=ENOUGH, all=len(cards)),
        "next": {"id": following.id, "why": why(following, words)} if following else None,
    }


def why(following: Suggestion, words: Words) -> str:
    """Return the reason for a suggestion in words."""
    about = following.about
    if following.why == "setting":
        about = _place(about, words).lower()
    elif following.why == "outcome":
        about = say(words, f"clinic-outcome-{about}").lower()
    return say(words, f"clinic-why-{following.why}", about=about)


def clinic_html(cards: Sequence[Card], words: Words) -> str:
    """Return all cards as plain HTML."""
    told = [
        tag("strong", escape(card.title)) + paragraphs(_line(card, words))
        + paragraphs(say(words, "case-wants", wants=card.wants)) + paragraphs(_practise(card, words), "mf-hint")
        for card in cards
    ]
    eyebrow = tag("p", escape(say(words, "clinic-eyebrow", all=len(cards))), "mf-eyebrow")
    return tag("div", eyebrow + items(told, "mf-card-list") + tag("p", escape(say(words, "clinic-static")), "mf-hint"),
               "mf mf-card mf-clinic")  # fmt: skip


def _card(card: Card, one: Played, words: Words) -> dict[str, Any]:
    go = "go-on" if one.in_play else "again" if one.here else "play"
    title = next(iter(card.lessons.values()), "")
    return {
        "id": card.id,
        "title": card.title,
        "setting": card.setting,
        "outcomes": [str(outcome) for outcome in card.outcomes],
        "line": _line(card, words),
        "wants": say(words, "case-wants", wants=card.wants),
        "practise": _practise(card, words),
        "chips": _chips(one, words),
        "note": say(words, "clinic-elsewhere", title=title) if one.ending and not one.here and title else "",
        "go": say(words, f"clinic-{go}"),
        "label": say(words, "clinic-label", go=say(words, f"clinic-{go}"), title=card.title),
    }


def _chips(one: Played, words: Words) -> list[dict[str, str]]:
    found = []
    if one.in_play:
        found.append(_chip("plain", "…", say(words, "clinic-in-play")))
    if one.ending:
        ending = say(words, f"case-outcome-{one.ending.replace(' ', '-')}")
        found.append(_chip(*OUTCOMES[one.ending], say(words, "clinic-played", ending=ending)))
    if one.sure_unsafe:
        found.append(_chip(*UNSAFE[one.sure_unsafe], say(words, f"clinic-unsafe-{one.sure_unsafe}")))
    return found


def _chip(kind: str, icon: str, word: str) -> dict[str, str]:
    return {"kind": kind, "icon": icon, "word": word}


def _place(setting: str, words: Words) -> str:
    return say(words, f"case-setting-{setting.replace(' ', '-')}")


def _line(card: Card, words: Words) -> str:
    return say(words, "clinic-line", place=_place(card.setting, words), name=card.name, days=card.days,
               minutes=card.minutes)  # fmt: skip


def _practise(card: Card, words: Words) -> str:
    return say(words, "clinic-practise", what=", ".join(say(words, f"clinic-skill-{one}") for one in card.outcomes))
