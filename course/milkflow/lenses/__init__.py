"""Claim lenses: a passage of the web page, claim by claim, on which she decides before she reads the verdict."""

from milkflow.lenses.deciding import Decision, decide, decisions
from milkflow.lenses.models import Lens, lens_problems, read_lenses, read_lenses_of
from milkflow.lenses.stances import CAREFUL, STANCE_OF, STANCES, Stance, event_name
from milkflow.lenses.summary import Outcome, Summary, Tally, by_topic, summary

__all__ = [
    "CAREFUL",
    "STANCES",
    "STANCE_OF",
    "Decision",
    "Lens",
    "Outcome",
    "Stance",
    "Summary",
    "Tally",
    "by_topic",
    "decide",
    "decisions",
    "event_name",
    "lens_problems",
    "read_lenses",
    "read_lenses_of",
    "summary",
]
