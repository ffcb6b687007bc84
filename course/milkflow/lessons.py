"""The verbs of a lesson: one a cell. Each returns something that shows itself."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from milkflow.answers import open_log
from milkflow.bundles import Bundle, load_bundle, load_case
from milkflow.errors import ContentError, MilkflowError
from milkflow.evidence import source_ids
from milkflow.faces.base import Face
from milkflow.faces.cards import ClaimCard, SourceList
from milkflow.faces.case import CaseFace
from milkflow.faces.clinic import ClinicFace
from milkflow.faces.lens import LensFace
from milkflow.faces.lens_map import LensMapFace
from milkflow.faces.narrowing import NarrowingFace
from milkflow.faces.progress import ProgressMap
from milkflow.faces.question import QuestionFace
from milkflow.faces.settings import SettingsFace
from milkflow.faces.start import NextStep, SoFar
from milkflow.faces.terms import TermCard
from milkflow.faces.ward import WardCard
from milkflow.figures import MATRIX, Figure, PositionMap, figure
from milkflow.preferences import preferences
from milkflow.progress import kept, walk
from milkflow.reading import did_you_mean
from milkflow.ward import WardPolicy, read_ward_policy, site_file
from milkflow.words import say

T = TypeVar("T")
# Figures that a trainee can set by hand.
BY_HAND: dict[str, Callable[[Figure, Mapping[str, str]], Face]] = {"narrowing": NarrowingFace}


class Lesson:
    """One open lesson: its bundle, and the log of answers beside its notebook."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.log = open_log(bundle.id)

    def __repr__(self) -> str:
        return f"<Lesson '{self.bundle.title}'>"

    def _repr_html_(self) -> str:
        # A reader needs no word of this cell; a page that shows the text of every output would print the line above.
        return "<span hidden></span>"

    def ask(self, id: str) -> QuestionFace:
        """Return the practice question called ``id``, with her latest answer in it."""
        bundle = self.bundle
        question = _found("question", id, bundle.questions)
        claims = {claim: bundle.claims[claim] for claim in question.claims}
        return QuestionFace(question, self.log, bundle.words, claims=claims, content=bundle.version)

    def play(self, id: str) -> CaseFace:
        """Return the case called ``id``, where she left it."""
        bundle = self.bundle
        case = _found("case", id, bundle.cases)
        fahrenheit = preferences()["temperature"] == "fahrenheit"
        return CaseFace(
            case, self.log, bundle.words, claims=bundle.claims, content=bundle.version, fahrenheit=fahrenheit
        )

    def clinic(self, *ids: str) -> ClinicFace:
        """Return the cards of the named cases, to choose one and play it in place."""
        bundle = self.bundle
        cards = [_found("case", id, bundle.clinic) for id in ids]
        beside = sorted({lesson for card in cards for lesson in card.lessons})
        elsewhere = {lesson: kept(self.log.path.parent, lesson) for lesson in beside}
        fahrenheit = preferences()["temperature"] == "fahrenheit"
        return ClinicFace(
            cards, self.log, bundle.words, load=load_case, elsewhere=elsewhere, fahrenheit=fahrenheit
        )

    def lens(self, id: str) -> LensFace:
        """Return the claim lens called ``id``: one passage, claim by claim, where she left it."""
        bundle = self.bundle
        lens = _found("lens", id, bundle.lenses)
        return LensFace(
            lens, self.log, bundle.words, claims=bundle.claims, sources=bundle.sources, content=bundle.version
        )

    def lens_map(self) -> LensMapFace:
        """Return her map over all lenses of this lesson: agreements, sure-and-wrong, where sources differ."""
        bundle = self.bundle
        return LensMapFace(tuple(bundle.lenses.values()), self.log, bundle.words, claims=bundle.claims)

    def claim(self, id: str) -> ClaimCard:
        """Return the card of a claim: verdict, what to say instead, sources, and where guidelines differ."""
        return ClaimCard(_found("claim", id, self.bundle.claims), self.bundle.sources, self.bundle.words)

    def positions(self, topic: str | None = None) -> PositionMap:
        """Return the map of positions by source, of all or one: milk-removal, heat, cold, massage, pumping."""
        bundle = self.bundle
        return PositionMap(_found("table", MATRIX, bundle.tables), bundle.sources, bundle.words, topic)

    def figure(self, id: str) -> Figure | Face | PositionMap:
        """Return a figure with its data table; one that can be set by hand comes as a face."""
        if id == MATRIX:
            return self.positions()
        drawn = figure(id, self.bundle.tables, self.bundle.words)
        return BY_HAND[id](drawn, self.bundle.words) if id in BY_HAND else drawn

    def sources(self, *ids: str) -> SourceList:
        """Return the sources that the named claims and tables of facts rest on; of all claims when none is named."""
        bundle = self.bundle
        claims = [bundle.claims[id] for id in ids if id in bundle.claims] if ids else list(bundle.claims.values())
        tables = [_found("claim or table", id, bundle.tables) for id in ids if id not in bundle.claims]
        return SourceList([bundle.sources[id] for id in source_ids(claims, tables)], bundle.words)

    def terms(self, *ids: str) -> TermCard:
        """Return what the named words mean, in the order given; all words of the glossary when none is named."""
        known = self.bundle.terms
        return TermCard([_found("term", id, known) for id in ids or known], self.bundle.words)

    def progress(self) -> ProgressMap:
        """Return the map of the course: what is done, what is next, minutes left."""
        return ProgressMap(walk(self.bundle.waypoints), self.bundle.words, self.bundle.id)

    def next(self) -> NextStep:
        """Return what to do in the next ten minutes: from where she stopped, as much as fits."""
        return NextStep(walk(self.bundle.waypoints), self.bundle.words, self.bundle.id)

    def so_far(self) -> SoFar:
        """Return what counts so far, and what is missing for a certificate."""
        return SoFar(walk(self.bundle.waypoints), self.bundle.words)

    def settings(self) -> SettingsFace:
        """Return the settings: text size, and which temperature scale comes first."""
        return SettingsFace(self.log, self.bundle.words)

    def ward(self) -> WardCard:
        """Return the ward's own rules: those laid into this workspace, else those built into the course."""
        policy, words = self.bundle.ward or WardPolicy(), self.bundle.words
        path = site_file(Path.cwd())
        if path is None:
            return WardCard(policy, words)
        try:
            return WardCard(read_ward_policy(path), words)
        except ContentError as error:
            return WardCard(policy, words, say(words, "ward-fault", name=path.name, fault="; ".join(error.problems)))


def open_lesson(id: str) -> Lesson:
    """Open the lesson called ``id``, such as ``02-stasis-or-mastitis``. Raise MilkflowError for an unknown one."""
    return Lesson(load_bundle(id))


def _found(what: str, id: str, known: Mapping[str, T]) -> T:
    if id not in known:
        hint: Any = did_you_mean(id, known) or " Run 'make build' if it is new."
        raise MilkflowError(f"This lesson has no {what} called {id!r}{hint}")
    return known[id]
