"""What a process took of the computer: read where it ends."""

from __future__ import annotations

import re
import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def seconds() -> float:
    """Return the seconds that processors worked for this process until now."""
    took = resource.getrusage(resource.RUSAGE_SELF)
    return took.ru_utime + took.ru_stime


def most_memory() -> int:
    """Return the kB of memory that this program held at its fullest.

    Linux hands the ``ru_maxrss`` of whoever started a program on to it, so a small program that a large test process
    starts would seem large: the high-water mark of its own memory is asked for instead.
    """
    if STATUS.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text(encoding="ascii"))
        if found:
            return int(found[1])
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held // 1024 if sys.platform == "darwin" else held  # bytes there, kB elsewhere


def most_of_children() -> int:
    """Return the kB that the largest program held which this one started, and which has ended."""
    held = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return held // 1024 if sys.platform == "darwin" else held
