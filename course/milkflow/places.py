"""Where things lie in a checkout of the course."""

import os
from pathlib import Path
from typing import NamedTuple

from milkflow.errors import MilkflowError


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
        return tuple(sorted(self.solutions.glob("*.yaml")))

    def notebooks(self) -> tuple[Path, ...]:
        """Every lesson notebook, in order of name."""
        return tuple(sorted(self.lessons.glob("*.ipynb")))


def find_course(start: Path | None = None) -> Places:
    """Return the course at or above ``start`` (default: the current folder), else the one this package stands in.

    Raise MilkflowError when there is none.
    """
    here = (start or Path.cwd()).absolute()
    for folder in (here, *here.parents, Path(__file__).resolve().parents[2]):
        if (folder / "course" / "lessons").is_dir() and (folder / "exercises").is_dir():
            return Places(folder)
    raise MilkflowError(f"No Milkflow course was found in {here} or above it. Go to the course's folder and try again.")
