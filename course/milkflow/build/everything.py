"""One command remakes every derived file."""

from collections.abc import Callable
from pathlib import Path

from milkflow.build.lessons import build_lessons
from milkflow.build.release import build_quizzes
from milkflow.library import read_course
from milkflow.places import Places


def build_everything(places: Places, done: Callable[[Path], None] = lambda path: None) -> int:
    """Remake bundles, lessons, source quizzes and released quizzes; return how many notebooks were written.

    The same content gives the same bytes. Raise ContentError or BuildError when something cannot be made.
    """
    course = read_course(places)
    lessons = build_lessons(places, course, done)
    quizzes = build_quizzes(places, course.quizzes, course.words, done)
    return len(lessons) + len(quizzes)
