"""The plain kinds: choose, match, order, give a number, write a few sentences."""

from typing import Literal, Self

from pydantic import Field, model_validator

from milkflow.questions.base import QuestionBase, refuse_twins
from milkflow.questions.parts import Criterion, Item, Label, Near, Option, Stem, Words
from milkflow.reading import did_you_mean


class One(QuestionBase):
    """Single best answer. Response: the id of one option."""

    kind: Literal["one"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=6)
    shuffle: bool = True

    @model_validator(mode="after")
    def _one_is_right(self) -> Self:
        refuse_twins("options", (option.id for option in self.options))
        right = sum(option.right for option in self.options)
        if right != 1:
            raise ValueError(f"kind 'one' needs exactly one option with 'right: true'; this has {right}")
        return self


class Several(QuestionBase):
    """Choose N of M; N is told. Response: a list of option ids."""

    kind: Literal["several"]
    options: tuple[Option, ...] = Field(min_length=3, max_length=8)
    shuffle: bool = True

    @property
    def choose(self) -> int:
        """How many options are right; the face says so."""
        return sum(option.right for option in self.options)

    @model_validator(mode="after")
    def _some_are_right(self) -> Self:
        refuse_twins("options", (option.id for option in self.options))
        if not 1 <= self.choose < len(self.options):
            raise ValueError(f"kind 'several' needs some right options and some that are not; {self.choose} are right")
        return self


class Match(QuestionBase):
    """One list of options for several stems. Response: ``{stem id: option id}``."""

    kind: Literal["match"]
    options: tuple[Label, ...] = Field(min_length=2, max_length=8)
    stems: tuple[Stem, ...] = Field(min_length=2, max_length=10)
    shuffle: bool = True

    @model_validator(mode="after")
    def _answers_exist(self) -> Self:
        known = [option.id for option in self.options]
        refuse_twins("options", known)
        refuse_twins("stems", (stem.id for stem in self.stems))
        for stem in self.stems:
            if stem.answer not in known:
                guess = did_you_mean(stem.answer, known)
                raise ValueError(f"stem {stem.id!r} answers {stem.answer!r}, which is no option{guess}")
        return self


class Order(QuestionBase):
    """Put steps in order. Response: all item ids, first step first."""

    kind: Literal["order"]
    items: tuple[Item, ...] = Field(min_length=3, max_length=8)

    @model_validator(mode="after")
    def _no_twins(self) -> Self:
        refuse_twins("items", (item.id for item in self.items))
        return self


class Number(QuestionBase):
    """A number in ``unit``, right when within ``tolerance`` of ``answer``. Response: a number."""

    kind: Literal["number"]
    answer: float
    tolerance: float = Field(default=0, ge=0)
    unit: Words
    low: float
    high: float
    because: Words
    near: tuple[Near, ...] = ()

    @model_validator(mode="after")
    def _answer_in_range(self) -> Self:
        if not self.low <= self.answer <= self.high:
            raise ValueError(f"answer {self.answer:g} lies outside low {self.low:g} to high {self.high:g}")
        return self


class Reflection(QuestionBase):
    """A few sentences that a person marks by the rubric. Response: text. ``look_for`` is for the instructor alone."""

    kind: Literal["reflection"]
    rubric: tuple[Criterion, ...] = Field(default=(), max_length=6)
    look_for: Words | None = None
    words_max: int = Field(default=150, ge=10, le=600)

    @model_validator(mode="after")
    def _points_are_the_rubric(self) -> Self:
        refuse_twins("criteria", (line.id for line in self.rubric))
        if self.points is not None and abs(self.points - sum(line.points for line in self.rubric)) > 1e-9:
            raise ValueError("points of the question and of its rubric differ; make the rubric add up to the points")
        return self
