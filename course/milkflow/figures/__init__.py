"""Figures drawn in plain Python: SVG that a screen reader reads, told in words, and its data as a table."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from milkflow.errors import MilkflowError
from milkflow.evidence import FactTable
from milkflow.figures.breast import breast
from milkflow.figures.calls import calls
from milkflow.figures.curves import curves
from milkflow.figures.figure import Figure
from milkflow.figures.holds import holds
from milkflow.figures.hours import hours
from milkflow.figures.narrowing_figure import narrowing
from milkflow.figures.nodes import Node, written
from milkflow.figures.outcomes import outcomes
from milkflow.figures.places import places
from milkflow.figures.positions import MATRIX, PositionMap
from milkflow.figures.quadrant import quadrant
from milkflow.figures.skin import skin
from milkflow.figures.weeks import weeks
from milkflow.reading import did_you_mean

__all__ = ["FIGURES", "MATRIX", "Figure", "Node", "Plan", "PositionMap", "curves", "figure", "places", "written"]


class Plan(NamedTuple):
    """How a figure is made: ``draw`` takes the named fact tables, in this order, and then the words."""

    draw: Callable[..., Figure]
    tables: tuple[str, ...] = ()


FIGURES: dict[str, Plan] = {
    "breast-ducts": Plan(breast, ("anatomy-numbers",)),
    "feeding-positions": Plan(holds),
    "hours-to-wait": Plan(hours, ("escalation-times",)),
    "incidence-by-week": Plan(weeks, ("incidence", "timing")),
    "narrowing": Plan(narrowing),
    "skin-tones": Plan(skin),
    "thomsen-outcomes": Plan(outcomes, ("thomsen-outcomes",)),
    "thomsen-quadrant": Plan(quadrant, ("thomsen-thresholds",)),
    "when-to-call": Plan(calls, ("sepsis-nice",)),
}


def figure(id: str, tables: Mapping[str, FactTable], words: Mapping[str, str]) -> Figure:
    """Return the figure called ``id``. Raise MilkflowError for an unknown name or a table that is not at hand."""
    if id not in FIGURES:
        raise MilkflowError(f"There is no figure called {id!r}{did_you_mean(id, FIGURES)}")
    plan = FIGURES[id]
    for name in plan.tables:
        if name not in tables:
            raise MilkflowError(f"The figure {id!r} needs the fact table {name!r}. Run 'make build' if it is new.")
    return plan.draw(*(tables[name] for name in plan.tables), words)
