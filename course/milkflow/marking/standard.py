"""The provisional standard of the course: a share of the points of the last test, and the gate of the case exam."""

from collections.abc import Mapping
from typing import Any

from milkflow.marking.played import run_of
from milkflow.questions import Quiz

STANDARD = 0.8


def reaches_standard(points: float, of: float) -> bool:
    """Return whether ``points`` of ``of`` are enough; a rounding error costs nobody the pass."""
    return points >= STANDARD * of - 1e-9


def passes_gate(exam: Quiz, answers: Mapping[str, Any]) -> bool:
    """Return whether every case was played to its end with no critical choice left standing.

    ``answers`` are by question id. An examination without a case has no gate to pass, so nobody passes it.
    """
    from milkflow.cases.graded import mark_case  # a case marks its handover with this room

    cases = [question for question in exam.questions if question.kind == "case"]
    marks = [mark_case(one.story, run_of(one.story, answers.get(one.id)).now) for one in cases]
    return bool(marks) and all(given.finished and not given.stopped for given in marks)
