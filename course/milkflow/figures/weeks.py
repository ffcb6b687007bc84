"""How many women get mastitis, and when after the birth: only what was counted, for the weeks that were counted."""

from collections.abc import Mapping

from milkflow.evidence import FactRow, FactTable
from milkflow.figures.figure import Figure, checked_row, number, plain_table
from milkflow.figures.nodes import Node, dot, label, on_lines, path, picture, written
from milkflow.words import say

LEFT, RIGHT, TOP, FLOOR = 34.0, 308.0, 26.0, 216.0  # units: the upper field
MOST, LAST = 25, 26  # percent at the top; weeks at the right ("6 months" is drawn as 26 weeks, "first month" as 4)
# Studies that say how many weeks they counted: row, weeks, and where the name stands ("after": after week 4).
COUNTED = (
    ("melbourne-castle", 8, "above", "start"),
    ("glasgow-6-months", 26, "above", "end"),
    ("melbourne-6-months", 26, "below", "end"),
    ("usa-12-weeks", 12, "above", "after"),
    ("nepal-first-month", 4, "below", "after"),
)
# Shares of the episodes of six months that came within four weeks; and of abscesses, within some weeks of a year.
EARLY, EARLY_WEEKS = ("glasgow-four-weeks", "melbourne-four-weeks"), 4
ABSCESS, ABSCESS_WEEKS = "abscess-weeks", (3, 8)
BLOCK, STRIP, BELOW = 3.4, 80.0, 308.0  # units: one episode in 100 a week; from strip to strip; where they begin


def weeks(incidence: FactTable, timing: FactTable, words: Mapping[str, str]) -> Figure:
    """Return the figure. Raise MilkflowError when a row that it draws was not read."""
    studies = [(checked_row(incidence, id), end, side, at) for id, end, side, at in COUNTED]
    early, abscess = [checked_row(timing, id) for id in EARLY], checked_row(timing, ABSCESS)
    title = say(words, "weeks-title")
    told = "; ".join(_said(row, words) for row, *_ in studies)
    within = "; ".join(_share(row, words) for row in (*early, abscess))
    story = say(words, "weeks-desc", studies=told, shares=within)
    parts = [
        *_field(words),
        *(piece for row, end, side, at in studies for piece in _study(row, end, side, at, words)),
        *_strips(early, abscess, words),
    ]
    return Figure(
        id="incidence-by-week",
        title=title,
        drawing=written(picture(320, BELOW + STRIP * len(EARLY) + 84, title, story, *parts)),
        table=_table(incidence, timing, words),
        cautions=tuple(say(words, f"weeks-caution-{name}") for name in ("line", "counting", "abscess", "cases")),
        words=words,
        story=story,
    )


def _said(row: FactRow, words: Mapping[str, str]) -> str:
    return say(words, f"weeks-{row.id}", percent=f"{number(row, 'value'):g}")


def _share(row: FactRow, words: Mapping[str, str]) -> str:
    return say(words, f"weeks-{row.id}", percent=f"{number(row, 'percent'):g}")


def _x(week: float) -> float:
    return LEFT + (RIGHT - LEFT) * week / LAST


def _y(percent: float) -> float:
    return FLOOR - (FLOOR - TOP) * percent / MOST


def _axis(y: float) -> list[Node]:
    return [label(_x(week), y, f"{week}", "middle") for week in (0, 4, 8, 12, 16, 20, 26)]


def _field(words: Mapping[str, str]) -> list[Node]:
    rules = [path(f"M{LEFT:g} {_y(share):g}H{RIGHT:g}", "mf-hours__grid") for share in (0, 5, 10, 15, 20, 25)]
    sides = [label(LEFT - 6, _y(share) + 5, f"{share}", "end") for share in (0, 5, 10, 15, 20, 25)]
    names = [
        label(0, 12, say(words, "weeks-up"), "start", "mf-picture__text mf-name"),
        label(RIGHT, FLOOR + 40, say(words, "weeks-across"), "end"),
    ]
    return [*rules, *sides, *names, *_axis(FLOOR + 20)]


