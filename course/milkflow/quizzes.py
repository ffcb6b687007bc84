"""The verbs of a graded quiz. A trainee's copy holds no key; an instructor's machine looks it up elsewhere."""

import json
import os
from pathlib import Path

from IPython.display import HTML, display

from milkflow.answers import Event, OrderedLog, log_path
from milkflow.errors import GradingError, MilkflowError
from milkflow.faces.exam_case import ExamCaseFace
from milkflow.faces.handin import HandInFace
from milkflow.faces.question import QuestionFace
from milkflow.handin import latest_answers, write_zip
from milkflow.marking import mark, review_html
from milkflow.preferences import preferences
from milkflow.questions import Gradable, PublicQuestion, PublicQuiz, read_quiz
from milkflow.reading import did_you_mean


class OpenQuiz:
    """One open quiz: its key-free questions, and the log of answers beside its notebook."""

    def __init__(self, quiz: PublicQuiz) -> None:
        self.quiz = quiz
        self.log = OrderedLog(log_path(quiz.id))

    def __repr__(self) -> str:
        return f"<Quiz '{self.quiz.title}'>"

    def _repr_html_(self) -> str:
        # A reader needs no word of this cell; a page that shows the text of every output would print the line above.
        return "<span hidden></span>"

    def question(self, id: str) -> QuestionFace | ExamCaseFace | float | None:
        """Return the question to answer; under nbgrader's autograde, show a review and return the points."""
        question = self.quiz.question(id)
        if question is None:
            hint = did_you_mean(id, [known.id for known in self.quiz.questions])
            raise MilkflowError(f"This quiz has no question called {id!r}{hint}")
        if _autograding():
            return self._grade(question)
        if question.kind == "case":
            fahrenheit = preferences()["temperature"] == "fahrenheit"
            return ExamCaseFace(question, self.log, self.quiz.words, content=self.quiz.version, fahrenheit=fahrenheit)
        return QuestionFace(
            question, self.log, self.quiz.words, graded=True, content=self.quiz.version, seed=self.log.seed
        )

    def hand_in(self) -> HandInFace | None:
        """Return the last page of the quiz: what is open, and the button that makes the zip to send."""
        if _autograding():
            return None
        return HandInFace(self.quiz, self.log, self.quiz.words, self._zip)

    def _grade(self, shown: PublicQuestion) -> float | None:
        """Return the points as nbgrader wants them: a float from 0 to the cell's maximum; None for free text."""
        key = _key(self.quiz.id, shown.id)
        response = latest_answers(self.log.events()).get(shown.id)
        given = mark(key, response)
        display(HTML(review_html(shown, response, given, self.quiz.words)))
        return None if key.kind == "reflection" else given.points

    def _zip(self, code: str, closing: Event) -> Path:
        return write_zip(Path.cwd(), code, self.quiz, self.log.path, closing)


def open_quiz(id: str) -> OpenQuiz:
    """Open the quiz called ``id`` that lies in this folder. Raise MilkflowError when its questions are missing."""
    path = Path(f"{id}.questions.json")
    try:
        quiz = PublicQuiz.model_validate(json.loads(path.read_text(encoding="utf-8")))
        if any(question.kind == "case" and question.story is None for question in quiz.questions):
            raise ValueError("a case cannot be played")
        return OpenQuiz(quiz)
    except (OSError, ValueError, TypeError, LookupError, StopIteration):
        raise MilkflowError(
            f"The questions of {id} are not in this folder, or are damaged. Close this page and start the course again."
        ) from None


def _autograding() -> bool:
    # nbgrader sets this for the kernels it grades with.
    return os.environ.get("NBGRADER_EXECUTION") == "autograde"


def _key(quiz_id: str, question_id: str) -> Gradable:
    folder = os.environ.get("MILKFLOW_SOLUTIONS")
    if not folder:
        # An error here costs the marks of one cell, loudly; returning nothing would give full marks.
        raise GradingError(
            "MILKFLOW_SOLUTIONS is not set, so there is no key. Grade with this course's nbgrader_config.py."
        )
    question = read_quiz(Path(folder) / f"{quiz_id}.yaml").question(question_id)
    if question is None:
        raise GradingError(f"{quiz_id}.yaml has no question {question_id!r}. Run 'make build', then release it again.")
    return question
