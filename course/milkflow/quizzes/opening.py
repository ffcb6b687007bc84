"""Open the quiz beside a notebook: to hand in, or in a workspace of somebody who learns alone."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from milkflow.errors import MilkflowError
from milkflow.questions import PublicQuiz
from milkflow.quizzes.graded import OpenQuiz, is_autograding
from milkflow.solo.places import solo_folder

if TYPE_CHECKING:
    from milkflow.quizzes.alone import AloneQuiz


def open_quiz(id: str) -> "OpenQuiz | AloneQuiz":
    """Open the quiz called ``id`` that lies in this folder. Raise MilkflowError when its questions are missing."""
    path = Path(f"{id}.questions.json")
    try:
        quiz = PublicQuiz.model_validate(json.loads(path.read_text(encoding="utf-8")))
        if any(question.kind == "case" and question.story is None for question in quiz.questions):
            raise ValueError("a case cannot be played")
    except (OSError, ValueError, TypeError, LookupError, StopIteration):
        raise MilkflowError(
            f"The questions of {id} are not in this folder, or are damaged. Close this page and start the course again."
        ) from None
    keys = None if is_autograding() else solo_folder(Path.cwd())
    if keys is None:
        return OpenQuiz(quiz)
    from milkflow.quizzes.alone import open_alone  # a class needs none of it

    return open_alone(quiz, keys)
