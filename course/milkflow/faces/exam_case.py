"""Play one case of an examination: forward, once, and without a word on how good a choice was."""

from collections.abc import Mapping
from typing import Any

from milkflow.answers import AnswerLog, Event
from milkflow.cases import Replayed
from milkflow.cases.graded import graded_view, replay_graded
from milkflow.errors import MilkflowError
from milkflow.faces.base import Message
from milkflow.faces.case import NO_NOTES, CaseFace
from milkflow.faces.case_view import frame
from milkflow.faces.static_files import script
from milkflow.questions import PublicQuestion
from milkflow.words import picked, say

# What this page says in place of the words of a case for practice.
INSTEAD = {
    "case-eyebrow": "exam-eyebrow",
    "case-how": "exam-how",
    "case-how-title": "exam-how-title",
    "case-heading-ending": "exam-heading-ending",
    "case-saved": "exam-saved",
    "case-static": "exam-static",
}
STEPS = ("start", "move")


class ExamCaseFace(CaseFace):
    """One case of an examination, where she left it. The log of the quiz holds her moves under the question's id.

    ``question`` is the key-free form: neither verdict nor reason is in this process.
    """

    _esm = script(
        *("common.js", "kinds.js", "kinds-talking.js"),
        *("case-chart.js", "case-handover.js", "case.js", "case-face.js"),
    )

    def __init__(
        self,
        question: PublicQuestion,
        log: AnswerLog,
        words: Mapping[str, str],
        *,
        content: str = "",
        fahrenheit: bool = False,
    ) -> None:
        self.question = question
        points = f"{question.points or 0:g}"
        words = {**words, **{id: say(words, other, points=points) for id, other in INSTEAD.items()}}
        super().__init__(question.story, log, words, content=content, fahrenheit=fahrenheit, name=question.id)

    def received(self, content: Message) -> None:
        """Keep one step forward, then show what follows. Raise MilkflowError for any other press."""
        if content.get("type") not in STEPS:
            raise MilkflowError(self._say("exam-forward"))
        super().received(content)

    def __repr__(self) -> str:
        return f"<Question '{self.question.id}' · case>"

    def _made(self, kind: object, content: Message, replayed: Replayed) -> tuple[dict[str, Any], Any]:
        if kind == "start" and replayed.now is not None:
            raise MilkflowError(self._say("exam-forward"))
        return super()._made(kind, content, replayed)

    def _replay(self) -> Replayed:
        return replay_graded(self.case, self.answers.moves(self.name))

    def _frame(self, words: Mapping[str, str]) -> dict[str, Any]:
        whole = frame(self.case, words)
        asked = {"id": self.question.id, "question": self.question.id}
        mine = picked(words, ("exam-finished", "exam-finished-next"))
        return whole | {"header": whole["header"] | asked, "words": whole["words"] | mine, "chips": {}, "graded": True}

    def _shown(self, replayed: Replayed, notes: Mapping[str, Event | None] = NO_NOTES) -> dict[str, Any]:
        now = graded_view(self.case, replayed.now, self.fahrenheit) if replayed.now else None
        return self.frame | {"now": now, "debrief": None, "evidence": {}, "notes": {}, "skipped": 0}
