"""The server is killed in mid-quiz: she is told at once, and what was shown as saved is there afterwards."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from course_pages import QUIZZES, opened
from milkflow.answers.orders import ORDER
from milkflow.questions import Quiz, read_quiz
from milkflow.words import read_words
from patience import photograph, soon
from serving_site import Site, serve
from trainee import answer_by_mouse, perfect, question

PORT = 19140
WORDS = read_words()
# Notes every sentence that the status lines of each question ever show, and when, in milliseconds.
WATCH = """() => {
  window.mfShown = {};
  const look = () => document.querySelectorAll("[data-question]").forEach((face) => {
    const said = [...face.querySelectorAll("[role=status], [role=alert]")].map((line) => line.textContent).join(" ");
    (window.mfShown[face.dataset.question] ||= []).push([performance.now(), said]);
  });
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


@pytest.fixture
def quiz(repo: Path) -> Quiz:
    """Return a quiz with three questions to press and one to write; every quiz is the same page."""
    quizzes = [read_quiz(repo / "solutions" / f"{id}.yaml") for id in QUIZZES]
    return next(one for one in quizzes if [asked.kind for asked in one.questions].count("one") > 2 and written(one))


@pytest.fixture
def start() -> Iterator[Callable[..., Site]]:
    """Yield what starts a server; whatever it started is stopped in the end."""
    with ExitStack() as started:

        def begin(*places: Path) -> Site:
            site = serve(*places, PORT)
            started.callback(site.stop)
            return site

        yield begin


def test_what_was_shown_as_saved_survives_a_killed_server(
    repo: Path, tmp_path: Path, start: Callable[..., Site], page: Any, quiz: Quiz, screenshots: Path
) -> None:
    home, path = tmp_path / "home", QUIZZES[quiz.id]
    first = start(repo, home)
    opened(page, first.page(path))
    page.evaluate(WATCH)
    saved, flying, typed = three(quiz)
    for asked in saved:
        answer_by_mouse(page, asked, perfect(asked))
    face = question(page, typed.id)
    face.locator("textarea").fill("I listen first.")
    question(page, flying.id).locator(f'input[value="{perfect(flying)}"]').check()

    question(page, flying.id).locator(".mf-actions button").first.click()  # on its way while the server dies
    first.process.kill()
    first.process.wait()
    page.get_by_role("alert").get_by_text("The course has stopped").wait_for(timeout=soon(3))
    assert page.locator(".mf-gone").bounding_box()["width"] == page.viewport_size["width"]
    face.locator(".mf-actions button").first.click()
    face.get_by_role("alert").get_by_text(WORDS["not-saved"][:40]).wait_for()
    begun, told = (first_time(page, typed.id, WORDS[word][:7]) for word in ("saving", "not-saved"))
    assert told - begun < soon(3.5), "three seconds, and what a busy browser takes to show it"
    assert face.locator("textarea").input_value() == "I listen first.", "what she wrote is still on the screen"
    usual = page.viewport_size
    for size in ({"width": 320, "height": 256}, usual):  # 400 percent of 1280 x 1024, and as it was
        page.set_viewport_size(size)
        face.locator(".mf-actions button").first.click()
        face.get_by_role("alert").get_by_text(WORDS["not-saved"][:40]).wait_for()
        alarm, notice = seen_boxes(page, face)
        assert alarm["y"] >= 0 and alarm["y"] + 60 <= notice["y"], f"the alarm begins above the notice: {size}"
    assert alarm["y"] + alarm["height"] <= notice["y"], "the notice does not lie over the question's own alarm"
    photograph(page, screenshots / "access-server-gone.png")

    shown = shown_as_saved(page)
    assert {asked.id for asked in saved} <= shown and typed.id not in shown
    page.get_by_role("button", name="Open this page again").click()
    second = start(repo, home)
    comes_back(page, first, second)
    kept = in_log(home / path)
    assert shown <= set(kept) and typed.id not in kept
    for asked in quiz.questions:
        question(page, asked.id).wait_for()
        there = question(page, asked.id).get_by_role("status").get_by_text(re.compile(r"^\s*Saved"))
        assert (there.count() == 1) == (asked.id in kept), asked.id
    assert kept == {id: perfect(asked) for asked in quiz.questions if (id := asked.id) in kept}
    page.goto("about:blank")


def seen_boxes(page: Any, face: Any) -> tuple[dict[str, float], dict[str, float]]:
    """Return where a question's alarm and the notice stand in the window."""
    return face.locator(".mf-alarm:not(:empty)").bounding_box(), page.locator(".mf-gone").bounding_box()


def three(quiz: Quiz) -> tuple[list[Any], Any, Any]:
    """Return questions to save, one whose answer is on its way, and one that is only written on the screen."""
    ones = [asked for asked in quiz.questions if asked.kind == "one"]
    return ones[:2], ones[2], written(quiz)[0]


def written(quiz: Quiz) -> list[Any]:
    return [asked for asked in quiz.questions if asked.kind == "reflection"]


def first_time(page: Any, id: str, start: str) -> float:
    """Return when a question first said something, in the page's milliseconds."""
    lines: list[tuple[float, str]] = page.evaluate("id => window.mfShown[id]", id)
    open_still = WORDS["not-saved-yet"]
    said = [(at, line.strip()) for at, line in lines]
    return next(at for at, line in said if line.startswith(start) and not line.startswith(open_still))


def shown_as_saved(page: Any) -> set[str]:
    """Return the questions that ever said that they were saved."""
    shown: dict[str, list[tuple[float, str]]] = page.evaluate("window.mfShown")
    start = WORDS["saved-graded"].split("{")[0]
    assert shown, "nothing was watched"
    return {id for id, lines in shown.items() if any(start in line for _, line in lines)}


def comes_back(page: Any, first: Site, second: Site) -> None:
    assert second.port == first.port
    page.get_by_role("alert").get_by_text("The course has stopped").wait_for(state="detached")
    page.locator("body.mf-is-open").wait_for()


def in_log(notebook: Path) -> dict[str, Any]:
    lines = notebook.with_suffix(".answers.jsonl").read_text(encoding="utf-8").splitlines()
    events = [event for event in map(json.loads, lines) if event["name"] != ORDER]
    return {event["name"]: event["response"] for event in events}
