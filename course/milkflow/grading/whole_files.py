"""Write a file whole or not at all, and say in plain words when a disk will not take it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from milkflow.errors import GradingError

WAY_OUT = (
    "What was graded so far is safe. Make room on the disk, or make the course's folder writable, then run the same "
    "command again: it goes on where it stopped."
)


def cannot_write(name: str, fault: OSError) -> str:
    """Return the message for a disk that is full or closed: what could not be written, and the way out."""
    return f"{name} cannot be written ({fault.strerror}). {WAY_OUT}"


def write_whole(path: Path, content: str, encoding: str = "utf-8") -> None:
    """Write ``path``, or leave what stood there before. Raise OSError when it cannot be written."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content.encode(encoding))
        os.replace(draft, path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


@contextmanager
def plain_faults(root: Path) -> Iterator[None]:
    """Turn whatever the disk refuses into a GradingError that names the file."""
    try:
        yield
    except OSError as fault:
        path = Path(str(fault.filename or root))
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        raise GradingError(cannot_write(name, fault)) from None
