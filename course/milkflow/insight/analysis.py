"""How good the questions of a quiz are: numbers, and what the rules for small classes let one say of them."""

from collections.abc import Sequence
from html import escape
from math import isnan, sqrt

from milkflow.insight import pictures, scales
from milkflow.insight.classes import QuizClass
from milkflow.insight.findings import POOR, Finding, Item, findings, size_of
from milkflow.insight.pages import Words, eyebrow, number, percent, ranged, share, table, told, unbroken
from milkflow.insight.sampling import NOTHING, Interval, Z
from milkflow.markup import chip, details, tag
from milkflow.words import say

PASS = 0.8  # the provisional standard of the course


def whole_quiz(people: QuizClass, words: Words) -> str:
    """Return the numbers about the quiz as a whole: none below 30 people."""
    if size_of(people.count) == "few":
        return told(say(words, "analysis-few", count=people.count))
    heads = [say(words, f"analysis-col-{id}") for id in ("what", "value", "reads")]
    rows = [(escape(say(words, f"analysis-{id}", cut=percent(PASS))), escape(value),
             escape(say(words, f"analysis-{id}-reads"))) for id, value in _scale(people)]  # fmt: skip
    return eyebrow(say(words, "analysis-scale")) + table(heads, rows)


def _scale(people: QuizClass) -> list[tuple[str, str]]:
    shares = people.shares.to_numpy(float)
    weighted = shares * [one.points or 1.0 for one in people.questions]
    spread, mean, count = people.points.std(ddof=1), people.points.mean(), people.count
    half = Z * spread / sqrt(count)
    reliability = scales.alpha(weighted)
    kr20 = scales.kr20(shares)
    phi = scales.dependability(shares, PASS)
    error = scales.score_error(spread, reliability)
    needed = scales.questions_needed(reliability, len(people.questions))
    return [
        ("people", str(count)),
        ("mean", f"{ranged(mean, Interval(mean - half, mean + half), 1)} / {people.most:g}"),
        ("alpha", ranged(reliability, scales.interval(scales.alpha, weighted))),
        *([] if isnan(kr20) else [("kr20", ranged(kr20, scales.interval(scales.kr20, shares)))]),
        ("sem", f"± {number(error, 1)} / {people.most:g}"),
        ("needed", number(needed, 0)),
        ("phi", ranged(phi, scales.interval(lambda marks: scales.dependability(marks, PASS), shares))),
    ]


def each_question(found: Sequence[Item], words: Words) -> str:
    """Return the picture, the table with a line for each question, and the options of each on a press."""
    few = any(item.size == "few" for item in found)
    heads = ["question", *(("wrong", "range") if few else ("p", "d", "r", "eff", "says"))]
    shared = ("question", "wrong", "range")
    titles = [say(words, f"{'debrief' if id in shared else 'analysis'}-col-{id}") for id in heads]
    rows = [_counts(item, words) if few else _numbers(item, words) for item in found]
    picture = "" if few else _chart(found, words)
    options = "".join(_options(item, words) for item in found)
    return picture + table(titles, rows) + options


def _counts(item: Item, words: Words) -> tuple[str, ...]:
    wrong = say(words, "insight-of", hits=item.wrong, count=item.people)
    low, high = 1 - item.p_interval.high, 1 - item.p_interval.low
    return unbroken(item.question.id), escape(wrong), f"{percent(low)} – {percent(high)} %"


def _numbers(item: Item, words: Words) -> tuple[str, ...]:
    said = [_finding(one, item, words) for one in findings(item)] or [escape(say(words, "analysis-fine"))]
    return (
        unbroken(item.question.id), escape(share(item.p, item.p_interval, words)), number(item.d),
        ranged(item.r, item.r_interval), number(item.efficiency, 0), "".join(tag("p", one) for one in said),
    )  # fmt: skip


def _finding(finding: Finding, item: Item, words: Words) -> str:
    facts = dict(finding.facts)
    said = _said(finding, item, words)
    facts |= {"say": said, "choice": say(words, "analysis-rival", rival=said, count=facts["count"]) if said else ""}
    kind = "unsafe" if finding.kind == "check-key" else "superseded"
    level = "verdict" if finding.sure else "look"
    title = f"{say(words, f'analysis-{level}')}: {say(words, f'analysis-{finding.kind}')}"
    text = say(words, f"analysis-{finding.kind}-{'sure' if finding.sure else 'look'}", **facts)
    return chip(kind if finding.sure else "no-evidence", "!" if finding.sure else "?", title) + " " + escape(text)


def _said(finding: Finding, item: Item, words: Words) -> str:
    for slot, lines in item.slots:
        for line in lines:
            if (slot.part, line.choice.id) == (finding.part, finding.choice):
                text = say(words, line.choice.say).strip('"')  # it will stand in quotes
                return f"{slot.say} → {text}" if slot.say else text
    return ""


def _chart(found: Sequence[Item], words: Words) -> str:
    p = [(item.question.id, 100 * item.p, Interval(100 * item.p_interval.low, 100 * item.p_interval.high))
         for item in found]  # fmt: skip
    r = [(item.question.id, item.r, item.r_interval if not isnan(item.r) else NOTHING) for item in found]
    facts = "; ".join(f"{item.question.id}: {percent(item.p)} %, r {number(item.r)}" for item in found)
    columns: list[tuple[str, Sequence[pictures.Row], tuple[float, float], float | None]] = [
        (f"{say(words, 'analysis-chart-p')}, % (N = {found[0].people})", p, (0.0, 100.0), None),
        (say(words, "analysis-chart-r"), r, (-0.6, 1.0), POOR),
    ]
    alt = say(words, "analysis-chart-alt", facts=facts)
    return eyebrow(say(words, "analysis-chart")) + pictures.ranges(columns, alt)


def _options(item: Item, words: Words) -> str:
    if not item.slots:
        return ""
    few = item.size == "few"
    heads = ["option", "key", "count", *(() if few else ("upper", "lower"))]
    answered = item.people - item.blank
    parts = []
    for slot, lines in item.slots:
        rows = [
            (escape(say(words, line.choice.say)), escape(say(words, "analysis-is-key")) if line.choice.right else "",
             escape(say(words, "insight-of", hits=line.taken, count=answered)),
             *(() if few else (number(line.upper, 0), number(line.lower, 0))))
            for line in lines
        ]  # fmt: skip
        parts.append(table([say(words, f"analysis-col-{id}") for id in heads], rows, slot.say))
    inner = tag("p", escape(item.question.ask)) + "".join(parts)
    return details(say(words, "analysis-options", question=item.question.id), inner)


