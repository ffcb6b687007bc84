"""What a question is: its kinds, its key, and the form of it that may travel without the key."""

from milkflow.questions.bank import Quiz, Role, read_questions, read_quiz
from milkflow.questions.casework import Casework
from milkflow.questions.charts import Chart, Curves, Series
from milkflow.questions.deciding import LEVELS, VERDICTS, ClaimAudit, Feature, KeyFeature, Level, Urgency, Vignette
from milkflow.questions.kinds import KINDS, Gradable, Kind, Question
from milkflow.questions.orders import shuffled
from milkflow.questions.parts import Criterion, Item, Label, Near, Option, Stem
from milkflow.questions.pictures import Drawing, Hotspot, Region, Shape
from milkflow.questions.plain import Match, Number, One, Order, Reflection, Several
from milkflow.questions.public import PublicQuestion, PublicQuiz, public, public_quiz
from milkflow.questions.reflections import reflection_cell, reflection_prompt_cell
from milkflow.questions.samples import Sample, read_samples
from milkflow.questions.shuffling import own_order
from milkflow.questions.talking import SBAR, Dialogue, Part, Reply, Sbar, Statement, Turn

__all__ = [
    "KINDS",
    "LEVELS",
    "SBAR",
    "VERDICTS",
    "Casework",
    "Chart",
    "ClaimAudit",
    "Criterion",
    "Curves",
    "Dialogue",
    "Drawing",
    "Feature",
    "Gradable",
    "Hotspot",
    "Item",
    "KeyFeature",
    "Kind",
    "Label",
    "Level",
    "Match",
    "Near",
    "Number",
    "One",
    "Option",
    "Order",
    "Part",
    "PublicQuestion",
    "PublicQuiz",
    "Question",
    "Quiz",
    "Reflection",
    "Region",
    "Reply",
    "Role",
    "Sample",
    "Sbar",
    "Series",
    "Several",
    "Shape",
    "Statement",
    "Stem",
    "Turn",
    "Urgency",
    "Vignette",
    "own_order",
    "public",
    "public_quiz",
    "read_questions",
    "read_quiz",
    "read_samples",
    "reflection_cell",
    "reflection_prompt_cell",
    "shuffled",
]
