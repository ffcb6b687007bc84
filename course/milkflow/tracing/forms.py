"""Whether the test before the course and the one after it ask for the same things in the same shares."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from milkflow.evidence import Claim
from milkflow.questions import Gradable, Quiz

# By how much the share of the points may differ between the forms: of one outcome, and of any other group.
MOST_OF_AN_OUTCOME, MOST_APART = 0.10, 0.15
FORMS = ("A", "B")
HIGHER = ("apply", "analyse", "evaluate", "create")


class Share(NamedTuple):
    """One group of questions: how many there are in form A and form B, and their share of the points of each."""

    what: str
    group: str
    questions: tuple[int, int]
    points: tuple[float, float]

    @property
    def apart(self) -> float:
        """By how much the shares of the points differ."""
        return abs(self.points[0] - self.points[1])


def forms(quizzes: Iterable[Quiz]) -> tuple[Quiz, Quiz] | None:
    """Return form A and form B; None unless both are written."""
    found = {quiz.form: quiz for quiz in quizzes if quiz.form}
    return (found["A"], found["B"]) if set(found) >= set(FORMS) else None


def balance(both: tuple[Quiz, Quiz], claims: Mapping[str, Claim]) -> tuple[Share, ...]:
    """Return the shares of each outcome (the first that a question names), topic of its claims, kind and level.

    A question with claims of several topics counts for each of them in part.
    """
    return tuple(share for what, group in _GROUPS.items() for share in _shares(both, what, group, claims))


def _shares(both: tuple[Quiz, Quiz], what: str, group: "Group", claims: Mapping[str, Claim]) -> Iterator[Share]:
    counts, points = (Counter[str](), Counter[str]()), (Counter[str](), Counter[str]())
    for form, quiz in enumerate(both):
        for question in quiz.questions:
            names = group(question, claims)
            for name in names:
                points[form][name] += (question.points or 0) / quiz.points / len(names)  # type: ignore[assignment]
            counts[form].update(set(names))
    for name in sorted(counts[0] | counts[1]):
        numbers, shares = ((pair[0][name], pair[1][name]) for pair in (counts, points))
        yield Share(what, name, numbers, (float(shares[0]), float(shares[1])))


Group = Callable[[Gradable, Mapping[str, Claim]], list[str]]
_GROUPS: dict[str, Group] = {
    "outcome": lambda question, claims: [str(question.outcomes[0])],
    "topic": lambda question, claims: [claims[id].topic for id in question.claims if id in claims],
    "kind": lambda question, claims: [question.kind],
    "level": lambda question, claims: ["apply or above" if question.bloom in HIGHER else "below apply"],
}


def uneven(shares: Iterable[Share]) -> Iterator[str]:
    """Yield a sentence for each outcome, and for the level, that the forms do not ask for alike.

    Kinds and topics are shown and not judged: 14 questions cannot spread over 13 kinds as 24 do.
    """
    for one in shares:
        most = {"outcome": MOST_OF_AN_OUTCOME, "level": MOST_APART}.get(one.what)
        if most is not None and (one.apart > most or 0 in one.questions):
            yield (f"forms A and B: {one.what} {one.group} has {one.points[0]:.0%} of the points in A and "
                   f"{one.points[1]:.0%} in B; add, move or weigh a question")  # fmt: skip


def balance_table(shares: Iterable[Share]) -> str:
    """Return one line for each group: questions and share of the points, in form A and in form B."""
    lines = [("", "", "A", "of points", "B", "of points"), *(
        (one.what, one.group, str(one.questions[0]), f"{one.points[0]:.0%}", str(one.questions[1]),
         f"{one.points[1]:.0%}") for one in shares
    )]  # fmt: skip
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) if place < 2 else cell.rjust(width)
                  for place, (cell, width) in enumerate(zip(line, widths, strict=True))).rstrip()
        for line in lines
    )  # fmt: skip
