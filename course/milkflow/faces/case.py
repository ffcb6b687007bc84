"""Play one case by mouse, keyboard or screen reader. The log decides where she is; the rules decide what follows."""

from collections.abc import Mapping
from hashlib import sha256
from html import escape
from typing import Any
from uuid import uuid4

from milkflow.answers import AnswerLog, Event
from milkflow.cases import Case, NotPossible, Replayed, State, back, move, replay
from milkflow.cases.models import HandoverStep
from milkflow.errors import AnswersError, MilkflowError
from milkflow.evidence import Claim
from milkflow.faces.base import Face, Message
from milkflow.faces.case_view import NOTES, SURENESS, frame, played
from milkflow.faces.static_files import script, style
from milkflow.markup import paragraphs, tag
from milkflow.words import say

NO_NOTES: Mapping[str, Event | None] = {}
LONGEST_NOTE = 4_000  # characters; the log keeps no line above 20 000 bytes


class CaseFace(Face):
    """One case, where she left it.

    ``claims`` (by id) are shown in the debrief; ``fahrenheit`` puts that scale first.
    ``content`` is the version kept with each move, ``name`` what the log calls the case (by default its id).
    A press names the run and how many moves it had: a late second press finds another number, and does nothing.
    """

    _esm = script(
        *("common.js", "kinds.js", "kinds-talking.js"),
        *("case-chart.js", "case-handover.js", "case-debrief.js", "case.js", "case-face.js"),
    )
    _css = style("kinds.css", "case.css")

    def __init__(
        self,
        case: Case,
        log: AnswerLog,
        words: Mapping[str, str],
        *,
        claims: Mapping[str, Claim] | None = None,
        content: str = "",
        fahrenheit: bool = False,
        name: str = "",
    ) -> None:
        self.case, self.answers, self.claims = case, log, claims or {}
        self.name = name or case.id
        self.content = content or sha256(case.model_dump_json().encode()).hexdigest()[:8]
        self.frame = self._frame(words)
        self.fahrenheit = fahrenheit
        super().__init__(words, self._opening(words))

    def received(self, content: Message) -> None:
        """Act on one press, keep it, then show what follows. Raise MilkflowError when it cannot be kept."""
        kind = content.get("type")
        if kind == "note":
            self._note(content)
            return
        replayed = self._replay()
        if self._is_late(content, replayed):
            self.view = self._view(replayed)
            return
        made, confidence = self._made(kind, content, replayed)
        self.answers.append("move", self.name, made, confidence, self.content)
        self.view = self._view(self._replay())

    def static_html(self) -> str:
        """Return the case as it reads on paper: who she is, and how it begins."""
        case, patient = self.case, self.case.patient
        first = case.steps[case.start]
        who = self._say("case-who", name=patient.name, age=patient.age, days=patient.days_since_birth)
        place = self._say(f"case-setting-{case.setting.replace(' ', '-')}")
        return tag(
            "div",
            tag("p", escape(self._say("case-eyebrow", minutes=case.minutes)), "mf-eyebrow")
            + paragraphs(case.title, "mf-title")
            + tag("p", escape(f"{place} · {case.clock} · {who}"))
            + paragraphs(patient.about)
            + paragraphs(self._say("case-wants", wants=patient.wants))
            + tag(
                "div",
                paragraphs(first.scene) + tag("blockquote", paragraphs(first.says or "")),
                "mf-vignette",
            )
            + paragraphs(self._say("case-how"))
            + tag("p", escape(self._say("case-static")), "mf-hint"),
            "mf mf-card mf-case",
        )

    def __repr__(self) -> str:
        return f"<Case '{self.case.id}' · {len(self.case.steps)} steps>"

    def _made(self, kind: object, content: Message, replayed: Replayed) -> tuple[dict[str, Any], Any]:
        """Return the response to keep, and the confidence. Only what the rules allow is ever kept."""
        now = replayed.now
        if kind == "start" or now is None:
            return {"run": _new_run(), "step": self.case.start, "move": "start"}, None
        step, made, sure = str(content.get("step")), str(content.get("move")), content.get("confidence")
        confidence = sure if sure in SURENESS else None
        try:
            if kind == "back":
                run = _new_run()
                back(self.case, now, step, run)
                return {"run": run, "step": step, "move": "back", "from": now.run}, None
            after = move(self.case, now, made, confidence, self._message(now, content))
        except NotPossible:
            raise MilkflowError(self._say("case-sure-first" if confidence is None else "unexpected")) from None
        return _kept(after), confidence

    def _message(self, now: State, content: Message) -> object:
        # A message is read even when it is missing: how a handover comes out is never taken from a press.
        at_handover = isinstance(self.case.steps[now.step], HandoverStep) and not now.told
        return content.get("message") or {} if at_handover else None

    def _is_late(self, content: Message, replayed: Replayed) -> bool:
        now = replayed.now
        seen = (content.get("run"), content.get("count"))
        return seen != ((now.run, len(now.done)) if now else ("", 0))

    def _note(self, content: Message) -> None:
        what, text = content.get("what"), content.get("text")
        if what not in NOTES or not isinstance(text, str):
            raise MilkflowError(self._say("unexpected"))
        if len(text) > LONGEST_NOTE:
            raise MilkflowError(self._say("too-long"))
        self.answers.append("answer", f"{self.case.id}.{what}", text, None, self.content)
        self.view = self._view(self._replay())

    def _replay(self) -> Replayed:
        return replay(self.case, self.answers.moves(self.name))

    def _frame(self, words: Mapping[str, str]) -> dict[str, Any]:
        return frame(self.case, words)

    def _view(self, replayed: Replayed) -> dict[str, Any]:
        notes = {what: self.answers.latest(f"{self.case.id}.{what}") for what in NOTES}
        return self._shown(replayed, notes)

    def _shown(self, replayed: Replayed, notes: Mapping[str, Event | None] = NO_NOTES) -> dict[str, Any]:
        return self.frame | played(self.case, replayed, notes, self.claims, self.words, self.fahrenheit)

    def _opening(self, words: Mapping[str, str]) -> dict[str, Any]:
        """Return the first view. A log that cannot be read is told, and the case still opens."""
        self.words = words
        try:
            return self._view(self._replay())
        except AnswersError as error:
            empty = Replayed((), None, ())
            return self._shown(empty) | {"trouble": str(error)}

    def _say(self, id: str, **values: object) -> str:
        return say(self.words, id, **values)


def _kept(after: State) -> dict[str, Any]:
    """Return the response to keep for the last move of a run."""
    done = after.done[-1]
    kept = {"run": after.run, "step": done.step, "move": done.move}
    return kept | {"message": dict(done.message)} if done.message else kept


def _new_run() -> str:
    return uuid4().hex[:12]
