"""A claim lens: one passage, one claim at a time. She decides first; then the verdict is shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from milkflow.answers import AnswerLog, Event
from milkflow.errors import MilkflowError
from milkflow.evidence import Claim, Source
from milkflow.faces.base import Face, Message
from milkflow.faces.lens_groups import map_view
from milkflow.faces.lens_html import lens_html
from milkflow.faces.lens_view import SURENESS, claim_view, lens_words, opening, stances
from milkflow.faces.static_files import script, style
from milkflow.lenses import STANCES, Lens, decisions, event_name, summary
from milkflow.words import say


class LensFace(Face):
    """All claims of one passage in one widget, her latest decision on each, and her map of the passage.

    ``claims`` and ``sources`` hold, by id, at least those of the lens. ``content`` is the version kept with a decision.
    The log decides: whenever the face is built it shows what is kept there, and goes on where she stopped.
    """

    _esm = script("common.js", "kinds.js", "lens-parts.js", "lens.js")
    _css = style("lens.css")

    def __init__(
        self,
        lens: Lens,
        log: AnswerLog,
        words: Mapping[str, str],
        *,
        claims: Mapping[str, Claim],
        sources: Mapping[str, Source],
        content: str = "",
    ) -> None:
        self.lens, self.answers, self.words = lens, log, words
        self.claims = tuple(claims[id] for id in lens.claims)
        self.sources, self.content = sources, content
        super().__init__(words, opening(self._view, log))

    def received(self, content: Message) -> None:
        """Keep one decision, then show it. Raise MilkflowError when there is none, or it cannot be kept."""
        claim, stance, sure = content.get("claim"), content.get("response"), content.get("confidence")
        if claim not in self.lens.claims:
            raise MilkflowError(say(self.words, "unexpected"))
        if stance not in STANCES:
            raise MilkflowError(say(self.words, "lens-decide-first"))
        confidence = sure if sure in SURENESS else None
        self.answers.append("answer", event_name(str(claim)), stance, confidence, self.content)
        self.view = self._view(self.answers.events())

    def static_html(self) -> str:
        """Return the passage as it reads on paper."""
        return lens_html(self.lens, self.claims, self.words)

    def __repr__(self) -> str:
        return f"<Lens '{self.lens.id}' · {len(self.claims)} claims>"

    def _view(self, events: Sequence[Event]) -> dict[str, Any]:
        made = decisions(self.claims, events)
        latest = {event.name: event for event in events if event.type == "answer"}
        shown = [claim_view(one, latest.get(event_name(one.claim.id)), self.sources, self.words) for one in made]
        places = {claim.id: place for place, claim in enumerate(self.claims)}
        return {
            "id": self.lens.id,
            "title": self.lens.title,
            "lead": self.lens.lead,
            "claims": shown,
            "start": _start(shown),
            "map": map_view(summary(made), places, self.words),
            "stances": stances(self.words),
            "sureness": list(SURENESS),
            "words": lens_words(self.words),
            "trouble": "",
        }


def _start(shown: Sequence[Mapping[str, Any]]) -> int | None:
    """Return where to go on: the first claim not decided after the one decided last; None when all are decided."""
    last = max(range(len(shown)), key=lambda place: shown[place]["at"] or "")
    ahead = [*range(last, len(shown)), *range(last)]
    return next((place for place in ahead if shown[place]["at"] is None), None)
