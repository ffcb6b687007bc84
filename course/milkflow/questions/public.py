"""The form of a question that travels to a trainee before marking: nothing in it is derived from the key."""

from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from milkflow.questions.bank import Quiz, Role
from milkflow.questions.casework import Casework
from milkflow.questions.charts import Curves
from milkflow.questions.choices import Menu, Place, choices
from milkflow.questions.kinds import Kind, Question
from milkflow.questions.parts import Criterion, Label
from milkflow.questions.pictures import Drawing
from milkflow.reading import Content


class PublicQuestion(Content):
    """A question without key, reasons or basis.

    ``shuffle`` says whether the options may stand in another order for everybody. ``choose`` is N for ``several``;
    ``low`` and ``high`` are in ``unit``. ``scale`` holds the ids of a fixed set of answers that many questions share;
    their words are in ``content/words``, as ``<kind>-<id>``. ``graph`` is a case that can be played, as
    `milkflow.cases.released` gives it out.
    """

    id: str
    kind: Kind | Literal["case"]
    case: str | None = None
    ask: str
    hint: str | None = None
    options: tuple[Label, ...] = ()
    shuffle: bool = True
    stems: tuple[Label, ...] = ()
    items: tuple[Label, ...] = ()
    menus: tuple[Menu, ...] = ()
    scale: tuple[str, ...] = ()
    says: str | None = None
    drawing: Drawing | None = None
    places: tuple[Place, ...] = ()
    chart: Curves | None = None
    choose: int | None = None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    rubric: tuple[Criterion, ...] = ()
    words_max: int | None = None
    points: float | None = None
    confidence: bool = False
    graph: dict[str, Any] | None = None

    @cached_property
    def story(self) -> Any:
        """The `milkflow.cases.Case` that ``graph`` plays as, with blanks for what is not given out; None without it."""
        from milkflow.cases.released import reopened

        return reopened(self.graph) if self.graph else None


class PublicQuiz(Content):
    """A whole quiz as it lies beside the trainee's notebook. ``version`` is 8 hex digits of its content."""

    id: str
    title: str
    minutes: int
    role: Role = "lesson"
    lesson: str | None = None
    feedback: str
    version: str
    words: dict[str, str] = Field(default_factory=dict)
    questions: tuple[PublicQuestion, ...]

    def question(self, id: str) -> PublicQuestion | None:
        """Return the question called ``id``, or None."""
        return next((question for question in self.questions if question.id == id), None)


def public(question: Question | Casework) -> PublicQuestion:
    """Return the key-free form. Options, stems and items travel in an order of their own."""
    return PublicQuestion(
        id=question.id,
        kind=question.kind,
        case=question.case,
        ask=question.ask,
        hint=question.hint,
        points=question.points,
        confidence=question.confidence,
        **choices(question),
    )


def public_quiz(quiz: Quiz, words: dict[str, str]) -> PublicQuiz:
    """Return the key-free form of a whole quiz, with the words its faces show."""
    return PublicQuiz(
        id=quiz.id,
        title=quiz.title,
        minutes=quiz.minutes,
        role=quiz.role,
        lesson=quiz.lesson,
        feedback=quiz.feedback,
        version=quiz.version,
        words=words,
        questions=tuple(public(question) for question in quiz.questions),
    )
