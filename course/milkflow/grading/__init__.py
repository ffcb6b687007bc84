"""The instructor's side of a quiz: collect, grade through nbgrader without running anything, report, send back."""

from milkflow.grading.demo import demo_class
from milkflow.grading.grade import grade, quizzes_to_grade
from milkflow.grading.regrade import preview
from milkflow.grading.regrade_text import preview_text
from milkflow.grading.report import Report, Row

__all__ = ["Report", "Row", "demo_class", "grade", "preview", "preview_text", "quizzes_to_grade"]
