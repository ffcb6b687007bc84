"""What the gradebook says of people in one quiz, for whoever only reads it."""

from collections.abc import Iterable
from pathlib import Path

from milkflow.grading.batch.books import layout, standings
from milkflow.grading.gradebook import Score, is_there, knows, opened
from milkflow.grading.settings import course_directory, read_config


def scores_of(root: Path, quiz: str, codes: Iterable[str]) -> dict[str, dict[str, Score]]:
    """Return by code and question what the gradebook says; a code that was never graded is left out.

    Without a gradebook, or in a quiz that it does not know, nobody was. Raise GradingError when it cannot be used.
    """
    course = course_directory(read_config(root), quiz)
    if not is_there(course):
        return {}
    with opened(course) as gradebook:
        if not knows(gradebook, quiz):
            return {}
        found = standings(gradebook.db, layout(gradebook.db, quiz), tuple(codes))
    return {code: standing.scores() for code, standing in found.items() if standing.grades}
