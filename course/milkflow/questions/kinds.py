"""Every kind of question. ``kind`` is the author's word: it is checked, never guessed from the options."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from milkflow.questions.base import Outcome, refuse_twins
from milkflow.questions.casework import Casework
from milkflow.questions.charts import Chart
from milkflow.questions.deciding import ClaimAudit, KeyFeature, Urgency
from milkflow.questions.pictures import Hotspot
from milkflow.questions.plain import Match, Number, One, Order, Reflection, Several
from milkflow.questions.talking import Dialogue, Sbar

__all__ = ["KINDS", "Gradable", "Kind", "Outcome", "Question", "refuse_twins"]

Kind = Literal[
    "one", "several", "match", "order", "number", "reflection",
    "hotspot", "chart", "key-feature", "urgency", "claim-audit", "dialogue", "sbar",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
Question = Annotated[
    One | Several | Match | Order | Number | Reflection
    | Hotspot | Chart | KeyFeature | Urgency | ClaimAudit | Dialogue | Sbar,
    Field(discriminator="kind"),
]  # fmt: skip
# What a graded quiz may ask: every kind, and a whole case. What its key may rest on is looked at by `milkflow check`.
Gradable = Annotated[
    One | Several | Match | Order | Number | Reflection
    | Hotspot | Chart | KeyFeature | Urgency | ClaimAudit | Dialogue | Sbar | Casework,
    Field(discriminator="kind"),
]  # fmt: skip
