"""A lens in a real browser: keyboard alone, focus that moves to what is new, nothing shown as saved that is not."""

from pathlib import Path
from typing import Any

import pytest

from milkflow.answers import AnswerLog
from milkflow.evidence import load_evidence
from milkflow.faces.lens import LensFace
from milkflow.faces.lens_map import LensMapFace
from milkflow.lenses import read_lenses_of
from milkflow.library import lens_files
from milkflow.words import read_words
from reader import Reader, axe, listed, stop_faults
from stage import Stage
from trainee import Keys

WORDS = read_words()
EVIDENCE = load_evidence()
LENSES = read_lenses_of(lens_files())
LENS = LENSES["web-procedure-start"]
STANCES = ".mf-lens fieldset:not(.mf-sure)"


@pytest.fixture
def stage(open_page: Any) -> Stage:
    return Stage(open_page())


@pytest.fixture
def log(tmp_path: Path) -> AnswerLog:
    return AnswerLog(tmp_path / "lesson.answers.jsonl")


def lens(log: AnswerLog) -> LensFace:
    return LensFace(LENS, log, WORDS, claims=EVIDENCE.claims, sources=EVIDENCE.sources)


def whole(log: AnswerLog) -> LensMapFace:
    return LensMapFace(tuple(LENSES.values()), log, WORDS, claims=EVIDENCE.claims)


def has_focus(stage: Stage, text: str) -> None:
    stage.page.wait_for_function("text => document.activeElement.textContent.includes(text)", arg=text)


def press(stage: Stage, label: str) -> None:
    stage.page.get_by_role("button", name=label, exact=True).click()


def decide(stage: Stage, stance: str) -> None:
    stage.page.get_by_label(WORDS[f"lens-stance-{stance}"], exact=True).check()
    press(stage, WORDS["lens-check"])
    stage.page.locator(".mf-verdict").wait_for()


def test_a_keyboard_decides_reads_the_verdict_and_comes_to_the_map(stage: Stage, log: AnswerLog) -> None:
    stage.mount(lens(log))
    keys, of = Keys(stage.page), len(LENS.claims)
    stage.page.focus("#before")
    for number in range(1, of + 1):
        keys._radio(STANCES, "never" if number % 2 else "no-longer")
        keys._radio(".mf-lens .mf-sure", "sure")
        keys.tab_to(".mf-lens .mf-actions button")
        keys.press("Enter")
        stage.page.wait_for_function("document.activeElement.matches('.mf-result')")
        keys.tab_to(".mf-lens .mf-actions button")
        keys.press("Enter")
        has_focus(stage, WORDS["lens-claim"].format(number=number + 1, of=of) if number < of else WORDS["lens-map"])
    assert len(log.events()) == of
    assert WORDS["lens-map-count"].format(decided=of, of=of) in stage.page.inner_text(".mf-lens__body")
    first = stage.page.locator(".mf-lens__group").first
    assert first.get_attribute("data-group") == "sure"


@pytest.mark.parametrize("state", ["open", "told", "map"])
def test_every_stop_has_a_name_a_role_and_a_ring_and_tab_leads_out_again(
    stage: Stage, log: AnswerLog, state: str
) -> None:
    stage.mount(lens(log))
    if state != "open":
        decide(stage, "give")
    if state == "map":
        press(stage, WORDS["lens-map-short"])
    reader = Reader(stage.page)
    stage.page.focus("#before")
    there = reader.stops("#after")
    back = reader.stops("#before", back=True)
    assert len(there) == len(back) and len(there) >= len(LENS.claims)
    faults = list(stop_faults(there))
    assert not faults, listed(faults)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_rule_of_access_is_broken_in_any_state(stage: Stage, log: AnswerLog, theme: str) -> None:
    stage.page.emulate_media(reduced_motion="reduce")
    stage.theme(theme)
    stage.mount(lens(log))
    found = axe(stage.page)
    for stance in ("give", "no-longer", "never"):
        decide(stage, stance)
        stage.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found += axe(stage.page)
        press(stage, WORDS["lens-next"])
    press(stage, WORDS["lens-map-short"])
    found += axe(stage.page)
    stage.clear()
    stage.theme(theme)
    stage.mount(whole(log))
    found += axe(stage.page)
    stage.clear()
    stage.theme(theme)
    stage.html(lens(log).static_html())
    found += axe(stage.page)
    assert not found, listed(found)


