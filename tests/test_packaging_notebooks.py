"""The nbval step looks at something: cells that were never run, and notebooks that are missing, are named."""

from __future__ import annotations

import json
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat.v4 as nb
import pytest


@pytest.fixture
def course(repo: Path, tmp_path: Path) -> Path:
    (tmp_path / ".ci").mkdir()
    for name in ("notebooks.py", "patient_kernels.py"):
        shutil.copy(repo / ".ci" / name, tmp_path / ".ci")
    (tmp_path / "exercises").mkdir()
    return tmp_path


def compare(course: Path) -> subprocess.CompletedProcess[str]:
    # Pytest tells its own workers apart by these; this is a run of its own.
    free = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    command = [sys.executable, ".ci/notebooks.py", "1"]
    return subprocess.run(command, cwd=course, env=free, capture_output=True, text=True, timeout=300, check=False)


def notebook(course: Path, said: str, count: int | None = 1) -> None:
    output = nb.new_output("stream", name="stdout", text=said)
    cell = nb.new_code_cell("print('milk')", execution_count=count, outputs=[output])
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    text = json.dumps(nb.new_notebook(cells=[cell], metadata=spec))
    (course / "exercises" / "a.ipynb").write_text(text, encoding="utf-8")


def test_no_notebook_at_all_is_a_failure(course: Path) -> None:
    done = compare(course)
    assert (done.returncode, done.stdout) == (1, "nbval: found no notebook, and that cannot be right\n")


def test_a_cell_that_was_never_run_is_named(course: Path) -> None:
    notebook(course, "milk\n", count=None)
    done = compare(course)
    assert done.returncode == 1
    assert done.stdout == "exercises/a.ipynb: cell 1 was stored without being run; `make build` runs it\n"


@pytest.mark.parametrize(("said", "code", "same"), [("milk\n", 0, 1), ("water\n", 1, 0)])
def test_the_cells_are_compared_and_counted(course: Path, said: str, code: int, same: int) -> None:
    notebook(course, said)
    done = compare(course)
    assert done.returncode == code, done.stdout + done.stderr
    last = done.stdout.splitlines()[-1]
    assert last == f"nbval: 1 cells in 1 of 1 notebooks compared with their stored output; {same} are the same"


@pytest.mark.parametrize(("refusals", "starts"), [(0, 1), (2, 3), (9, 3)])
def test_a_kernel_that_does_not_come_up_is_started_again(
    repo: Path, monkeypatch: pytest.MonkeyPatch, refusals: int, starts: int
) -> None:
    from nbval.kernel import RunningKernel

    tried = []

    def start(self: object) -> None:
        tried.append(self)
        if len(tried) <= refusals:
            raise RuntimeError("no answer")

    monkeypatch.setattr(RunningKernel, "__init__", start)
    patient = runpy.run_path(str(repo / ".ci" / "patient_kernels.py"))["PatientKernel"]
    if refusals < 3:
        patient()
    else:
        with pytest.raises(RuntimeError, match="no answer"):
            patient()
    assert len(tried) == starts
