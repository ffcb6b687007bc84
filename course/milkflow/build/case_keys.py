"""What an instructor reads of a graded case, and a trainee once it is closed: key steps, best path, every option."""

from collections.abc import Iterator, Mapping

from milkflow.cases import Case, best_path
from milkflow.cases.models import ChoiceStep, EnquiryStep
from milkflow.cases.view import trail
from milkflow.questions import Casework
from milkflow.words import say

Words = Mapping[str, str]


def case_lines(question: Casework, words: Words) -> list[str]:
    """Return all of the key as lines of plain text."""
    case: Case = question.story
    features = (say(words, "instructor-feature", say=text) for text in case.key_features.values())
    count = say(words, "instructor-features", points=f"{question.points or 0:g}", count=len(case.key_features))
    look = say(words, "instructor-case-look", case=case.id)
    return [look, count, *features, *best_lines(case, words), *option_lines(case, words)]


def best_lines(case: Case, words: Words) -> Iterator[str]:
    """Yield what the best path does, decision by decision."""
    best = best_path(case)
    for row in trail(case, best) if best else ():
        did = "; ".join(row["did"]) or say(words, "instructor-case-nothing")
        yield say(words, "instructor-best", ask=row["ask"], did=did)


def option_lines(case: Case, words: Words) -> Iterator[str]:
    """Yield every option of every decision with its verdict and reason, and what an enquiry needs, with its reason."""
    for step in case.steps.values():
        if isinstance(step, ChoiceStep):
            for option in step.options:
                verdict = say(words, f"instructor-verdict-{option.verdict}")
                yield f"{step.ask} · {verdict}: {option.do} — {option.because}"
        elif isinstance(step, EnquiryStep):
            for ask in step.asks:
                if ask.id in step.needs:
                    yield f"{step.ask} · {say(words, 'instructor-needed')}: {ask.do} — {ask.because}"
