"""The form of a question that travels to a trainee before marking: nothing in it is derived from the key."""

from typing import Any, Literal

from pydantic import Field

from milkflow.questions.bank import Quiz
from milkflow.questions.kinds import Question
from milkflow.questions.parts import Criterion, Label
from milkflow.questions.shuffling import own_order
from milkflow.reading import Content


class PublicQuestion(Content):
    """A question without key, reasons or basis.

    ``choose`` is N for ``several``; ``low`` and ``high`` are in ``unit``.
    """

    id: str
    kind: Literal["one", "several", "match", "order", "number", "reflection"]
    case: str | None = None
    ask: str
    hint: str | None = None
    options: tuple[Label, ...] = ()
    stems: tuple[Label, ...] = ()
    items: tuple[Label, ...] = ()
    choose: int | None = None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    rubric: tuple[Criterion, ...] = ()
    words_max: int | None = None
    points: float | None = None
    confidence: bool = False


class PublicQuiz(Content):
    """A whole quiz as it lies beside the trainee's notebook. ``version`` is 8 hex digits of its content."""

    id: str
    title: str
    minutes: int
    lesson: str | None = None
    feedback: str
    version: str
    words: dict[str, str] = Field(default_factory=dict)
    questions: tuple[PublicQuestion, ...]

    def question(self, id: str) -> PublicQuestion | None:
        """Return the question called ``id``, or None."""
        return next((question for question in self.questions if question.id == id), None)


def public(question: Question) -> PublicQuestion:
    """Return the key-free form. Options, stems and items travel in an order of their own."""
    return PublicQuestion(
        id=question.id,
        kind=question.kind,
        case=question.case,
        ask=question.ask,
        hint=question.hint,
        points=question.points,
        confidence=question.confidence,
        **_choices(question),
    )


def public_quiz(quiz: Quiz, words: dict[str, str]) -> PublicQuiz:
    """Return the key-free form of a whole quiz, with the words its faces show."""
    return PublicQuiz(
        id=quiz.id,
        title=quiz.title,
        minutes=quiz.minutes,
        lesson=quiz.lesson,
        feedback=quiz.feedback,
        version=quiz.version,
        words=words,
        questions=tuple(public(question) for question in quiz.questions),
    )


def _choices(question: Question) -> dict[str, Any]:
    match question.kind:
        case "one" | "several":
            shown = own_order(question.id, question.options, question.shuffle)
            choose = question.choose if question.kind == "several" else None
            return {"options": _labels(shown), "choose": choose}
        case "match":
            options = _labels(own_order(question.id, question.options, question.shuffle))
            return {"options": options, "stems": _labels(own_order(question.id, question.stems))}
        case "order":
            return {"items": _labels(own_order(question.id, question.items))}
        case "number":
            return {"unit": question.unit, "low": question.low, "high": question.high}
        case "reflection":
            return {"rubric": question.rubric, "words_max": question.words_max}


def _labels(things: Any) -> tuple[Label, ...]:
    return tuple(Label(id=thing.id, say=thing.say) for thing in things)
