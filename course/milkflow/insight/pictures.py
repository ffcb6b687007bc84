"""Plots, as pictures that carry their own words: matplotlib's SVG in an ``<img>`` with a text for who cannot see it.

The same numbers give the same bytes on every computer: no date, no random ids, coordinates of one decimal.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Any

from matplotlib import rc_context
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from milkflow.insight.sampling import Interval

INK, SOFT, TEAL, RED, SAND = "#1d2b2c", "#4b5b5b", "#0d6661", "#9c2420", "#d8b98a"
STYLE: Any = {
    "svg.hashsalt": "milkflow", "svg.fonttype": "none", "font.family": "DejaVu Sans", "font.size": 10,
    "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": SOFT, "xtick.color": SOFT, "ytick.color": INK,
    "axes.spines.top": False, "axes.spines.right": False, "hatch.linewidth": 0.8,
}  # fmt: skip
WIDTH, LINE, FRAME = 8.6, 0.34, 1.15  # inches
Row = tuple[str, float, Interval]


def bars(names: Sequence[str], parts: Sequence[tuple[str, Sequence[float]]], axis: str, most: int, alt: str) -> str:
    """Return horizontal bars put end to end, the first name on top. ``parts`` are two: in red, and hatched in sand."""
    with rc_context(STYLE):
        figure, (one,) = _figure(len(names), 1)
        start = [0.0] * len(names)
        hatched = {"color": SAND, "hatch": "//", "edgecolor": SOFT, "linewidth": 0}
        looks: list[dict[str, Any]] = [{"color": RED}, hatched]
        for (title, values), look in zip(parts, looks, strict=True):
            one.barh(range(len(names)), values, left=start, label=title, height=0.62, **look)
            start = [left + value for left, value in zip(start, values, strict=True)]
        _named(one, names)
        one.set_xlim(0, most)
        one.set_xlabel(f"{axis} (N = {most})")
        one.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
        return _picture(figure, alt)


def ranges(columns: Sequence[tuple[str, Sequence[Row], tuple[float, float], float | None]], alt: str) -> str:
    """Return dots with bars for their ranges, in columns side by side that share the names of the first.

    Each column has an axis title, rows of (name, value, interval), the limits of its axis and a line to compare with.
    """
    with rc_context(STYLE):
        figure, axes = _figure(len(columns[0][1]), len(columns))
        for at, (one, (axis, rows, limits, line)) in enumerate(zip(axes, columns, strict=True)):
            for place, (_, value, interval) in enumerate(rows):
                one.plot([interval.low, interval.high], [place, place], color=TEAL, linewidth=2)
                one.plot([value], [place], "o", color=TEAL, markersize=6)
            if line is not None:
                one.axvline(line, color=SOFT, linewidth=0.8, linestyle=":")
            _named(one, [name for name, *_ in rows] if at == 0 else [""] * len(rows))
            one.set_xlim(*limits)
            one.set_xlabel(axis)
        return _picture(figure, alt)


def before_after(
    names: Sequence[str], pairs: Sequence[tuple[float, float]], gains: Sequence[Row], titles: Sequence[str], alt: str
) -> str:
    """Return hollow and filled dots joined by a line (percent), and beside them the gain with its range.

    ``titles`` are: before, after, the axis of both, and the axis of the gain.
    """
    with rc_context(STYLE):
        figure, (left, right) = _figure(len(names), 2)
        for place, (first, second) in enumerate(pairs):
            left.plot([first, second], [place, place], color=SOFT, linewidth=1.2, zorder=1)
        places = range(len(names))
        left.scatter([a for a, _ in pairs], places, s=42, facecolor="white", edgecolor=TEAL, label=titles[0], zorder=2)
        left.scatter([b for _, b in pairs], places, s=42, color=TEAL, label=titles[1], zorder=2)
        left.set_xlim(0, 100)
        left.set_xlabel(titles[2])
        left.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
        for place, (_, value, interval) in enumerate(gains):
            right.plot([interval.low, interval.high], [place, place], color=TEAL, linewidth=2)
            right.plot([value], [place], "o", color=TEAL, markersize=6)
        right.axvline(0, color=SOFT, linewidth=0.8, linestyle=":")
        right.set_xlabel(titles[3])
        _named(left, names)
        _named(right, [""] * len(names))
        return _picture(figure, alt)


def _figure(lines: int, columns: int) -> tuple[Figure, Sequence[Any]]:
    figure = Figure(figsize=(WIDTH, FRAME + LINE * lines), layout="constrained")
    FigureCanvasSVG(figure)
    return figure, list(figure.subplots(1, columns, squeeze=False)[0])


def _named(axes: Any, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)


def _picture(figure: Figure, alt: str) -> str:
    page = BytesIO()
    figure.savefig(page, format="svg", metadata={"Date": None, "Creator": None})
    drawing = re.sub(r"-?\d+\.\d+", lambda found: f"{float(found[0]):.1f}", page.getvalue().decode())
    drawing = drawing.replace("'DejaVu Sans'", "'DejaVu Sans', system-ui, Arial, sans-serif")
    data = b64encode(drawing.encode()).decode()
    look = "max-width:100%;height:auto;background:#fff;border-radius:8px"
    return f'<img alt="{escape(alt)}" style="{look}" src="data:image/svg+xml;base64,{data}">'
