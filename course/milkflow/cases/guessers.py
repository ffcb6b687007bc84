"""How far somebody comes over all cases who guesses by a rule, and knows the whole set better than anybody can."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from milkflow.cases.guessing import hits, places
from milkflow.cases.models import Case

# The ten steps of skin tone in three bands.
BANDS = {"light": range(1, 4), "middle": range(4, 8), "dark": range(8, 11)}
# Over a set this large, a rule that does better than this gives something away.
WHOLE_SET, MANY_DECISIONS = 13, 60
MOST_DECISIONS, MOST_ACTS = 0.45, 0.6
WEEKS = (1, 3, 6)  # up to the end of the first, third and sixth week, and later


class Guesser(NamedTuple):
    """One rule, what it guesses ("best option" or "right act"), and the share of them that it finds."""

    rule: str
    what: str
    share: float

    @property
    def gives_away(self) -> bool:
        """Whether it does better than it may."""
        return self.share > (MOST_DECISIONS if self.what == "best option" else MOST_ACTS)


def band(case: Case) -> str:
    """Return the band of her skin tone: light, middle or dark."""
    return next(name for name, tones in BANDS.items() if case.patient.skin_tone in tones)


def weeks(case: Case) -> int:
    """Return which of the spans of `WEEKS` she is in, from 0."""
    return sum(case.patient.days_since_birth >= 7 * limit for limit in WEEKS)


BY: dict[str, Callable[[Case], Hashable]] = {
    "always the same": lambda case: "",
    "by setting": lambda case: case.setting,
    "by skin tone": band,
    "by weeks": weeks,
}


def guessers(cases: Sequence[Case]) -> Iterator[Guesser]:
    """Yield every rule: first, last, longest, shortest; and the best fixed answer for each group of cases.

    "by setting, place" always takes the place (from the top) at which the best option stands most often in that
    setting; "length" does so with the rank by length; "right act" with what is right in the end.
    """
    found = [(case, place) for case in cases for place in places(case)]
    if not found:
        return
    for way, count in hits([place for _, place in found]):
        yield Guesser(f"the {way}", "best option", count / len(found))
    for rule, group in BY.items():
        yield Guesser(f"{rule}, place", "best option", _fitted([(group(case), at.first) for case, at in found]))
        yield Guesser(f"{rule}, length", "best option", _fitted([(group(case), at.longest) for case, at in found]))
    told = [case for case in cases if case.right_act]
    for rule, group in BY.items():
        if told:
            yield Guesser(rule, "right act", _fitted([(group(case), case.right_act) for case in told]))


def giving_away(cases: Sequence[Case]) -> Iterator[Guesser]:
    """Yield the rules that do too well; none over a set that is too small to judge."""
    decisions = sum(len(places(case)) for case in cases)
    large = {"best option": decisions >= MANY_DECISIONS, "right act": len(cases) >= WHOLE_SET}
    yield from (one for one in guessers(cases) if large[one.what] and one.gives_away)


def _fitted(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Return the share of pairs found by whoever gives for each group the answer that is most common in it."""
    groups = {group for group, _ in pairs}
    most = [max(Counter(answer for of, answer in pairs if of == group).values()) for group in groups]
    return sum(most) / len(pairs)
