"""What each rule earns on each quiz, beside what chance gives."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt
from random import Random
from statistics import fmean, pstdev
from typing import NamedTuple

from milkflow.check.guessing.guess import RULES, Guesser, Rule, guess
from milkflow.check.guessing.model import model_answer
from milkflow.marking import mark
from milkflow.questions import Gradable, PublicQuestion, Quiz, public, shuffled

PEOPLE = 120
# A rule may earn this many times the spread of a single random guesser above chance. By luck alone one rule in 160
# lies above 2.5 over the whole bank; quiz by quiz some 30 figures are looked at, so there it is 3 (1 in 740).
OF_ALL, OF_A_QUIZ = 2.5, 3.0
HEADINGS = ("quiz", "points", "model", "random", "spread", *RULES[1:])


class Earned(NamedTuple):
    """Shares of the points of one quiz (0 to 1), without what a person marks.

    ``by`` holds the mean over many people of each rule; ``spread`` is the standard deviation of one random guesser.
    """

    quiz: str
    points: float
    model: float
    by: Mapping[Rule, float]
    spread: float

    def above(self, rule: Rule) -> float:
        """By how many spreads ``rule`` lies above chance."""
        return (self.by[rule] - self.by["random"]) / self.spread if self.spread else 0.0


def earned(quiz: Quiz, words: Mapping[str, str], people: int = PEOPLE) -> Earned | None:
    """Return what each rule earns, every person with an order of her own. None when a person marks all of it."""
    asked = [(question, public(question)) for question in quiz.questions if question.kind != "reflection"]
    of = sum(question.points or 0 for question, _ in asked)
    if not of:
        return None
    by = {rule: [_points(asked, rule, words, person) / of for person in range(people)] for rule in RULES}
    model = sum(mark(question, model_answer(question)).points for question, _ in asked) / of
    return Earned(quiz.id, of, model, {rule: fmean(shares) for rule, shares in by.items()}, pstdev(by["random"]))


def _points(asked: Sequence[tuple[Gradable, PublicQuestion]], rule: Rule, words: Mapping[str, str], n: int) -> float:
    seed = f"{n:08x}"
    by = Guesser(rule, Random(f"{rule}/{seed}"), words)
    return sum(mark(question, guess(shuffled(shown, seed), by)).points for question, shown in asked)


def together(rows: Sequence[Earned]) -> Earned:
    """Return the row of all quizzes together: each point counts alike."""
    of = sum(row.points for row in rows)
    by = {rule: sum(row.points * row.by[rule] for row in rows) / of for rule in RULES}
    model = sum(row.points * row.model for row in rows) / of
    return Earned("all", of, model, by, sqrt(sum((row.points * row.spread) ** 2 for row in rows)) / of)


def gives_away(row: Earned, most: float = OF_A_QUIZ) -> Iterator[str]:
    """Yield a sentence for each rule that earns more than chance allows."""
    for rule in RULES[1:]:
        if (above := row.above(rule)) > most:
            yield (f"{row.quiz}: whoever takes the {rule} earns {row.by[rule]:.0%}, {above:.1f} spreads above chance "
                   f"({row.by['random']:.0%}); look at what is {rule} in its questions")  # fmt: skip


def guess_table(rows: Iterable[Earned]) -> str:
    """Return one line for each quiz and one for all: per cent of the points, and spreads above chance in brackets."""
    found = [*rows]
    lines = [HEADINGS, *map(_cells, [*found, together(found)])]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = ([cell.rjust(width) for cell, width in zip(line, widths, strict=True)] for line in lines)
    return "\n".join("  ".join([line[0].strip().ljust(widths[0]), *line[1:]]) for line in padded)


def _cells(row: Earned) -> tuple[str, ...]:
    rules = (f"{row.by[rule]:.0%} ({row.above(rule):+.1f})" for rule in RULES[1:])
    return (row.quiz, f"{row.points:g}", f"{row.model:.0%}", f"{row.by['random']:.0%}", f"{row.spread:.0%}", *rules)
