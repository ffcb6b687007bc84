"""What lies in ``autograded/<code>/<quiz>``: its timestamp, and what a person reads in it."""

import json
from pathlib import Path

from nbgrader.utils import parse_utc

from milkflow.grading.plain_files import Held, read_plain


def put_timestamp(folder: Path, target: Path) -> tuple[str, ...]:
    """Copy nbgrader's ``timestamp.txt``, on which late penalties rest; return a note when it tells no time."""
    try:
        content = read_plain(folder / "timestamp.txt", 100)
        if content and content.strip():
            parse_utc(content.decode("ascii").strip())
            (target / "timestamp.txt").write_bytes(content)
    except (Held, ValueError, OverflowError, TypeError, AttributeError):
        return ("Its timestamp.txt tells no time and was left out, so it counts as handed in on time. Correct it.",)
    return ()


def texts(path: Path) -> dict[str, str]:
    """Return, by grade id, what a person reads in each graded cell of a notebook; nothing when it cannot be read."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return {}
    return {
        cell["metadata"]["nbgrader"]["grade_id"]: json.dumps([cell["source"], cell.get("outputs")])
        for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade")
    }  # fmt: skip
