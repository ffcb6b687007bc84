"""What a person should know of a submission that was graded all the same."""

from collections.abc import Container, Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from milkflow.answers import Event, Fault
from milkflow.grading.pages_give import CAN_GIVE
from milkflow.questions import PublicQuestion, PublicQuiz

# Clocks go wrong, and a laptop may be set right between two answers: less than this is not told.
SLACK = timedelta(days=1)
# No answer to a question of this course was given before it was made.
FIRST = datetime(2025, 1, 1, tzinfo=UTC)


def shared_notes(shared: Iterable[tuple[bytes, str]], codes: Container[str]) -> dict[str, tuple[str, ...]]:
    """Return, by code, a note for hand-ins that share answers: on a shared computer two people used one page.

    ``shared`` tells for each such answer, by its id, the codes that it stands under; only ``codes`` are looked at.
    """
    owners: dict[bytes, set[str]] = {}
    for id, code in shared:
        if code in codes:
            owners.setdefault(id, set()).add(code)
    together: dict[str, set[str]] = {}
    for group in owners.values():
        for code in group:
            together.setdefault(code, set()).update(group - {code})
    return {
        code: (f"Some answers are the very same as those of {', '.join(sorted(others))}: one page was used by several "
               "people, or a file was copied. Ask whose they are.",)
        for code, others in together.items() if others
    }  # fmt: skip


def fault_notes(faults: tuple[Fault, ...]) -> Iterable[str]:
    """Yield a note on the lines that were passed over."""
    if faults:
        shown = "; ".join(map(say, faults[:3])) + ("; ..." if len(faults) > 3 else "")
        yield (
            f"{len(faults)} of the lines in the answers file could not be read and were passed over ({shown}). "
            "The others were marked; ask whether an answer is missing."
        )


def say(fault: Fault) -> str:
    """Return the fault with its line."""
    return f"line {fault.line}: {fault.reason}"


def event_notes(events: tuple[Event, ...], quiz: PublicQuiz) -> Iterable[str]:
    """Yield notes on what no page of ours would have written in this way; times decide nothing."""
    cases = {question.id: question.kind == "case" for question in quiz.questions}
    odd = {one.name for one in events if one.type in ("answer", "move")
           and cases.get(one.name) is (one.type == "answer")}  # fmt: skip
    if odd:
        yield f"Not written as the page writes it: {', '.join(sorted(odd))}. Ask how the answers file was made."
    if min(one.at for one in events) < FIRST or max(one.at for one in events) - datetime.now(UTC) > SLACK:
        yield "Some answers have dates that are not from the time of this course. Ask whether a clock was wrong."
    if any(first.at - second.at > SLACK for first, second in pairwise(events)):
        yield "The answers are not in the order of their times. Ask whether a clock was wrong, or the file was changed."


def code_notes(events: tuple[Event, ...], code: str, quiz: str) -> Iterable[str]:
    """Yield a note when the log was handed in under another code, or by no page of ours."""
    handed = [event.response for event in events if event.type == "handed-in" and event.name == quiz]
    inside = handed[-1].get("code") if handed and isinstance(handed[-1], dict) else None
    if not isinstance(inside, str):
        yield "There is no hand-in in the answers file, so it was not handed in by the page. Ask how it was made."
    elif inside.casefold() != code.casefold():
        yield f"The answers file was handed in as {inside[:32]!r}, not as {code!r}. Ask whose it is."


def answer_notes(answers: dict[str, Any], quiz: PublicQuiz) -> Iterable[str]:
    """Yield notes on answers that this quiz does not ask for, or that its page cannot give."""
    known = {question.id: question for question in quiz.questions}
    unknown = sorted(answers.keys() - known.keys())
    if unknown:
        shown = ", ".join(unknown[:5]) + (", ..." if len(unknown) > 5 else "")
        yield f"Answers to questions that this quiz does not have were passed over: {shown}. Check which quiz it is."
    odd = [id for id, answer in answers.items() if id in known and _is_odd(known[id], answer)]
    if odd:
        yield f"Not an answer that the page can give, marked for what is right in it: {', '.join(sorted(odd)[:5])}."


def _is_odd(question: PublicQuestion, answer: Any) -> bool:
    """Return whether no face of ours could have written this answer. A cleared answer is not odd."""
    if answer in (None, "", [], {}):
        return False
    return not CAN_GIVE[question.kind](question, answer)
