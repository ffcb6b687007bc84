"""Our stages of nbgrader's `generate_assignment`: small preprocessors, in the order of `RELEASE_STAGES`."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    IncludeHeaderFooter,
    InstantiateTests,
    LockCells,
    NbGraderPreprocessor,
    SaveCells,
)

from milkflow.build.quiz_cells import INSTRUCTOR
from milkflow.build.running import run_notebook
from milkflow.errors import BuildError

Staged = tuple[NotebookNode, Any]


class DropInstructorCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Take out what only an instructor may read. First of all: no later stage can then carry it on."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Staged:
        """Return the notebook without instructor cells. Raise BuildError when trial answers lie beside it."""
        _refuse_answers(Path(resources["metadata"]["path"]))
        nb.cells = [cell for cell in nb.cells if cell.metadata.get("milkflow", {}).get("audience") != INSTRUCTOR]
        return nb, resources


class ClearOtherSolutions(ClearSolutions):  # type: ignore[misc]
    """nbgrader's own stage, but for the stock text of a reflection, which trainees shall see."""

    def preprocess_cell(self, cell: NotebookNode, resources: Any, cell_index: int) -> Staged:
        """Return the cell, cleared unless it says that it is to be kept."""
        if cell.metadata.get("milkflow", {}).get("keep"):
            return cell, resources
        cleared: Staged = super().preprocess_cell(cell, resources, cell_index)
        return cleared


class RunKeyFree(NbGraderPreprocessor):  # type: ignore[misc]
    """Run the release as a trainee first opens it, in a folder that holds no key, and store what it shows."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Staged:
        """Return the notebook with text and HTML outputs and counts. Raise BuildError when a question shows nothing."""
        name = resources["nbgrader"]["notebook"]
        questions = Path(resources["metadata"]["path"]) / f"{name}.questions.json"
        if not questions.is_file():
            return nb, resources
        with TemporaryDirectory() as folder:
            shutil.copy(questions, folder)
            nb = run_notebook(nb, Path(folder), f"{name}.ipynb")
        _refuse_missing_outputs(nb, name)
        return nb, resources


def _refuse_answers(folder: Path) -> None:
    logs = sorted(folder.glob("*.answers.jsonl"))
    if logs:
        raise BuildError(
            f"{logs[0].name} lies in {folder.name} beside the quiz. nbgrader would send it to every trainee, and put "
            "it in place of theirs. Move it away, then build again."
        )


def _refuse_missing_outputs(nb: NotebookNode, name: str) -> None:
    for cell in nb.cells:
        if cell.cell_type == "code" and "quiz." in cell.source.partition("\n")[0] and "import " not in cell.source:
            shown = [output.get("data", {}) for output in cell.outputs]
            if cell.execution_count is None or not any("text/html" in data for data in shown):
                raise BuildError(f"{name}.ipynb: cell {cell.id} has no stored output; its question would be invisible")


# nbgrader's own order. Its stages stay, so that an assignment of another kind is still released safely.
RELEASE_STAGES: list[type[NbGraderPreprocessor]] = [
    DropInstructorCells,
    IncludeHeaderFooter,
    InstantiateTests,
    LockCells,
    ClearOtherSolutions,
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
    SaveCells,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckCellMetadata,
    RunKeyFree,
]
