"""Hand in a quiz: what is answered, a staff code, and a file to download."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from milkflow.answers import AnswerLog, Event
from milkflow.errors import AnswersError, MilkflowError
from milkflow.faces.base import Face, Message
from milkflow.faces.static_files import script, style
from milkflow.handin import is_staff_code, open_questions
from milkflow.markup import paragraphs, tag
from milkflow.questions import PublicQuiz
from milkflow.words import picked, say

WORDS_SHOWN = """
    not-saved saving hand-in-title hand-in-all-answered hand-in-some-answered hand-in-answered hand-in-open
    hand-in-question hand-in-look-again hand-in-code hand-in-code-rule hand-in-code-wrong hand-in-privacy
    hand-in-unanswered hand-in-button hand-in-again hand-in-working hand-in-done hand-in-before hand-in-next
    hand-in-changed hand-in-download
"""

GIVEN = ("answer", "move")


class HandInFace(Face):
    """The last page of a quiz.

    ``hand_in`` takes the staff code and the event that closes the log, and returns the file that it wrote. Its
    bytes travel to the browser with the reply, so that the download needs no path on any server.
    """

    _esm = script("common.js", "handin-list.js", "handin.js")
    _css = style()

    def __init__(
        self, quiz: PublicQuiz, log: AnswerLog, words: Mapping[str, str], hand_in: Callable[[str, Event], Path]
    ) -> None:
        self.quiz, self.answers, self.hand_in = quiz, log, hand_in
        self.words = words
        super().__init__(words, self._view())

    def received(self, content: Message) -> None:
        """Look again at the log; for ``hand-in`` also make and send the file. Raise MilkflowError if it cannot be."""
        if content.get("type") == "hand-in":
            self._hand_in(str(content.get("code", "")).strip())
        self.view = self._view()

    def static_html(self) -> str:
        """Return the page as it reads on paper."""
        title = paragraphs(say(self.words, "hand-in-title"), "mf-title")
        return tag("div", title + paragraphs(say(self.words, "hand-in-static")), "mf mf-face mf-static")

    def __repr__(self) -> str:
        return f"<Hand in '{self.quiz.id}'>"

    def _hand_in(self, code: str) -> None:
        if not is_staff_code(code):
            raise MilkflowError(say(self.words, "hand-in-code-wrong"))
        # The event travels in the file, so that a quiz without one answer can be told from a lost one; it is kept
        # here once the file is made.
        event = self.answers.prepare("handed-in", self.quiz.id, {"code": code}, content=self.quiz.version)
        path = self.hand_in(code, event)
        self.answers.keep(event)
        self.send({"type": "file", "name": path.name}, buffers=[path.read_bytes()])

    def _view(self) -> dict[str, Any]:
        try:
            events, trouble = self.answers.events(), ""
        except AnswersError as error:
            events, trouble = (), str(error)
        waiting = open_questions(self.quiz, events)
        handed = [event for event in events if event.type == "handed-in" and event.name == self.quiz.id]
        last = handed[-1] if handed else None
        return {
            "questions": [{"id": one.id, "answered": one.id not in waiting} for one in self.quiz.questions],
            "words": picked(self.words, WORDS_SHOWN.split()),
            "code": _code(last),
            "at": last.at.isoformat() if last else None,
            "changed": last is not None and _changed(events, last),
            "trouble": trouble,
        }


def _changed(events: Sequence[Event], last: Event) -> bool:
    """Return whether something was answered that the file of the ``last`` hand-in does not hold.

    It stands after the hand-in, maybe in the same millisecond, or was kept while the file was being made.
    """
    after = events.index(last)
    return any(one.type in GIVEN and (at > after or one.at > last.at) for at, one in enumerate(events))


def _code(event: Event | None) -> str:
    """Return the staff code of the last hand-in, so that she need not write it twice."""
    code = event.response.get("code") if event and isinstance(event.response, dict) else None
    return code if isinstance(code, str) and is_staff_code(code) else ""
