"""Commands typed one by one, each in a process of its own, without waiting each time for other people's code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

# It loads what the commands need of other packages, and nothing of this one: a copy of this process begins as a new
# Python does that has those at hand, loads the course's code by itself, and ends as any program ends.
DESK = """
import gc, json, os, sys
import nbgrader.apps, pydantic, rich.console, ruamel.yaml, sqlalchemy, typer
assert not any(name.split(".")[0] == "milkflow" for name in sys.modules)
gc.freeze()  # no copy looks through what it did not make
for line in sys.stdin:
    asked = json.loads(line)
    if child := os.fork():
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
        continue
    for number, path in enumerate((os.devnull, asked["said"], asked["erred"])):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC), number)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = ["-c", *asked["words"]]
    exec(asked["program"], {"__name__": "__main__"})
    sys.exit()
"""


class Desk:
    """A place to type commands at; on a system without ``fork`` each starts a new Python."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.typed = 0
        self.process = subprocess.Popen(
            [sys.executable, "-c", DESK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) if hasattr(os, "fork") else None  # fmt: skip

    def type(self, program: str, words: list[str], folder: Path, environment: dict[str, str]) -> tuple[int, str, str]:
        """Run ``program``, as ``python -c`` does, in ``folder``; return its exit code and what it said and erred."""
        if self.process is None:
            done = subprocess.run([sys.executable, "-c", program, *words], cwd=folder, env=environment,
                                  capture_output=True, text=True, timeout=300, check=False)  # fmt: skip
            return done.returncode, done.stdout, done.stderr
        assert self.process.stdin is not None and self.process.stdout is not None
        self.typed += 1
        said, erred = (self.folder / f"{self.typed}.{name}" for name in ("said", "erred"))
        asked = {"program": program, "words": words, "folder": str(folder), "environment": environment,
                 "said": str(said), "erred": str(erred)}  # fmt: skip
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        code = int(self.process.stdout.readline())
        return code, said.read_text(encoding="utf-8"), erred.read_text(encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        if self.process is not None:
            assert self.process.stdin is not None and self.process.stdout is not None
            self.process.stdin.close()
            self.process.stdout.close()
            self.process.wait(90)
