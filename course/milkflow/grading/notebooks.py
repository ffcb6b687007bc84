"""What became of a quiz notebook on its way. Marks never rest on it: it is rebuilt from the release."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from milkflow.errors import GradingError

REBUILT = "It was rebuilt from the released quiz and the answers were marked from the answers file."


def read_release(path: Path) -> dict[str, Any]:
    """Return the released notebook as plain JSON. Raise GradingError when it is not there."""
    try:
        release: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        folder = path.parent.name
        raise GradingError(f"{path.name} cannot be read in {folder}. Run 'make build', then grade again.") from None
    return release


def notebook_notes(raw: bytes | None, release: dict[str, Any]) -> Iterable[str]:
    """Return what differs from the release, in at most one sentence; outputs and written answers may differ."""
    if raw is None:
        return ["The notebook is missing. " + REBUILT]
    try:
        notebook = json.loads(raw)
        found = [_facts(cell) for cell in notebook["cells"]]
        if notebook["nbformat"] != release["nbformat"]:
            raise ValueError
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ["The notebook is damaged: it cannot be read. " + REBUILT]
    said = _differences(found, [_facts(cell) for cell in release["cells"]])
    return [f"The notebook was changed: {', '.join(said)}. {REBUILT}"] if said else []


def _facts(cell: dict[str, Any]) -> tuple[str, str]:
    """Return the cell's id, and what nbgrader says of it, with its text unless that is the trainee's to write."""
    marks = cell["metadata"].get("nbgrader") or {}
    source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
    said = json.dumps([marks, cell["cell_type"]], sort_keys=True)
    return str(marks.get("grade_id") or cell.get("id") or ""), said + ("" if marks.get("solution") else source)


def _differences(found: list[tuple[str, str]], released: list[tuple[str, str]]) -> list[str]:
    wanted, times = dict(released), Counter(id for id, _ in found)
    counts = {
        "added": sum(times[id] for id in times if id not in wanted),
        "duplicated": sum(times[id] - 1 for id in times if id in wanted),
        "deleted": sum(id not in times for id in wanted),
        "changed": len({id for id, source in found if id in wanted and source != wanted[id]}),
    }
    return [f"{count} cell{'s' * (count > 1)} {what}" for what, count in counts.items() if count]
