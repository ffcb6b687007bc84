"""What single figures must not get wrong: limits, shares, hours, tones, and the words of lesson 02."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gallery
from milkflow.evidence import load_evidence
from milkflow.figures import figure
from milkflow.figures.calls import LISTED, STEPS, listed
from milkflow.figures.tones import TONES, contrast, inflamed, luminance

TABLES, WORDS = load_evidence().tables, gallery.words()
LIMITS = {"breaths": "25", "pulse": "130", "pressure": "90"}
COLOUR = st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: "#{:02x}{:02x}{:02x}".format(*parts))


def html(id):
    return figure(id, TABLES, WORDS)._repr_html_()


def lesson_02(repo):
    cells = json.loads((repo / "course/lessons/02-stasis-or-mastitis.ipynb").read_text("utf-8"))["cells"]
    section = next(text for cell in cells if (text := "".join(cell["source"])).startswith("## When not to wait"))
    return " ".join(section.replace("**", "").split())


@pytest.mark.parametrize("step", STEPS)
def test_the_ladder_says_what_lesson_02_says_word_for_word(repo: Path, step):
    said = lesson_02(repo)
    for line in listed(step, LIMITS, WORDS):
        assert " ".join(line.split()) in said


def test_the_ladder_sends_to_the_local_chart_as_lesson_02_does(repo: Path):
    assert WORDS["calls-caution-chart"] in lesson_02(repo)


def test_the_ladder_leaves_out_no_line_of_lesson_02(repo: Path):
    emergency, today = lesson_02(repo).split("Same day,")
    today = today.split("Otherwise,")[0]
    assert emergency.count(" - ") == LISTED["now"] and today.count(" - ") == LISTED["today"] - 1


def test_the_limits_of_the_ladder_are_those_of_the_facts():
    shown = html("when-to-call")
    rows = {row.id: row.values for row in TABLES["sepsis-nice"].checked}
    assert rows["breathing"]["high_min"] == 25 and "25 breaths a minute or more" in shown
    assert rows["heart-rate"]["high_min"] == 131 and "pulse above 130" in shown
    assert rows["blood-pressure"]["high_max"] == 90 and "upper blood pressure 90 or less" in shown
    assert "no urine for 18 hours" in shown and "18 h" in rows["urine"]["high"]


def test_hours_after_an_antibiotic_was_begun_are_not_drawn_as_waiting():
    drawing = figure("hours-to-wait", TABLES, WORDS).drawing
    assert "OUH Oxford" not in drawing and "UIHC" not in drawing and "HSE Ireland" in drawing
    assert "WHO" not in drawing and "ABM" not in drawing  # these rows are not yet checked


def test_the_blocks_have_the_areas_of_their_shares():
    drawing = figure("incidence-by-week", TABLES, WORDS).drawing
    blocks = re.findall(r'd="M([\d.]+) ([\d.]+)V([\d.]+)H([\d.]+)V[\d.]+Z" class="mf-weeks__(rest|part)"', drawing)
    areas = [((float(x2) - float(x1)) * (float(floor) - float(top)), kind) for x1, floor, top, x2, kind in blocks]
    assert [kind for _, kind in areas] == ["rest", "part"] * 2
    for (rest, _), (part, _) in zip(areas[::2], areas[1::2], strict=True):
        assert part / (part + rest) == pytest.approx(0.53, abs=0.01)


def test_the_number_of_ducts_drawn_is_the_number_that_was_read():
    drawing = figure("breast-ducts", TABLES, WORDS).drawing
    assert drawing.count("mf-body__opening") == 9


def test_the_contrast_of_the_sore_place_falls_from_step_to_step():
    falls = [contrast(tone, inflamed(tone)) for tone in TONES]
    assert len(TONES) == 10 and falls == sorted(falls, reverse=True) and falls[0] > 1.5 > 1.15 > falls[-1]
    assert all(f"<td>{one:.2f}</td>" in html("skin-tones") for one in falls)


def test_warmth_and_swelling_are_drawn_the_same_on_every_step():
    drawing = figure("skin-tones", TABLES, WORDS).drawing
    steps = re.findall(r"<g transform=[^>]*>(.*?)</g>", drawing)
    plain = {re.sub(r"#[0-9a-f]{6}|>\d+<", "", step) for step in steps}
    assert len(steps) == 10 and len(plain) == 1 and steps[0].count("mf-skin__warm") == 3


@given(COLOUR, COLOUR)
def test_contrast_is_the_same_both_ways_and_within_its_bounds(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@given(COLOUR)
def test_an_inflamed_place_is_never_lighter(tone):
    assert luminance(inflamed(tone)) <= luminance(tone) + 1e-9


def test_the_chin_is_an_option_and_no_cure():
    shown = html("feeding-positions")
    assert "no cure" in shown and "Sources differ" in shown and "may be tried" in shown
