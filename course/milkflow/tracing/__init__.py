"""From a claim to every sentence that rests on it, and back: coverage of the course, and the reach of one change."""

from milkflow.tracing.coverage import Coverage, coverage, gaps
from milkflow.tracing.everywhere import uses
from milkflow.tracing.impact import impact
from milkflow.tracing.lessons import placed_cases
from milkflow.tracing.model import Use

__all__ = ["Coverage", "Use", "coverage", "gaps", "impact", "placed_cases", "uses"]
