"""Run a notebook as a reader first meets it, and keep of its outputs what a page without a kernel can show."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from milkflow.errors import BuildError

KEPT = ("text/plain", "text/html")
CELL_SECONDS = 120
# Is told of a notebook before it is made.
Begin = Callable[[Path], None]


def run_notebook(notebook: NotebookNode, folder: Path, name: str) -> NotebookNode:
    """Return ``notebook`` with fresh stored outputs: text and HTML with counts, no widget ids, no widget state.

    It runs in ``folder`` with an answers folder of its own that is empty, and shows an instructor no class but a
    simulated one: no log and no gradebook decides what is stored.
    Raise BuildError when a cell fails, writes to stderr, or a code cell ends without text.
    """
    with TemporaryDirectory() as answers, _environment(MILKFLOW_ANSWERS=answers, MILKFLOW_CLASS="simulated"):
        client = NotebookClient(
            notebook,
            timeout=CELL_SECONDS,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
            extra_arguments=["--log-level=40"],  # a kernel warns on stderr that it listens on this machine
        )
        try:
            client.execute()
        except CellExecutionError as fault:
            raise BuildError(f"{name}: a cell failed: {fault.evalue or fault.ename}") from None
    return strip_notebook(notebook, name)


def strip_notebook(notebook: NotebookNode, name: str) -> NotebookNode:
    """Return ``notebook`` without what changes from run to run. Raise BuildError for a noisy or silent code cell."""
    number = 0
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            number += 1
            cell.execution_count = number
            cell.outputs = [_kept(output, number, f"{name}: cell {cell.id}") for output in cell.outputs]
            _refuse_silence(cell, name)
    language = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"}
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata = NotebookNode(
        {key: value for key, value in notebook.metadata.items() if key in ("milkflow", "title")}
        | {"kernelspec": spec, "language_info": language}
    )
    return notebook


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write ``notebook`` with keys in a fixed order, so that the same content is the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook, version=4) + "\n", encoding="utf-8", newline="\n")


def _kept(output: Any, number: int, where: str) -> NotebookNode:
    if output.output_type == "error" or output.get("name") == "stderr":
        said = output.get("text") or output.get("evalue") or ""
        raise BuildError(f"{where}: printed an error: {str(said).strip()[:200]}")
    if "data" in output:
        output.data = NotebookNode({kind: output.data[kind] for kind in KEPT if kind in output.data})
        output.metadata = NotebookNode()
    if "execution_count" in output:
        output.execution_count = number
    return NotebookNode(output)


def _refuse_silence(cell: NotebookNode, name: str) -> None:
    shown = [output for output in cell.outputs if output.get("text") or output.get("data", {}).get("text/plain")]
    if not shown and not cell.source.startswith("import milkflow"):
        raise BuildError(f"{name}: cell {cell.id} shows nothing; end it with one verb, such as lesson.ask(...)")


@contextmanager
def _environment(**settings: str) -> Iterator[None]:
    before = {key: os.environ.get(key) for key in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for key, value in before.items():
            if value is None:
                del os.environ[key]
            else:
                os.environ[key] = value
