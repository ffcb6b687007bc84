"""What the tests share: the checkout, a built wheel, and a browser that may not leave the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import hypothesis
import pytest

from patience import IN_CI, PATIENCE, pytest_runtest_makereport, pytest_runtest_protocol, tried_again

# Hooks of pytest that live there.
__all__ = ["pytest_runtest_makereport", "pytest_runtest_protocol"]
ROOT = Path(__file__).resolve().parent.parent
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
NO_CHROMIUM = (
    "no Chromium on this machine; install it (Debian, Ubuntu: apt install chromium; macOS: brew install "
    "--cask chromium) or name one in MILKFLOW_CHROMIUM, then run `make browser`"
)
# Background chatter of the browser itself is switched off, and every other host is unknown to it.
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

# The machine is shared and slow at times: an example has no deadline, and CI always tries the same ones.
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if IN_CI else "local")


def chromium_path() -> str | None:
    """Return the Chromium to drive, or None: $MILKFLOW_CHROMIUM first, then the usual names."""
    named = os.environ.get("MILKFLOW_CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else CHROMIUMS)), None)


def stays_here(url: str) -> bool:
    """Return whether a request for this address stays on this machine."""
    parts = urlsplit(url)
    return parts.scheme in {"data", "blob", "about"} or parts.hostname in {"127.0.0.1", "localhost", "::1"}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep on one worker the tests of one page of the course, and those of a file that share what takes long to make.

    The biggest of these groups begin first, so that no worker is left alone with one of them at the end.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByPage(LoadScopeScheduling):  # type: ignore[misc, unused-ignore]
        def _split_scope(self, nodeid: str) -> str:
            from course_pages import NOTEBOOKS

            about = nodeid.partition("[")[2] if "test_access_" in nodeid else ""
            file = nodeid.partition("::")[0]
            return next((name for name in NOTEBOOKS if name in about), file if shares(file) else nodeid)

    return ByPage(config, log)


@cache
def shares(file: str) -> bool:
    """Return whether the tests of a file share a fixture that is made once for all of them."""
    return 'scope="module"' in (ROOT / file).read_text(encoding="utf-8")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever asks for the browser, and run it last: its event loop stays in the process.

    Tests of one page of the course follow each other, whatever file they stand in.
    """
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: (item.get_closest_marker("browser") is not None, course_page(item)))


def course_page(item: pytest.Item) -> str:
    """Return the name of the page of the course that a test is about, or an empty text."""
    of = getattr(item, "callspec", None)
    if of is None or "course_pages" not in getattr(item, "fixturenames", ()):
        return ""
    return str(of.params.get("name") or of.params.get("view", [""])[0])


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say in one line which suite was left out, and how to get it; and what was tried again."""
    for said in tried_again(terminalreporter.stats):
        terminalreporter.write_line(said)
    left_out = [
        report for report in terminalreporter.stats.get("skipped", []) if NO_CHROMIUM in str(report.longrepr)
    ]
    if left_out:
        terminalreporter.write_line(f"Left out: the browser suite ({len(left_out)} tests): {NO_CHROMIUM}.")


@pytest.fixture(scope="session")
def repo() -> Path:
    """Return the root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout, built once for each worker with the builder of the lock."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("milkflow-*.whl"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Yield a running Chromium (playwright's Browser); without one skip, and in CI fail."""
    path = chromium_path()
    if path is None:
        (pytest.fail if IN_CI else pytest.skip)(NO_CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Yield open_page(width=1280, height=900, **context options) -> a page in a browser of its own.

    When the test ends it fails if any of its pages asked another machine for anything.
    """
    contexts: list[Any] = []
    strays: list[str] = []

    def note(url: str) -> None:
        if not stays_here(url):
            strays.append(url)

    def open_one(width: int = 1280, height: int = 900, **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        context.on("request", lambda request: note(request.url))
        context.on("page", lambda page: page.on("websocket", lambda socket: note(socket.url)))
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    assert not strays, f"a page asked another machine for: {sorted(set(strays))}"


@pytest.fixture
def page(open_page: Callable[..., Any]) -> Any:
    """Return one page, 1280 x 900, that may not leave the machine."""
    return open_page()


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """Return the folder for pictures that a person looks at; git ignores it."""
    folder = ROOT / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def one_stage(chromium: Any) -> Iterator[Any]:
    """Yield a stage that all tests of one worker share: a browser window for each would take longer than the test."""
    from stage import Stage

    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield Stage(context.new_page())
    context.close()
    assert not [url for url in asked if not stays_here(url)], "a face asked another machine for something"


@pytest.fixture
def stage(one_stage: Any) -> Any:
    """Return an empty stage for faces (see `stage.Stage`), in light, 1280 x 900."""
    one_stage.clear()
    return one_stage


@pytest.fixture(scope="session")
def course_pages(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Yield every page of the course on one server, each opened once (see `course_pages.CoursePages`)."""
    from course_pages import served

    yield from served(chromium, tmp_path_factory.mktemp("course-pages") / "home")
