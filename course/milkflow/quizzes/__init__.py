"""The verbs of a quiz: to hand in, or for somebody who learns alone."""

from milkflow.quizzes.graded import OpenQuiz
from milkflow.quizzes.opening import open_quiz

__all__ = ["OpenQuiz", "open_quiz"]
