"""nbgrader's gradebook: put the quiz into it, and read back what it says of a class."""

from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from milkflow.build.release import enter_quiz
from milkflow.errors import BuildError, GradingError


class Score(NamedTuple):
    """What the gradebook says of one question: points, whether a person must still read it, and her comment."""

    points: float
    to_read: bool
    by_person: bool
    comment: str


@contextmanager
def opened(course: CourseDirectory, default: bool = False) -> Any:
    """Yield the course's gradebook (or that of nbgrader's ``default`` course in it), and close it.

    Raise GradingError when it cannot be used.
    """
    try:
        with Gradebook(course.db_url, *() if default else (course.course_id,)) as gradebook:
            yield gradebook
    except SQLAlchemyError as fault:
        said = str(getattr(fault, "orig", fault)).splitlines()[0]
        raise GradingError(
            f"The gradebook cannot be used ({said}). Nothing in it was lost. Close other programs that use it; after "
            "an update of nbgrader run 'nbgrader db upgrade'."
        ) from None


def is_there(course: CourseDirectory) -> bool:
    """Return whether there is a gradebook to open: opening one that is not there would make it."""
    url = make_url(course.db_url)
    return not url.drivername.startswith("sqlite") or Path(url.database or "").is_file()


def ensure_quiz(course: CourseDirectory, solutions: Path, work: Path, release: dict[str, Any]) -> None:
    """Make the gradebook know the quiz exactly as it was released. Raise GradingError when it cannot."""
    quiz = course.assignment_id
    wanted = {
        marks["grade_id"]: marks["checksum"]
        for cell in release["cells"] if "checksum" in (marks := cell["metadata"].get("nbgrader", {}))
    }  # fmt: skip
    if _known_cells(course, quiz) == wanted:
        return
    if not (solutions / quiz / f"{quiz}.ipynb").is_file():
        raise GradingError(f"{quiz} in {solutions.name} was not built yet. Run 'make build', then grade again.")
    try:
        enter_quiz(quiz, solutions, work / "release", course.db_url)
    except BuildError as fault:
        raise GradingError(
            f"{fault}\nThe gradebook holds hand-ins of {quiz} as it was before. Bring the questions back as they were, "
            "or move gradebook.db away and grade the class anew."
        ) from None
    if _known_cells(course, quiz) != wanted:
        raise GradingError(f"solutions/{quiz} and exercises/{quiz} differ. Run 'make build', then grade again.")


def knows(gradebook: Any, quiz: str) -> bool:
    """Return whether the quiz stands in an opened gradebook."""
    try:
        return gradebook.find_notebook(quiz, quiz) is not None
    except MissingEntry:
        return False


def _known_cells(course: CourseDirectory, quiz: str) -> dict[str, str]:
    with opened(course) as gradebook:
        try:
            return {cell.name: cell.checksum for cell in gradebook.find_notebook(quiz, quiz).source_cells}
        except MissingEntry:
            return {}
