"""Questions must rest on claims that exist, and graded keys on ground that may bear them."""

from collections.abc import Iterator

from milkflow.check.keys import key_faults
from milkflow.check.writing import written_faults
from milkflow.library import Course
from milkflow.marking import mark
from milkflow.questions import Question, Sample, read_samples
from milkflow.reading import Document, did_you_mean


def question_problems(page: Document, course: Course) -> list[str]:
    """Return what a file of practice questions says of claims and skills that are not so, each with its line."""
    found = []
    for place, entry in enumerate(page.data):
        question = course.questions[entry["id"]]
        found += [f"line {page.line(place)}: {entry['id']}: {said}" for said in _faults(question, course)]
    return found


def quiz_problems(page: Document, course: Course) -> list[str]:
    """Return the problems of a graded quiz, each with its line; the basis of every key is looked at."""
    quiz = course.quizzes[page.data["id"]]
    named = f"line {page.line('id')}: id is {quiz.id!r}, but the file is called {page.path.name!r}; give both one name"
    found = [] if quiz.id == page.path.stem else [named]
    for place, question in enumerate(quiz.questions):
        said = [*_faults(question, course), *key_faults(question, course.evidence)]
        found += [f"line {page.line('questions', place)}: {question.id}: {fault}" for fault in said]
    return found


def sample_problems(page: Document, course: Course) -> list[str]:
    """Return the problems of the gallery, each with its line; its right answers are marked right, the others not."""
    found = []
    for place, sample in enumerate(read_samples(page.path)):
        said = [*_faults(sample.question, course), *written_faults(sample.question), *_misjudged(sample)]
        found += [f"line {page.line(place)}: {sample.question.id}: {fault}" for fault in said]
    return found


def _misjudged(sample: Sample) -> Iterator[str]:
    if sample.question.kind != "reflection" and mark(sample.question, sample.right).outcome != "right":
        yield "right is not marked as right"
    if mark(sample.question, sample.not_yet).outcome != "not yet":
        yield "not_yet is not marked as not yet"


def _faults(question: Question, course: Course) -> list[str]:
    known = course.evidence.claims
    unknown = [f"no claim is called {id!r}{did_you_mean(id, known)}" for id in question.claims if id not in known]
    return [*unknown, *_skills(question, course), *_audited(question, course)]


def _skills(question: Question, course: Course) -> Iterator[str]:
    known = {skill.id for skill in course.evidence.counselling.skills}
    for turn in question.turns if question.kind == "dialogue" else ():
        for reply in turn.replies:
            if reply.skill not in known:
                yield f"reply {reply.id!r}: no skill is called {reply.skill!r}{did_you_mean(reply.skill, known)}"


def _audited(question: Question, course: Course) -> Iterator[str]:
    claim = course.evidence.claims.get(question.claims[0])
    if question.kind == "claim-audit" and claim and claim.verdict != question.verdict:
        yield f"verdict is {question.verdict!r}, but the evidence says {claim.verdict!r} of {claim.id!r}; follow it"

