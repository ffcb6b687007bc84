"""A page says how far it is and how to go on; nothing typed is lost; it reads at any size, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from patience import photograph, soon
from serving_site import Site, serve, wait_for
from trainee import question

START, LESSON = "lessons/00-start-here.ipynb", "lessons/02-stasis-or-mastitis.ipynb"
QUIZ = "exercises/quiz-02/quiz-02.ipynb"
Pages = Callable[..., Any]


@pytest.fixture(scope="module")
def served(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = serve(repo, tmp_path_factory.mktemp("comfort") / "home", 19210)
    yield site
    site.stop()


@pytest.fixture
def site(served: Site) -> Site:
    """Return the server with no answers of another test in its logs."""
    for log in served.home.rglob("*.answers.jsonl"):
        log.unlink()
    return served


def opened(page: Any, site: Site, name: str) -> Any:
    page.goto(site.page(name))
    page.locator("body.mf-is-open").wait_for()
    page.locator(".mf-face").first.wait_for()
    return page


def choose(face: Any, button: str, at: int = 0) -> None:
    """Choose an option of a single-answer question and press its button."""
    face.locator("fieldset").first.locator("input[type=radio]").nth(at).check()
    face.get_by_role("button", name=button).click()


def far(page: Any) -> str:
    return str(page.locator("#mf-far").inner_text())


def top_of(page: Any, selector: str) -> float:
    return float(page.locator(selector).first.bounding_box()["y"])


def test_the_count_follows_what_is_saved_and_the_way_back_is_a_link_and_never_a_jump(site: Site, page: Any) -> None:
    opened(page, site, LESSON)
    assert far(page) == "0 of 14 done, 45 min left"
    assert page.locator(".mf-here").count() == 0, "the first time there is nowhere to go back to"
    choose(question(page, "before-you-press"), "Check my answer")
    page.get_by_text("1 of 14 done, 44 min left").wait_for()

    page.goto("about:blank")
    opened(page, site, LESSON)  # anew: on a reload the browser itself restores the place
    assert far(page) == "1 of 14 done, 44 min left"
    page.wait_for_timeout(300)
    assert page.evaluate("window.scrollY") == 0
    page.get_by_role("link", name="Go on with: Plain words first").click()
    wait_for(lambda: 0 <= top_of(page, "h2:has-text('Plain words first')") < 300, 5)

    opened(page, site, START)
    page.get_by_role("link", name="Go on where you stopped").click()
    page.wait_for_url("**/02-stasis-or-mastitis.ipynb*")
    page.locator("body.mf-is-open").wait_for()
    wait_for(lambda: 0 <= top_of(page, "h2:has-text('Plain words first')") < 300, 5)


def test_the_foot_of_a_page_leads_on_and_back(site: Site, page: Any) -> None:
    opened(page, site, START)
    page.get_by_role("contentinfo").get_by_role("link", name="Next How milk moves").click()
    page.wait_for_url("**/01-how-milk-moves.ipynb")
    page.locator("body.mf-is-open").wait_for()
    page.get_by_role("contentinfo").get_by_role("link", name="Next Stasis or mastitis?").click()
    page.wait_for_url("**/02-stasis-or-mastitis.ipynb")
    page.locator("body.mf-is-open").wait_for()
    page.get_by_role("contentinfo").get_by_role("link", name="Quiz 02").click()
    page.wait_for_url("**/quiz-02.ipynb")
    page.get_by_role("banner").get_by_role("link", name="Previous: Stasis or mastitis?").click()
    page.wait_for_url("**/02-stasis-or-mastitis.ipynb")


def test_a_quiz_answer_is_taken_back_and_put_back_and_every_place_agrees(site: Site, page: Any) -> None:
    opened(page, site, QUIZ)
    face, first = question(page, "quiz-02-01"), page.locator(".mf-checklist > li").first
    assert not face.get_by_role("button", name="Take my answer back").is_visible()
    choose(face, "Save answer", at=2)
    first.get_by_text("✓ Answered").wait_for()
    assert far(page).startswith("1 of 8 done")

    face.get_by_role("button", name="Take my answer back").click()
    face.get_by_text("This question now counts as not answered.").wait_for()
    first.get_by_text("Not answered yet").wait_for()
    assert far(page).startswith("0 of 8 done")
    assert face.locator("input:checked").count() == 0
    page.reload()
    page.locator("body.mf-is-open").wait_for()
    face.get_by_text("This question now counts as not answered.").wait_for()

    choose(face, "Save answer", at=2)
    face.get_by_role("button", name="Take my answer back").click()
    face.get_by_role("button", name="Put my answer back").click()
    first.get_by_text("✓ Answered").wait_for()
    assert face.locator("fieldset").first.locator("input[type=radio]").nth(2).is_checked()


def test_try_again_pressed_by_mistake_costs_nothing(site: Site, page: Any) -> None:
    opened(page, site, LESSON)
    face = question(page, "before-you-press")
    choose(face, "Check my answer")
    said = face.locator(".mf-result").inner_text()
    face.get_by_role("button", name="Try again").click()
    face.get_by_role("button", name="Back to my answer").click()
    assert face.locator(".mf-result").inner_text() == said
    assert page.evaluate("document.activeElement.className").startswith("mf-result")


def test_what_was_typed_and_not_saved_outlives_a_stopped_server(repo: Path, tmp_path: Path, page: Any) -> None:
    home = tmp_path / "home"
    first = serve(repo, home, 19240)
    opened(page, first, QUIZ)
    text = page.locator("textarea")
    text.fill("I let her tell her story first.")
    first.process.kill()
    first.stop()
    page.get_by_role("alert").get_by_text("The course has stopped").wait_for(timeout=soon(4))
    page.get_by_role("button", name="Open this page again").click()
    second = serve(repo, home, 19240)
    try:
        page.get_by_role("alert").get_by_text("The course has stopped").wait_for(state="detached")
        page.locator("body.mf-is-open").wait_for()
        assert text.input_value() == "I let her tell her story first."
        page.get_by_text("Not saved yet. This is what you had on the screen").wait_for()
        assert not list(home.rglob("*.answers.jsonl")), "a draft is no answer"
        question(page, "quiz-02-08").get_by_role("button", name="Save answer").click()
        question(page, "quiz-02-08").get_by_text("Saved at").wait_for()
        page.reload()
        page.locator("body.mf-is-open").wait_for()
        question(page, "quiz-02-08").get_by_text("Saved at").wait_for()
        assert page.get_by_text("Not saved yet.").count() == 0
    finally:
        page.goto("about:blank")
        second.stop()


def test_a_text_size_counts_at_once_on_every_open_page_and_from_the_first_byte_of_the_next(
    site: Site, open_page: Pages, screenshots: Path
) -> None:
    page = opened(open_page(width=360, height=740), site, START)
    other = opened(page.context.new_page(), site, LESSON)
    page.bring_to_front()
    before = page.evaluate("getComputedStyle(document.body).fontSize")
    page.get_by_role("radio", name="Very large").check()
    page.locator(".mf-settings").get_by_text("Saved.").wait_for()
    assert (before, page.evaluate("getComputedStyle(document.body).fontSize")) == ("18px", "27px")
    wait_for(lambda: other.evaluate("getComputedStyle(document.body).fontSize") == "27px", 5)
    assert '<html lang="en" data-text="largest">' in site.ask(f"/voila/render/{QUIZ}")[1]
    for name in (START, LESSON, QUIZ):
        opened(page, site, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, f"{name} scrolls sideways"
        photograph(page, screenshots / f"comfort-largest-{Path(name).stem}.png")
    lost = site.url("voila/render/lessons/nothing.ipynb")
    page.goto(lost)
    assert page.evaluate("document.documentElement.dataset.text") == "largest", "also where no log is read"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_header_is_one_line_and_its_menu_works_by_keyboard(
    site: Site, open_page: Pages, screenshots: Path, scheme: str, width: int
) -> None:
    page = opened(open_page(width=width, height=740, color_scheme=scheme), site, LESSON)
    assert page.get_by_role("banner").bounding_box()["height"] < 55
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    menu = page.get_by_role("button", name="Menu")
    quiz = page.get_by_role("banner").get_by_role("link", name="Quiz: Quiz 02: stasis or mastitis?")
    assert (menu.is_visible(), quiz.is_visible()) == (width == 360, width == 1280)
    if width == 360:
        menu.focus()
        page.keyboard.press("Enter")
        assert menu.get_attribute("aria-expanded") == "true" and quiz.is_visible()
        photograph(page, screenshots / f"comfort-menu-{scheme}.png")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        assert menu.get_attribute("aria-expanded") == "false" and not quiz.is_visible()
        assert page.evaluate("document.activeElement.id") == "mf-menu"
    photograph(page, screenshots / f"comfort-lesson-{scheme}-{width}.png")
    start = screenshots / f"comfort-start-{scheme}-{width}.png"
    photograph(opened(page, site, START), start, height=2000)


def test_a_dark_page_is_printed_dark_on_light_unfolded_and_without_its_frame(
    site: Site, open_page: Pages, screenshots: Path
) -> None:
    page = opened(open_page(color_scheme="dark"), site, LESSON)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    ink = "getComputedStyle(document.querySelector('.mf-face')).color"
    assert page.evaluate(ink) == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.querySelector('.mf-face')).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("main details:not([open])").count() == 0
    for part in (".mf-top", ".mf-foot", ".mf-actions"):
        assert not page.locator(part).first.is_visible(), part
    photograph(page, screenshots / "comfort-print.png", height=2000)
    page.emulate_media(media="screen", color_scheme="dark")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("main details[open]").count() == 0
    assert page.evaluate("document.documentElement.dataset.print") is None


def test_a_short_version_is_printed_once_and_says_that_it_is_short(site: Site, open_page: Pages) -> None:
    page = opened(open_page(), site, LESSON)
    page.evaluate("window.print = () => { window.mfPrinted = document.documentElement.dataset.print; }")
    page.get_by_role("button", name="Print a short version").click()
    assert page.evaluate("window.mfPrinted") == "short"
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.get_by_text("Short version. The evidence behind each answer").is_visible()
    assert not page.locator(".mf-sources").is_visible()
    differs = page.locator(".mf-claim details").filter(has_text="Where sources differ").first
    assert differs.is_visible(), "where sources differ is never left out"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert not page.get_by_text("Short version. The evidence behind each answer").is_visible()
    assert page.locator(".mf-sources").is_visible()
