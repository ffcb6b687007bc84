"""What may be said of a question, by how many people answered it: the rules for small classes.

==============  =====================================================================================
below 30        counts of wrong answers; nothing is said of the question itself
30 to 99        numbers with intervals, and "look at this"
100 and more    verdicts, and each only where the whole interval is on the bad side
==============  =====================================================================================
"""

from collections.abc import Iterator
from math import isnan
from typing import Literal, NamedTuple

import numpy as np

from milkflow.insight import items
from milkflow.insight.choices import Choice, Slot, picked, slots
from milkflow.insight.classes import QuizClass
from milkflow.insight.sampling import Interval, Numbers, bootstrap, wilson
from milkflow.questions import Gradable

Size = Literal["few", "some", "many"]
FEW, MANY = 30, 100
POOR = 0.2  # r of a question that tells well from badly prepared people is at least this
WEAK = 0.15  # at 30 to 99 people, an r below this is worth a look
OWN_OPTIONS = ("one", "several", "hotspot", "chart", "key-feature", "dialogue")  # not a list that all parts share
USED = 0.05  # an option that fewer choose does no work
EASY = 0.9  # above this the wrong options have too few wrong answers to be judged by
DRAWN = 2 / 3  # of the wrong answers: more than this on one option is no even guessing


def size_of(count: int) -> Size:
    """Return which rules hold for a class of ``count``.

    >>> [size_of(count) for count in (29, 30, 99, 100)]
    ['few', 'some', 'some', 'many']
    """
    return "few" if count < FEW else "some" if count < MANY else "many"


class Finding(NamedTuple):
    """``sure``: a verdict, else "look at this". ``choice`` is the option it is about; ``facts`` fill its sentence."""

    kind: Literal["check-key", "weak", "dead-option", "misconception"]
    question: str
    sure: bool
    part: str = ""
    choice: str = ""
    facts: tuple[tuple[str, object], ...] = ()


class Line(NamedTuple):
    """One choice of a slot: how many took it, in all, in the upper and in the lower 27 %, and how many were sure."""

    choice: Choice
    taken: int
    upper: float
    lower: float
    sure: int
    chosen: Numbers


class Item(NamedTuple):
    """The numbers of one question in one class. ``wrong`` have less than all points; ``slots`` hold the choices."""

    question: Gradable
    size: Size
    people: int
    wrong: int
    blank: int
    p: float
    p_interval: Interval
    d: float
    r: float
    r_interval: Interval
    efficiency: float
    slots: tuple[tuple[Slot, tuple[Line, ...]], ...]
    rest: Numbers


def look_at(people: QuizClass) -> tuple[Item, ...]:
    """Return the numbers of every question whose points are all given, in the order of the quiz."""
    return tuple(_item(people, question) for question in people.questions)


def _item(people: QuizClass, question: Gradable) -> Item:
    most = question.points or 1.0
    mine = people.shares[question.id].to_numpy(float) * most
    total, count = people.points, people.count
    responses = people.responses(question.id)
    share = items.difficulty(mine, most)
    kind: str = question.kind
    # A case that is played leaves moves in the log and no answer; whoever did not play it has no points for it.
    blank = 0 if kind == "case" else sum(one is None for one in responses)
    return Item(
        question, size_of(count), count, int((mine < most - 1e-9).sum()), blank,
        share, wilson(share * count, count), items.discrimination(mine, total, most),
        items.point_biserial(mine, total), items.point_biserial_interval(mine, total),
        items.efficiency(mine, total), tuple((slot, _lines(people, question, slot, total)) for slot in slots(question)),
        total - mine,
    )  # fmt: skip


