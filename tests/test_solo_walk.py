"""Learning without an instructor, in a real browser: a reason at once, a test handed in and marked, no key before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from key_texts import fields_told, key_texts, told
from milkflow.answers import AnswerLog
from milkflow.questions import read_quiz
from patience import photograph
from reader import Reader, axe, listed, pale, stop_faults
from serving_site import Site, serve
from trainee import Keys, perfect, question

QUIZ, TEST = "exercises/quiz-01/quiz-01.ipynb", "exercises/pre-test/pre-test.ipynb"
DOORS = ("/files/", "/api/contents/", "/voila/files/", "/voila/render/", "/nbconvert/html/", "/custom/", "/static/")


@pytest.fixture(scope="module")
def site(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("alone") / "home"
    site = serve(repo, home, 19820, more=", solo=True")
    yield site
    site.stop()


def opened(page: Any, site: Site, name: str) -> None:
    page.goto(site.page(name), wait_until="commit")
    page.locator("body.mf-is-open").wait_for()
    page.locator(".mf-face, .mf-card").first.wait_for()


def test_a_quiz_teaches_at_once_and_a_test_is_marked_after_it_is_handed_in(
    repo: Path, site: Site, page: Any, screenshots: Path
) -> None:
    practice, test = (read_quiz(repo / "solutions" / f"{name}.yaml") for name in ("quiz-01", "pre-test"))
    opened(page, site, QUIZ)
    asked = next(one for one in practice.questions if one.kind == "one")
    Keys(page).answer(asked, perfect(asked))
    result = question(page, asked.id).locator(".mf-result")
    assert all(told([option.because.casefold()], result.inner_text()) for option in asked.options)

    secrets, heard = key_texts(test), []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda text: heard.append(str(text))))
    page.on("response", lambda answer: heard.append(answer.text()) if "/voila/render/" in answer.url else None)
    first, home = test.questions[0], site.home.with_name("home-solo")
    log = AnswerLog(home / "exercises/pre-test/pre-test.answers.jsonl")
    for one in test.questions[1:-1]:
        log.append("answer", one.id, perfect(one), "sure", test.version)
    opened(page, site, TEST)
    Keys(page).answer(first, next(option.id for option in first.options if not option.right))
    end = page.locator(".mf-handin")
    end.get_by_role("button", name="Hand in", exact=True).click()
    end.get_by_text("1 of 14 are not finished").wait_for()
    for door in DOORS:
        for file in (".milkflow/solo/pre-test.json", "%2emilkflow/solo/pre-test.json", ".milkflow/solo"):
            status, text = site.ask(door + file)
            assert status >= 300 and not told(secrets, text), door + file
    before = "\n".join([*heard, page.content()])
    assert len(before) > 50_000 and first.ask in before, "nothing was listened to"
    assert not told(secrets, before)
    assert not fields_told(end.inner_html())

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # "Yes, hand in" comes first after the question
    end.get_by_role("button", name="Show each answer").wait_for()
    points = f"You have {sum(one.points for one in test.questions[1:-1]):g} of {test.points:g} points."
    assert points in end.inner_text()
    page.keyboard.press("Enter")
    page.locator(".mf-result-card").wait_for()
    page.locator("body.mf-is-open").wait_for()
    assert points in page.locator(".mf-result-card").inner_text()
    card = page.locator(".mf-reviewed").first
    assert all(told([option.because.casefold()], card.inner_text()) for option in first.options)
    way = card.get_by_role("link").last.evaluate("link => link.pathname").removeprefix("/voila/render/")
    assert way.startswith("lessons/") and (home / way).is_file()
    assert "Not answered" in page.locator(".mf-reviewed").last.inner_text()
    assert told(secrets, page.content()), "the search finds a key where there is one"
    looks_right(page, screenshots)

    end = page.locator(".mf-handin")
    end.get_by_role("button", name="Begin a new try").click()
    end.get_by_role("button", name="Yes, begin").click()
    question(page, first.id).locator("input[type=radio]").first.wait_for()
    assert page.locator(".mf-result-card").count() == page.locator("input:checked").count() == 0


def looks_right(page: Any, screenshots: Path) -> None:
    """Look at the page of a result as everybody's page is looked at: rules, keyboard, contrast, a small screen."""
    assert not (broken := axe(page)), listed(broken)
    page.locator("body").evaluate("body => { body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex'); }")
    assert not (faults := list(stop_faults(Reader(page).stops("body")))), listed(faults)
    photograph(page, screenshots / "solo-result-1280.png", height=2400)
    page.set_viewport_size({"width": 360, "height": 800})
    page.emulate_media(color_scheme="dark")
    page.locator("html[data-theme=dark]").wait_for(state="attached")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not (faint := pale(page)), listed(faint)
    photograph(page, screenshots / "solo-result-360-dark.png", height=2400)
    page.set_viewport_size({"width": 1280, "height": 900})
