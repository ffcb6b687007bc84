"""What may be taught, and what it rests on: claims, sources, facts and counselling."""

from milkflow.evidence.checks import problems
from milkflow.evidence.claims import Claim, ClaimSource, Disagreement, Topic, Verdict
from milkflow.evidence.counselling import (
    CompetencyLink,
    ContactStep,
    Counselling,
    PracticeCase,
    Situation,
    Skill,
    Tip,
    WordChoice,
    Worry,
)
from milkflow.evidence.facts import Cell, FactColumn, FactRow, FactTable
from milkflow.evidence.keys import can_back_key
from milkflow.evidence.observing import SHEET_FILE, Sheet, SheetPart, read_sheet, sheet_problems
from milkflow.evidence.pages import EVIDENCE_DIR
from milkflow.evidence.sources import Source, SourceKind, Verified
from milkflow.evidence.store import Evidence, load_evidence, skill_words, source_ids

__all__ = [
    "EVIDENCE_DIR",
    "SHEET_FILE",
    "Cell",
    "Claim",
    "ClaimSource",
    "CompetencyLink",
    "ContactStep",
    "Counselling",
    "Disagreement",
    "Evidence",
    "FactColumn",
    "FactRow",
    "FactTable",
    "PracticeCase",
    "Sheet",
    "SheetPart",
    "Situation",
    "Skill",
    "Source",
    "SourceKind",
    "Tip",
    "Topic",
    "Verdict",
    "Verified",
    "WordChoice",
    "Worry",
    "can_back_key",
    "load_evidence",
    "problems",
    "read_sheet",
    "sheet_problems",
    "skill_words",
    "source_ids",
]
