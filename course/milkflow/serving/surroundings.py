"""Keep a person's own Jupyter and this course apart: our settings, our kernel, our template, and no others."""

import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
SHARE = HERE / "share" / "jupyter"


def data_folder(state: Path) -> Path:
    """Return where this server keeps its own data: trust, the kernel's description."""
    return state / "data"


def isolate(state: Path) -> None:
    """Point Jupyter at ``state`` and at our template for the rest of this process and for its kernels.

    Nothing of the person's own configuration is read: another kernel called python3, a password,
    an extension or a start-up script of hers would change what a trainee sees.
    """
    kernel = data_folder(state) / "kernels" / "python3"
    for folder in (kernel, state / "runtime", state / "ipython"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (kernel / "kernel.json").write_text(json.dumps(_kernel()), encoding="utf-8")
    for name in ("JUPYTER_CONFIG_PATH", "JUPYTERLAB_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR"):
        os.environ.pop(name, None)
    os.environ |= {
        "JUPYTER_NO_CONFIG": "1",
        "JUPYTER_PLATFORM_DIRS": "0",
        "JUPYTER_PATH": os.pathsep.join([str(data_folder(state)), str(SHARE)]),
        "JUPYTER_DATA_DIR": str(data_folder(state)),
        "JUPYTER_RUNTIME_DIR": str(state / "runtime"),
        "IPYTHONDIR": str(state / "ipython"),
        # nbgrader calls other commands of this environment by their bare names.
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
    }


def _kernel() -> dict[str, object]:
    """Describe the kernel of this very Python. No history file: two pages would wait for each other on it.

    Its warnings (one says that others could listen in, of a line inside this computer) would frighten a trainee.
    """
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    quiet = ["--HistoryManager.enabled=False", "--IPCompleter.use_jedi=False", "--IPKernelApp.log_level=ERROR"]
    return {
        "argv": [*command, *quiet],
        "display_name": "Python 3",
        "language": "python",
        "metadata": {"debugger": False},
        "env": {"PYDEVD_DISABLE_FILE_VALIDATION": "1"},  # else each kernel warns about a debugger nobody uses
    }
