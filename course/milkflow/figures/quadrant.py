"""Thomsen 1984: two counts in a milk sample, two limits, and the three states that they tell apart."""

from collections.abc import Mapping

from milkflow.errors import MilkflowError
from milkflow.evidence import FactTable
from milkflow.figures.figure import Figure, checked_row, data_table, number
from milkflow.figures.svg import LINE, TEXT, block, box, drawing, grouped, line, text
from milkflow.words import say

LEFT, TOP, SIDE, HIGH = 76, 26, 122, 92  # units: where the square starts; width and height of one field
RIGHT, BOTTOM = LEFT + 2 * SIDE, TOP + 2 * HIGH
ACROSS, UP = LEFT + SIDE, TOP + HIGH  # where the two limits lie
HATCH = (
    '<pattern id="mf-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0V7" stroke="currentColor" stroke-opacity=".28"/></pattern>'
)


def quadrant(table: FactTable, words: Mapping[str, str]) -> Figure:
    """Return the figure. Raise MilkflowError when a row was not read, or the rows disagree on a limit."""
    stasis, inflamed, infected = (checked_row(table, id) for id in ("milk-stasis", "non-infectious", "infectious"))
    cells = _one_limit(
        number(stasis, "leukocytes_max"), number(inflamed, "leukocytes_min"), number(infected, "leukocytes_min")
    )
    bacteria = _one_limit(
        number(stasis, "bacteria_max"), number(inflamed, "bacteria_max"), number(infected, "bacteria_min")
    )
    names = [say(words, f"quadrant-{row.id}") for row in (stasis, inflamed, infected)]
    limits = {"cells": grouped(cells), "bacteria": grouped(bacteria)}
    title = say(words, "thomsen-quadrant-title")
    story = say(words, "thomsen-quadrant-desc", **limits)
    parts = [*_fields(names, say(words, "quadrant-none")), *_axes(limits, words)]
    return Figure(
        id="thomsen-quadrant",
        title=title,
        drawing=drawing("mf-thomsen-quadrant", BOTTOM + 2 * LINE + 14, title, story, parts),
        table=data_table(table, ["state", "leukocytes_per_ml", "bacteria_per_ml"], [], words),
        cautions=tuple(say(words, f"thomsen-caution-{name}") for name in ("scale", "fourth", "class", "doubt")),
        words=words,
        story=story,
    )


def _one_limit(*limits: float) -> float:
    """Return the limit that all rows share: with two limits the fields of the drawing would lie."""
    if len(set(limits)) != 1:
        raise MilkflowError(f"facts.yaml: the rows of thomsen-thresholds name different limits: {limits}.")
    return limits[0]


def _fields(names: list[str], none: str) -> list[str]:
    stasis, inflamed, infected = names
    fields = [
        (LEFT, UP, "mf-field mf-field--calm", "none", stasis, "mf-name"),
        (LEFT, TOP, "mf-field mf-field--warm", "none", inflamed, "mf-name"),
        (ACROSS, TOP, "mf-field mf-field--hot", "none", infected, "mf-name"),
        (ACROSS, UP, "mf-field", "url(#mf-hatch)", none, "mf-quiet"),
    ]
    drawn = [
        box(x, y, SIDE, HIGH, css, fill) + block(x + SIDE / 2, y + HIGH / 2, name, 15, kind)
        for x, y, css, fill, name, kind in fields
    ]
    return [HATCH, *drawn]


def _axes(limits: Mapping[str, str], words: Mapping[str, str]) -> list[str]:
    fewer, more = say(words, "quadrant-fewer"), say(words, "quadrant-more")
    below = BOTTOM + LINE
    return [
        line(LEFT - 5, UP, RIGHT, UP),
        line(ACROSS, TOP, ACROSS, BOTTOM + 5),
        text(0, TEXT, f"{say(words, 'quadrant-cells')} ↑", css_class="mf-axis"),
        text(LEFT - 7, TOP + TEXT, more, "end"),
        text(LEFT - 7, UP + TEXT * 0.35, limits["cells"], "end"),
        text(LEFT - 7, BOTTOM - 4, fewer, "end"),
        text(LEFT, below + 4, fewer),
        text(ACROSS, below + 4, limits["bacteria"], "middle"),
        text(RIGHT, below + 4, more, "end"),
        text(RIGHT, below + LINE + 6, f"{say(words, 'quadrant-bacteria')} →", "end", "mf-axis"),
    ]
