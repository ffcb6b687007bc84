"""How long guidelines wait before an antibiotic: a line of hours for each that was read."""

from collections.abc import Mapping

from milkflow.errors import MilkflowError
from milkflow.evidence import FactRow, FactTable
from milkflow.figures.figure import Figure, data_table
from milkflow.figures.nodes import Node, dot, label, node, on_lines, path, picture, written
from milkflow.words import say

LEFT, RIGHT, TOP, STEP, MOST = 8.0, 306.0, 30.0, 40.0, 48  # units: the field, from row to row; hours
# These say what to do when an antibiotic that was begun does not help: another question, and told in the table.
AFTER_BEGINNING = ("oxford", "iowa")


def hours(table: FactTable, words: Mapping[str, str]) -> Figure:
    """Return the figure. Raise MilkflowError when no row with hours was read."""
    rows = sorted((row for row in table.checked if _drawable(row)), key=_order)
    if not rows:
        raise MilkflowError(f"facts.yaml: {table.id} has no row with hours that is marked read, so it cannot be drawn.")
    title = say(words, "hours-title")
    told = "; ".join(f"{row.values['guideline']}: {_said(row, words)}" for row in rows)
    story = say(words, "hours-desc", rows=told)
    bottom = TOP + STEP * len(rows)
    parts = [*_scale(bottom, words), *(piece for at, row in enumerate(rows) for piece in _line(at, row, words))]
    return Figure(
        id="hours-to-wait",
        title=title,
        drawing=written(picture(320, bottom + 46, title, story, *parts)),
        table=data_table(table, ["guideline"], ["hours_min", "hours_max", "rule"], words),
        cautions=tuple(say(words, f"hours-caution-{name}") for name in ("ill", "differ", "ours", "begun")),
        words=words,
        story=story,
    )


def _drawable(row: FactRow) -> bool:
    return row.id not in AFTER_BEGINNING and isinstance(row.values.get("hours_max"), int | float)


def _ends(row: FactRow) -> tuple[float | None, float]:
    low, high = row.values.get("hours_min"), row.values["hours_max"]
    assert isinstance(high, int | float)
    return (low if isinstance(low, int | float) else None), high


def _order(row: FactRow) -> tuple[float, float, str]:
    low, high = _ends(row)
    return high, -1 if low is None else low, row.id


def _said(row: FactRow, words: Mapping[str, str]) -> str:
    low, high = _ends(row)
    if low is None:
        return say(words, "hours-by", high=f"{high:g}")
    return say(words, "hours-range", low=f"{low:g}", high=f"{high:g}")


def _x(at: float) -> float:
    return LEFT + (RIGHT - LEFT) * at / MOST


def _line(at: int, row: FactRow, words: Mapping[str, str]) -> list[Node]:
    y = TOP + STEP * at + 26
    low, high = _ends(row)
    name = on_lines(LEFT, y - 10, str(row.values["guideline"]))
    if low is None:
        mark = path(f"M{_x(high):g} {y:g}m-6 -6v12M{_x(high) - 6:g} {y:g}H{_x(high) - 30:g}", "mf-hours__by")
        return [name, mark, label(_x(high) - 36, y + 4, say(words, "hours-by", high=f"{high:g}"), "end")]
    ends = [dot(_x(hour), y, 5, "mf-hours__end") for hour in (low, high)]
    return [name, path(f"M{_x(low):g} {y:g}H{_x(high):g}", "mf-hours__line"), *ends]


def _scale(bottom: float, words: Mapping[str, str]) -> list[Node]:
    drawn: list[Node] = []
    for hour in (0, 12, 24, 36, 48):
        drawn.append(node("path", {"d": f"M{_x(hour):g} {TOP - 6:g}V{bottom + 4:g}", "class": "mf-hours__grid"}))
        drawn.append(label(_x(hour), bottom + 20, f"{hour}", "middle"))
    # This course looks again by then, whatever the guideline.
    drawn.append(path(f"M{_x(24):g} {TOP - 10:g}V{bottom + 6:g}", "mf-hours__ours"))
    drawn.append(label(_x(24), TOP - 16, say(words, "hours-ours"), "middle", "mf-picture__text mf-name"))
    drawn.append(label(LEFT, bottom + 40, say(words, "hours-axis")))
    return drawn
