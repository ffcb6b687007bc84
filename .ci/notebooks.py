"""nbval, strict: run every committed notebook and compare each cell with its stored output.

Prints how many cells of how many notebooks were compared, and fails when there were none. nbval
compares nothing in a cell that was never run, so such a cell is an error here.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("course/lessons", "solutions", "exercises")
PATIENCE = 45  # seconds for a kernel to come up


def never_run(notebook: Path) -> list[str]:
    """Return one sentence for each code cell without an execution count."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [
        f"{notebook.relative_to(ROOT)}: cell {number} was stored without being run; `make build` runs it"
        for number, cell in enumerate(cells, start=1)
        if cell["cell_type"] == "code" and "".join(cell["source"]).strip() and cell["execution_count"] is None
    ]


def without_history(folder: Path) -> Path:
    """Return ``folder``, set up so that kernels share no history file: one that waits for its lock never answers."""
    profile = folder / "profile_default"
    profile.mkdir(parents=True)
    (profile / "ipython_kernel_config.py").write_text("c.HistoryManager.enabled = False\n", encoding="utf-8")
    return folder


class Count:
    """A pytest plugin that counts the cells that were compared, and those that were as stored."""

    def __init__(self) -> None:
        self.notebooks: set[str] = set()
        self.compared = self.matched = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one cell; called by pytest after each of them."""
        if report.when == "call":
            self.notebooks.add(report.nodeid.split("::")[0])
            self.compared += 1
            self.matched += report.passed


def main(jobs: str) -> int:
    """Return the exit code: 0 when every cell of every notebook is as stored."""
    notebooks = [
        path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.ipynb"))
        if ".ipynb_checkpoints" not in path.parts
    ]  # fmt: skip
    faults = [sentence for path in notebooks for sentence in never_run(path)]
    if not notebooks or faults:
        print("\n".join(faults) or "nbval: found no notebook, and that cannot be right")
        return 1
    count = Count()
    options = ["-p", "no:doctest", "-o", "addopts=", "--nbval", "--nbval-current-env", "-q", "--color=no"]
    options += ["-p", "patient_kernels", f"--nbval-kernel-startup-timeout={PATIENCE}"]
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["MILKFLOW_CLASS"] = "simulated"  # an instructor may have graded a real class here
        os.environ["MILKFLOW_ANSWERS"] = scratch  # notebooks are compared as a trainee first opens them
        os.environ["IPYTHONDIR"] = str(without_history(Path(scratch, "ipython")))
        code = pytest.main([*options, "-n", jobs, "--dist", "loadfile", *map(str, notebooks)], plugins=[count])
    where = f"in {len(count.notebooks)} of {len(notebooks)} notebooks"
    print(f"nbval: {count.compared} cells {where} compared with their stored output; {count.matched} are the same")
    return int(code) or int(len(count.notebooks) != len(notebooks))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "2"))