def _study(row: FactRow, end: float, side: str, at: str, words: Mapping[str, str]) -> list[Node]:
    y = _y(number(row, "value"))
    line = path(f"M{_x(0):g} {y:g}H{_x(end):g}", "mf-weeks__line")
    x = {"start": _x(0) + 3, "after": _x(4) + 9, "end": _x(end)}[at]
    name = on_lines(x, y - 6 if side == "above" else y + 16, _said(row, words), "end" if at == "end" else "start")
    return [line, *_interval(row, end), dot(_x(end), y, 4.5, "mf-hours__end"), name]


def _interval(row: FactRow, end: float) -> list[Node]:
    if "ci_low" not in row.values:
        return []
    high, low = _y(number(row, "ci_high")), _y(number(row, "ci_low"))
    return [path(f"M{_x(end) - 4:g} {high:g}h8m-4 0V{low:g}m-4 0h8", "mf-body__measure")]


def _strips(early: list[FactRow], abscess: FactRow, words: Mapping[str, str]) -> list[Node]:
    drawn: list[Node] = [label(0, BELOW - 24, say(words, "weeks-when"), "start", "mf-picture__text mf-name")]
    for at, row in enumerate(early):
        drawn += _blocks(BELOW + STRIP * at + 50, number(row, "percent"))
        drawn.append(label(_x(EARLY_WEEKS) + 8, BELOW + STRIP * at + 16, _share(row, words)))
    y, (start, end) = BELOW + STRIP * len(early) + 20, ABSCESS_WEEKS
    drawn.append(path(f"M{_x(start):g} {y - 6:g}v12m0 -6H{_x(end):g}m0 -6v12", "mf-hours__by"))
    drawn.append(label(_x(end) + 8, y + 5, _share(abscess, words)))
    drawn.append(path(f"M{LEFT:g} {y + 20:g}H{RIGHT:g}", "mf-hours__grid"))
    return [*drawn, *_axis(y + 40), label(RIGHT, y + 60, say(words, "weeks-across"), "end")]


def _blocks(floor: float, percent: float) -> list[Node]:
    """Return two blocks whose areas are the shares of the episodes before and after week 4."""
    high, low = BLOCK * percent / EARLY_WEEKS, BLOCK * (100 - percent) / (LAST - EARLY_WEEKS)
    first = f"M{_x(0):g} {floor:g}V{floor - high:g}H{_x(EARLY_WEEKS):g}V{floor:g}Z"
    rest = f"M{_x(EARLY_WEEKS):g} {floor:g}V{floor - low:g}H{_x(LAST):g}V{floor:g}Z"
    return [path(rest, "mf-weeks__rest"), path(first, "mf-weeks__part")]


def _table(incidence: FactTable, timing: FactTable, words: Mapping[str, str]) -> str:
    counted = [[str(row.values["setting"]), _value(row, words)] for row in incidence.checked]
    when = [[say(words, f"weeks-row-{row.id}"), str(row.values["statement"])] for row in timing.checked]
    heads = [say(words, "weeks-head-what"), say(words, "weeks-head-found")]
    return plain_table(say(words, "weeks-table"), heads, [*counted, *when])


def _value(row: FactRow, words: Mapping[str, str]) -> str:
    values = row.values
    said = [f"{values['value']} {values['unit']}"] if "value" in values else []
    if "ci_low" in values:
        said.append(say(words, "weeks-interval", low=values["ci_low"], high=values["ci_high"]))
    if "cases" in values:
        said.append(say(words, "weeks-cases", cases=values["cases"], of=values["of"]))
    if "low" in values:
        said.append(say(words, "weeks-range", low=values["low"], high=values["high"], unit=values["unit"]))
    return "\n".join([*said, *([str(values["text"])] if "text" in values else [])])
