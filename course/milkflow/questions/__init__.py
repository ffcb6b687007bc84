"""What a question is: its kinds, its key, and the form of it that may travel without the key."""

from milkflow.questions.bank import Quiz, read_questions, read_quiz
from milkflow.questions.kinds import Match, Number, One, Order, Question, Reflection, Several
from milkflow.questions.parts import Criterion, Item, Label, Near, Option, Stem
from milkflow.questions.public import PublicQuestion, PublicQuiz, public, public_quiz
from milkflow.questions.reflections import reflection_cell, reflection_prompt_cell
from milkflow.questions.shuffling import own_order

__all__ = [
    "Criterion",
    "Item",
    "Label",
    "Match",
    "Near",
    "Number",
    "One",
    "Option",
    "Order",
    "PublicQuestion",
    "PublicQuiz",
    "Question",
    "Quiz",
    "Reflection",
    "Several",
    "Stem",
    "own_order",
    "public",
    "public_quiz",
    "read_questions",
    "read_quiz",
    "reflection_cell",
    "reflection_prompt_cell",
]
