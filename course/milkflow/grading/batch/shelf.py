"""The folders ``autograded/<code>/<quiz>``: made ready elsewhere, then put in place whole."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import rmtree

from milkflow.errors import GradingError
from milkflow.grading.whole_files import cannot_write
from milkflow.handin import answers_name


class Shelf:
    """The graded folders of one quiz; ``ready`` is where workers lay what is to come."""

    def __init__(self, course: CourseDirectory, config: Any, work: Path) -> None:
        self._course, self._quiz = course, course.assignment_id
        self.ready, self._old = work / "ready", work / "old"
        self.mode = int(str(Autograde(coursedir=course, config=config).permissions), 8)
        for folder in (self.ready, self._old):
            folder.mkdir(parents=True, exist_ok=True)

    def place(self, code: str) -> Path:
        """Return where the graded folder of ``code`` stands."""
        return Path(self._course.format_path(self._course.autograded_directory, code, self._quiz))

    def stamp(self, code: str) -> str:
        """Return sizes and times of the graded notebook and log of ``code``, or "" when one is missing."""
        try:
            facts = [os.stat(self.place(code) / name) for name in (f"{self._quiz}.ipynb", answers_name(self._quiz))]
        except OSError:
            return ""
        return " ".join(f"{one.st_size}.{one.st_mtime_ns}" for one in facts)

    def put(self, codes: Iterable[str]) -> None:
        """Put what lies ready in the place of what was there. Raise GradingError when that cannot be done."""
        for code in codes:
            try:
                self._put(code, self.place(code))
            except OSError as fault:
                raise GradingError(cannot_write(f"autograded/{code}", fault)) from None

    def _put(self, code: str, place: Path) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(place):
            old = self._old / code
            os.replace(place, old)
            if old.is_symlink() or not old.is_dir():
                old.unlink()
            else:
                rmtree(str(old))
        shutil.move(self.ready / code, place)
        if self._course.groupshared:  # as nbgrader does it: colleagues may write here too
            for folder in (place.parent, place):
                folder.chmod(folder.stat().st_mode & 0o7777 | 0o2770)
