"""Milkflow: tell milk stasis from mastitis. A notebook needs two verbs: `lesson` and `quiz`.

Authors have a third, `gallery`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milkflow.galleries import Gallery
    from milkflow.lessons import Lesson
    from milkflow.quizzes import OpenQuiz
    from milkflow.quizzes.alone import AloneQuiz

__all__ = ["gallery", "lesson", "quiz"]
__version__ = "0.1.0"

# The faces are imported late, so that a command or a rule that uses one room does not pay for the whole house.


def lesson(id: str) -> "Lesson":
    """Open the lesson called ``id``, such as ``02-stasis-or-mastitis``. Raise MilkflowError for an unknown one."""
    from milkflow.lessons import open_lesson

    return open_lesson(id)


def quiz(id: str) -> "OpenQuiz | AloneQuiz":
    """Open the quiz called ``id`` that lies in this folder. Raise MilkflowError when its questions are missing."""
    from milkflow.quizzes import open_quiz

    return open_quiz(id)


def gallery() -> "Gallery":
    """Open the page that shows authors every kind of question in every state."""
    from milkflow.galleries import Gallery

    return Gallery()
