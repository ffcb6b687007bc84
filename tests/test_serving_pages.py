"""Pages as a trainee sees them, in a real browser."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from patience import photograph, soon
from serving_site import Site, course, serve, wait_for

START, FAULTS = "lessons/00-start-here.ipynb", "lessons/01-faults.ipynb"
OPEN = "body.mf-is-open"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("pages")
    site = serve(course(folder / "course-folder"), folder / "home", 18450)
    yield site
    site.stop()


def opened(page: Any, address: str) -> Any:
    """Open an address and wait until the page says that it is ready."""
    page.goto(address, wait_until="commit")
    page.wait_for_selector(OPEN, state="attached")
    return page


def pid(site: Site) -> int:
    """Return the process id that the last press wrote to the log."""
    log = site.home / "lessons" / "tried.answers.jsonl"
    return int(json.loads(log.read_text().splitlines()[-1])["pid"])


def test_the_start_page_is_at_the_root_with_its_landmarks(site: Site, page: Any) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    opened(page, site.url())
    assert page.url == f"http://127.0.0.1:{site.port}/voila/render/{START}"  # the key has left the address
    assert page.title() == "Start here · Milkflow"
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("main").count() == page.get_by_role("banner").count() == 1
    assert page.get_by_role("heading", level=1).inner_text().startswith("Start here")
    assert page.get_by_role("status").inner_text() == "The page is ready."
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "mf-main"
    assert said == []


def test_no_code_no_traceback_and_no_warning_reaches_a_trainee(site: Site, page: Any) -> None:
    opened(page, site.page(FAULTS))
    source, text = page.content(), page.get_by_role("main").inner_text()
    for hidden in ("SECRET-TRACEBACK", "SECRET-WARNING", "Traceback", "raise ", "import sys"):
        assert hidden not in source
    assert "This part of the page cannot be shown." in text
    assert "The log is too big. Put it aside and open the page again." in text
    assert "said aloud" in text
    assert text.strip().endswith("The end.")


def test_a_press_is_answered_and_the_link_to_the_quiz_works(site: Site, page: Any) -> None:
    opened(page, site.url())
    page.get_by_role("button", name="pressed 0").click()
    page.get_by_role("button", name="pressed 1").wait_for()
    page.get_by_role("link", name="the quiz").click()
    page.wait_for_url("**/exercises/quiz-02/quiz-02.ipynb")
    page.get_by_role("heading", name="Quiz").wait_for()
    page.go_back()
    page.get_by_role("button", name="pressed 0").wait_for()


def test_ten_opens_leave_at_most_two_kernels(site: Site, page: Any) -> None:
    before = {kernel["id"] for kernel in site.kernels()}  # a window that was closed at once may leave one behind

    def mine() -> int:
        return len({kernel["id"] for kernel in site.kernels()} - before)

    for turn in range(10):
        if turn % 5:
            page.reload(wait_until="commit")  # some are left before they are open
        else:
            opened(page, site.page(START))
        page.wait_for_selector("main h1")
    page.wait_for_selector(OPEN, state="attached")
    wait_for(lambda: mine() <= 2, 20)
    page.go_back()
    page.wait_for_selector(OPEN, state="attached")
    wait_for(lambda: mine() <= 2, 20)
    page.goto("about:blank")
    wait_for(lambda: mine() == 0, 20)


def test_a_file_to_download_does_not_take_the_kernel_away(site: Site, page: Any) -> None:
    (site.home / "lessons" / "mine.zip").write_bytes(b"PK")
    opened(page, site.page(START))
    page.evaluate("location.href = '/files/lessons/mine.zip?download=1'")
    page.wait_for_timeout(500)
    page.get_by_role("button", name="pressed 0").click()
    page.get_by_role("button", name="pressed 1").wait_for()


def test_a_killed_kernel_is_told_within_three_seconds_and_one_press_brings_the_page_back(site: Site, page: Any) -> None:
    opened(page, site.page(START))
    page.get_by_role("button", name="pressed 0").click()
    page.get_by_role("button", name="pressed 1").wait_for()
    os.kill(pid(site), signal.SIGKILL)
    page.get_by_role("alert").get_by_text("This page has lost its connection").wait_for(timeout=soon(3))
    page.get_by_role("button", name="Open this page again").click()
    page.get_by_role("button", name="pressed 0").wait_for()
    assert page.get_by_role("alert").count() == 0


def test_a_stopped_server_is_told_within_three_seconds_and_the_page_comes_back_with_it(
    tmp_path: Path, page: Any
) -> None:
    ward, home = course(tmp_path / "course-folder"), tmp_path / "home"
    first = serve(ward, home, 18480)
    opened(page, first.url())
    first.process.kill()
    first.stop()
    page.get_by_role("alert").get_by_text("The course has stopped").wait_for(timeout=soon(3))
    page.get_by_role("button", name="Open this page again").click()
    page.get_by_role("button", name="Waiting for Milkflow to start").wait_for()
    second = serve(ward, home, 18480)
    try:
        page.get_by_role("alert").wait_for(state="detached")
        page.wait_for_selector(OPEN, state="attached")
        assert (second.port, page.get_by_role("alert").count()) == (first.port, 0)
    finally:
        page.goto("about:blank")
        second.stop()


def test_jupyterlab_is_one_link_away_trusted_collapsed_and_quiet(site: Site, page: Any) -> None:
    opened(page, site.url())
    page.get_by_role("link", name="Open in JupyterLab").click()
    page.wait_for_url("**/lab/**")
    shown = page.locator(".jp-Notebook .jp-RenderedMarkdown h1")
    shown.wait_for()
    assert page.locator(".jp-Notebook .jp-InputArea-editor:visible", has_text="anywidget").count() == 0
    assert page.get_by_text("official Jupyter news").count() == 0
    assert page.get_by_text("nbgrader", exact=False).count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_the_screen(site: Site, open_page: Callable[..., Any], screenshots: Path, scheme: str) -> None:
    page = opened(open_page(color_scheme=scheme), site.page(START))
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 26, 27)"
    assert dark == (scheme == "dark")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        photograph(page, screenshots / f"serving-{scheme}-{width}.png")
