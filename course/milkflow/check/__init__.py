"""Look at every content file, and name every problem at once: file, line, way out."""

from milkflow.check.course import Report, check_course

__all__ = ["Report", "check_course"]
