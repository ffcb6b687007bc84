"""The order in which somebody saw the options of a quiz: one seed for the whole quiz, kept in its log.

A seed stands in the log as a setting before the first answer that was given under it. It is a word of its own, never
a position: `milkflow.questions.shuffled` makes the order from it again, and no mark depends on it.
"""

from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex
from typing import Any

from milkflow.answers.events import Confidence, Event, EventType
from milkflow.answers.log import AnswerLog
from milkflow.errors import AnswersError

ORDER = "options.order"  # no question is called so: an id holds no full stop


def seed_for(events: Iterable[Event], name: str) -> str:
    """Return the seed under which the latest answer to question ``name`` was given; "" when none was kept.

    A page open in two tabs may have shown two orders; each answer belongs to the seed that was kept before it.
    """
    seed = found = ""
    for event in events:
        if _is_seed(event):
            seed = event.response
        elif event.type == "answer" and event.name == name:
            found = seed
    return found


class OrderedLog(AnswerLog):
    """The log of a quiz whose options are shuffled by ``seed``: the one kept last, or a new one at random."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.seed = self._kept() or token_hex(4)

    def append(
        self, type: EventType, name: str, response: Any, confidence: Confidence | None = None, content: str = ""
    ) -> Event:
        """Write one event, and before an answer the seed when another or none was kept last. Raise AnswersError."""
        # Not as soon as a page opens: one that is only looked at leaves no file behind.
        if type == "answer" and self._kept() != self.seed:
            super().append("setting", ORDER, self.seed)
        return super().append(type, name, response, confidence, content)

    def _kept(self) -> str:
        try:
            return next((event.response for event in reversed(self.events()) if _is_seed(event)), "")
        except AnswersError:
            return ""


def _is_seed(event: Event) -> bool:
    return event.type == "setting" and event.name == ORDER and isinstance(event.response, str)
