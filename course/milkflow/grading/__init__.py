"""The instructor's side of a quiz: collect, grade through nbgrader without running anything, report, send back."""

from milkflow.grading.grade import grade, quizzes_to_grade
from milkflow.grading.report import Report, Row

__all__ = ["Report", "Row", "grade", "quizzes_to_grade"]
