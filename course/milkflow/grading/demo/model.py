"""How a simulated class answers: a three-parameter logistic model, drawn from a seed.

=============  =================================================================================
ability        of a trainee, normal(0, 1): her own seed is ``<seed>/<code>``
difficulty     of a question, normal(-0.3, 0.8): the question's own seed is ``<seed>/<question>``
P(knows)       1 / (1 + exp(-1.4 (ability - difficulty))), for each part of a question by itself
not knowing    she guesses: the right choice has its chance like any other, but wrong ones differ
               in how tempting they are (weights 1, 1/2, 1/3 ... in an order of the question's own)
left open      with probability 0.06 (1 - P(knows))
confidence     where it is asked: "sure", "fairly" or "guessing", by P(knows) with noise normal(0, 0.2)
=============  =================================================================================

A planted fault changes one question, for tests of what an instructor should find:

=============  =================================================================================
wrong-key      who knows, chooses the most tempting wrong option: as if the key were mistaken
dead-option    nobody ever chooses the least tempting wrong option
misconception  who does not know, chooses the most tempting wrong option 9 times in 10, and is sure
=============  =================================================================================
"""

import math
from collections.abc import Iterable, Sequence
from random import Random
from typing import Literal, NamedTuple, get_args

from milkflow.answers.events import Confidence
from milkflow.errors import GradingError

Fault = Literal["wrong-key", "dead-option", "misconception"]
FAULTS: tuple[Fault, ...] = get_args(Fault)
STEEPNESS, LEFT_OPEN, BLUR, DRAWN_IN = 1.4, 0.06, 0.2, 0.9


def planted(given: Iterable[str]) -> dict[str, Fault]:
    """Return faults by question from texts such as ``wrong-key=quiz-02-03``. Raise GradingError for any other text."""
    found: dict[str, Fault] = {}
    for text in given:
        name, divider, question = text.partition("=")
        fault = next((one for one in FAULTS if one == name), None)
        if fault is None or not divider:
            known = ", ".join(FAULTS)
            raise GradingError(f"{text!r} plants no fault. Write one of {known}, then = and a question's id.")
        found[question] = fault
    return found


class Mind(NamedTuple):
    """One trainee before one question: how likely she knows a part of it, her own chance, and the planted fault."""

    knows: float
    chance: Random
    fault: Fault | None = None

    def choose(self, right: str, wrong: Sequence[str]) -> str:
        """Return what she chooses; ``wrong`` choices come with the most tempting first."""
        knows = self.chance.random() < self.knows
        if not wrong:
            return right
        if self.fault == "wrong-key" and knows:
            return wrong[0]
        if self.fault == "misconception" and not knows and self.chance.random() < DRAWN_IN:
            return wrong[0]
        left = wrong[:-1] if self.fault == "dead-option" and len(wrong) > 1 else wrong
        return right if knows else self._guess(right, left)

    def sees(self) -> bool:
        """Return whether she handles one more part rightly, without guessing."""
        return self.chance.random() < self.knows

    def leaves_open(self) -> bool:
        """Return whether she goes on without an answer."""
        return self.chance.random() < LEFT_OPEN * (1 - self.knows)

    def confidence(self) -> Confidence:
        """Return how sure she says she is."""
        if self.fault == "misconception":
            return "sure"
        felt = self.knows + self.chance.gauss(0, BLUR)
        return "sure" if felt > 0.7 else "fairly" if felt > 0.4 else "guessing"

    def _guess(self, right: str, wrong: Sequence[str]) -> str:
        options = [right, *wrong]
        weights = [1 / 2, *(1 / place for place in range(1, len(wrong) + 1))]
        return self.chance.choices(options, weights)[0]


class Class(NamedTuple):
    """A simulated class: all of it follows from ``seed``."""

    seed: int
    faults: dict[str, Fault]

    def ability(self, code: str) -> float:
        """Return the ability of a trainee."""
        return Random(f"{self.seed}/{code}").gauss(0, 1)

    def difficulty(self, question: str) -> float:
        """Return the difficulty of a question."""
        return Random(f"{self.seed}/{question}").gauss(-0.3, 0.8)

    def mind(self, code: str, question: str) -> Mind:
        """Return ``code`` before ``question``."""
        knows = 1 / (1 + math.exp(-STEEPNESS * (self.ability(code) - self.difficulty(question))))
        return Mind(knows, Random(f"{self.seed}/{code}/{question}"), self.faults.get(question))

    def tempting(self, question: str, wrong: Sequence[str]) -> list[str]:
        """Return the wrong choices of a question, the most tempting first: the same for the whole class."""
        ordered = sorted(wrong)
        Random(f"{self.seed}/{question}/tempting").shuffle(ordered)
        return ordered
