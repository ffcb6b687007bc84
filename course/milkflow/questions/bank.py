"""Files of questions: the practice bank of a lesson, and a graded quiz with its key."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from milkflow.errors import ContentError
from milkflow.questions.kinds import Gradable, Question, refuse_twins
from milkflow.questions.parts import Id, Words
from milkflow.reading import Content, read_yaml, read_yaml_list

# What the case ``evening`` of an examination is called: evening.case.yaml, beside the quiz that plays it.
CASE_FILE = ".case.yaml"
# Where a quiz stands in the course: before it, after a lesson, and after all of it.
Role = Literal["pre-test", "lesson", "reflection", "exam", "post-test"]
FORMS: dict[Role, Literal["A", "B"]] = {"pre-test": "A", "post-test": "B"}


class Quiz(Content):
    """A graded quiz with its key: the instructor's side. ``feedback`` says what a trainee is told after marking.

    Pre-test (``form`` A) and post-test (``form`` B) are parallel, and ask with every question how sure she is. No quiz
    says anything of an answer before it was handed in and marked.
    """

    id: Id
    title: Words
    minutes: int = Field(ge=1, le=180)
    role: Role = "lesson"
    form: Literal["A", "B"] | None = None
    lesson: Id | None = None
    feedback: Literal["marks", "answers after closing"]
    intro: Words
    reviewed_by: str | None = None
    questions: tuple[Gradable, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _every_question_can_be_graded(self) -> Self:
        refuse_twins("questions", (question.id for question in self.questions))
        refuse_twins("cases", (question.play for question in self.questions if question.kind == "case"))
        for question in self.questions:
            if question.points is None:
                raise ValueError(f"question {question.id!r} has no points; a graded question needs them")
            if question.kind != "reflection" and not question.key_basis:
                raise ValueError(f"question {question.id!r} has no key_basis; name the claim or fact its key rests on")
        return self

    @model_validator(mode="after")
    def _tests_can_be_compared(self) -> Self:
        form = FORMS.get(self.role)
        if self.form != form:
            wanted = f"form: {form}" if form else "no form"
            raise ValueError(f"a quiz of role {self.role!r} has {wanted}; form A is the pre-test, form B the post-test")
        silent = [one.id for one in self.questions if form and one.kind != "reflection" and not one.confidence]
        if silent:
            raise ValueError(f"{', '.join(silent)}: a {self.role} asks how sure she is; add 'confidence: true'")
        return self

    @property
    def points(self) -> float:
        """The most points that the quiz can give."""
        return sum(question.points or 0 for question in self.questions)

    @property
    def version(self) -> str:
        """Eight hex digits that change with any word of what a trainee is shown, and with nothing else."""
        from milkflow.questions.public import public

        shown = "".join(public(question).model_dump_json(exclude_defaults=True) for question in self.questions)
        return sha256(shown.encode()).hexdigest()[:8]

    def question(self, id: str) -> Gradable | None:
        """Return the question called ``id``, or None."""
        return next((question for question in self.questions if question.id == id), None)


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the practice questions in ``path``. Raise ContentError with every problem."""
    return read_yaml_list(path, Question)


def read_quiz(path: Path) -> Quiz:
    """Return the graded quiz in ``path``, with its key; a case that it plays is read from beside it.

    Raise ContentError with every problem.
    """
    quiz = read_yaml(path, Quiz)
    stories = {question.play: _story(path, question.play) for question in quiz.questions if question.kind == "case"}
    return quiz.model_copy(update={"questions": tuple(_told(question, stories) for question in quiz.questions)})


def _story(quiz: Path, play: str) -> Any:
    from milkflow.cases import written_case  # a case knows questions: asked for at the top, neither could begin

    path = quiz.with_name(play + CASE_FILE)
    if not path.is_file():
        raise ContentError(str(quiz), [f"no file {path.name} lies beside it; write the case there, or correct 'play'"])
    return written_case(path)


def _told(question: Gradable, stories: Mapping[str, Any]) -> Gradable:
    return question.model_copy(update={"story": stories[question.play]}) if question.kind == "case" else question
