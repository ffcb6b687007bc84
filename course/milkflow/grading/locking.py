"""One grading at a time in one course: two at once would write into the same gradebook and folders."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from milkflow.errors import GradingError

BUSY = (
    "This course is being graded already{who}. Wait until that is done, then run the same command again. "
    "Nothing was changed."
)


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock file ``path``; raise GradingError when another process holds it.

    The system lets go of it when its process ends, however that ends, so no lock is ever left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="ascii") as file:
        try:
            _lock(file.fileno())
        except OSError:
            raise GradingError(BUSY.format(who=_who(path))) from None
        _note(path)
        try:
            yield
        finally:
            _who_path(path).unlink(missing_ok=True)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


# Beside the lock, not in it: on Windows nobody else may read a locked file.
def _who_path(path: Path) -> Path:
    return path.with_suffix(".process")


def _note(path: Path) -> None:
    _who_path(path).write_text(str(os.getpid()), encoding="ascii")


def _who(path: Path) -> str:
    try:
        return f", by process {int(_who_path(path).read_text(encoding='ascii'))} on this computer"
    except (OSError, ValueError):
        return ""
