"""nbgrader's gradebook: put the quiz into it, and read back what it says of a class."""

from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SQLAlchemyError

from milkflow.build.release import enter_quiz
from milkflow.errors import BuildError, GradingError


class Score(NamedTuple):
    """What the gradebook says of one question: points, whether a person must still read it, and her comment."""

    points: float
    to_read: bool
    by_person: bool
    comment: str


class Earlier(NamedTuple):
    """A score that a person had set before this run, and the automatic score it was set beside."""

    auto: float | None
    manual: float
    settled: bool


@contextmanager
def opened(course: CourseDirectory) -> Any:
    """Yield the course's gradebook, and close it. Raise GradingError when it cannot be used."""
    try:
        with Gradebook(course.db_url, course.course_id) as gradebook:
            yield gradebook
    except SQLAlchemyError as fault:
        said = str(getattr(fault, "orig", fault)).splitlines()[0]
        raise GradingError(
            f"The gradebook cannot be used ({said}). Nothing in it was lost. Close other programs that use it; after "
            "an update of nbgrader run 'nbgrader db upgrade'."
        ) from None


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


def _known_cells(course: CourseDirectory, quiz: str) -> dict[str, str]:
    with opened(course) as gradebook:
        try:
            return {cell.name: cell.checksum for cell in gradebook.find_notebook(quiz, quiz).source_cells}
        except MissingEntry:
            return {}


def scores_of(course: CourseDirectory, codes: Iterable[str]) -> dict[str, dict[str, Score]]:
    """Return by code and question what the gradebook says; a code that was never graded is left out."""
    quiz, found = course.assignment_id, {}
    with opened(course) as gradebook:
        for code in codes:
            try:
                notebook = gradebook.find_submission_notebook(quiz, quiz, code)
            except MissingEntry:
                continue
            comments = {comment.name: comment.manual_comment or "" for comment in notebook.comments}
            found[code] = {grade.name: _score(grade, comments.get(grade.name, "")) for grade in notebook.grades}
    return found


def _score(grade: Any, comment: str) -> Score:
    return Score(float(grade.score), bool(grade.needs_manual_grade), grade.manual_score is not None, comment)


def set_by_person(course: CourseDirectory, code: str) -> dict[str, Earlier]:
    """Return by question the scores that a person has set for ``code``."""
    quiz = course.assignment_id
    with opened(course) as gradebook:
        try:
            grades = gradebook.find_submission_notebook(quiz, quiz, code).grades
        except MissingEntry:
            return {}
        return {
            grade.name: Earlier(grade.auto_score, grade.manual_score, not grade.needs_manual_grade)
            for grade in grades if grade.manual_score is not None
        }  # fmt: skip


def settle(course: CourseDirectory, code: str, earlier: dict[str, Earlier], same: Iterable[str]) -> None:
    """Keep settled what a person settled, where the answer (``same``) and the automatic score are as they were.

    nbgrader asks for a new look at every score that a person set, each time a class is graded.
    """
    names = [name for name in same if name in earlier and earlier[name].settled]
    if not names:
        return
    quiz = course.assignment_id
    with opened(course) as gradebook:
        for name in names:
            grade = gradebook.find_grade(name, quiz, quiz, code)
            if grade.auto_score == earlier[name].auto:
                grade.needs_manual_grade = False
        gradebook.db.commit()
