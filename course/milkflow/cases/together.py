"""What must hold of all cases together: no answer given away, every skin tone, and none of them tied to an outcome."""

from collections import Counter
from collections.abc import Collection, Iterator

from milkflow.cases.guessers import BANDS, WHOLE_SET, band, giving_away
from milkflow.cases.guessing import FEWEST_TO_JUDGE, given_away, places
from milkflow.cases.models import Case

# How many cases of one kind show a pattern.
FEWEST_ALIKE, FEWEST_REASSURED = 3, 3


def set_problems(cases: Collection[Case]) -> list[str]:
    """Return what is wrong with a set of cases taken together."""
    return [*_guessable(cases), *_ruled(tuple(cases)), *_tones(cases), *_tied(cases), *_reassuring(cases)]


def _guessable(cases: Collection[Case]) -> Iterator[str]:
    found = [place for case in cases for place in places(case)]
    for what, share in given_away(found):
        yield f"over all cases the best option is the {what} one in {share:.0%} of the decisions; reorder or reword"


def _ruled(cases: tuple[Case, ...]) -> Iterator[str]:
    for one in giving_away(cases):
        yield f"whoever guesses {one.rule!r} finds the {one.what} in {one.share:.0%}; reorder, reword or spread"


def _tones(cases: Collection[Case]) -> Iterator[str]:
    if len(cases) >= FEWEST_TO_JUDGE and {band(case) for case in cases} != set(BANDS):
        yield "over all cases the skin tones do not spread over light, middle and dark; change some"


def _tied(cases: Collection[Case]) -> Iterator[str]:
    """Yield each right act that only one band of skin tones has, and each band that has only one right act."""
    told = [(band(case), case.right_act) for case in cases if case.right_act]
    bands, acts = Counter(tone for tone, _ in told), Counter(act for _, act in told)
    if len(bands) < 2 or len(acts) < 2:
        return
    for act, count in acts.items():
        alike = {tone for tone, own in told if own == act}
        if count >= FEWEST_ALIKE and len(alike) == 1:
            yield f"all {count} cases in which '{act}' is right have {alike.pop()} skin; spread the skin tones"
    for tone, count in bands.items():
        alike = {own for one, own in told if one == tone}
        if count >= FEWEST_ALIKE and len(alike) == 1:
            yield f"in all {count} cases with {tone} skin '{alike.pop()}' is right; spread the skin tones"


def _reassuring(cases: Collection[Case]) -> Iterator[str]:
    reassured = sum(case.right_act == "reassure" for case in cases)
    if len(cases) >= WHOLE_SET and reassured < FEWEST_REASSURED:
        yield f"in {reassured} cases it is right to reassure and not to treat; at least {FEWEST_REASSURED} are needed"
