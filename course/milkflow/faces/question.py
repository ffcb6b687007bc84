"""Ask one question. In practice the reasons follow at once; in a quiz the answer is only kept."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from milkflow.answers import AnswerLog, Event
from milkflow.errors import AnswersError, MilkflowError
from milkflow.evidence import Claim
from milkflow.faces.base import Face, Message
from milkflow.faces.question_html import question_html
from milkflow.faces.question_view import SURENESS, answered, asked, explained
from milkflow.faces.static_files import script, style
from milkflow.questions import PublicQuestion, Question, public, shuffled
from milkflow.words import say

FORMS = ("kinds.js", "kinds-pictures.js", "kinds-deciding.js", "kinds-talking.js")
LONGEST_ANSWER = 16_000  # bytes of JSON; the log reads back no line above 20 000


class QuestionFace(Face):
    """One question, its latest answer, and in practice what that answer teaches.

    ``graded`` needs a PublicQuestion, which holds no key. ``claims`` (by id) are what the reasons rest on.
    ``content`` is the version kept with each answer; by default 8 hex digits of the question as shown.
    ``seed`` decides the order of options on the screen; on paper they stand as they travel.
    The log decides: whenever the face is built it shows the latest answer kept there.
    """

    _esm = script("common.js", *FORMS, "question.js")
    _css = style("kinds.css")

    def __init__(
        self,
        question: Question | PublicQuestion,
        log: AnswerLog,
        words: Mapping[str, str],
        *,
        graded: bool = False,
        claims: Mapping[str, Claim] | None = None,
        content: str = "",
        seed: str = "",
    ) -> None:
        if isinstance(question, PublicQuestion) is not graded:
            raise TypeError("a graded face takes a PublicQuestion, a practice face a Question with its key")
        shown = question if isinstance(question, PublicQuestion) else public(question)
        self.question, self.shown, self.answers = question, shown, log
        self.claims = claims or {}
        self.content = content or sha256(shown.model_dump_json(exclude_defaults=True).encode()).hexdigest()[:8]
        self.asked = asked(shuffled(shown, seed), words, graded)
        self.words = words
        super().__init__(words, self._opening())

    def received(self, content: Message) -> None:
        """Keep one answer, or take it back, then show it.

        Raise MilkflowError when the answer is missing, too long, or cannot be kept.
        """
        if content.get("type") == "take-back":
            self.view = self._view(self.answers.append("answer", self.shown.id, None, None, self.content))
            return
        response, confidence = content.get("response"), content.get("confidence")
        if response is None or len(json.dumps(response).encode()) > LONGEST_ANSWER:
            raise MilkflowError(say(self.words, "answer-first" if response is None else "too-long"))
        sure = confidence if confidence in SURENESS else None
        self.view = self._view(self.answers.append("answer", self.shown.id, response, sure, self.content))

    def static_html(self) -> str:
        """Return the question as it reads on paper."""
        return question_html(self.shown, self.words)

    def __repr__(self) -> str:
        return f"<Question '{self.shown.id}' · {self.shown.kind}>"

    def _opening(self) -> dict[str, Any]:
        """Return the first view. A log that cannot be read is told, and the question still asked."""
        try:
            return self._view(self.answers.latest(self.shown.id))
        except AnswersError as error:
            return self._view(None) | {"trouble": str(error)}

    def _view(self, event: Event | None) -> dict[str, Any]:
        view = self.asked | answered(event)
        if not isinstance(self.question, PublicQuestion):
            view["result"] = explained(self.question, event, self.claims, self.words)
        return view
