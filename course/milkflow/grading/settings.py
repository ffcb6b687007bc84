"""What nbgrader is told about this course: ``nbgrader_config.py`` at the root calls `configure`, as does `grade`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from milkflow.build.release import bin_on_path
from milkflow.build.release_stages import RELEASE_STAGES
from milkflow.grading.stages import AUTOGRADE_STAGES, SANITIZE_STAGES
from milkflow.handin import STAFF_CODE, answers_name
from milkflow.places import quiz_files

CONFIG_NAME = "nbgrader_config.py"
# <code>--<quiz>/<quiz>.ipynb or <quiz>.answers.jsonl, wherever the zip was unpacked and whatever it is called.
HANDED_IN = (
    rf".*[\\/](?P<student_id>{STAFF_CODE.pattern})--(?P<quiz>[a-z0-9][a-z0-9-]*)[\\/]"
    r"(?P<file_id>(?P=quiz)\.(?:ipynb|answers\.jsonl))$"
)


def configure(config: Any, root: Path) -> None:
    """Fill ``config`` for the course at ``root``: folders, zip_collect, release and grading stages.

    ``MILKFLOW_SOLUTIONS`` names a private folder of quizzes; it is set when it is not, because a kernel that
    nbgrader starts looks there for the key.
    """
    bin_on_path()
    root = root.resolve()
    solutions = Path(os.environ.setdefault("MILKFLOW_SOLUTIONS", str(root / "solutions"))).absolute()
    course = config.CourseDirectory
    course.root = str(root)
    course.source_directory = "solutions" if solutions == root / "solutions" else str(solutions)
    course.release_directory = "exercises"
    config.FileNameCollectorPlugin.named_regexp = HANDED_IN
    config.FileNameCollectorPlugin.valid_ext = [".ipynb", ".jsonl"]
    config.GenerateAssignment.preprocessors = RELEASE_STAGES
    config.Autograde.sanitize_preprocessors = SANITIZE_STAGES
    config.Autograde.autograde_preprocessors = AUTOGRADE_STAGES
    # An instructor who tries a quiz leaves her own answers beside it; they must never stand in for a trainee's.
    config.Autograde.exclude_overwriting = {path.stem: [answers_name(path.stem)] for path in quiz_files(solutions)}


def read_config(root: Path) -> Config:
    """Return the course's nbgrader configuration: its own file, or ours where it has none."""
    with _unchanged("MILKFLOW_SOLUTIONS"):
        if (root / CONFIG_NAME).is_file():
            return PyFileConfigLoader(CONFIG_NAME, path=str(root)).load_config()
        config = Config()
        configure(config, root)
        return config


def course_directory(config: Config, quiz: str) -> CourseDirectory:
    """Return nbgrader's idea of where things lie, with ``quiz`` as its assignment."""
    directory = CourseDirectory(config=config)
    directory.assignment_id = quiz
    return directory


@contextmanager
def _unchanged(name: str) -> Iterator[None]:
    before = os.environ.get(name)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = before
