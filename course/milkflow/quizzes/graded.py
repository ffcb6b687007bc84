"""The verbs of a graded quiz. A trainee's copy holds no key; an instructor's machine looks it up elsewhere."""

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
        question = known(self.quiz, id)
        if is_autograding():
            return self._grade(question)
        return key_free(question, self.log, self.quiz)

    def hand_in(self) -> HandInFace | None:
        """Return the last page of the quiz: what is open, and the button that makes the zip to send."""
        if is_autograding():
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


def known(quiz: PublicQuiz, id: str) -> PublicQuestion:
    """Return the question called ``id``. Raise MilkflowError, with the nearest name, when there is none."""
    question = quiz.question(id)
    if question is None:
        hint = did_you_mean(id, [known.id for known in quiz.questions])
        raise MilkflowError(f"This quiz has no question called {id!r}{hint}")
    return question


def key_free(question: PublicQuestion, log: OrderedLog, quiz: PublicQuiz) -> QuestionFace | ExamCaseFace:
    """Return the face that keeps an answer to ``question`` and tells nothing of it."""
    if question.kind == "case":
        fahrenheit = preferences()["temperature"] == "fahrenheit"
        return ExamCaseFace(question, log, quiz.words, content=quiz.version, fahrenheit=fahrenheit)
    return QuestionFace(question, log, quiz.words, graded=True, content=quiz.version, seed=log.seed)


def is_autograding() -> bool:
    """Return whether nbgrader runs this kernel to grade."""
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
