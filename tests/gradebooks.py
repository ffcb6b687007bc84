"""Two gradebooks beside each other: every table and every column, with ids made comparable by what they point to."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

# What tells a row apart, in place of the random id that each gradebook gives it.
NAMES = {
    "assignment": ("name",),
    "notebook": ("assignment_id", "name"),
    "base_cell": ("notebook_id", "type", "name"),
    "grade_cells": ("id",),
    "solution_cells": ("id",),
    "task_cells": ("id",),
    "source_cell": ("notebook_id", "name"),
    "student": ("id",),
    "submitted_assignment": ("assignment_id", "student_id"),
    "submitted_notebook": ("assignment_id", "notebook_id"),
    "grade": ("notebook_id", "cell_id"),
    "comment": ("notebook_id", "cell_id"),
    "course": ("id",),
    "alembic_version": ("version_num",),
}
ID = re.compile(r"[0-9a-f]{32}")


def contents(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """Return every row of every table of a gradebook, by table and by name; ids are told as what they point to."""
    with closing(sqlite3.connect(path)) as book:
        book.row_factory = sqlite3.Row
        tables = [row[0] for row in book.execute("select name from sqlite_master where type = 'table'")]
        assert set(tables) == set(NAMES), "a table that this comparison does not know"
        rows = {table: [dict(row) for row in book.execute(f"select * from {table}")] for table in tables}
    said: dict[str, str] = {}
    for table in NAMES:  # in this order each row points only to rows that were named before
        for row in rows[table]:
            name = "/".join(_plain(row[column], said) for column in NAMES[table])
            if ID.fullmatch(str(row.get("id"))) and table not in ("grade_cells", "solution_cells", "task_cells"):
                said[row["id"]] = f"{table}:{name}"
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for table, held in rows.items():
        for row in held:
            told = {column: said.get(str(value), value) for column, value in row.items()}
            key = table, "/".join(_plain(row[column], said) for column in NAMES[table])
            assert key not in found, f"two rows of {table} have one name"
            found[key] = told
    return found


def differences(one: Path, other: Path) -> list[str]:
    """Return each cell of each table that differs between two gradebooks."""
    first, second = contents(one), contents(other)
    lines = [f"{key}: only in one gradebook" for key in sorted(first.keys() ^ second.keys())]
    for key in sorted(first.keys() & second.keys()):
        lines += [f"{key} {column}: {first[key][column]!r} and {second[key][column]!r}"
                  for column in first[key] if first[key][column] != second[key][column]]  # fmt: skip
    return lines


def meaning(path: Path) -> list[Any]:
    """Return what an autograded notebook says, whoever made it: sources, marks of nbgrader, reviews and points.

    A kernel leaves another text beside a review (``<IPython.core.display.HTML object>``), and times of execution.
    """
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [[cell["id"], cell["cell_type"], "".join(cell["source"]), cell["metadata"].get("nbgrader"),
             *map(_shown, cell.get("outputs", []))] for cell in cells]  # fmt: skip


def _shown(output: dict[str, Any]) -> Any:
    data = output.get("data", {})
    text = data.get("text/html") or data.get("text/plain")
    return "".join(text or output.get("text", ""))


def _plain(value: Any, said: dict[str, str]) -> str:
    return said.get(str(value), str(value))
