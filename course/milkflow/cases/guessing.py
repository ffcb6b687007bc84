"""What somebody could use who guesses: where the best option stands, and how long it is."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from milkflow.cases.models import Case, DecisionStep

WAYS = ("first", "last", "longest", "shortest")
# In more than this share of the decisions, a best option that is first or longest gives itself away.
MOST_GIVEN_AWAY = 0.5
FEWEST_TO_JUDGE = 4


class Place(NamedTuple):
    """Where the best option of one decision stands: from 1, of ``of``; ``longest`` 1 is the longest one."""

    step: str
    first: int
    longest: int
    of: int


def places(case: Case) -> tuple[Place, ...]:
    """Return the place of the best option in each decision that has one."""
    found = []
    for id, step in case.steps.items():
        verdicts = [option.verdict for option in step.options] if isinstance(step, DecisionStep) else []
        if isinstance(step, DecisionStep) and "best" in verdicts:
            at = verdicts.index("best")
            longer = [option for option in step.options if len(option.do) > len(step.options[at].do)]
            found.append(Place(id, at + 1, len(longer) + 1, len(verdicts)))
    return tuple(found)


def hits(found: Collection[Place]) -> Iterator[tuple[str, int]]:
    """Yield each way of guessing, and in how many decisions it finds the best option."""
    yield "first", sum(place.first == 1 for place in found)
    yield "last", sum(place.first == place.of for place in found)
    yield "longest", sum(place.longest == 1 for place in found)
    yield "shortest", sum(place.longest == place.of for place in found)


def given_away(found: Collection[Place], ways: Collection[str] = WAYS) -> Iterator[tuple[str, float]]:
    """Yield each of ``ways`` by which a guesser does too well, and the share of decisions in which it works."""
    if len(found) < FEWEST_TO_JUDGE:
        return
    for what, count in hits(found):
        if what in ways and count / len(found) > MOST_GIVEN_AWAY:
            yield what, count / len(found)
