"""Lay a workspace for somebody who learns without an instructor, apart from every workspace that hands in."""

from pathlib import Path
from typing import Protocol

from milkflow.errors import ServingError
from milkflow.places import STATE
from milkflow.serving.workspace import Workspace, cannot_lay, lay_workspace
from milkflow.solo.laying import lay_keys, read_keys
from milkflow.solo.pages import SoloPages
from milkflow.solo.places import keys_folder
from milkflow.words import read_words


class Course(Protocol):
    """The folders that a workspace needs of a course."""

    @property
    def lessons(self) -> Path:
        """The lesson notebooks."""

    @property
    def exercises(self) -> Path:
        """The released quizzes."""

    @property
    def solutions(self) -> Path:
        """The quizzes with their keys."""


def lay_for(course: Course, home: Path, solo: bool) -> Workspace:
    """Lay or update the workspace in ``home``. Alone, its keys lie in the hidden folder, which is never served.

    Raise ServingError, in plain words, when keys are missing or the folder serves the other purpose already.
    """
    keep_apart(home, solo)
    if not solo:
        return lay_workspace(home, course.lessons, course.exercises)
    quizzes = read_keys(course.solutions, course.exercises)
    try:
        (home / STATE).mkdir(parents=True, exist_ok=True, mode=0o700)
        lay_keys(keys_folder(home), quizzes)
    except OSError as fault:
        raise cannot_lay(home, fault) from fault
    return lay_workspace(home, course.lessons, course.exercises, SoloPages(quizzes, read_words()).turn)


def keep_apart(home: Path, solo: bool) -> None:
    """Raise ServingError where ``home`` is a workspace of the other kind: no answer may travel between them."""
    laid, alone = (home / STATE / "laid.json").is_file(), keys_folder(home).is_dir()
    if (solo and laid and not alone) or (alone and not solo):
        words = read_words()
        other = words[f"serving-solo-other-{'class' if solo else 'alone'}"]
        command = f"make start{' SOLO=1' if solo else ''}"
        raise ServingError(words["serving-solo-not-here"].format(folder=home, other=other, command=command))
