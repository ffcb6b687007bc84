"""Release a quiz: nbgrader's own `generate_assignment`, called as a library, with our stages added."""

import os
import shutil
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import SaveCells
from traitlets.config import Config

from milkflow.build.nbgrader_log import captured
from milkflow.build.quizzes import write_source
from milkflow.build.release_stages import RELEASE_STAGES, RunKeyFree
from milkflow.build.running import Begin
from milkflow.errors import BuildError
from milkflow.places import Places
from milkflow.questions import Quiz


def build_quizzes(
    places: Places,
    quizzes: Mapping[str, Quiz],
    words: Mapping[str, str],
    begin: Begin = lambda path: None,
) -> list[Path]:
    """Write the source version and the release of every quiz; return the notebooks written, two for each.

    The same content gives the same bytes. Raise BuildError when a quiz cannot be run or released.
    """
    made: list[Path] = []
    for quiz in quizzes.values():
        begin(places.solutions / quiz.id)
        made.append(write_source(places.solutions, quiz, words))
        begin(places.exercises / quiz.id)
        made.append(release(quiz.id, places.solutions, places.exercises))
    return made


def release(quiz: str, solutions: Path, exercises: Path) -> Path:
    """Write ``exercises/<quiz>/`` from ``solutions/<quiz>/`` and return the released notebook. No gradebook is used."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch).resolve()
        _generate(quiz, solutions, folder / "release", [stage for stage in RELEASE_STAGES if stage is not SaveCells])
        shutil.copytree(folder / "release" / quiz, exercises / quiz, dirs_exist_ok=True)
    return exercises / quiz / f"{quiz}.ipynb"


def enter_quiz(quiz: str, solutions: Path, work: Path, db_url: str) -> None:
    """Enter the quiz in the gradebook at ``db_url``; ``work`` is a folder for what else comes out of it.

    Raise BuildError, with nbgrader's reason, when the gradebook refuses it.
    """
    bin_on_path()
    _generate(quiz, solutions, work, [stage for stage in RELEASE_STAGES if stage is not RunKeyFree], db_url)


def _generate(quiz: str, solutions: Path, target: Path, stages: list[type[Any]], db_url: str | None = None) -> None:
    config = Config()
    config.GenerateAssignment.preprocessors = stages
    config.GenerateAssignment.no_database = db_url is None
    config.CourseDirectory.source_directory = str(solutions.absolute())
    config.CourseDirectory.release_directory = str(target)
    config.CourseDirectory.root = str(target.parent)
    if db_url is not None:
        config.CourseDirectory.db_url = db_url
    directory = CourseDirectory(config=config)
    directory.assignment_id = quiz
    converter = GenerateAssignment(coursedir=directory, config=config)
    converter.force = True
    with captured(converter.log) as said:
        try:
            converter.start()
        except (NbGraderException, SystemExit):
            raise BuildError(f"{quiz} could not be released: {said.reason()}") from None


def bin_on_path() -> None:
    """Put this environment's commands on PATH: nbgrader calls `alembic` by its bare name for a new gradebook."""
    commands = sysconfig.get_path("scripts")
    if shutil.which("alembic", path=commands) and not shutil.which("alembic"):
        os.environ["PATH"] = commands + os.pathsep + os.environ.get("PATH", "")
