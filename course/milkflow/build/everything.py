"""One command remakes every derived file."""

from milkflow.build.lessons import build_lessons
from milkflow.build.release import build_quizzes
from milkflow.build.running import Begin
from milkflow.library import read_course
from milkflow.places import Places


def build_everything(places: Places, begin: Begin = lambda path: None) -> int:
    """Remake bundles, lessons, source quizzes and released quizzes; return how many notebooks were written.

    ``begin`` is told of each notebook before it is made. The same content gives the same bytes. Raise ContentError or
    BuildError when something cannot be made.
    """
    course = read_course(places)
    lessons = build_lessons(places, course, begin)
    quizzes = build_quizzes(places, course.quizzes, course.words, begin)
    return len(lessons) + len(quizzes)


def notebooks_to_build(places: Places) -> int:
    """Return how many notebooks `build_everything` makes: a quiz has two, the instructor's and the trainee's."""
    return len(places.notebooks()) + 2 * len(places.quizzes())
