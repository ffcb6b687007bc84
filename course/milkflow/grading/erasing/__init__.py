"""Erase one person from a course: every file, line and row of hers, and nobody else's."""

from milkflow.grading.erasing.erase import Erased, erase, look
from milkflow.grading.erasing.finding import Find

__all__ = ["Erased", "Find", "erase", "look"]
