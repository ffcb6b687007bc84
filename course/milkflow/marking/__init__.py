"""From a response to a mark: pure, total, with partial credit by documented formula."""

from milkflow.marking.decisions import too_careful
from milkflow.marking.mark import Mark, Part, as_points, mark
from milkflow.marking.played import is_finished, run_of
from milkflow.marking.review import review_html
from milkflow.marking.saying import say_before, say_response
from milkflow.marking.standard import STANDARD, passes_gate, reaches_standard

__all__ = [
    "STANDARD",
    "Mark",
    "Part",
    "as_points",
    "is_finished",
    "mark",
    "passes_gate",
    "reaches_standard",
    "review_html",
    "run_of",
    "say_before",
    "say_response",
    "too_careful",
]
