"""Every lesson cell must name the claims it rests on, and show no code."""

import json
from pathlib import Path
from typing import Any

from milkflow.library import Course
from milkflow.reading import did_you_mean


def notebook_problems(path: Path, course: Course) -> list[str]:
    """Return the problems of a lesson notebook, each with the name of its cell."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        return ["not a notebook that can be read; restore it from git"]
    found = []
    for place, cell in enumerate(cells, 1):
        name = f"cell {place} ({cell.get('id', 'no id')})"
        found += [f"{name}: {said}" for said in [*_basis(cell, course), *_hidden(cell)]]
    return found


def _basis(cell: dict[str, Any], course: Course) -> list[str]:
    basis = cell.get("metadata", {}).get("milkflow", {})
    claims = basis.get("claims", [])
    if not claims and basis.get("clinical") is not False:
        return ["says nothing of its basis; add metadata milkflow: {claims: [...]} or {clinical: false}"]
    return [
        f"no {what} is called {id!r}{did_you_mean(id, known)}"
        for what, ids, known in (
            ("claim", claims, course.evidence.claims.keys()),
            ("table of facts", basis.get("facts", []), course.evidence.tables.keys()),
        )
        for id in ids
        if id not in known
    ]


def _hidden(cell: dict[str, Any]) -> list[str]:
    if cell.get("cell_type") != "code":
        return []
    metadata = cell.get("metadata", {})
    hidden = metadata.get("jupyter", {}).get("source_hidden") is True and "hide-input" in metadata.get("tags", [])
    return [] if hidden else ["shows its code; set jupyter.source_hidden to true and add the tag 'hide-input'"]
