"""Each page of the course: its structure, from end to end by Tab, on a small screen, in other colours, on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from course_pages import BOTH, VIEWS, CoursePages
from milkflow.words import read_words
from patience import photograph
from reader import Reader, listed, pale, stop_faults

WORDS = read_words()
# What is between margins of 15 mm, in pixels; and the page that is really printed, to hold the measure to.
A4 = {"width": 680, "height": 1009}
PRINTED = ("02-stasis-or-mastitis", "answered")
# What stands out on the right, unless a box of its own scrolls it or it is there for ears alone.
OUTSIDE = """() => [...document.querySelectorAll("body *")].filter((node) => {
  const box = node.getBoundingClientRect();
  if (!box.width || box.right <= innerWidth + 1 || node.closest(".mf-hidden, svg")) return false;
  for (let up = node; up; up = up.parentElement) if (getComputedStyle(up).overflowX === "auto") return false;
  return true;
}).map((node) => node.outerHTML.slice(0, 120))"""
# Everything that is drawn with a border of its own must have one where backgrounds are taken away.
BARE = """() => [...document.querySelectorAll(
  ".mf .mf-chip, .mf .mf-choice, .mf .mf-verdict, .mf .mf-vignette, .mf .mf-step, .mf .mf-button:not(.mf-link)")]
  .filter((node) => node.checkVisibility() && getComputedStyle(node).borderTopStyle === "none")
  .map((node) => node.outerHTML.slice(0, 120))"""
ON_PAPER = """() => ({
  pressed: [...document.querySelectorAll("button")].filter((node) => node.checkVisibility()
    && !node.matches(".mf-link, .mf-asks__button")).map((node) => node.outerHTML.slice(0, 120)),
  shut: [...document.querySelectorAll("main details")].filter((node) => {
    const inner = [...node.children].slice(1);
    return node.checkVisibility() && inner.length && !inner.some((one) => one.getBoundingClientRect().height > 0);
  }).map((node) => node.outerHTML.slice(0, 120)),
  ground: getComputedStyle(document.body).backgroundColor,
  around: [...document.querySelectorAll(".mf-top, .mf-skip, .mf-opening")]
    .filter((node) => node.checkVisibility()).length,
})"""


@pytest.fixture(params=VIEWS, ids="-".join)
def view(request: pytest.FixtureRequest) -> tuple[str, str]:
    name, state = request.param
    return name, state


@pytest.fixture
def name(view: tuple[str, str]) -> str:
    return view[0]


@pytest.fixture
def state(view: tuple[str, str]) -> str:
    return view[1]


@pytest.fixture
def page(course_pages: CoursePages, name: str, state: str) -> Any:
    return getattr(course_pages, state)(name)


def test_a_page_has_its_landmarks_and_its_headings_in_order(page: Any, name: str) -> None:
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title().endswith("· Milkflow") and len(page.title()) > len("· Milkflow")
    assert [page.get_by_role(role).count() for role in ("banner", "main")] == [1, 1]
    assert page.get_by_role("banner").bounding_box()["height"] < 55, "at 1280 px the header is one line"
    ways = [way.get_attribute("aria-label") for way in page.get_by_role("navigation").all()]
    assert ways and all(ways) and len(set(ways)) == len(ways), "two of one role need names that tell them apart"
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map((one) => Number(one.tagName[1]))")
    assert levels[0] == 1 and levels.count(1) == 1
    skipped = [at for at, (one, other) in enumerate(pairwise(levels)) if other > one + 1]
    assert not skipped, f"{name} skips a level after heading {skipped}: {levels}"
    for table in page.locator("main table").all():
        assert table.locator("th").count(), table.inner_text()
    for drawing in page.locator("main svg[role=img]").all():
        assert drawing.evaluate("one => !!one.querySelector('title, desc') || !!one.ariaLabel")
    assert page.locator("main svg:not([role=img]):not([aria-hidden])").count() == 0


def test_the_first_stop_skips_to_the_page_and_tab_goes_through_to_its_end(page: Any, name: str, state: str) -> None:
    reader = Reader(page)
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
    page.locator("body").evaluate("body => { body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex'); }")
    page.keyboard.press("Tab")
    skip = reader.focused()
    assert (skip.role, skip.name) == ("link", WORDS["serving-skip"])
    assert not list(stop_faults([skip]))
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "mf-main"
    if state == "answered" and name in BOTH:  # what stands there then is walked on the stage, kind by kind
        return
    stops = reader.stops("body")
    faults = list(stop_faults(stops))
    assert len(stops) >= 2
    assert not faults, listed(faults)
    assert page.evaluate("ids => !document.querySelector('[tabindex]:not([tabindex=\"-1\"])')")


def test_nothing_is_cut_off_at_320_px_which_is_400_percent_of_1280(
    page: Any, name: str, state: str, screenshots: Path
) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not (found := page.evaluate(OUTSIDE)), listed(found)
    # The clock of a case sticks within its own case, so of several only one is on the screen.
    sticky = "all => all.filter((one) => getComputedStyle(one).position === 'sticky').map((one) => one.offsetHeight)"
    clocks = page.locator(".mf-case__clock").evaluate_all(sticky)
    others = page.locator("body *:not(.mf-case__clock)").evaluate_all(sticky)
    assert sum(others) + max(clocks, default=0) <= 256 / 3, "what sticks covers the page"
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert not (found := page.evaluate(OUTSIDE)), listed(found)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = false; })")
    photograph(page, screenshots / f"access-{name}-{state}-320.png", height=2000)


def test_without_colours_of_ours_every_part_has_its_edge(page: Any, name: str, state: str, screenshots: Path) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert not (found := page.evaluate(BARE)), listed(found)
    photograph(page, screenshots / f"access-{name}-{state}-contrast.png", height=2000)


def test_nothing_moves_for_those_who_asked_for_that(page: Any) -> None:
    moving = (
        "[...document.querySelectorAll('body, body *')].filter((one) => { const css = getComputedStyle(one);"
        " return css.transitionDuration.split(', ').some((time) => time !== '0s') || css.animationName !== 'none';"
        " }).length"
    )
    assert page.evaluate(moving) > 0, "with motion allowed something does move"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(moving) == 0


def test_a_page_prints_open_without_buttons_and_dark_on_white(
    page: Any, name: str, state: str, screenshots: Path
) -> None:
    page.emulate_media(color_scheme="dark")
    page.locator("html[data-theme=dark]").wait_for(state="attached")
    page.emulate_media(media="print", reduced_motion="reduce")
    found = page.evaluate(ON_PAPER)
    assert not found["pressed"], listed(found["pressed"])
    assert not found["shut"], listed(found["shut"])
    assert (found["ground"], found["around"]) == ("rgb(255, 255, 255)", 0)
    assert not (faint := pale(page)), listed(faint)
    whole = measured(page)
    if (name, state) == PRINTED:
        printed = sheets(page, screenshots / f"access-{name}-{state}.pdf")
        assert whole * 0.9 <= printed <= whole * 1.25 + 1, f"measured {whole:.1f} sheets, printed {printed}"
    page.evaluate("document.documentElement.dataset.print = 'short'")
    short = measured(page)
    page.evaluate("delete document.documentElement.dataset.print")
    # A short one says that it is short: on a page with nothing to leave out it is a line longer.
    assert 0 < short < whole + 0.2, f"{name} {state}: {whole:.1f} sheets of A4, {short:.1f} in short"
    assert whole <= 40 and short <= 25, f"{name} {state}: {whole:.1f} sheets of A4, {short:.1f} in short"


def measured(page: Any) -> float:
    """Return how many sheets of A4 a page fills, from its length at that width: a real print takes a minute."""
    page.set_viewport_size(A4)
    return float(page.evaluate("document.documentElement.scrollHeight") / A4["height"])


def sheets(page: Any, path: Path) -> int:
    """Print to a file; return its number of pages."""
    page.pdf(path=path, format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "15mm"))
    return len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))


@pytest.fixture(autouse=True)
def _as_it_was(page: Any) -> Iterator[None]:
    yield
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = false; })")
