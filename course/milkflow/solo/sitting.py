"""One test of somebody who learns alone: open, handed in, begun again. The key is read once it is handed in."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from milkflow.answers import Event, TryLog, handed_in
from milkflow.errors import AnswersError
from milkflow.handin import latest_answers, open_questions
from milkflow.questions import PublicQuiz, Quiz
from milkflow.solo.keys import Lesson, SoloCourse, SoloQuiz, read_course, read_key
from milkflow.solo.recorded import recorded, to_record
from milkflow.solo.results import Result, result_of


class Try(NamedTuple):
    """A try that was handed in: its number from 1, when, and points and of as they were told then."""

    number: int
    closing: Event
    points: tuple[float, float] | None


class Sitting:
    """The state of one test. The log is the only memory; nothing of the key is in this process before handing in."""

    def __init__(self, shown: PublicQuiz, log: TryLog, keys: Path, words: Mapping[str, str]) -> None:
        self.shown, self.log, self.words = shown, log, words
        self._keys = keys

    @property
    def closed(self) -> bool:
        """Whether the last try was handed in. A log that cannot be read shows no key."""
        try:
            return handed_in(self.log.events()) is not None
        except AnswersError:
            return False

    def open_questions(self) -> set[str]:
        """Return the ids of the questions that wait for an answer."""
        return open_questions(self.shown, self.log.events())

    def hand_in(self) -> None:
        """Close the try and keep its points; a second time does nothing. Raise MilkflowError when it cannot be kept."""
        if not self.closed:
            result = result_of(self._key.told(), self.log.events())
            told = to_record(result.points, result.of)
            self.log.append("handed-in", self.shown.id, dict(told), content=self.shown.version)

    def again(self) -> None:
        """Begin a new try."""
        self.log.again()

    @property
    def quiz(self) -> Quiz:
        """The test with its key. Only for a test that was handed in: raise AnswersError before."""
        self._closed_only()
        return self._told

    @property
    def course(self) -> SoloCourse:
        """The evidence behind the reasons."""
        return self._course

    def lessons(self, question: str) -> tuple[Lesson, ...]:
        """Return where the course teaches what a question asks."""
        return self._key.lessons.get(question, ())

    def result(self) -> Result:
        """Return the marks of the try that was handed in. Raise AnswersError before."""
        return result_of(self.quiz, self.log.events())

    def answers(self) -> dict[str, object]:
        """Return her answers by question."""
        return latest_answers(self.log.events())

    def tries(self) -> tuple[Try, ...]:
        """Return all tries that were handed in, the last one too."""
        every = (*self.log.earlier(), self.log.events())
        closed = ((number, handed_in(events)) for number, events in enumerate(every, 1))
        return tuple(Try(number, event, recorded(event)) for number, event in closed if event)

    def _closed_only(self) -> None:
        if not self.closed:
            raise AnswersError(f"{self.shown.title} is not handed in yet, so nothing of its answers is shown.")

    @cached_property
    def _key(self) -> SoloQuiz:
        return read_key(self._keys, self.shown.id)

    @cached_property
    def _told(self) -> Quiz:
        return self._key.told()

    @cached_property
    def _course(self) -> SoloCourse:
        return read_course(self._keys)
