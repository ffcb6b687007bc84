"""Erase one person from nbgrader's gradebook, through nbgrader itself; then from the file's empty pages."""

import sqlite3
from contextlib import closing
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url

from milkflow.errors import GradingError
from milkflow.grading.erasing.who import Who
from milkflow.grading.gradebook import opened
from milkflow.grading.settings import course_directory, read_config


def in_gradebook(root: Path, who: Who) -> int:
    """Return how many hand-ins the gradebook has of her, or 1 when it only knows her; 0 when it does not."""
    course = _course(root)
    if course is None:
        return 0
    with opened(course) as gradebook:
        known = [student for student in gradebook.students if who.is_code(student.id)]
        return max(1, sum(len(student.submissions) for student in known)) if known else 0


def erase_from_gradebook(root: Path, who: Who) -> None:
    """Remove her and all her points and comments. Raise GradingError when the gradebook cannot be used."""
    course = _course(root)
    if course is None:
        return
    with opened(course) as gradebook:
        for code in [student.id for student in gradebook.students if who.is_code(student.id)]:
            gradebook.remove_student(code)
    path = make_url(course.db_url).database
    if course.db_url.startswith("sqlite") and path:
        _empty_pages(Path(path))


def _empty_pages(path: Path) -> None:
    """Write the file anew: what was deleted in it would otherwise still stand in its empty pages."""
    try:
        with closing(sqlite3.connect(path)) as book:
            book.execute("vacuum")
    except sqlite3.DatabaseError as fault:
        raise GradingError(
            f"She is out of the gradebook, and its file still holds traces ({fault}). Close other programs that use "
            "it, then erase again."
        ) from None


def _course(root: Path) -> CourseDirectory | None:
    """Return nbgrader's idea of the course, or None where there is no gradebook yet."""
    course = course_directory(read_config(root), "")
    path = make_url(course.db_url).database
    if course.db_url.startswith("sqlite") and not (path and Path(path).is_file()):
        return None
    return course
