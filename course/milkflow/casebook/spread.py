"""The cases beside each other, and whether there is anything in the set that a guesser could use."""

from collections.abc import Iterable, Sequence

from milkflow.cases import Case
from milkflow.cases.guessers import MOST_ACTS, MOST_DECISIONS, Guesser, guessers
from milkflow.cases.guessing import hits, places

HEAD = ("case", "setting", "day", "week", "tone", "right act", "outcomes", "best option: place", "length rank")


def spread_table(cases: Sequence[Case]) -> str:
    """Return one line for each case, then for the whole set where the best option stands and how long it is."""
    rows = [HEAD, *(_row(case) for case in cases)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([*lines, "", *_over_all(cases)])


def _row(case: Case) -> tuple[str, ...]:
    day, found = case.patient.days_since_birth, places(case)
    return (
        case.id,
        case.setting,
        str(day),
        str(day // 7 + 1),
        str(case.patient.skin_tone),
        case.right_act or "not said",
        " ".join(map(str, case.outcomes)),
        " ".join(f"{place.first}/{place.of}" for place in found),
        " ".join(f"{place.longest}/{place.of}" for place in found),
    )


def _over_all(cases: Sequence[Case]) -> list[str]:
    rules = list(guessers(cases))
    found = [place for case in cases for place in places(case)]
    if not found:
        return ["No case has a decision."]
    chance = sum(1 / place.of for place in found) / len(found)
    told = "; ".join(f"{what} {count} ({count / len(found):.0%})" for what, count in hits(found))
    return [
        f"{len(found)} decisions. The best option is the {told}.",
        f"By chance each would be {chance:.0%}. Place 1 is the first on the page, length rank 1 the longest.",
        f"Who knows the whole set and guesses by a rule finds the best option (no more than {MOST_DECISIONS:.0%}): "
        + _told(one for one in rules if one.what == "best option" and "," in one.rule),
        f"and the right act (no more than {MOST_ACTS:.0%}): " + _told(one for one in rules if one.what == "right act"),
    ]


def _told(rules: Iterable[Guesser]) -> str:
    return "; ".join(f"{one.rule} {one.share:.0%}" for one in rules) + "."
