"""Every kind of question in a real browser, with a keyboard alone: reached, operated, checked, and left again."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from milkflow.galleries import STATES, Gallery
from milkflow.questions import read_samples
from mounted import mount
from patience import photograph
from serving_site import course, serve
from trainee import Keys, perfect, question

SAMPLES = {sample.question.id: sample for sample in read_samples()}
LIVE = [state for state in STATES if state != "static"]
# What a screen reader finds without a name, or a target too small for a finger.
NAMELESS = """root => [...root.querySelectorAll("input, select, textarea, button")].filter(one =>
    !(one.labels?.length || one.getAttribute("aria-label") || one.textContent.trim())).length"""
SMALL = """root => [...root.querySelectorAll("input, select, textarea, button, summary")].filter(one => {
    const box = (one.closest("label") || one).getBoundingClientRect();
    return box.width && (box.width < 24 || box.height < 24); }).length"""
IN_SIGHT = "one => one.getBoundingClientRect().top > -1 && one.getBoundingClientRect().bottom < innerHeight + 1"
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def gallery() -> Gallery:
    return Gallery()


def faces(gallery: Gallery, states: list[str]) -> list[Any]:
    return [room.in_state(state) for room in gallery.rooms.values() for state in states]


@pytest.mark.parametrize("id", SAMPLES)
def test_each_kind_is_answered_and_left_by_keyboard_alone(id: str, page: Any) -> None:
    asked = SAMPLES[id].question
    around = Gallery()
    mount(page, [around.rooms[one].in_state("unanswered") for one in ("gallery-one", id, "gallery-several")])
    face, keys = question(page, id).last, Keys(page)
    assert face.evaluate(NAMELESS) == 0
    assert face.get_by_role("group", name=asked.ask.split("\n\n")[-1]).or_(face.get_by_label(asked.ask)).count() or (
        asked.kind == "reflection"
    )
    if id == "gallery-one":
        return  # answered as the neighbour of all the others
    keys.answer(asked, perfect(asked))
    assert face.locator(".mf-result").evaluate("one => one === document.activeElement"), "focus on the reasons"
    assert face.locator("[role=status] .mf-verdict").inner_text()
    assert face.locator(".mf-verdict").evaluate(IN_SIGHT), "she sees first if she was right"
    assert face.get_by_role("status").last.inner_text().startswith("Saved")
    keys.tab_to('[data-question="gallery-several"]:last-of-type input' if id != "gallery-several" else "button")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", LIVE)
def test_no_kind_scrolls_sideways_on_a_small_screen(
    state: str, theme: str, gallery: Gallery, open_page: Any, screenshots: Path
) -> None:
    page = open_page(320, 700)
    mount(page, faces(gallery, [state]), theme)
    assert page.evaluate(WIDE) == 0
    assert page.locator("main").evaluate(NAMELESS) == 0
    assert page.locator("main").evaluate(SMALL) == 0
    photograph(page, screenshots / f"gallery-{state}-{theme}-320.png", height=2000)


def test_a_saved_answer_comes_back_into_the_form_of_every_kind(gallery: Gallery, page: Any) -> None:
    mount(page, faces(gallery, ["graded"]))
    for id in SAMPLES:
        face = question(page, f"{id}-graded")
        assert face.get_by_role("status").last.inner_text().startswith("Saved at"), id
    sbar = question(page, "gallery-sbar-graded")
    assert sbar.locator("[data-item=ambulance]").input_value() == "recommendation"
    assert question(page, "gallery-dialogue-graded").get_by_role("radio", checked=True).count() == 3


def test_a_click_in_the_drawing_chooses_the_line_in_the_list(page: Any) -> None:
    mount(page, [Gallery().rooms["gallery-hotspot"].in_state("unanswered")])
    for place in ("edge-above", "below"):
        page.locator(f"[data-id={place}]").click()
        assert page.locator(f"input[value={place}]").is_checked()
        assert page.locator(".mf-draw__place--chosen").get_attribute("data-id") == place


def test_a_drawing_and_a_chart_have_a_name_and_a_story(page: Any) -> None:
    mount(page, [Gallery().rooms[f"gallery-{kind}"].in_state("unanswered") for kind in ("hotspot", "chart")])
    names = page.get_by_role("img").evaluate_all("all => all.map(one => one.querySelector('title').textContent)")
    assert names == ["A breast seen from the front", "Temperature, °C", "Pulse, beats a minute"]
    assert page.get_by_role("table").get_by_role("rowheader").all_inner_texts() == ["06:00", "10:00", "14:00", "18:00"]


def test_a_talk_goes_on_only_after_a_reply_and_a_reply_can_be_taken_back(page: Any) -> None:
    mount(page, [Gallery().rooms["gallery-dialogue"].in_state("unanswered")])
    keys = Keys(page)
    keys.tab_to(".mf-go-on")
    keys.press("Enter")
    assert page.get_by_role("alert").filter(has_text="Choose what you say first.").count() == 1
    assert page.get_by_role("button", name="Check my answer").count() == 0
    for turn in ("partner", "empty"):
        keys._radio(f"[data-menu={turn}]", perfect(SAMPLES["gallery-dialogue"].question)[turn])
        keys.tab_to(f"[data-menu={turn}] .mf-go-on")
        keys.press("Enter")
        assert page.evaluate("document.activeElement.textContent").startswith("She says:")
    page.locator("[data-menu=partner] input[value=blame]").check()
    assert page.get_by_role("button", name="Check my answer").count() == 1


def test_too_many_choices_in_a_menu_are_told_at_once(page: Any) -> None:
    mount(page, [Gallery().rooms["gallery-key-feature"].in_state("unanswered")])
    menu = page.locator("[data-menu=now]")
    for id in ("watch", "usual", "cloth"):
        menu.locator(f"input[value={id}]").check()
    assert menu.get_by_role("status").inner_text().startswith("3 chosen, and 2 is the most.")


def test_the_handover_is_read_as_it_grows(page: Any) -> None:
    mount(page, [Gallery().rooms["gallery-sbar"].in_state("unanswered")])
    page.locator("[data-item=ill]").select_option("situation")
    sheet = page.get_by_role("group", name="Your handover so far")
    assert "I fear sepsis" in sheet.inner_text()


def test_the_gallery_that_authors_open_is_walked_by_keyboard_from_end_to_end(
    repo: Path, tmp_path: Path, open_page: Any, screenshots: Path
) -> None:
    root = course(tmp_path / "course")
    shutil.copy(repo / "solutions" / "gallery.ipynb", root / "course" / "lessons" / "09-gallery.ipynb")
    site = serve(root, tmp_path / "home", 19010)
    try:
        page = open_page()
        page.goto(site.page("lessons/09-gallery.ipynb"))
        page.locator('[data-question="gallery-sbar-graded"]').wait_for()
        keys = Keys(page)
        for sample in SAMPLES.values():
            keys.answer(sample.question, perfect(sample.question))
            page.wait_for_function("document.activeElement?.matches('.mf-result')")
        keys.tab_to('[data-question="gallery-sbar-graded"] .mf-actions button')
        photograph(page, screenshots / "gallery.png")  # the whole page is too tall for one picture
    finally:
        site.stop()
