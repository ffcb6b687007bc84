"""The map of the course and its quizzes must agree; what is only not written yet is worth a look, and no fault."""

from milkflow.library import Course
from milkflow.reading import Document


def map_problems(page: Document, course: Course) -> list[str]:
    """Return each quiz that names another lesson than the one that names it, with the line of the map."""
    found = []
    for place, entry in enumerate(course.map):
        for quiz in (course.quizzes[id] for id in entry.quizzes if id in course.quizzes):
            if quiz.lesson not in (None, entry.id):
                found.append(f"line {page.line(place, 'quizzes')}: {quiz.id} says 'lesson: {quiz.lesson}', but stands "
                             f"at {entry.id} here; let both name one lesson")  # fmt: skip
    return found


def map_notes(page: Document, course: Course) -> list[str]:
    """Return the quizzes that the map names and that are not there, and those that it does not name."""
    named = {id: place for place, entry in enumerate(course.map) for id in entry.quizzes}
    lost = [
        f"line {page.line(place, 'quizzes')}: no quiz is called {id!r} yet; the map leaves it out"
        for id, place in named.items() if id not in course.quizzes
    ]  # fmt: skip
    return lost + [
        f"{id} is named by no lesson, so no page leads to it; add it to 'quizzes' of one"
        for id in course.quizzes if id not in named
    ]  # fmt: skip
