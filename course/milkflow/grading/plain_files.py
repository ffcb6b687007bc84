"""Read a file that somebody else sent: sizes first, links never followed, pipes never waited for."""

import os
import stat
from pathlib import Path

AGAIN = "Ask for a new hand-in from the last part of the quiz."


class Held(Exception):
    """The submission cannot be graded; the message says why, and the way out."""


def read_plain(path: Path, most: int) -> bytes | None:
    """Return the bytes of a plain file, or None when there is none. Raise Held for a link, a pipe or a huge file."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_symlink():
            raise Held(f"{path.name} is a link to another place, not a file. It was not opened. {AGAIN}")
        handle = os.open(path, flags)
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise Held(f"{path.name} cannot be opened ({fault.strerror}). {AGAIN}") from None
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            raise Held(f"{path.name} is not a plain file. {AGAIN}")
        if facts.st_size > most:
            size = f"{facts.st_size / 1e6:.1f} MB; at most {most // 1_000_000} MB is read"
            raise Held(f"{path.name} is too large ({size}). {AGAIN}")
        return _read(handle, most)
    finally:
        os.close(handle)


def _read(handle: int, most: int) -> bytes:
    parts, size = [], 0
    while size <= most and (part := os.read(handle, 1 << 20)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)