def test_a_reader_hears_which_claim_it_is_and_which_are_decided(stage: Stage, log: AnswerLog) -> None:
    stage.mount(lens(log))
    decide(stage, "never")
    names = [one.name for one in Reader(stage.page).all("button")]
    assert any(name.startswith("1") and name.endswith(f", {WORDS['lens-mark-done']}") for name in names), names
    assert any(name.startswith("2") and name.endswith(WORDS["lens-mark-open"]) for name in names), names
    assert stage.page.locator("[aria-current=step]").count() == 1
    assert Reader(stage.page).all("navigation")[0].name == WORDS["lens-jump"].format(title=LENS.title)


def test_nothing_chosen_is_told_and_leads_to_the_choice(stage: Stage, log: AnswerLog) -> None:
    stage.mount(lens(log))
    press(stage, WORDS["lens-check"])
    assert stage.page.get_by_role("alert").inner_text() == WORDS["lens-decide-first"]
    assert stage.page.evaluate("document.activeElement.type") == "radio" and log.events() == ()


def test_without_a_reply_nothing_is_shown_as_saved_and_her_choice_stays(stage: Stage, log: AnswerLog) -> None:
    stage.mount(lens(log), live=False)
    stage.page.get_by_label(WORDS["lens-stance-never"], exact=True).check()
    press(stage, WORDS["lens-check"])
    stage.page.get_by_role("alert").get_by_text(WORDS["not-saved"][:12]).wait_for()
    assert not stage.page.locator(".mf-verdict").count()
    assert stage.page.get_by_label(WORDS["lens-stance-never"], exact=True).is_checked()


def test_she_changes_her_mind_or_keeps_it(stage: Stage, log: AnswerLog) -> None:
    stage.mount(lens(log))
    decide(stage, "give")
    press(stage, WORDS["lens-change"])
    assert stage.page.evaluate("document.activeElement.value") == "give"
    press(stage, WORDS["lens-keep"])
    stage.page.locator(".mf-verdict").wait_for()
    press(stage, WORDS["lens-change"])
    decide(stage, "no-longer")
    assert [event.response for event in log.events()] == ["give", "no-longer"]


def test_a_choice_that_is_not_saved_yet_is_there_after_a_look_at_another_claim(stage: Stage, log: AnswerLog) -> None:
    stage.mount(lens(log))
    stage.page.get_by_label(WORDS["lens-stance-never"], exact=True).check()
    press(stage, WORDS["lens-pass"])
    has_focus(stage, WORDS["lens-claim"].format(number=2, of=len(LENS.claims)))
    press(stage, WORDS["lens-back"])
    assert stage.page.get_by_label(WORDS["lens-stance-never"], exact=True).is_checked()


def test_the_map_of_the_lesson_grows_with_each_decision_on_the_page(stage: Stage, log: AnswerLog) -> None:
    stage.mount(lens(log))
    stage.mount(whole(log))
    assert WORDS["lens-map-none"] in stage.page.inner_text(".mf-lens--map")
    decide(stage, "no-longer")
    stage.page.locator(".mf-lens--map table").wait_for()
    assert WORDS["lens-map-count"].format(decided=1, of=63) in stage.page.inner_text(".mf-lens--map")


@pytest.mark.parametrize("width", [320, 360])
def test_a_phone_needs_no_sideways_scrolling(open_page: Any, log: AnswerLog, width: int) -> None:
    stage = Stage(open_page())
    stage.page.set_viewport_size({"width": width, "height": 640})
    stage.mount(lens(log))
    stage.mount(whole(log))
    decide(stage, "never")
    press(stage, WORDS["lens-map-short"])
    assert stage.page.evaluate("document.documentElement.scrollWidth") <= width
    assert stage.page.evaluate(
        "[...document.querySelectorAll('.mf-scroll')].every((one) => one.scrollWidth <= one.clientWidth + 1)"
    )


def test_a_printed_lens_holds_every_claim_and_her_decisions(stage: Stage, log: AnswerLog) -> None:
    stage.mount(lens(log))
    decide(stage, "never")
    stage.page.emulate_media(media="print")
    paper = stage.page.inner_text(".mf-lens")
    assert all(EVIDENCE.claims[id].says in paper for id in LENS.claims)
    assert WORDS["lens-paper"] in paper, "what can harm must not look like advice on paper"
    assert WORDS["lens-stance-never"] in paper and WORDS["lens-check"] not in paper
