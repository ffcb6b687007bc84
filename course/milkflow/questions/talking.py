"""Kinds about words: choose what to say to her, and put a handover together."""

from typing import Literal, Self

from pydantic import Field, model_validator

from milkflow.questions.base import QuestionBase, refuse_twins
from milkflow.questions.parts import Id, Option, Words
from milkflow.reading import Content

Part = Literal["situation", "background", "assessment", "recommendation"]
SBAR: tuple[Part, ...] = ("situation", "background", "assessment", "recommendation")


class Reply(Option):
    """Something to say. ``skill`` is the counselling skill that it shows, or that it lacks when it is not right."""

    skill: Id


class Turn(Content):
    """Her line, and the replies to choose from; one is right. What she says next does not depend on the reply."""

    id: Id
    says: Words
    replies: tuple[Reply, ...] = Field(min_length=2, max_length=4)
    shuffle: bool = True

    @model_validator(mode="after")
    def _one_is_right(self) -> Self:
        refuse_twins("replies", (reply.id for reply in self.replies))
        right = sum(reply.right for reply in self.replies)
        if right != 1:
            raise ValueError(f"turn {self.id!r} needs exactly one reply with 'right: true'; this has {right}")
        return self


class Dialogue(QuestionBase):
    """Choose your words. Response: ``{turn id: reply id}``."""

    kind: Literal["dialogue"]
    turns: tuple[Turn, ...] = Field(min_length=1, max_length=6)

    @model_validator(mode="after")
    def _no_twins(self) -> Self:
        refuse_twins("turns", (turn.id for turn in self.turns))
        return self


class Statement(Content):
    """A sentence for the handover and the part it belongs to; without ``part`` it is better left out."""

    id: Id
    say: Words
    part: Part | None = None
    because: Words


class Sbar(QuestionBase):
    """Build a handover: Situation, Background, Assessment, Recommendation. Response: ``{statement id: part}``.

    A statement that is left out has no entry.
    """

    kind: Literal["sbar"]
    statements: tuple[Statement, ...] = Field(min_length=4, max_length=14)

    @model_validator(mode="after")
    def _every_part_is_there(self) -> Self:
        refuse_twins("statements", (statement.id for statement in self.statements))
        missing = [part for part in SBAR if part not in {statement.part for statement in self.statements}]
        if missing:
            raise ValueError(f"no statement belongs to {', '.join(missing)}; give each part at least one")
        return self
