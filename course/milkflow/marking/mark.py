"""``mark(question, response)``: any JSON value in, a mark out, never an exception, 0 <= points <= of."""

from typing import Any, Literal

from milkflow.marking.formulas import FORMULAS
from milkflow.marking.shares import Share
from milkflow.questions import Casework, Question
from milkflow.reading import Content

Outcome = Literal["right", "not yet", "not answered"]


class Part(Content):
    """One piece of an answer: the id of an option, stem or item, and whether it was handled rightly."""

    id: str
    right: bool


class Mark(Content):
    """``points`` of ``of``. ``needs_person``: the points are 0 until somebody has read the text."""

    points: float
    of: float
    outcome: Outcome
    parts: tuple[Part, ...] = ()
    needs_person: bool = False


def mark(question: Question | Casework, response: Any) -> Mark:
    """Return the mark of ``response``. A practice question counts 1 point.

    A response of the wrong type or with unknown ids earns what is right in it, never more; one with nothing
    usable in it is "not answered". Points are rounded to 4 decimals so that both grading paths write one number.
    """
    of = question.points if question.points is not None else 1.0
    share: Share | None = FORMULAS[question.kind](question, response)
    if share is None:
        return Mark(points=0.0, of=of, outcome="not answered")
    if question.kind == "reflection":
        return Mark(points=0.0, of=of, outcome="not yet", needs_person=True)
    value = min(1.0, max(0.0, share.value))
    parts = tuple(Part(id=id, right=right) for id, right in share.parts)
    return Mark(points=min(of, round(of * value, 4)), of=of, outcome="right" if value == 1 else "not yet", parts=parts)


def as_points(points: float) -> str:
    """Return points as people write them, to the hundredth.

    >>> as_points(4.0), as_points(4.5), as_points(13.3333)
    ('4', '4.5', '13.33')
    """
    return f"{round(points, 2):g}"
