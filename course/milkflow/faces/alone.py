"""Hand in a test without an instructor: it is marked here, and is final for this try."""

from typing import Any

from milkflow.errors import AnswersError
from milkflow.faces.base import Face, Message
from milkflow.faces.static_files import script, style
from milkflow.markup import paragraphs, tag
from milkflow.solo.results import said_of
from milkflow.solo.sitting import Sitting
from milkflow.words import picked, say

WORDS_SHOWN = """
    not-saved saving hand-in-answered hand-in-open hand-in-question hand-in-all-answered hand-in-some-answered
    hand-in-look-again alone-title alone-hand-in alone-open alone-sure alone-sure-open alone-sure-yes alone-sure-no
    alone-working alone-handed-in alone-see alone-see-note alone-again alone-again-note alone-again-sure alone-again-yes
"""


class SoloHandInFace(Face):
    """The last part of a test: what is open, one button to hand in for good, then the result and a new try."""

    _esm = script("common.js", "handin-list.js", "alone.js")
    _css = style()

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.words = sitting.words
        super().__init__(sitting.words, self._view())

    def received(self, content: Message) -> None:
        """Look again at the log; ``hand-in`` closes the try, ``again`` begins a new one. Raise MilkflowError."""
        if content.get("type") == "hand-in":
            self.sitting.hand_in()
        if content.get("type") == "again":
            self.sitting.again()
        self.view = self._view()

    def static_html(self) -> str:
        """Return the part as it reads on paper."""
        title = paragraphs(say(self.words, "alone-title"), "mf-title")
        return tag("div", title + paragraphs(say(self.words, "alone-static")), "mf mf-face mf-static")

    def __repr__(self) -> str:
        return f"<Hand in '{self.sitting.shown.id}' and see how it went>"

    def _view(self) -> dict[str, Any]:
        trouble = ""
        try:
            waiting = self.sitting.open_questions()
        except AnswersError as error:
            waiting, trouble = set(), str(error)
        return {
            "questions": [{"id": one.id, "answered": one.id not in waiting} for one in self.sitting.shown.questions],
            "words": picked(self.words, WORDS_SHOWN.split()),
            "trouble": trouble,
            "result": self._result(),
        }

    def _result(self) -> dict[str, Any] | None:
        """Return what a closed try is told; None while it is open."""
        if not self.sitting.closed:
            return None
        result = self.sitting.result()
        lines = said_of(self.sitting.quiz, result, self.words)
        return {"at": result.at.isoformat(), "lines": lines, "kind": "plain" if result.passed is False else "good"}
