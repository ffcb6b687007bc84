"""How milk made, milk removed and swelling play together. A rule to think with: words and directions, no measures.

It says four things, each of which a source that was read bears out:

* Ducts are easily squeezed, so the more swelling, the less milk leaves (Ramsay 2005).
* What is made and does not leave fills that part of the breast.
* A breast kept full makes less; milk removed, and a breast stimulated more, make more (Amir 2014).
* So removal beyond what the baby needs asks for more milk, even while little leaves.

Which comes first, milk that stays or swelling, is disputed. The rule takes no side: either may be set first, and at
any swelling more removal brings more milk out, or no less.
"""

from collections.abc import Iterator
from itertools import product
from typing import Literal, NamedTuple

Level = Literal[-1, 0, 1]  # less than usual, usual, more than usual; usual is what this baby needs
Swelling = Literal[0, 1, 2]  # little, some, much
Pull = Literal["less", "same", "more", "both"]
LEVELS: tuple[Level, ...] = (-1, 0, 1)
SWELLINGS: tuple[Swelling, ...] = (0, 1, 2)


class Setting(NamedTuple):
    """What is set: milk made, milk that baby or pump takes when it can, and swelling around the duct."""

    made: Level = 0
    removed: Level = 0
    swelling: Swelling = 0


class Outcome(NamedTuple):
    """What follows.

    ``leaves``: milk that leaves, from 1 (more than usual) to -2 (hardly any).
    ``fullness``: -1 softer, 0 as usual, 1 fuller, 2 much fuller.
    ``pull``: what the breast is asked to make next; ``both`` when stimulation asks for more and fullness for less.
    """

    leaves: int
    fullness: int
    pull: Pull


def outcome(setting: Setting) -> Outcome:
    """Return what follows from a setting.

    >>> outcome(Setting(swelling=2))
    Outcome(leaves=-2, fullness=2, pull='less')
    """
    leaves = max(-2, setting.removed - setting.swelling)
    balance = setting.made - leaves
    return Outcome(leaves, min(2, max(-1, balance)), _pull(setting, balance))


def settings() -> Iterator[Setting]:
    """Return every setting, in order."""
    return (Setting(*levels) for levels in product(LEVELS, LEVELS, SWELLINGS))


def _pull(setting: Setting, balance: int) -> Pull:
    full, asked = balance > 0, balance < 0 or setting.removed > 0
    if full:
        return "both" if asked else "less"
    return "more" if asked else "same"
