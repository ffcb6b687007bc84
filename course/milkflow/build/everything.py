"""One command remakes every derived file."""

from milkflow.build.gallery import build_gallery
from milkflow.build.insight import build_insight, insight_notebooks
from milkflow.build.lessons import build_lessons
from milkflow.build.release import build_quizzes
from milkflow.build.running import Begin
from milkflow.library import read_course
from milkflow.places import Places


def build_everything(places: Places, begin: Begin = lambda path: None) -> int:
    """Remake bundles, lessons, quizzes with their released copies, the gallery and the instructor notebooks.

    Return how many notebooks were written.

    ``begin`` is told of each notebook before it is made. The same content gives the same bytes. Raise ContentError or
    BuildError when something cannot be made.
    """
    course = read_course(places)
    lessons = build_lessons(places, course, begin)
    quizzes = build_quizzes(places, course.quizzes, course.words, begin)
    begin(places.solutions / "gallery.ipynb")
    build_gallery(places, course.words)
    return len(lessons) + len(quizzes) + len(build_insight(places, begin)) + 1


def notebooks_to_build(places: Places) -> int:
    """Return how many notebooks `build_everything` makes: two for a quiz, the gallery, the instructors'."""
    return len(places.notebooks()) + 2 * len(places.quizzes()) + len(insight_notebooks(places)) + 1