def _lines(people: QuizClass, question: Gradable, slot: Slot, total: Numbers) -> tuple[Line, ...]:
    taken = [picked(question, slot, response) for response in people.responses(question.id)]
    sure = np.array([one == "sure" for one in people.confidences(question.id)])
    lines, group = [], max(1.0, items.EDGE * people.count)
    for choice in slot.choices:
        chosen = np.array([choice.id in ids for ids in taken], dtype=float)
        upper, lower = items.edge_means(chosen, total)
        lines.append(Line(choice, int(chosen.sum()), upper * group, lower * group, int((chosen * sure).sum()), chosen))
    return tuple(lines)


def findings(item: Item) -> tuple[Finding, ...]:
    """Return what may be said of the question: nothing in a class below 30."""
    if item.size == "few":
        return ()
    sure = item.size == "many"
    key = next(_key(item, sure), None) or next(_weak(item, sure), None)
    return (*([key] if key else []), *(one for slot, lines in item.slots for one in _options(item, slot, lines, sure)))


def _key(item: Item, sure: bool) -> Iterator[Finding]:
    """Yield "check the key": who does well elsewhere does badly here, or hardly anybody takes the key."""
    low = item.p == 0 or (item.r_interval.high < POOR if sure else item.r < 0)
    for slot, lines in item.slots:
        rival = max((line for line in lines if not line.choice.right), key=lambda line: line.upper, default=None)
        right = [line for line in lines if line.choice.right]
        if rival is None or not right or rival.upper <= min(line.upper for line in right):
            continue
        if (low and _draws(item, rival, sure)) or (sure and _shunned(right, rival, len(lines), item.people)):
            yield Finding("check-key", item.question.id, sure, slot.part, rival.choice.id, (("count", rival.taken),))
    if not item.slots and (item.r_interval.high < 0 if sure else item.r < 0):
        yield Finding("check-key", item.question.id, sure)


def _shunned(right: list[Line], rival: Line, choices: int, people: int) -> bool:
    """Return whether fewer take the key than would by blind guessing, and most take ``rival``."""
    return (
        len(right) == 1
        and wilson(right[0].taken, people).high < 1 / choices
        and wilson(rival.taken, people).low > 1 / 2
    )


def _draws(item: Item, rival: Line, sure: bool) -> bool:
    """Return whether those who do well go for ``rival``; when ``sure``, beyond what chance would do."""
    leads = wilson(rival.upper, max(1, round(items.EDGE * item.people))).low > 0.5
    if item.p == 0:
        return leads or not sure
    if not items.correlation(rival.chosen, item.rest) > 0:
        return False
    return not sure or leads or bootstrap(items.correlation, rival.chosen, item.rest).low > 0


def _weak(item: Item, sure: bool) -> Iterator[Finding]:
    if isnan(item.r) or item.p > EASY:
        return
    if item.r_interval.high < POOR if sure else item.r < WEAK:
        yield Finding("weak", item.question.id, sure)


def _options(item: Item, slot: Slot, lines: tuple[Line, ...], sure: bool) -> Iterator[Finding]:
    answered = item.people - item.blank
    wrong = [line for line in lines if not line.choice.right]
    false = sum(line.taken for line in wrong)
    right = sum(line.taken for line in lines if line.choice.right) / max(1, sum(line.taken for line in lines))
    if right > EASY or len(wrong) < 2:
        return
    most = max(wrong, key=lambda line: line.taken)
    share = wilson(most.taken, false)
    drawn = share.low > DRAWN if sure else false >= 10 and most.taken / false > DRAWN + 0.1
    # Where those who do well go for it too, it is no belief of those who do not know: then the key is in doubt.
    if drawn and items.correlation(most.chosen, item.rest) < 0:
        facts = (("count", most.taken), ("wrong", false), ("sure", most.sure))
        yield Finding("misconception", item.question.id, sure, slot.part, most.choice.id, facts)
        return  # that the others are hardly used then follows from it
    for line in wrong if item.question.kind in OWN_OPTIONS else ():
        unused = wilson(line.taken, answered).high < USED if sure else line.taken == 0
        if unused:
            yield Finding("dead-option", item.question.id, sure, slot.part, line.choice.id, (("count", line.taken),))
