"""Slowness is tried once more and told; a promise that is not kept fails at once; a missing picture fails nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from patience import photograph

HOOKS = """
import sys
sys.path.insert(0, {here!r})
from patience import pytest_runtest_makereport, pytest_runtest_protocol, tried_again

def pytest_configure(config):
    config.addinivalue_line("markers", "browser: as in the course")

def pytest_terminal_summary(terminalreporter):
    for said in tried_again(terminalreporter.stats):
        terminalreporter.write_line(said)
"""
TESTS = """
import pytest
from playwright.sync_api import Error, TimeoutError
pytestmark = pytest.mark.browser
begun = []

@pytest.fixture(scope="session")
def browser():
    begun.append(1)
    yield len(begun)

def test_slow_once(browser):
    if browser == 1:
        raise TimeoutError("too slow")

def test_lost_once(browser):
    if browser == 2:
        raise Error("Target page, context or browser has been closed")

def test_always_slow(browser):
    raise TimeoutError("too slow")

def test_broken(browser):
    assert browser < 0, "promised"

def test_broken_in_another_way(browser):
    raise Error("no such selector")

def test_left_out(browser):
    pytest.skip("no browser")
"""


def run(folder: Path, *options: str) -> str:
    (folder / "conftest.py").write_text(HOOKS.format(here=str(Path(__file__).parent)), encoding="utf-8")
    (folder / "test_some.py").write_text(TESTS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "--color=no", "-p", "no:cacheprovider", "-rfs", *options]
    settings = {**os.environ, "PYTEST_ADDOPTS": ""}
    return subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, timeout=300).stdout


def test_only_slowness_is_tried_again_once_with_a_new_browser_and_told(tmp_path: Path) -> None:
    said = run(tmp_path, "-n", "1")  # as in CI, where a worker has to tell what it did
    assert "3 failed, 2 passed, 1 skipped" in said, said
    again = [line.split("::")[1] for line in said.splitlines() if line.startswith("Tried again")]
    lost = "Error: Target page, context or browser has been closed"
    assert sorted(again) == [
        "test_always_slow: TimeoutError: too slow",
        f"test_lost_once: {lost}",
        "test_slow_once: TimeoutError: too slow",
    ], said


@pytest.mark.parametrize(("fault", "fails"), [("TimeoutError", False), ("Error", True)])
def test_a_picture_that_takes_too_long_is_named_and_fails_nothing(
    fault: str, fails: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    from playwright import sync_api

    heights: list[int] = []

    class Page:
        viewport_size = {"width": 360, "height": 640}  # noqa: RUF012

        def set_viewport_size(self, size: dict[str, int]) -> None:
            heights.append(size["height"])

        def screenshot(self, **options: Any) -> None:
            raise getattr(sync_api, fault)("no")

    if fails:
        with pytest.raises(sync_api.Error):
            photograph(Page(), Path("lesson.png"), height=2000)
    else:
        photograph(Page(), Path("lesson.png"), height=2000)
        assert "lesson.png" in capsys.readouterr().out
        assert heights == [2000, 640], "the screen is as it was"
