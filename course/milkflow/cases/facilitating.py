"""What a facilitator needs to talk a case over with a group."""

from pydantic import Field

from milkflow.questions.parts import Words
from milkflow.reading import Content


class GroupQuestion(Content):
    """A question to the group, and what to listen for in the answers."""

    ask: Words
    listen_for: Words


class Facilitator(Content):
    """The sheet of a case: what the group takes away, what to ask it, and where such a talk goes wrong."""

    aims: tuple[Words, ...] = Field(min_length=2, max_length=4)
    questions: tuple[GroupQuestion, ...] = Field(min_length=3, max_length=6)
    traps: tuple[Words, ...] = Field(min_length=2, max_length=4)
