"""The cells of a lesson notebook, as the build reads them: the words, and the verbs that are called."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import nbformat


class Call(NamedTuple):
    """One verb with one id: ``lesson.ask("onset")`` is ``ask`` with ``onset``; the id is "" where none is given."""

    verb: str
    id: str


class Cell(NamedTuple):
    """One cell: its id, its text when it is to be read, its calls when it is run, and the claims it rests on."""

    id: str
    text: str
    calls: tuple[Call, ...]
    claims: tuple[str, ...] = ()


def cells_of(notebook: Path) -> tuple[Cell, ...]:
    """Return the cells of a notebook in order."""
    cells = nbformat.read(notebook, as_version=4).cells
    return tuple(map(_cell, cells))


def _cell(cell: nbformat.NotebookNode) -> Cell:
    claims = tuple(cell.metadata.get("milkflow", {}).get("claims", ()))
    if cell.cell_type == "code":
        return Cell(cell.id, "", tuple(_calls(cell.source)), claims)
    return Cell(cell.id, cell.source, (), claims)


def _calls(source: str) -> Iterator[Call]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (verb := _verb(node.func)):
            yield from [Call(verb, str(arg.value)) for arg in node.args if isinstance(arg, ast.Constant)] or [
                Call(verb, "")
            ]


def _verb(function: ast.expr) -> str | None:
    """Return ``ask`` for ``lesson.ask``, and None for anything that is no verb of a lesson."""
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "lesson":
        return function.attr
    return None
