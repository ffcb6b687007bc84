"""Figures drawn from the fact tables in plain Python: SVG that a screen reader reads, and the data as a table."""

from collections.abc import Callable, Mapping

from milkflow.errors import MilkflowError
from milkflow.evidence import FactTable
from milkflow.figures.curves import curves
from milkflow.figures.figure import Figure
from milkflow.figures.nodes import Node, written
from milkflow.figures.outcomes import outcomes
from milkflow.figures.places import places
from milkflow.figures.positions import MATRIX, PositionMap
from milkflow.figures.quadrant import quadrant
from milkflow.reading import did_you_mean

__all__ = ["FIGURES", "MATRIX", "Figure", "Node", "PositionMap", "curves", "figure", "places", "written"]

# A figure's name, the fact table that it draws, and how.
FIGURES: dict[str, tuple[str, Callable[[FactTable, Mapping[str, str]], Figure]]] = {
    "thomsen-outcomes": ("thomsen-outcomes", outcomes),
    "thomsen-quadrant": ("thomsen-thresholds", quadrant),
}


def figure(id: str, tables: Mapping[str, FactTable], words: Mapping[str, str]) -> Figure:
    """Return the figure called ``id``. Raise MilkflowError for an unknown name or a table that is not at hand."""
    if id not in FIGURES:
        raise MilkflowError(f"There is no figure called {id!r}{did_you_mean(id, FIGURES)}")
    name, draw = FIGURES[id]
    if name not in tables:
        raise MilkflowError(f"The figure {id!r} needs the fact table {name!r}. Run 'make build' if it is new.")
    return draw(tables[name], words)
