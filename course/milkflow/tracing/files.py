"""What the files of words rest on: questions, cases, quizzes, glossary and counselling."""

from collections.abc import Callable, Iterator
from pathlib import Path

from milkflow.cases.links import acts
from milkflow.library import Course, case_files, exam_cases, lens_files, question_files
from milkflow.places import Places
from milkflow.reading import Document, document
from milkflow.tracing.model import How, Use

# The claim, where it stands in the file, and what stands there.
Found = Iterator[tuple[str, tuple[str | int, ...], str]]


def file_uses(places: Places, course: Course, content: Path) -> Iterator[Use]:
    """Yield each use of a claim in a file of words, with its line."""
    for path in question_files(content):
        yield from _uses(path, places, "written", _questions)
    for path in case_files(content):
        yield from _uses(path, places, "written", lambda page: _case(page, course))
    for path in lens_files(content):
        yield from _uses(path, places, "written", _lenses)
    for path in places.quizzes():
        yield from _uses(path, places, "graded", _quiz, owner=path.stem)
    played = {question.play: quiz.id for quiz in course.quizzes.values() for question in quiz.questions
              if question.kind == "case"}  # fmt: skip
    for path in places.exam_cases():
        if owner := played.get(path.name.partition(".")[0]):
            yield from _uses(path, places, "graded", lambda page: _case(page, course), owner=owner)
    yield from _uses(content / "glossary.yaml", places, "written", _terms)
    yield from _uses(content / "evidence" / "counselling.yaml", places, "written", _counselling)


def _uses(path: Path, places: Places, how: How, look: Callable[[Document], Found], owner: str = "") -> Iterator[Use]:
    page = document(path)
    name = str(path.relative_to(places.root)) if path.is_relative_to(places.root) else str(path)
    for claim, where, what in look(page):
        yield Use(claim, how, name, f"line {page.line(*where)}: {what}", owner)


def _questions(page: Document) -> Found:
    for number, entry in enumerate(page.data):
        yield from ((claim, (number,), f"question {entry['id']}") for claim in entry["claims"])


def _lenses(page: Document) -> Found:
    for number, entry in enumerate(page.data):
        for place, claim in enumerate(entry["claims"]):
            yield claim, (number, "claims", place), f"lens {entry['id']}"


def _quiz(page: Document) -> Found:
    for number, entry in enumerate(page.data["questions"]):
        yield from ((claim, ("questions", number), f"question {entry['id']}") for claim in entry["claims"])


def _case(page: Document, course: Course) -> Found:
    id = page.data["id"]
    case = course.cases[id] if id in course.cases else exam_cases(course)[id]
    yield from ((claim, ("claims",), f"case {case.id}") for claim in case.claims)
    for where, step, act in acts(case):
        yield from ((claim, where, f"case {case.id}, {step}: {act.id}") for claim in act.claims)


def _terms(page: Document) -> Found:
    for number, entry in enumerate(page.data):
        yield from ((claim, (number,), f"the word {entry['term']!r}") for claim in entry.get("claims", ()))


def _counselling(page: Document) -> Found:
    for number, tip in enumerate(page.data["tips"]):
        yield tip["claim"], ("tips", number), f"tip {tip['id']}"
    for number, case in enumerate(page.data["practice_cases"]):
        yield from ((claim, ("practice_cases", number), f"vignette {case['id']}") for claim in case["claims"])
