"""The case clinic: cards of all cases, a suggestion, and the chosen case played in place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from milkflow.answers import AnswerLog, Event
from milkflow.bundles import CaseFile
from milkflow.cases.choosing import Card, Played, Suggestion, played, suggest
from milkflow.errors import MilkflowError
from milkflow.faces.base import Face, Message
from milkflow.faces.case import CaseFace
from milkflow.faces.clinic_view import clinic_html, list_view, menu
from milkflow.faces.static_files import script, style
from milkflow.words import say

OPEN = "clinic.open"  # the setting that keeps which case lies open


class SeatedCase(CaseFace):
    """A case that the clinic draws: it has no line of its own to the browser."""

    def open(self) -> None:
        """Open nothing."""


class ClinicFace(Face):
    """Cards of ``cards``, and the one case that lies open, read by ``load`` when it is opened.

    ``elsewhere`` holds by lesson what its log tells: a case that was played there shows as played here too.
    A press that is meant for the case names it as its ``seat``, and goes on to it.
    """

    _esm = script(
        *("common.js", "kinds.js", "kinds-talking.js", "case-chart.js", "case-handover.js", "case-debrief.js"),
        *("case.js", "clinic-cards.js", "clinic.js"),
    )
    _css = style("kinds.css", "case.css", "clinic.css")

    def __init__(
        self,
        cards: Sequence[Card],
        log: AnswerLog,
        words: Mapping[str, str],
        *,
        load: Callable[[str], CaseFile],
        elsewhere: Mapping[str, Sequence[Event]] | None = None,
        fahrenheit: bool = False,
    ) -> None:
        self.cards, self.answers, self.load, self.fahrenheit = tuple(cards), log, load, fahrenheit
        self.elsewhere = elsewhere or {}
        self.words = words
        self.case: SeatedCase | None = None
        self._known: dict[str, tuple[int, Played]] = {}
        super().__init__(words, self._opening())

    def received(self, content: Message) -> None:
        """Open a case, go back to the cards, or pass a press on. Raise MilkflowError when it cannot be kept."""
        if (seat := content.get("seat")) is not None:
            # A press from a tab in which another case lies open is not for this one.
            if self.case and self.case.case.id == seat:
                self.case.received(content)
            self.view = self._view()
            return
        wanted = content.get("case")
        if content.get("type") != "open" or wanted not in ("", *(card.id for card in self.cards)):
            raise MilkflowError(say(self.words, "unexpected"))
        case = self._seated(str(wanted))
        self.answers.append("setting", OPEN, wanted)
        self.case = case
        self.view = self._view()

    def static_html(self) -> str:
        """Return all cards as they read on paper."""
        return clinic_html(self.cards, self.words)

    def __repr__(self) -> str:
        return f"<Clinic: {len(self.cards)} cases>"

    def _opening(self) -> dict[str, Any]:
        """Return the first view, with the case that lay open. What cannot be read is told, and the cards still show."""
        try:
            kept = self.answers.latest(OPEN)
            self.case = self._seated(str(kept.response)) if kept and kept.response in self._ids() else None
            return self._view()
        except MilkflowError as error:
            return self._shown((), {}) | {"trouble": str(error)}

    def _ids(self) -> tuple[str, ...]:
        return tuple(card.id for card in self.cards)

    def _seated(self, id: str) -> SeatedCase | None:
        if not id:
            return None
        file = self.load(id)
        return SeatedCase(
            file.case,
            self.answers,
            self.words,
            claims=file.claims,
            content=file.version,
            fahrenheit=self.fahrenheit,
        )

    def _view(self) -> dict[str, Any]:
        moves = [event for event in self.answers.events() if event.type == "move" and event.name in self._ids()]
        recent = list(dict.fromkeys(event.name for event in reversed(moves)))[::-1]
        return self._shown(recent, {id: self._played(id, moves) for id in self._ids()})

    def _shown(self, recent: Sequence[str], known: Mapping[str, Played]) -> dict[str, Any]:
        following: Suggestion | None = suggest(self.cards, known, recent)
        case = self.case
        return menu(self.cards, self.words) | {
            **list_view(self.cards, known, following, self.words),
            "open": case.case.id if case else "",
            "case": case.view if case else None,
            "trouble": "",
        }

    def _played(self, id: str, moves: Sequence[Event]) -> Played:
        """Return what is known of a case; it is read and replayed only when there are moves, and more than before."""
        own = [event for event in moves if event.name == id]
        before = [event for events in self.elsewhere.values() for event in events
                  if event.type == "move" and event.name == id]  # fmt: skip
        if not own and not before:
            return Played()
        count, found = self._known.get(id, (-1, Played()))
        if count != len(own):
            found = played(self.load(id).case, own, before)
            self._known[id] = (len(own), found)
        return found


