"""Every kind of question in every state, for authors and tests. Nothing that is answered here is kept."""

import atexit
from collections.abc import Iterator, Mapping
from html import escape
from itertools import cycle
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from IPython.display import display

from milkflow.answers import AnswerLog
from milkflow.errors import MilkflowError
from milkflow.evidence import Claim, load_evidence, skill_words
from milkflow.faces.lens import LensFace
from milkflow.faces.question import QuestionFace
from milkflow.faces.question_html import question_html
from milkflow.lenses import STANCES, event_name, read_lenses_of
from milkflow.markup import tag
from milkflow.questions import Sample, public, read_samples
from milkflow.reading import CONTENT_DIR, did_you_mean
from milkflow.words import read_words, say

STATES = ("unanswered", "right", "not-yet", "graded", "static")
POINTS = 2.0  # what a question of the gallery would count in a quiz


class Markup:
    """A piece of HTML that shows itself, with a name that stays the same."""

    def __init__(self, name: str, html: str) -> None:
        self.name, self.html = name, html

    def __repr__(self) -> str:
        return self.name

    def _repr_html_(self) -> str:
        return self.html


class Room:
    """One question in all its states, each under its own heading; showing it shows them one after the other."""

    def __init__(self, sample: Sample, claims: Mapping[str, Claim], words: Mapping[str, str], folder: Path) -> None:
        self.sample, self.words, self.folder = sample, words, folder
        self.claims = {id: claims[id] for id in sample.question.claims}

    def __repr__(self) -> str:
        return f"<Gallery '{self.sample.question.id}' · {self.sample.question.kind}>"

    def _ipython_display_(self) -> None:
        for piece in self.pieces():
            display(piece)

    def pieces(self) -> Iterator[Markup | QuestionFace]:
        """Yield a heading and a face for each state."""
        for state in STATES:
            heading = tag("p", escape(say(self.words, f"gallery-{state}")), "mf mf-eyebrow")
            yield Markup(f"{self.sample.question.kind}: {state}", heading)
            yield self.in_state(state)

    def in_state(self, state: str) -> Markup | QuestionFace:
        """Return the question in one of STATES. It answers to a log of its own."""
        # An id of its own for each state: on one page, no two questions may share one.
        own = self.sample.question.id + ("" if state == "unanswered" else f"-{state}")
        question = self.sample.question.model_copy(update={"id": own})
        if state == "static":
            return Markup(f"{question.kind}: on paper", question_html(public(question), self.words))
        log = AnswerLog(self.folder / f"{question.id}.answers.jsonl")
        kept = {"right": self.sample.right, "not-yet": self.sample.not_yet, "graded": self.sample.right}
        response: Any = kept.get(state)
        if response is not None and not log.events():
            log.append("answer", question.id, response, "fairly" if question.confidence else None)
        if state == "graded":
            return QuestionFace(public(question.model_copy(update={"points": POINTS})), log, self.words, graded=True)
        return QuestionFace(question, log, self.words, claims=self.claims)


class Gallery:
    """All the rooms, by the id of their question."""

    def __init__(self) -> None:
        evidence = load_evidence()
        words = read_words() | skill_words(evidence)
        folder = Path(mkdtemp(prefix="milkflow-gallery-"))
        self.evidence, self.words, self.folder = evidence, words, folder
        atexit.register(rmtree, folder, ignore_errors=True)  # a face may outlive its gallery, so not before
        self.rooms = {one.question.id: Room(one, evidence.claims, words, folder) for one in read_samples()}

    def __repr__(self) -> str:
        return f"<Gallery: {len(self.rooms)} questions>"

    def lens(self, state: str = "unanswered") -> LensFace:
        """Return the first claim lens of the course: ``unanswered``, or ``decided`` with a different answer to each."""
        lens = next(iter(read_lenses_of(sorted((CONTENT_DIR / "lenses").glob("*.yaml"))).values()))
        log = AnswerLog(self.folder / f"lens-{state}.answers.jsonl")
        if state == "decided" and not log.events():
            for claim, stance in zip(lens.claims, cycle(STANCES), strict=False):
                log.append("answer", event_name(claim), stance, "sure")
        own = lens.model_copy(update={"id": f"{lens.id}-{state}", "title": f"{lens.title} · {state}"})
        return LensFace(own, log, self.words, claims=self.evidence.claims, sources=self.evidence.sources)

    def show(self, id: str) -> Room:
        """Return the question called ``id`` in every state. Raise MilkflowError for an unknown one."""
        if id not in self.rooms:
            raise MilkflowError(f"The gallery has no question called {id!r}{did_you_mean(id, self.rooms)}")
        return self.rooms[id]
