"""Every place of the course that rests on a claim."""

from pathlib import Path

from milkflow.library import Course
from milkflow.places import Places
from milkflow.reading import CONTENT_DIR
from milkflow.tracing.files import file_uses
from milkflow.tracing.lessons import lesson_uses
from milkflow.tracing.model import Use


def uses(places: Places, course: Course, content: Path = CONTENT_DIR) -> tuple[Use, ...]:
    """Return every use of every claim: first the lessons in order, then the files of words."""
    lessons = [use for path in places.notebooks() for use in lesson_uses(path, course, places.root)]
    return (*lessons, *file_uses(places, course, content))
