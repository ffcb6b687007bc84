"""The instructor's side of a quiz: collect, grade through nbgrader without running anything, report, send back."""

from milkflow.grading.starting import import_notebooks

import_notebooks()

from milkflow.grading.demo import demo_class  # noqa: E402
from milkflow.grading.grade import grade, quizzes_to_grade, tells_answers  # noqa: E402
from milkflow.grading.regrade import preview  # noqa: E402
from milkflow.grading.regrade_text import preview_text  # noqa: E402
from milkflow.grading.report import Report, Row  # noqa: E402

__all__ = ["Report", "Row", "demo_class", "grade", "preview", "preview_text", "quizzes_to_grade", "tells_answers"]
