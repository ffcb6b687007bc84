"""Where things lie in a checkout of the course."""

import os
from pathlib import Path
from typing import NamedTuple

from milkflow.errors import MilkflowError

STATE = ".milkflow"  # the hidden folder, in a workspace and in a course, of what no page may reach


class Places(NamedTuple):
    """The folders of one course, all below ``root`` but for a private ``solutions`` folder."""

    root: Path

    @property
    def lessons(self) -> Path:
        """The lesson notebooks."""
        return self.root / "course" / "lessons"

    @property
    def exercises(self) -> Path:
        """The released quizzes: what a trainee is given."""
        return self.root / "exercises"

    @property
    def solutions(self) -> Path:
        """The quizzes with their keys; ``MILKFLOW_SOLUTIONS`` names another folder for a private bank."""
        return Path(os.environ.get("MILKFLOW_SOLUTIONS") or self.root / "solutions").absolute()

    def quizzes(self) -> tuple[Path, ...]:
        """Every quiz file with its key, in order of name."""
        return quiz_files(self.solutions)

    def exam_cases(self) -> tuple[Path, ...]:
        """Every case of an examination, in order of name: such as ``evening.case.yaml``, beside the quizzes."""
        return exam_case_files(self.solutions)

    def notebooks(self) -> tuple[Path, ...]:
        """Every lesson notebook, in order of name."""
        return tuple(sorted(self.lessons.glob("*.ipynb")))


def quiz_files(solutions: Path) -> tuple[Path, ...]:
    """Return every quiz file in ``solutions``, in order of name; a case that lies beside them is no quiz."""
    return tuple(sorted({*solutions.glob("*.yaml")} - {*exam_case_files(solutions)}))


def exam_case_files(solutions: Path) -> tuple[Path, ...]:
    """Return every case of an examination in ``solutions``, in order of name."""
    return tuple(sorted(solutions.glob("*.case.yaml")))


def find_course(start: Path | None = None) -> Places:
    """Return the course at or above ``start`` (default: the current folder), else the one this package stands in.

    Raise MilkflowError when there is none.
    """
    here = (start or Path.cwd()).absolute()
    for folder in (here, *here.parents, Path(__file__).resolve().parents[2]):
        if (folder / "course" / "lessons").is_dir() and (folder / "exercises").is_dir():
            return Places(folder)
    raise MilkflowError(f"No Milkflow course was found in {here} or above it. Go to the course's folder and try again.")
