"""nbgrader's settings for this course. What they are and why stands in ``milkflow/grading/settings.py``."""

from pathlib import Path

from milkflow.grading.settings import configure

c = get_config()  # noqa: F821  (nbgrader puts this name here)
configure(c, Path(__file__).parent)
