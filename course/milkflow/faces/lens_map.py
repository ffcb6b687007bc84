"""Her map over all passages of a lesson: it grows with every decision that is made on the same page."""

from collections.abc import Mapping, Sequence
from typing import Any

from milkflow.answers import AnswerLog, Event
from milkflow.evidence import Claim
from milkflow.faces.base import Face, Message
from milkflow.faces.lens_groups import GROUPS, map_view
from milkflow.faces.lens_view import lens_words, opening
from milkflow.faces.static_files import script, style
from milkflow.lenses import Lens, Tally, by_topic, decisions, summary
from milkflow.markup import paragraphs, tag
from milkflow.words import say

COUNTS = ("agrees", "open", "not_yet", "undecided")


class LensMapFace(Face):
    """All decisions of a lesson in one map: by topic as numbers, then claim by claim, sure-and-wrong first.

    ``lenses`` are in the order of the page; ``claims`` holds theirs by id. Nothing is kept here: it reads the log.
    """

    _esm = script("common.js", "lens-parts.js", "lens-map.js")
    _css = style("lens.css")

    def __init__(
        self, lenses: Sequence[Lens], log: AnswerLog, words: Mapping[str, str], *, claims: Mapping[str, Claim]
    ) -> None:
        self.answers, self.words = log, words
        self.parts = {id: lens.title for lens in lenses for id in lens.claims}
        self.claims = tuple(claims[id] for id in self.parts)
        super().__init__(words, opening(self._view, log))

    def received(self, content: Message) -> None:
        """Read the log again, then show what it holds now."""
        self.view = self._view(self.answers.events())

    def static_html(self) -> str:
        """Return what the map is for, as it reads on paper."""
        title = tag("h3", say(self.words, "lens-map-all"), "mf-lens__title")
        return tag("div", title + paragraphs(say(self.words, "lens-map-static")), "mf mf-face mf-lens mf-static")

    def __repr__(self) -> str:
        return f"<Lens map: {len(self.claims)} claims>"

    def _view(self, events: Sequence[Event]) -> dict[str, Any]:
        made = decisions(self.claims, events)
        found = map_view(summary(made), {id: place for place, id in enumerate(self.parts)}, self.words)
        tallies = by_topic(made)
        rows = [_row(say(self.words, f"topic-{tally.topic}"), tally) for tally in tallies]
        sums = [sum(row["counts"][at] for row in rows) for at in range(len(COUNTS))]
        return found | {
            "groups": [self._with_parts(group) for group in found["groups"]],
            "decided": sum(sums) - sums[-1],
            "rows": [*rows, {"name": say(self.words, "lens-map-total"), "counts": sums}],
            "words": lens_words(self.words),
            "trouble": "",
        }

    def _with_parts(self, group: dict[str, Any]) -> dict[str, Any]:
        """Add to each line its passage; only where she was sure it says what to say, or the map grows too long."""
        said = [say(self.words, "lens-map-part", title=title) for title in self.parts.values()]
        short = {} if group["id"] == GROUPS[0] else {"teach": ""}
        return group | {"lines": [line | short | {"part": said[line["place"]]} for line in group["lines"]]}


def _row(name: str, tally: Tally) -> dict[str, Any]:
    return {"name": name, "counts": [getattr(tally, count) for count in COUNTS]}
