"""A chart of observations: one drawing for each series, one under the other, and all of it as a table."""

from collections.abc import Mapping
from typing import Any

from milkflow.cases.chart import said
from milkflow.figures.nodes import Node, label, node, picture
from milkflow.questions import Curves, Series
from milkflow.words import say

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 320, 168, 46, 306, 30, 138  # units: the drawing, and the field inside it
BOTH_SCALES = ("°C",)  # told in Celsius and Fahrenheit, so the unit stands with each number
STEPS = 4  # lines across the field, above the lowest


def curves(chart: Curves, words: Mapping[str, str]) -> dict[str, Any]:
    """Return ``title``, ``drawings`` (a node for each series), ``head`` and ``rows`` (the table, plain text)."""
    return {
        "title": chart.title,
        "drawings": [_drawing(chart, series, words) for series in chart.series],
        "head": [say(words, "chart-time"), *(_name(series, words) for series in chart.series)],
        "rows": [
            [time, *(_value(series, at, words) for series in chart.series)] for at, time in enumerate(chart.times)
        ],
    }


def _value(series: Series, at: int, words: Mapping[str, str]) -> str:
    value = series.values[at]
    if value is None:
        return say(words, "chart-not-taken")
    return said(series.unit, value) if series.unit in BOTH_SCALES else f"{value:g}"


def _name(series: Series, words: Mapping[str, str]) -> str:
    bare = series.unit in BOTH_SCALES
    return series.label if bare else say(words, "chart-series", label=series.label, unit=series.unit)


def _drawing(chart: Curves, series: Series, words: Mapping[str, str]) -> Node:
    taken = [(at, value) for at, value in enumerate(series.values) if value is not None]
    dots = [(_x(at, len(chart.times)), _y(value, series)) for at, value in taken]
    name = say(words, "chart-series", label=series.label, unit=series.unit)
    points = [say(words, "chart-point", time=chart.times[at], value=said(series.unit, value)) for at, value in taken]
    line = node("polyline", {"points": " ".join(f"{x:g},{y:g}" for x, y in dots), "class": "mf-curve"})
    look = {"r": 4, "class": "mf-curve__dot", "fill": "currentColor"}
    marks = [node("circle", {"cx": x, "cy": y} | look) for x, y in dots]
    heading = label(0, 14, name, "start", "mf-picture__text mf-name")
    return picture(WIDTH, HEIGHT, name, "; ".join(points), heading, *_grid(series), *_times(chart.times), line, *marks)


def _grid(series: Series) -> list[Node]:
    drawn = []
    for step in range(STEPS + 1):
        value = series.low + (series.high - series.low) * step / STEPS
        y = _y(value, series)
        drawn.append(node("path", {"d": f"M{LEFT} {y:g}H{RIGHT}", "class": "mf-curve__grid", "stroke-opacity": 0.35}))
        drawn.append(label(LEFT - 7, y + 5, f"{value:g}", "end"))
    return drawn


def _times(times: tuple[str, ...]) -> list[Node]:
    # Every time has its tick; where they would touch, only every second or third is written.
    every = -(-len(times) // 5)
    drawn = []
    for at, time in enumerate(times):
        x = _x(at, len(times))
        drawn.append(node("path", {"d": f"M{x:g} {BOTTOM}v5", "class": "mf-curve__grid"}))
        if at % every == 0:
            drawn.append(label(x, BOTTOM + 21, time, "middle"))
    return drawn


def _x(at: int, of: int) -> float:
    return LEFT + 14 + (RIGHT - LEFT - 28) * at / (of - 1)


def _y(value: float, series: Series) -> float:
    return BOTTOM - (BOTTOM - TOP) * (value - series.low) / (series.high - series.low)
