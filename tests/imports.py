"""Who imports whom: reads Python files without running them. The house rules are in test_house_imports.py."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple


class Import(NamedTuple):
    """One import: the room that does it, where, and what it takes ('milkflow.faces' or 'pydantic')."""

    room: str
    where: str
    taken: str


def room_of(module: str) -> str:
    """Return the room of a module of ours: 'milkflow.cases.engine' -> 'cases', 'milkflow' -> '__init__'."""
    return [*module.split("."), "__init__"][1]


def taken_by(node: ast.AST, package: list[str]) -> Iterator[str]:
    """Yield the modules that one statement imports; `package` is where a leading dot points to."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        start = package[: len(package) - node.level + 1] if node.level else []
        base = ".".join([*start, *filter(None, [node.module])])
        # `from milkflow import faces` takes a room, not a name.
        yield from (f"{base}.{alias.name}" if base == "milkflow" else base for alias in node.names)


def imports_in(package: Path) -> list[Import]:
    """Return every import of every module below the folder `package`, functions' own ones too."""
    found = []
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package.parent)
        here = list(inside.parent.parts)
        module = ".".join([*here, path.stem]) if path.stem != "__init__" else ".".join(here)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for taken in taken_by(node, here):
                where = f"{inside.as_posix()}:{getattr(node, 'lineno', 0)}"
                found.append(Import(room_of(module), where, taken))
    return found


def faults(found: list[Import], may: Mapping[str, set[str]], bring: Mapping[str, set[str]]) -> list[str]:
    """Return a sentence for each import that the rules do not allow.

    `may` says which other rooms a room may import; a room that it does not list has no rule yet, and
    that is a fault too. `bring` says what a room may import from outside; one not listed is free.
    """
    sentences = []
    for room, where, taken in found:
        top = taken.split(".")[0]
        if room not in may:
            sentences.append(f"{where}: no rule says what '{room}' may import; add it to the table")
        elif top == "milkflow" and room_of(taken) not in may[room] | {room}:
            sentences.append(f"{where}: '{room}' may not import '{room_of(taken)}'")
        elif room in bring and top not in bring[room] | {"milkflow"} | sys.stdlib_module_names:
            sentences.append(f"{where}: '{room}' may not import {top}")
    return sentences
