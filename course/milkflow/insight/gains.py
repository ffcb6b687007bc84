"""What a class has gained between the test before the course and the test after it, outcome by outcome."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import numpy as np

from milkflow.insight import pictures
from milkflow.insight.certainty import READ_AS, bias, brier
from milkflow.insight.change import Gain, gain
from milkflow.insight.classes import QuizClass
from milkflow.insight.findings import size_of
from milkflow.insight.pages import Words, eyebrow, number, percent, ranged, table, told
from milkflow.insight.sampling import Interval, Numbers, bootstrap
from milkflow.markup import tag
from milkflow.words import say

OUTCOMES = range(1, 9)


class Part(NamedTuple):
    """One outcome (0 is the whole test): what changed, and how many people got better, stayed, got worse."""

    outcome: int
    gain: Gain
    moved: tuple[int, int, int]


class Certainty(NamedTuple):
    """Answers with a certainty to one outcome in one test; ``bias`` is mean certainty less mean right."""

    outcome: int
    after: bool
    answers: int
    sure: float
    right: float
    bias: float
    interval: Interval
    brier: float


def both(before: QuizClass, after: QuizClass) -> tuple[str, ...]:
    """Return the codes of those who sat both tests."""
    return tuple(sorted({*before.trainees} & {*after.trainees}))


def parts(before: QuizClass, after: QuizClass) -> tuple[Part, ...]:
    """Return the whole test and each outcome that both tests ask for, in people who sat both."""
    codes = both(before, after)
    found = []
    for outcome in (0, *OUTCOMES) if codes else ():
        first, second = _share(before, codes, outcome), _share(after, codes, outcome)
        if first is not None and second is not None:
            change = np.round(second - first, 9)
            moved = (int((change > 0).sum()), int((change == 0).sum()), int((change < 0).sum()))
            found.append(Part(outcome, gain(first, second), moved))
    return tuple(found)


def _share(people: QuizClass, codes: Sequence[str], outcome: int) -> Numbers | None:
    wanted = [one for one in people.questions if not outcome or outcome in one.outcomes]
    if not wanted:
        return None
    weights = np.array([one.points or 1.0 for one in wanted])
    shares = people.shares.loc[list(codes), [one.id for one in wanted]].to_numpy(float)
    found: Numbers = shares @ weights / weights.sum()
    return found


def gain_table(found: Sequence[Part], words: Words) -> str:
    """Return the table: for each outcome before, after, the gain with its range, and what may be said."""
    heads = [say(words, f"gain-col-{id}") for id in ("outcome", "before", "after", "gain", "moved", "says")]
    rows = [
        (escape(_name(part.outcome, words)), f"{percent(part.gain.before)} %", f"{percent(part.gain.after)} %",
         ranged(100 * part.gain.mean, _hundred(part.gain.interval), 0), " / ".join(map(str, part.moved)),
         escape(say(words, _verdict(part.gain))))
        for part in found
    ]  # fmt: skip
    return table(heads, rows) + tag("p", escape(say(words, "gain-caution")), "mf-hint")


def _verdict(one: Gain) -> str:
    size = size_of(one.people)
    if size == "few":
        return "gain-few"
    way = "up" if one.interval.low > 0 else "down" if one.interval.high < 0 else "open"
    return f"gain-{size}-{way}"


def whole_test(one: Gain, words: Words) -> str:
    """Return the whole test in other numbers: none below 30 people."""
    if size_of(one.people) == "few":
        return ""
    values = {"effect": number(one.d), "normalised": f"{percent(one.normalised)} %",
              "wilcoxon": "< 0.001" if one.p < 0.001 else number(one.p, 3)}  # fmt: skip
    heads = [say(words, f"analysis-col-{id}") for id in ("what", "value", "reads")]
    rows = [(escape(say(words, f"gain-{id}")), escape(value), escape(say(words, f"gain-{id}-reads")))
            for id, value in values.items()]  # fmt: skip
    return eyebrow(say(words, "gain-more")) + table(heads, rows)


def gain_chart(found: Sequence[Part], words: Words) -> str:
    """Return the picture of before and after."""
    names = [_name(part.outcome, words) for part in found]
    pairs = [(100 * part.gain.before, 100 * part.gain.after) for part in found]
    of = zip(names, (part.gain for part in found), strict=True)
    gains = [(name, 100 * one.mean, _hundred(one.interval)) for name, one in of]
    facts = "; ".join(f"{name}: {a:.0f} % → {b:.0f} %" for name, (a, b) in zip(names, pairs, strict=True))
    axis = f"{say(words, 'gain-chart-axis')} (N = {found[0].gain.people})"
    titles = [say(words, "gain-before"), say(words, "gain-after"), axis, say(words, "gain-chart-diff")]
    alt = say(words, "gain-chart-alt", facts=facts)
    return eyebrow(say(words, "gain-chart")) + pictures.before_after(names, pairs, gains, titles, alt)


def _hundred(interval: Interval) -> Interval:
    return Interval(100 * interval.low, 100 * interval.high)


def _name(outcome: int, words: Words) -> str:
    return say(words, f"gain-outcome-{outcome}") if outcome else say(words, "gain-all")


def certainties(before: QuizClass, after: QuizClass) -> tuple[Certainty, ...]:
    """Return for each outcome, before and after, how sure people were and how right."""
    found = []
    for outcome in (0, *OUTCOMES):
        for people, later in ((before, False), (after, True)):
            sure, right, mean_sure, mean_right = _certain(people, outcome)
            if len(sure):
                interval = bootstrap(bias, mean_sure, mean_right)
                found.append(Certainty(outcome, later, len(sure), float(sure.mean()), float(right.mean()),
                                       float(bias(sure, right)), interval, brier(sure, right)))  # fmt: skip
    return tuple(found)


def _certain(people: QuizClass, outcome: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return certainty and rightness of each answer, and their means by person: people are drawn anew, not answers."""
    sure, right, by_person = [], [], []
    wanted = [one for one in people.questions if one.confidence and (not outcome or outcome in one.outcomes)]
    said = {one.id: people.confidences(one.id) for one in wanted}
    marks = people.shares.to_numpy(float)
    column = {one.id: at for at, one in enumerate(people.questions)}
    for row in range(people.count):
        told_by_her = [(said[one.id][row] or "", marks[row, column[one.id]]) for one in wanted]
        mine = [(READ_AS[word], mark) for word, mark in told_by_her if word in READ_AS]
        sure += [a for a, _ in mine]
        right += [b for _, b in mine]
        by_person += [np.mean(mine, axis=0)] if mine else []
    means = np.array(by_person, dtype=float).reshape(-1, 2)
    return np.array(sure), np.array(right), means[:, 0], means[:, 1]


def certainty_table(found: Sequence[Certainty], words: Words) -> str:
    """Return the table of certainty, with how its words are read."""
    if not found:
        return told(say(words, "certainty-none"))
    heads = [say(words, "gain-col-outcome"),
             *(say(words, f"certainty-col-{id}") for id in ("count", "sure", "right", "bias", "brier"))]  # fmt: skip
    rows = [
        (escape(say(words, f"certainty-{'after' if one.after else 'before'}", outcome=_name(one.outcome, words))),
         str(one.answers), f"{percent(one.sure)} %", f"{percent(one.right)} %",
         ranged(100 * one.bias, _hundred(one.interval), 0), number(one.brier))
        for one in found
    ]  # fmt: skip
    reads = tag("p", escape(say(words, "certainty-reads")), "mf-hint")
    return eyebrow(say(words, "certainty-title")) + table(heads, rows) + reads
