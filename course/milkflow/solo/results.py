"""What a test that was handed in has earned: by the same rules as a class is graded, and nothing of hers is run."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from milkflow.answers import Event, handed_in
from milkflow.handin import latest_answers
from milkflow.marking import STANDARD, Mark, as_points, mark, passes_gate, reaches_standard
from milkflow.questions import Quiz
from milkflow.words import say

Words = Mapping[str, str]


class Result(NamedTuple):
    """The marks of one try, by question. ``points`` are ``of`` those that a rule can give, not a person.

    ``passed`` is None where the course sets no standard; ``at`` is when it was handed in.
    """

    marks: dict[str, Mark]
    points: float
    of: float
    passed: bool | None
    at: Any = None


def result_of(quiz: Quiz, events: Iterable[Event]) -> Result:
    """Return the result of the events of one try."""
    events = tuple(events)
    answers = latest_answers(events)
    marks = {question.id: mark(question, answers.get(question.id)) for question in quiz.questions}
    by_rule = [marks[question.id] for question in quiz.questions if question.kind != "reflection"]
    points, of = round(sum(one.points for one in by_rule), 4), sum(one.of for one in by_rule)
    closing = handed_in(events)
    return Result(marks, points, of, _passed(quiz, points, of, answers), closing.at if closing else None)


def _passed(quiz: Quiz, points: float, of: float, answers: Mapping[str, Any]) -> bool | None:
    if quiz.role == "post-test":
        return reaches_standard(points, of)
    return passes_gate(quiz, answers) if quiz.role == "exam" else None


def said_of(quiz: Quiz, result: Result, words: Words) -> list[str]:
    """Return the result in sentences: the points, whether the standard is reached, and what this is not."""
    lines = [say(words, "alone-points", points=as_points(result.points), of=as_points(result.of))] if result.of else []
    if any(question.kind == "reflection" for question in quiz.questions):
        lines.append(say(words, "alone-own-words"))
    if result.passed is not None:
        word = f"alone-{'standard' if quiz.role == 'post-test' else 'gate'}-{'yes' if result.passed else 'no'}"
        need = as_points(STANDARD * result.of)
        lines.append(say(words, word, need=need, of=as_points(result.of), percent=f"{100 * STANDARD:g}"))
        lines.append(say(words, "alone-no-certificate"))
    elif quiz.role == "pre-test":
        lines.append(say(words, "alone-no-standard"))
    return lines
