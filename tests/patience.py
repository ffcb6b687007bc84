"""How long the tests wait, and what is tried again: a slow machine is no fault of the course."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import CallInfo, runtestprotocol

IN_CI = bool(os.environ.get("CI"))
# Milliseconds. A wait that ends well costs nothing, however long it might have been.
PATIENCE = 90_000
# What playwright says when the browser, or the server behind the page, is no more.
LOST = ("has been closed", "Target crashed", "Connection closed", "ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET")
FAULTS = pytest.StashKey[list[str]]()
TRIED_AGAIN = "tried again"


def soon(seconds: float) -> float:
    """Return the milliseconds within which something promised for ``seconds`` must be seen: three times that in CI."""
    return seconds * (3000 if IN_CI else 1000)


def photograph(page: Any, path: Path, *, height: int = 0) -> None:
    """Take a picture for human eyes of what is on the screen, or of the first ``height`` pixels of the page.

    A picture is no promise: one that the browser cannot take in time is left out, and its name printed.
    """
    from playwright.sync_api import TimeoutError as TooSlow

    screen = page.viewport_size
    if height:  # a taller screen: to playwright's picture of a full page a long lesson is ten times the work
        page.set_viewport_size(screen | {"height": height})
    try:
        page.screenshot(path=path, timeout=20_000)
    except TooSlow:
        print(f"no picture, the browser was too slow: {path}")
    if height:
        page.set_viewport_size(screen)


def slowness(fault: BaseException) -> bool:
    """Return whether a test was given up because the browser was too slow or lost; a promise not kept is never that."""
    from playwright.sync_api import Error
    from playwright.sync_api import TimeoutError as TooSlow

    if isinstance(fault, BaseExceptionGroup):
        return all(map(slowness, fault.exceptions))
    lost = isinstance(fault, Error) and any(words in str(fault) for words in LOST)
    return lost or isinstance(fault, TooSlow | ConnectionError)


def pytest_runtest_makereport(item: pytest.Item, call: CallInfo[None]) -> None:
    """Note why a part of a browser test failed; called by pytest after each part."""
    if call.excinfo and item.get_closest_marker("browser"):
        fault = call.excinfo.value
        why = f"{type(fault).__name__}: {fault}".splitlines()[0] if slowness(fault) else ""
        item.stash.setdefault(FAULTS, []).append(why)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Run a browser test, and once more with a new browser and new servers when it was given up.

    A test that fails in any other way has failed. What was tried again is told at the end.
    """
    if not item.get_closest_marker("browser"):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, log=False, nextitem=nextitem)
    why = item.stash.get(FAULTS, [])
    if why and all(why):
        again = _all_put_away(item) or runtestprotocol(item, log=False, nextitem=nextitem)
        again[0].user_properties.append((TRIED_AGAIN, f"{item.nodeid}: {why[0]}"))
        reports = again
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def _all_put_away(item: pytest.Item) -> list[pytest.TestReport]:
    """Stop browser and servers, so that the next try has new ones; return a report if that shows another fault."""
    call = CallInfo.from_call(lambda: item.session._setupstate.teardown_exact(None), "teardown")
    if call.excinfo is None or slowness(call.excinfo.value):
        return []
    return [item.ihook.pytest_runtest_makereport(item=item, call=call)]


def tried_again(reports: Mapping[str, list[Any]]) -> Iterator[str]:
    """Yield a line for each test that was tried again; ``reports`` are those of pytest, by outcome."""
    for report in (one for some in reports.values() for one in some):
        for key, said in getattr(report, "user_properties", ()):
            if key == TRIED_AGAIN:
                yield f"Tried again, with a new browser: {said}"
