"""Her map, as the browser is told of it: her decisions in groups, those to talk about first. Plain JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

from milkflow.faces.lens_view import Words, mine, verdict_chip
from milkflow.lenses import Decision, Summary
from milkflow.words import say

GROUPS = ("sure", "not-yet", "open", "agrees", "undecided")


def map_view(found: Summary, places: Mapping[str, int], words: Words) -> dict[str, Any]:
    """Return her map: groups that hold something, sure-and-wrong first. ``places`` numbers the claims from 0."""
    groups = zip(GROUPS, found, strict=True)
    return {
        "count": say(words, "lens-map-count", decided=found.decided, of=sum(map(len, found))),
        "groups": [_group(id, made, places, words) for id, made in groups if made],
    }


def _group(id: str, made: Iterable[Decision], places: Mapping[str, int], words: Words) -> dict[str, Any]:
    lines = [_line(one, places, words) for one in made]
    lead = words.get(f"lens-map-{id}-lead", "")
    return {"id": id, "title": say(words, f"lens-map-{id}", count=len(lines)), "lead": lead, "lines": lines}


def _line(made: Decision, places: Mapping[str, int], words: Words) -> dict[str, Any]:
    known = made.stance is not None
    return {
        "place": places[made.claim.id],
        "says": made.claim.says,
        "mine": mine(made, words),
        "chip": verdict_chip(made.claim, words) if known else None,
        "teach": made.claim.teach if made.outcome == "not-yet" else "",
    }
