"""The rule of the narrowed duct goes the way the sources say, and anyone can set it, by keyboard too."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gallery
from milkflow.faces.narrowing import NarrowingFace
from milkflow.figures import figure
from milkflow.figures.narrowing import LEVELS, SWELLINGS, Setting, outcome, settings
from milkflow.figures.narrowing_figure import told
from mounted import mount

WORDS = gallery.words()
ANY = st.builds(Setting, st.sampled_from(LEVELS), st.sampled_from(LEVELS), st.sampled_from(SWELLINGS))


def face():
    return NarrowingFace(figure("narrowing", {}, WORDS), WORDS)


@given(ANY)
def test_more_swelling_never_lets_more_milk_out(setting):
    if setting.swelling < 2:
        more = setting._replace(swelling=setting.swelling + 1)
        assert outcome(more).leaves <= outcome(setting).leaves
        assert outcome(more).fullness >= outcome(setting).fullness


@given(ANY)
def test_more_removal_never_lets_less_milk_out_nor_fills_the_breast(setting):
    if setting.removed < 1:
        more = setting._replace(removed=setting.removed + 1)
        assert outcome(more).leaves >= outcome(setting).leaves
        assert outcome(more).fullness <= outcome(setting).fullness


@given(ANY)
def test_more_milk_made_never_empties_the_breast_and_leaves_the_duct_alone(setting):
    if setting.made < 1:
        more = setting._replace(made=setting.made + 1)
        assert outcome(more).leaves == outcome(setting).leaves
        assert outcome(more).fullness >= outcome(setting).fullness


@given(ANY)
def test_taking_more_than_the_baby_needs_always_asks_for_more(setting):
    if setting.removed > 0:
        assert outcome(setting).pull in ("more", "both")


@given(ANY)
def test_a_breast_that_stays_full_is_always_told_to_make_less(setting):
    after = outcome(setting)
    assert (after.fullness > 0) == (after.pull in ("less", "both"))


def test_as_usual_nothing_changes():
    assert outcome(Setting()) == (0, 0, "same")


def test_both_views_of_what_comes_first_end_in_a_full_breast():
    stasis_first, swelling_first = outcome(Setting(removed=-1)), outcome(Setting(swelling=2))
    assert stasis_first.fullness > 0 and swelling_first.fullness > 0


def test_every_setting_is_told_in_words_of_its_own_outcome():
    for setting in settings():
        said = told(setting, WORDS)
        assert said and "{" not in said and "narrowing-" not in said


def test_the_figure_says_that_it_is_no_measurement_and_names_both_views():
    html = face().static_html()
    assert "not a measurement" in html and "not proven" in html
    assert WORDS["narrowing-caution-first"] in html and WORDS["narrowing-caution-second"] in html
    assert not re.search(r"\d", re.sub(r"<svg.*?</svg>|<[^>]+>|20\d\d", "", html, flags=re.S))


def test_every_state_is_at_hand_before_anybody_presses():
    view = face().view
    assert len(view["states"]) == 27
    for state in view["states"].values():
        for layer, id in state["show"].items():
            assert id in view["layers"][layer]


@pytest.fixture
def live(page):
    mount(page, [face()])
    return page


def chosen(page):
    return page.locator("input:checked").evaluate_all("all => all.map(one => one.value).join(',')")


def test_it_is_set_with_the_keyboard_alone_and_says_what_follows(live):
    said = live.get_by_role("status")
    assert said.inner_text() == told(Setting(), WORDS) and chosen(live) == "0,0,0"
    stops = []
    for _ in range(4):
        live.keyboard.press("Tab")
        stops.append(live.evaluate("document.activeElement.type"))
    assert stops == ["radio", "radio", "radio", "button"]  # one stop for each row
    live.keyboard.press("Shift+Tab")
    live.keyboard.press("ArrowRight")
    live.keyboard.press("ArrowRight")
    assert chosen(live) == "0,0,2" and said.inner_text() == told(Setting(swelling=2), WORDS)
    assert live.locator("svg desc").evaluate("one => one.textContent") == told(Setting(swelling=2), WORDS)
    live.keyboard.press("Tab")
    live.keyboard.press("Enter")
    assert chosen(live) == "0,0,0" and said.inner_text() == told(Setting(), WORDS)


def test_the_drawing_follows_every_setting(live):
    seen = set()
    for setting in settings():
        for at, level in enumerate(setting):
            live.locator("fieldset").nth(at).locator(f'input[value="{level}"]').check()
        assert live.get_by_role("status").inner_text() == told(setting, WORDS)
        seen.add((setting.swelling, outcome(setting)[:2], live.locator("svg > g").last.inner_html()))
    assert len(seen) == len({(one.swelling, outcome(one)[:2]) for one in settings()})


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_choice_breaks_a_word_or_leaves_the_card(open_page, width):
    page = open_page(width=width)
    mount(page, [face()], theme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tall = page.locator(".mf-choice").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert min(tall) >= 44 and max(tall) < 60
