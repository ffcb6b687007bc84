"""The verbs of a quiz for somebody who learns without an instructor: practice, or a test that is marked here."""

from pathlib import Path
from typing import Any

from IPython.display import display

from milkflow.answers import TryLog, log_path, open_log
from milkflow.errors import MilkflowError
from milkflow.faces.alone import SoloHandInFace
from milkflow.faces.alone_result import ResultCard
from milkflow.faces.alone_review import Reviewed
from milkflow.faces.question import QuestionFace
from milkflow.markup import paragraphs, tag
from milkflow.questions import PublicQuiz
from milkflow.quizzes.graded import key_free, known
from milkflow.solo.keys import NO_KEY, read_course, read_key
from milkflow.solo.sitting import Sitting
from milkflow.words import say


class PracticeQuiz:
    """A lesson's quiz: each question with its reasons at once, as in a lesson."""

    def __init__(self, quiz: PublicQuiz, keys: Path) -> None:
        self.quiz, self.log = quiz, open_log(quiz.id)
        self.key = read_key(keys, quiz.id).told()
        self.course = read_course(keys)

    def __repr__(self) -> str:
        return f"<Practice '{self.quiz.title}'>"

    def _repr_html_(self) -> str:
        return "<span hidden></span>"

    def question(self, id: str) -> QuestionFace:
        """Return the question called ``id``, with her latest answer in it."""
        question = self.key.question(known(self.quiz, id).id)
        if question is None or question.kind == "case":  # a whole case is asked by an examination only
            raise MilkflowError(NO_KEY)
        claims = {id: claim for id, claim in self.course.claims.items() if id in question.claims}
        practice = question.model_copy(update={"points": None})
        return QuestionFace(practice, self.log, self.course.words, claims=claims, content=self.quiz.version)

    def hand_in(self) -> "PracticeEnd":
        """Return the end of the page: there is nothing to hand in."""
        return PracticeEnd(say(self.course.words, "alone-practice-end"))


class PracticeEnd:
    """The end of a quiz for practice."""

    def __init__(self, said: str) -> None:
        self.said = said

    def __repr__(self) -> str:
        return "<The end of a practice quiz>"

    def _repr_html_(self) -> str:
        return tag("div", paragraphs(self.said), "mf mf-card")


class TestQuiz:
    """A test: key-free until it is handed in, and from then on every answer with its mark and its reason."""

    __test__ = False  # a name for pytest to pass by

    def __init__(self, quiz: PublicQuiz, keys: Path) -> None:
        self.quiz = quiz
        words = read_course(keys).words
        self.log = TryLog(log_path(quiz.id), say(words, "alone-closed"))
        self.sitting = Sitting(quiz, self.log, keys, words)

    def __repr__(self) -> str:
        return f"<Test '{self.quiz.title}'>"

    def _repr_html_(self) -> str:
        return "<span hidden></span>"

    def question(self, id: str) -> Any:
        """Return the question to answer; once the test is handed in, her answer with its mark and its reason."""
        shown = known(self.quiz, id)
        return Reviewed(self.sitting, shown) if self.sitting.closed else key_free(shown, self.log, self.quiz)

    def hand_in(self) -> SoloHandInFace:
        """Return the last part of the page: hand in, and then the result and a new try."""
        return SoloHandInFace(self.sitting)


AloneQuiz = PracticeQuiz | TestQuiz


def open_alone(quiz: PublicQuiz, keys: Path) -> AloneQuiz:
    """Return the quiz of somebody whose keys lie in ``keys``. Raise MilkflowError when they cannot be read.

    Of a test that was handed in, show how it went.
    """
    if quiz.role == "lesson":
        return PracticeQuiz(quiz, keys)
    test = TestQuiz(quiz, keys)
    if test.sitting.closed:
        display(ResultCard(test.sitting))  # the cell that opens a quiz shows nothing by itself
    return test
