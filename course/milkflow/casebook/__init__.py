"""What authors, reviewers and facilitators get of a case: its graph, its sheet, and its place in the set."""

from milkflow.casebook.graph import graph_svg
from milkflow.casebook.sheet import sheet_html
from milkflow.casebook.spread import spread_table

__all__ = ["graph_svg", "sheet_html", "spread_table"]
