"""What one can do next in this course, told from what lies in its folders."""

from milkflow.status.facts import CourseState, QuizState, read_state
from milkflow.status.page import page
from milkflow.status.steps import Command, Step, next_steps

__all__ = ["Command", "CourseState", "QuizState", "Step", "next_steps", "page", "read_state"]
