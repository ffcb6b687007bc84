"""How long a lesson takes to open and to answer, beside bare Voilà pages. Run by `make bench`; it is no test.

Both are opened in turns, each time in a browser that knows nothing of the page, so that whatever else the machine does
meets both, and each after REST seconds of rest, as pages are opened by somebody who reads. The clock stops when the
first widget can be used. Prints the medians and their ratios; a ratio above TARGET ends it with exit code 1.
Before that the costs of importing are shown (see bench_importing).
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright
from rich.progress import track

import bench_clicking
from bench_importing import compiled, importing
from conftest import CHROMIUM_ARGS, chromium_path
from serving_site import notebook, serve, wait_for

ROOT = Path(__file__).resolve().parent.parent
TURNS = int(os.environ.get("TURNS", "10"))
TARGET = 1.25
REST = 3
PORTS = {"ours": 9710, "bare": 9730, "clicks": 9750}
BARE = "import ipywidgets\nipywidgets.Button(description='Press')"
BARE_READY = "button.jupyter-button"
# What a trainee can use first: a choice, a list, a button of a face.
LESSON_READY = ".mf-face :is(button, input, select, textarea):not([disabled])"


def answers(port: int) -> bool:
    """Return whether somebody listens on this port of this machine."""
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def bare_page(folder: Path, name: str, source: str) -> Iterator[str]:
    """Yield the address of a page with one code cell, shown by Voilà as it comes."""
    (folder / f"{name}.ipynb").write_text(notebook(("code", source)), encoding="utf-8")
    command = [sys.executable, "-m", "voila", f"{name}.ipynb", "--no-browser", f"--port={PORTS[name]}"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: answers(PORTS[name]), 60)
        yield f"http://127.0.0.1:{PORTS[name]}/"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def seconds_to_open(browser: Any, url: str, ready: str) -> float:
    """Return how long it takes until ``ready`` is on the page and can be used."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator(ready).first.wait_for(timeout=120_000)
    spent = time.perf_counter() - begun
    context.close()
    return spent


def measured(browser: Any, pages: dict[str, tuple[str, str]]) -> dict[str, list[float]]:
    """Return the seconds of each page, over TURNS turns; the turn that warms the disk is not counted."""
    found: dict[str, list[float]] = {name: [] for name in pages}
    for turn in track(range(TURNS + 1), description="Opening", disable=not sys.stdout.isatty()):
        for name, (url, ready) in pages.items():
            time.sleep(REST)
            spent = seconds_to_open(browser, url, ready)
            if turn:
                found[name].append(spent)
    return found


def clicked(browser: Any, bare: str, lesson: str) -> bool:
    """Return whether answers in ``lesson`` are too slow beside presses on ``bare``, and print both."""
    page = browser.new_page()
    page.goto(bare)
    page.locator(BARE_READY).wait_for()
    presses = bench_clicking.bare_clicks(page)
    page.goto(lesson)
    page.locator(LESSON_READY).first.wait_for()
    answers = bench_clicking.answers(page)
    page.close()
    return bench_clicking.clicking(presses, answers)


def main() -> int:
    """Return the exit code: 0 when no lesson is slower beside the bare page than its target allows."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as on a trainee's computer, for both sides
    compiled()
    heavy = importing()
    lessons = sorted(path.stem for path in (ROOT / "course" / "lessons").glob("*.ipynb"))
    with TemporaryDirectory() as scratch, sync_playwright() as driver, bare_page(Path(scratch), "bare", BARE) as bare:
        site = serve(ROOT, Path(scratch, "home"), PORTS["ours"])
        browser = driver.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGS)
        pages = {"a bare button": (bare, BARE_READY)}
        pages |= {lesson: (site.page(f"lessons/{lesson}.ipynb"), LESSON_READY) for lesson in lessons}
        found = measured(browser, pages)
        with bare_page(Path(scratch), "clicks", bench_clicking.BARE) as clicks:
            slow = clicked(browser, clicks, pages[bench_clicking.LESSON][0])
        browser.close()
        site.stop()
    peer = statistics.median(found["a bare button"])
    for name, times in found.items():
        middle = statistics.median(times)
        print(f"{name:28} {middle:6.2f} s  {middle / peer:5.2f}x  ({min(times):.2f} to {max(times):.2f})")
    return int(heavy or slow or max(statistics.median(times) for times in found.values()) > TARGET * peer)


if __name__ == "__main__":
    sys.exit(main())
