"""The browser that the tests drive tells on a page that leaves the machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from conftest import stays_here


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8899/voila", True),
        ("ws://localhost:8899/api", True),
        ("data:text/css,", True),
        ("blob:http://127.0.0.1/1", True),
        ("https://example.org/font.woff2", False),
        ("http://127.0.0.1.example.org/", False),
        ("wss://example.org", False),
    ],
)
def test_an_address_on_another_machine_is_told_from_one_here(url: str, here: bool) -> None:
    assert stays_here(url) is here


def test_a_page_that_asks_another_machine_is_caught(chromium: Any) -> None:
    seen: list[str] = []
    context = chromium.new_context()
    context.on("request", lambda request: seen.append(request.url))
    context.new_page().set_content('<link rel="stylesheet" href="https://example.invalid/theme.css">')
    context.close()
    assert [url for url in seen if not stays_here(url)] == ["https://example.invalid/theme.css"]


def test_a_page_that_stays_here_passes(open_page: Callable[..., Any]) -> None:
    page = open_page(width=360, height=640)
    page.set_content("<h1>Milkflow</h1>")
    assert page.inner_text("h1") == "Milkflow"
