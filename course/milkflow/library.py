"""Everything that is written for the course, read and typed: what `check` looks at and `build` compiles."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from milkflow.cases import Case, read_case, written_case
from milkflow.course_map import LessonEntry, read_course_map
from milkflow.errors import ContentError, MilkflowError
from milkflow.evidence import Evidence, load_evidence, skill_words
from milkflow.glossary import Term, read_glossary
from milkflow.lenses import Lens, read_lenses_of
from milkflow.places import Places
from milkflow.questions import Question, Quiz, read_questions, read_quiz
from milkflow.reading import CONTENT_DIR, did_you_mean
from milkflow.ward import FILE as WARD_FILE
from milkflow.ward import WardPolicy, read_ward_policy
from milkflow.words import read_words

T = TypeVar("T")
# These lie beside the cases and serve all of them.
NOT_CASES = ("policy", "words-to-avoid")


class Course(NamedTuple):
    """The written course: evidence, practice questions, cases and quizzes by id, words by id, the map in order.

    ``ward`` holds what a site has filled in of its own rules; ``terms`` (the glossary) and ``lenses`` are by id.
    """

    evidence: Evidence
    questions: dict[str, Question]
    cases: dict[str, Case]
    quizzes: dict[str, Quiz]
    words: dict[str, str]
    map: tuple[LessonEntry, ...]
    ward: WardPolicy
    terms: dict[str, Term]
    lenses: dict[str, Lens]


def read_course(places: Places, content: Path = CONTENT_DIR) -> Course:
    """Return the whole course. Raise ContentError for the first file with problems; `milkflow check` lists all."""
    banks = {path: read_questions(path) for path in question_files(content)}
    evidence = load_evidence(content / "evidence")
    return Course(
        evidence=evidence,
        questions=by_id(banks),
        cases={case.id: case for case in map(written_case, case_files(content))},
        quizzes={quiz.id: quiz for quiz in map(read_quiz, places.quizzes())},
        words=read_words(content / "words") | skill_words(evidence),
        map=read_course_map(content / "lessons.yaml"),
        ward=read_ward_policy(content / WARD_FILE),
        terms={term.id: term for term in read_glossary(content / "glossary.yaml")},
        lenses=read_lenses_of(lens_files(content)),
    )


def question_files(content: Path = CONTENT_DIR) -> tuple[Path, ...]:
    """Return the files of practice questions, in order of name."""
    return tuple(sorted((content / "questions").glob("*.yaml")))


def lens_files(content: Path = CONTENT_DIR) -> tuple[Path, ...]:
    """Return the files of claim lenses, in order of name: that is the order of the lessons."""
    return tuple(sorted((content / "lenses").glob("*.yaml")))


def case_files(content: Path = CONTENT_DIR) -> tuple[Path, ...]:
    """Return the case files, in order of name; ``policy.yaml`` beside them is no case."""
    return tuple(sorted(path for path in (content / "cases").glob("*.yaml") if path.stem not in NOT_CASES))


def exam_cases(course: Course) -> dict[str, Case]:
    """Return the cases that the quizzes of the course play, by id."""
    asked = (question for quiz in course.quizzes.values() for question in quiz.questions)
    return {question.play: question.story for question in asked if question.kind == "case"}


def find_case(id: str, places: Places, content: Path = CONTENT_DIR) -> Case:
    """Return the case called ``id``, of the lessons or of an examination.

    Raise MilkflowError when there is none, ContentError when it is faulty.
    """
    known = {path.name.partition(".")[0]: path for path in (*case_files(content), *places.exam_cases())}
    if id not in known:
        raise MilkflowError(f"No case is called {id!r}{did_you_mean(id, known)}. 'milkflow case list' shows them all.")
    return read_case(known[id])


def by_id(banks: dict[Path, tuple[Question, ...]]) -> dict[str, Question]:
    """Return all questions by id. Raise ContentError when two have one id: a log could not tell them apart."""
    found: dict[str, Question] = {}
    for path, bank in banks.items():
        for question in bank:
            if question.id in found:
                raise ContentError(str(path), [f"{question.id}: another question has this id; rename one"])
            found[question.id] = question
    return found


def attempt(read: Callable[[], T]) -> tuple[T | None, ContentError | None]:
    """Return what ``read`` gives, or the ContentError that it raised."""
    try:
        return read(), None
    except ContentError as fault:
        return None, fault
