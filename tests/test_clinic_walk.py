"""The case clinic in a real browser: chosen, played and left by keyboard alone, on any screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_keys import CaseKeys, way_to
from milkflow.answers import AnswerLog
from milkflow.bundles import load_bundle, load_case
from milkflow.faces.clinic import ClinicFace
from milkflow.words import read_words
from reader import Reader, axe, listed, stop_faults
from stage import Stage
from trainee import Keys

WORDS = read_words()
CARDS = tuple(load_bundle("08-case-clinic").clinic.values())
CASE = load_case("night-call").case


@pytest.fixture
def log(tmp_path: Path) -> AnswerLog:
    return AnswerLog(tmp_path / "lesson.answers.jsonl")


def clinic(log: AnswerLog) -> ClinicFace:
    return ClinicFace(CARDS, log, WORDS, load=load_case)


def test_a_keyboard_chooses_plays_to_the_end_and_comes_back_to_its_card(stage: Stage, log: AnswerLog) -> None:
    stage.page.evaluate("""() => { window.saved = [];
      document.addEventListener("mf-saved", (event) => saved.push([event.detail.name, event.detail.done])); }""")
    face = stage.mount(clinic(log))
    assert isinstance(face, ClinicFace)
    page, keys = stage.page, Keys(stage.page)
    page.focus("#before")
    keys.tab_to(".mf-clinic__by select")
    page.keyboard.type(WORDS["case-setting-phone"])
    shown = page.locator(".mf-clinic__card:visible")
    assert shown.count() == sum(one.setting == "phone" for one in CARDS)
    said = WORDS["clinic-shown"].format(shown=shown.count(), of=len(CARDS))
    assert page.locator(".mf-clinic__list [role=status]").inner_text() == said
    keys.tab_to(f'[data-card="{CASE.id}"] button')
    keys.press("Enter")
    page.wait_for_function("document.activeElement.matches('.mf-case__heading')")
    way = way_to(CASE, "best")
    assert way is not None and face.case is not None
    page.set_viewport_size({"width": 360, "height": 640})
    CaseKeys(page, face.case).play(way)
    top = page.locator(".mf-case__clock").evaluate("one => one.getBoundingClientRect().top")
    assert -1 < top < 100, "on a phone each step begins at the top"
    assert face.view["count"] == 1
    assert page.evaluate("saved.some(([name, done]) => name === 'clinic-1' && done === true)"), "the header counts on"
    keys.tab_to(".mf-clinic__bar:last-of-type .mf-clinic__back")
    keys.press("Enter")
    page.wait_for_function(f"""document.activeElement.matches('[data-card="{CASE.id}"] button')""")
    assert shown.count() == sum(one.setting == "phone" for one in CARDS), "her choice of cards is kept"
    assert WORDS["case-outcome-safe"] in page.inner_text(f'[data-card="{CASE.id}"]')


def test_two_choices_that_no_case_fits_are_told(stage: Stage, log: AnswerLog) -> None:
    stage.mount(clinic(log))
    setting, outcome = stage.page.locator(".mf-clinic__by select").all()
    setting.select_option("clinic")
    outcome.select_option("2")
    fits = [one for one in CARDS if one.setting == "clinic" and 2 in one.outcomes]
    assert stage.page.locator(".mf-clinic__card:visible").count() == len(fits) == 0
    assert stage.page.locator(".mf-clinic__list [role=status]").inner_text() == WORDS["clinic-none"]


def test_without_a_reply_no_case_opens_and_it_is_told(stage: Stage, log: AnswerLog) -> None:
    stage.mount(clinic(log), live=False)
    stage.page.locator(".mf-clinic__card button").first.click()
    stage.page.get_by_role("alert").get_by_text(WORDS["not-saved"][:12]).wait_for()
    assert not stage.page.locator(".mf-case").count()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_rule_of_access_is_broken_on_any_screen(stage: Stage, log: AnswerLog, theme: str) -> None:
    way = way_to(CASE, "rescued")
    assert way is not None
    log.append("move", CASE.id, {"run": "r", "step": CASE.start, "move": "start"})
    for done in way.done:
        log.append("move", CASE.id, {"run": "r", "step": done.step, "move": done.move}, done.confidence)
    stage.page.emulate_media(reduced_motion="reduce")
    stage.theme(theme)
    stage.mount(clinic(log))
    found = axe(stage.page)
    reader = Reader(stage.page)
    stage.page.focus("#before")
    faults = list(stop_faults(reader.stops("#after")))
    assert not faults, listed(faults)
    for width in (1280, 320):
        stage.page.set_viewport_size({"width": width, "height": 800})
        assert stage.page.evaluate("document.documentElement.scrollWidth") <= width
    stage.page.locator(f'[data-card="{CASE.id}"] button').click()
    stage.page.locator(".mf-clinic__bar >> nth=1").wait_for()
    assert stage.page.evaluate("document.documentElement.scrollWidth") <= 320
    found += axe(stage.page)
    stage.clear()
    stage.theme(theme)
    stage.html(clinic(log).static_html())
    found += axe(stage.page)
    assert not found, listed(found)
