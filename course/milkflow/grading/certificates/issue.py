"""Issue certificates: what each says, who gets which, and a plain reason for everybody who gets none."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from milkflow import __version__
from milkflow.course_map import LessonEntry, read_course_map
from milkflow.errors import GradingError
from milkflow.evidence import Evidence, load_evidence
from milkflow.grading.certificates.letters import unprintable
from milkflow.grading.certificates.paper import Text, certificate_pdf
from milkflow.grading.certificates.record import EXAM, POST, Record, read_records
from milkflow.grading.people import read_people
from milkflow.handin import is_staff_code
from milkflow.places import Places
from milkflow.questions import Quiz, read_quiz
from milkflow.reading import CONTENT_DIR, did_you_mean
from milkflow.words import read_words, say

Kind = Literal["taking-part", "achievement"]
OUTCOMES = range(1, 9)


class Issued(NamedTuple):
    """The PDFs that were written, and by code what keeps people from a certificate."""

    files: tuple[Path, ...]
    told: tuple[tuple[str, str], ...]


def issue(root: Path, code: str = "") -> Issued:
    """Write the certificates of ``code``, or of everybody, into ``grades/certificates``; return what came of it.

    A certificate that is no longer earned is removed. Raise GradingError for somebody whom nobody knows.
    """
    course = read_all(root)
    files, told = [], []
    for record in read_records(root, _people(root, code), course.quizzes, course.words):
        written, reasons = _issue(root / "grades" / "certificates", record, course)
        files += written
        told += [(record.code, reason) for reason in reasons]
    return Issued(tuple(files), tuple(told))


class Course(NamedTuple):
    """What every certificate says alike: the map, the evidence, the words, the quizzes."""

    lessons: tuple[LessonEntry, ...]
    evidence: Evidence
    words: Mapping[str, str]
    quizzes: Mapping[str, Quiz]


def read_all(root: Path) -> Course:
    """Return what every certificate of the course at ``root`` says alike."""
    quizzes = {path.stem: read_quiz(path) for path in Places(root).quizzes()}
    return Course(read_course_map(CONTENT_DIR / "lessons.yaml"), load_evidence(), read_words(), quizzes)


def _people(root: Path, code: str) -> dict[str, str]:
    people = {person.id: person.name for person in read_people(root)}
    if not people and (root / "submitted").is_dir():
        people = {path.name: "" for path in sorted((root / "submitted").iterdir()) if is_staff_code(path.name)}
    if not code:
        return people
    found = {id: name for id, name in people.items() if id.casefold() == code.casefold()}
    if not found:
        raise GradingError(f"Nobody here has the code {code!r}{did_you_mean(code, people) or '.'} See roster.csv.")
    return found


def _issue(folder: Path, record: Record, course: Course) -> tuple[list[Path], list[str]]:
    paths: dict[Kind, Path] = {
        "taking-part": folder / f"{record.code}--taking-part.pdf",
        "achievement": folder / f"{record.code}--achievement.pdf",
    }
    earned, reasons = _earned(record, course.words)
    for kind, path in paths.items():
        if kind in earned:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(certificate_pdf(text_of(kind, record, course), course.words))
        else:
            path.unlink(missing_ok=True)
    return [paths[kind] for kind in earned], reasons


def _earned(record: Record, words: Mapping[str, str]) -> tuple[list[Kind], list[str]]:
    if letters := unprintable(record.name):
        return [], [say(words, "desk-cert-script", name=record.name, letters=letters)]
    if not record.work:
        return [], [words["desk-cert-nothing"]]
    return (["taking-part"], [record.lacks]) if record.lacks else (["taking-part", "achievement"], [])


def text_of(kind: Kind, record: Record, course: Course) -> Text:
    """Return what the certificate of this kind says."""
    words = course.words
    facts = [
        ("version", (__version__,)),
        ("work", ("; ".join(one.quiz.title for one in record.work),)),
        ("dates", (_dates(record, words),)),
        ("minutes", (_minutes(record, course),)),
        *([("result", (words["desk-cert-result"],))] if kind == "achievement" else []),
        ("method", (_method(kind, course),)),
        *([("standard", (words["desk-cert-standard"],))] if kind == "achievement" else []),
        ("outcomes", tuple(f"{number}. {words[f'desk-cert-lo-{number}']}" for number in OUTCOMES)),
        ("not", (words["desk-cert-not" if kind == "achievement" else "desk-cert-not-taking-part"],)),
        ("review", (_review(course),)),
    ]
    return Text(
        code=record.code, version=__version__, title=words[f"desk-cert-{kind}"], name=record.name,
        said=words[f"desk-cert-said-{kind}"],
        facts=tuple((words[f"desk-cert-{id}-label"], lines) for id, lines in facts),
        small=(words["desk-cert-guidelines-label"], _guidelines(course)),
    )  # fmt: skip


def _dates(record: Record, words: Mapping[str, str]) -> str:
    if not record.days:
        return words["desk-cert-no-dates"]
    first, last = (_day(day) for day in record.days)
    return say(words, "desk-cert-date" if first == last else "desk-cert-dates", first=first, last=last)


def _day(day: date) -> str:
    # The same everywhere: 03/04 is two days in two countries.
    return day.isoformat()


def _minutes(record: Record, course: Course) -> str:
    lessons = sum(entry.minutes for entry in course.lessons if entry.status == "ready")
    work = sum(one.quiz.minutes for one in record.work)
    return say(course.words, "desk-cert-minutes", lessons=lessons, work=work)


def _method(kind: Kind, course: Course) -> str:
    if kind == "taking-part":
        return course.words["desk-cert-method-taking-part"]
    titles = {
        name: course.quizzes[id].title if id in course.quizzes else id for name, id in (("post", POST), ("exam", EXAM))
    }
    return say(course.words, "desk-cert-method-achievement", **titles)


def _review(course: Course) -> str:
    names = {claim.reviewed_by for claim in course.evidence.claims.values()}
    names |= {quiz.reviewed_by for quiz in course.quizzes.values()}
    if None in names:
        return course.words["desk-cert-review-awaiting"]
    return say(course.words, "desk-cert-review-done", names=", ".join(sorted(name for name in names if name)))


def _guidelines(course: Course) -> tuple[str, ...]:
    read = [one for one in course.evidence.sources.values() if one.kind == "guideline" and one.verified == "read"]
    undated = course.words["desk-cert-undated"]
    made = {one.id: one.organisation.partition(" (")[0] for one in read}
    lines = (f"{made[one.id]}: {one.title} ({one.year or undated})" for one in read)
    return tuple(sorted(lines, key=str.casefold))
