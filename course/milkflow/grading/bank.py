"""The quiz to grade, from both sides: the keys in ``solutions``, and what was released to trainees."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from milkflow.errors import GradingError
from milkflow.grading.notebooks import read_release
from milkflow.places import exam_case_files, quiz_files
from milkflow.questions import PublicQuiz, Quiz, public_quiz, read_quiz
from milkflow.reading import did_you_mean


class Bank(NamedTuple):
    """One quiz: with its key, as trainees see it, and the released notebook as JSON."""

    quiz: Quiz
    shown: PublicQuiz
    release: dict[str, Any]


def open_bank(quiz: str, solutions: Path, exercises: Path) -> Bank:
    """Return the quiz. Raise GradingError when it is missing, or released in another form than it now has."""
    known = [path.stem for path in quiz_files(solutions)]
    if quiz not in known:
        hint = did_you_mean(quiz, known) or "."
        here = f"The quizzes of this course are: {', '.join(known)}." if known else f"{solutions.name} holds no quiz."
        raise GradingError(f"No quiz is called {quiz!r}{hint} {here}")
    given = exercises / quiz
    files = (solutions / f"{quiz}.yaml", given / f"{quiz}.questions.json", given / f"{quiz}.ipynb")
    for path in files:
        if not path.is_file():
            folder = path.parent.name
            raise GradingError(f"{path.name} is not in {folder}. Run 'make build', then grade again.")
    # What a quiz plays lies beside it: a case that was corrected is read anew as well.
    read = (*files, *exam_case_files(solutions))
    stamps = tuple((path.stat().st_mtime_ns, path.stat().st_size) for path in read)
    return _open(*files, stamps)


@lru_cache(maxsize=4)
def _open(key: Path, questions: Path, notebook: Path, stamps: tuple[tuple[int, int], ...]) -> Bank:
    # Kept by the files' stamps: nbgrader builds our stages anew for every trainee, and YAML is slow to read.
    quiz = read_quiz(key)
    try:
        shown = PublicQuiz.model_validate(json.loads(questions.read_text(encoding="utf-8")))
    except ValueError:
        raise GradingError(f"{questions.name} is damaged. Run 'make build', then grade again.") from None
    if shown.questions != public_quiz(quiz, {}).questions:
        raise GradingError(f"{key.name} was changed after the quiz was released. Run 'make build', then grade again.")
    return Bank(quiz, shown, read_release(notebook))
