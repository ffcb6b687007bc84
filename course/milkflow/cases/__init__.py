"""Branching cases: a page of YAML, rules to play it, five ledgers, and a debrief."""

from milkflow.cases.best import best_path
from milkflow.cases.ceilings import ceilings
from milkflow.cases.checks import advice, problems, read_case, with_ceilings, written_case
from milkflow.cases.debrief import debrief
from milkflow.cases.engine import asks_confidence, move, moves, start
from milkflow.cases.ledgers import Ledgers, ledgers
from milkflow.cases.models import Case, Ceilings
from milkflow.cases.policy import Limit, Policy, alert, read_policy
from milkflow.cases.replay import Replayed, Skipped, back, replay
from milkflow.cases.state import NEXT, Done, NotPossible, Point, State
from milkflow.cases.together import set_problems
from milkflow.cases.view import view
from milkflow.cases.walk import walk

__all__ = [
    "NEXT",
    "Case",
    "Ceilings",
    "Done",
    "Ledgers",
    "Limit",
    "NotPossible",
    "Point",
    "Policy",
    "Replayed",
    "Skipped",
    "State",
    "advice",
    "alert",
    "asks_confidence",
    "back",
    "best_path",
    "ceilings",
    "debrief",
    "ledgers",
    "move",
    "moves",
    "problems",
    "read_case",
    "read_policy",
    "replay",
    "set_problems",
    "start",
    "view",
    "walk",
    "with_ceilings",
    "written_case",
]
