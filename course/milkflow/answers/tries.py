"""The tries of somebody who learns alone: a test is final once it is handed in, and a new try starts afresh.

All tries stand in one log, one after the other; a setting marks where a new one begins, so that no answer is ever lost.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from milkflow.answers.events import Confidence, Event, EventType
from milkflow.answers.log import AnswerLog, Reading
from milkflow.answers.orders import OrderedLog
from milkflow.errors import AnswersError

AGAIN = "try.again"  # no question is called so: an id holds no full stop


def all_tries(events: Iterable[Event]) -> tuple[tuple[Event, ...], ...]:
    """Return the events of each try, in order; at least one try, which may be empty."""
    found: list[list[Event]] = [[]]
    for event in events:
        if event.type == "setting" and event.name == AGAIN:
            found.append([])
        else:
            found[-1].append(event)
    return tuple(map(tuple, found))


def last_try(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events of the try that is open, or was handed in last. Without a second try, these are all."""
    return all_tries(events)[-1]


def handed_in(events: Iterable[Event]) -> Event | None:
    """Return the first hand-in among the events of one try, or None: the test is still open."""
    return next((event for event in events if event.type == "handed-in"), None)


class TryLog(OrderedLog):
    """The log of a test of somebody who learns alone, as if it held the last try only.

    Once that is handed in it takes no answer any more: ``closed`` is the sentence that says so.
    """

    def __init__(self, path: Path, closed: str) -> None:
        self._closed = closed
        super().__init__(path)

    def read(self) -> Reading:
        """Return the events of the last try, and all faults. Raise AnswersError as `AnswerLog.read` does."""
        whole = super().read()
        return whole._replace(events=last_try(whole.events))

    def earlier(self) -> tuple[tuple[Event, ...], ...]:
        """Return the events of each try before the last."""
        return all_tries(AnswerLog(self.path).events())[:-1]

    def append(
        self, type: EventType, name: str, response: Any, confidence: Confidence | None = None, content: str = ""
    ) -> Event:
        """Write one event. Raise AnswersError for an answer to a test that was handed in."""
        if type in ("answer", "move") and handed_in(self.events()):
            raise AnswersError(self._closed)
        return super().append(type, name, response, confidence, content)

    def again(self) -> None:
        """Begin a new try, unless the last one is still open. Raise AnswersError when it cannot be kept."""
        if handed_in(self.events()):
            super().append("setting", AGAIN, len(self.earlier()) + 2)
