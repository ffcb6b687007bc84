"""One command remakes every derived file."""

from collections.abc import Callable
from pathlib import Path

from milkflow.build.gallery import build_gallery
from milkflow.build.lessons import build_lessons
from milkflow.build.release import build_quizzes
from milkflow.library import read_course
from milkflow.places import Places


def build_everything(places: Places, done: Callable[[Path], None] = lambda path: None) -> int:
    """Remake bundles, lessons, quizzes, their released copies and the gallery; return how many notebooks were written.

    The same content gives the same bytes. Raise ContentError or BuildError when something cannot be made.
    """
    course = read_course(places)
    lessons = build_lessons(places, course, done)
    quizzes = build_quizzes(places, course.quizzes, course.words, done)
    done(build_gallery(places, course.words))
    return len(lessons) + len(quizzes) + 1
