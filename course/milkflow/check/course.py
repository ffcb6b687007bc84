"""One walk over everything that is written for the course."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from milkflow import cases, evidence, ward
from milkflow.check.advice import notebook_advice, page_advice, read_guards
from milkflow.check.course_maps import map_notes, map_problems
from milkflow.check.links import question_problems, quiz_problems, sample_problems
from milkflow.check.notebooks import notebook_problems
from milkflow.check.rules.finding import Level
from milkflow.check.writing import Writing, case_faults
from milkflow.course_map import read_course_map
from milkflow.errors import ContentError
from milkflow.glossary import glossary_problems, read_glossary
from milkflow.lenses import lens_problems, read_lenses
from milkflow.library import Course, attempt, case_files, lens_files, question_files, read_course
from milkflow.places import Places
from milkflow.questions import read_questions, read_quiz, read_samples
from milkflow.reading import CONTENT_DIR, Document, document
from milkflow.ward import read_ward_policy
from milkflow.words import read_words

T = TypeVar("T")


class Report(NamedTuple):
    """How many files were looked at, and a ContentError for each that needs work (paths relative to the course).

    ``notes`` are alike, for what an author may want to look at; nothing of it needs work.
    """

    files: int
    faults: tuple[ContentError, ...]
    notes: tuple[ContentError, ...] = ()


def check_course(places: Places, content: Path = CONTENT_DIR) -> Report:
    """Return what is wrong in any content file, lesson or quiz of the course.

    Every file is read on its own first; what must agree between files is looked at once all of them can be read.
    """
    found = list(_unreadable(places, content))
    faults = [fault for _, fault in found if fault]
    course, fault = (None, None) if faults else attempt(lambda: read_course(places, content))
    faults += [fault] if fault else []
    wrong, odd = _writing(places, content, course, ("error", "warn")) if course else ([], [])
    faults += [*_disagreements(places, content, course), *wrong] if course else []
    notes = [*_notes(content, course), *odd] if course and not faults else []
    told = [tuple(_relative(fault, places.root) for fault in some) for some in (faults, notes)]
    return Report(len(found) + len(places.notebooks()), told[0], told[1])


def _unreadable(places: Places, content: Path) -> Iterator[tuple[Path, ContentError | None]]:
    readers: list[tuple[Path, Callable[[Path], Any]]] = [
        *((path, read_questions) for path in question_files(content)),
        *((path, cases.written_case) for path in case_files(content)),
        *((path, read_lenses) for path in lens_files(content)),
        *((path, read_quiz) for path in places.quizzes()),
        (content / "advice-guards.yaml", read_guards),
        (content / "gallery.yaml", read_samples),
        (content / "glossary.yaml", read_glossary),
        (content / "lessons.yaml", read_course_map),
        (content / "words", read_words),
        *((path, read_ward_policy) for path in (content / ward.FILE, ward.home_file()) if path),
    ]
    for path, read in readers:
        yield path, attempt(lambda path=path, read=read: read(path))[1]  # type: ignore[misc]
    faults = evidence.problems(content / "evidence")
    for path in sorted((content / "evidence").glob("*.yaml")):
        yield path, ContentError(str(path), faults[path]) if path in faults else None


def _notes(content: Path, course: Course) -> Iterator[ContentError]:
    yield from _file_by_file(case_files(content), cases.advice)
    yield from _file_by_file((content / "lessons.yaml",), lambda page: map_notes(page, course))


def _disagreements(places: Places, content: Path, course: Course) -> Iterator[ContentError]:
    yield from _file_by_file(question_files(content), lambda page: question_problems(page, course))
    yield from _file_by_file(case_files(content), lambda page: _case_problems(page, course))
    yield from _file_by_file(lens_files(content), lambda page: _lens_problems(page, course))
    yield from _file_by_file(places.quizzes(), lambda page: quiz_problems(page, course))
    yield from _file_by_file((content / "lessons.yaml",), lambda page: map_problems(page, course))
    yield from _file_by_file((content / "gallery.yaml",), lambda page: sample_problems(page, course))
    known = course.evidence
    yield from _file_by_file(
        (content / "glossary.yaml",), lambda page: glossary_problems(page, known.claims.keys(), known.tables.keys())
    )
    for notebook in places.notebooks():
        yield from _fault(notebook, notebook_problems(notebook, course))
    yield from _advice(places, content)
    yield from _file_by_file(case_files(content), case_faults)
    yield from _fault(content / "cases", cases.set_problems(course.cases.values()))


def _writing(places: Places, content: Path, course: Course, levels: tuple[Level, ...]) -> Iterator[list[ContentError]]:
    """Yield what breaks a rule of item writing, at each level by itself."""
    writing = Writing(course)
    pages = (*question_files(content), *places.quizzes())
    for level in levels:
        found = _file_by_file(pages, lambda page, level=level: writing.told(page, level))  # type: ignore[misc]
        yield [*found, *_fault(content / "questions", writing.of_bank(level))]


def _advice(places: Places, content: Path) -> Iterator[ContentError]:
    guards = read_guards(content / "advice-guards.yaml")
    spoken = (content / "evidence" / "claims.yaml", content / "evidence" / "counselling.yaml", content / "gallery.yaml")
    pages = (*question_files(content), *case_files(content), *places.quizzes(), *spoken)
    yield from _file_by_file(pages, lambda page: page_advice(page, guards))
    for notebook in places.notebooks():
        yield from _fault(notebook, notebook_advice(notebook, guards))


def _lens_problems(page: Document, course: Course) -> list[str]:
    return lens_problems(page, course.evidence.claims.keys(), [entry.id for entry in course.map])


def _case_problems(page: Document, course: Course) -> list[str]:
    return cases.problems(course.cases[page.data["id"]], page, claims=course.evidence.claims.keys(), today=date.today())


def _file_by_file(paths: tuple[Path, ...], look: Callable[[Any], list[str]]) -> Iterator[ContentError]:
    for path in paths:
        yield from _fault(path, look(document(path)))


def _fault(path: Path, problems: list[str]) -> Iterator[ContentError]:
    if problems:
        yield ContentError(str(path), problems)


def _relative(fault: ContentError, root: Path) -> ContentError:
    path = Path(fault.path)
    return ContentError(str(path.relative_to(root)) if path.is_relative_to(root) else str(path), fault.problems)


