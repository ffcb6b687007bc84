"""What an instructor sees of a class: what it got wrong, how good the questions are, and what it has gained.

A notebook begins with `desk`, and each thing that the desk shows is a verb of its own.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milkflow.insight.desks import Desk
    from milkflow.insight.pages import Page

__all__ = ["desk", "sheet"]


def desk() -> "Desk":
    """Open the desk of the course in or above this folder. Raise MilkflowError when there is none."""
    from milkflow.insight.desks import open_desk

    return open_desk()


def sheet() -> "Page":
    """Return the sheet that an observer ticks on the ward."""
    from milkflow.insight.sheets import observation_sheet
    from milkflow.words import read_words

    return observation_sheet(read_words())
