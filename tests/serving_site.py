"""A small course of the tests' own, and a real server on it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from patience import soon

HIDDEN = {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}
COUNTER = '''
import os, anywidget, traitlets
class Counter(anywidget.AnyWidget):
    _esm = """export default { render({ model, el }) {
        const button = document.createElement("button");
        const show = () => { button.textContent = `pressed ${model.get("n")}`; };
        button.addEventListener("click", () => model.send({}));
        model.on("change:n", show); show(); el.append(button);
    } };"""
    n = traitlets.Int(0).tag(sync=True)
    def __init__(self):
        super().__init__()
        self.on_msg(self.press)
    def press(self, *_):
        with open("tried.answers.jsonl", "a") as log:
            log.write(f'{{"pid": {os.getpid()}}}\\n')
        self.n += 1
Counter()
'''
FAULTS = """raise ZeroDivisionError("SECRET-TRACEBACK")"""
OURS = """from milkflow.errors import AnswersError
raise AnswersError("The log is too big. Put it aside and open the page again.")"""
NOISE = """import sys
print("SECRET-WARNING", file=sys.stderr)
print("said aloud")"""


def notebook(*cells: tuple[str, str]) -> str:
    """Return a notebook of ("markdown" | "code", source) cells as text."""
    made = []
    for number, (kind, source) in enumerate(cells):
        cell: dict[str, Any] = {"id": f"cell-{number}", "cell_type": kind, "metadata": {}, "source": source}
        made.append(cell | ({"metadata": HIDDEN, "outputs": [], "execution_count": None} if kind == "code" else {}))
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps({"cells": made, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5})


def course(root: Path) -> Path:
    """Lay a small course in ``root``: two lessons, a quiz, and a key that nobody may reach."""
    lessons, quiz = root / "course" / "lessons", root / "exercises" / "quiz-02"
    for folder in (lessons, quiz, root / "solutions"):
        folder.mkdir(parents=True)
    aims = "# Start *here*\n\n*5 minutes*\n\nSee [the quiz](../../exercises/quiz-02/quiz-02.ipynb)."
    start = [("markdown", aims), ("code", COUNTER), ("markdown", "## Later\n\nWords.")]
    faulty = [("markdown", "# Faults"), ("code", FAULTS), ("code", OURS), ("code", NOISE), ("markdown", "The end.")]
    (lessons / "00-start-here.ipynb").write_text(notebook(*start))
    (lessons / "01-faults.ipynb").write_text(notebook(*faulty))
    (quiz / "quiz-02.ipynb").write_text(notebook(("markdown", "# Quiz")))
    (quiz / "quiz-02.questions.json").write_text("{}")
    (root / "solutions" / "quiz-02.yaml").write_text("key: SECRET-KEY\n")
    return root


@dataclass
class Site:
    """A running server on a course."""

    course: Path
    home: Path
    port: int
    token: str
    process: subprocess.Popen[str]

    def url(self, path: str = "") -> str:
        """Return the address of a path, key included."""
        return f"http://127.0.0.1:{self.port}/{path}?token={self.token}"

    def page(self, name: str) -> str:
        """Return the address of a rendered notebook."""
        return self.url(f"voila/render/{name}")

    def ask(self, path: str, method: str = "GET", body: str | None = None) -> tuple[int, str]:
        """Return status and text of a path, sent as it stands: no client tidies ``..`` away."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        try:
            line.request(method, path, body=body, headers={"Authorization": f"token {self.token}"})
            answer = line.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        finally:
            line.close()

    def kernels(self) -> list[dict[str, Any]]:
        """Return the kernels that run now."""
        found: list[dict[str, Any]] = json.loads(self.ask("/api/kernels")[1])
        return found

    def stop(self) -> None:
        """End the server as Ctrl-C does; a server that was killed is only tidied up after."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


def serve(folder: Path, home: Path, port: int, *, verb: str = "start", more: str = "") -> Site:
    """Start a server, on ``port`` or the next free one, and return it when it answers; ``more`` goes into the call."""
    port += 10 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])  # workers do not race for one port
    code = (
        "import sys; from pathlib import Path; from milkflow import serving; from milkflow.places import Places; "
        f"serving.{verb}(Places(Path(sys.argv[1])), port=int(sys.argv[2]), browser=False{more})"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder), str(port)],
        env=os.environ | {"MILKFLOW_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = ""
    assert process.stdout is not None
    for line in process.stdout:
        said += line
        if "?token=" in line:
            place, token = line.strip().split("/?token=")
            break
    else:
        process.wait()
        raise AssertionError(f"the server did not start:\n{said}")
    site = Site(folder, home, int(place.rsplit(":", 1)[1]), token, process)
    wait_for(lambda: _up(site), 60)
    return site


def wait_for(true: Any, seconds: float) -> float:
    """Wait until ``true()`` holds, in CI three times as long; return how many seconds it took."""
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < soon(seconds) / 1000, f"not within {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - begun


def _up(site: Site) -> bool:
    try:
        return site.ask("/api/status")[0] == 200
    except OSError:
        return False
