"""To a learning platform of the kind Moodle: marks, feedback, questions."""

from milkflow.grading.moodle.export import Export, export_questions
from milkflow.grading.moodle.marks import Marks, marks_for_moodle
from milkflow.grading.moodle.returning import Returned, feedback_for_moodle

__all__ = ["Export", "Marks", "Returned", "export_questions", "feedback_for_moodle", "marks_for_moodle"]
