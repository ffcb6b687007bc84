"""Figures draw only what was read, say their story in words, and hold their data as a table."""

import re
from xml.etree import ElementTree

import pytest

import gallery
from milkflow.errors import MilkflowError
from milkflow.evidence import load_evidence
from milkflow.figures import FIGURES, figure

SVG = "{http://www.w3.org/2000/svg}"
TABLES = load_evidence().tables


def svg_of(id):
    html = figure(id, TABLES, gallery.words())._repr_html_()
    return html, ElementTree.fromstring(re.search(r"<svg.*</svg>", html, re.S).group())


def recalled(name, row):
    """Return the tables with one row marked as recalled."""
    table = TABLES[name]
    rows = tuple(one.model_copy(update={"verified": "recalled"}) if one.id == row else one for one in table.rows)
    return TABLES | {name: table.model_copy(update={"rows": rows})}


@pytest.mark.parametrize("id", FIGURES)
def test_a_figure_is_read_out_as_one_picture_with_title_and_story(id):
    _, svg = svg_of(id)
    names = svg.attrib["aria-labelledby"].split()
    said = [node.text for node in svg if node.attrib.get("id") in names]
    assert svg.attrib["role"] == "img" and len(said) == 2 and all(said) and "{" not in " ".join(said)


@pytest.mark.parametrize("id", FIGURES)
def test_the_data_stand_in_a_table_with_row_and_column_heads(id):
    html, _ = svg_of(id)
    table = TABLES[FIGURES[id][0]]
    assert html.count('<th scope="row">') == len(table.checked) and '<th scope="col">' in html and "<caption>" in html


@pytest.mark.parametrize("id", FIGURES)
def test_every_letter_fits_the_drawing_and_can_be_read_on_a_phone(id):
    _, svg = svg_of(id)
    width = float(svg.attrib["viewBox"].split()[2])
    size = float(svg.attrib["font-size"])
    assert size * 265 / width >= 11  # a 320 px screen leaves a drawing at least 265 px
    for text in svg.iter(f"{SVG}text"):
        long = len(text.text) * size * 0.53
        start = float(text.attrib["x"]) - {"start": 0, "middle": long / 2, "end": long}[text.attrib["text-anchor"]]
        assert start >= -1 and start + long <= width + 1, text.text


def test_the_three_bars_are_as_long_as_the_numbers_that_were_read():
    _, svg = svg_of("thomsen-outcomes")
    bars = [float(box.attrib["width"]) for box in svg.iter(f"{SVG}rect") if box.attrib["class"] == "mf-bar"]
    full = next(float(box.attrib["width"]) for box in svg.iter(f"{SVG}rect") if box.attrib["class"] == "mf-track")
    assert [round(100 * bar / full) for bar in bars] == [15, 50, 96]


def test_the_fourth_field_is_not_called_a_state():
    html, svg = svg_of("thomsen-quadrant")
    words = gallery.words()
    drawn = " ".join(text.text for text in svg.iter(f"{SVG}text"))
    assert words["quadrant-none"] in drawn and words["thomsen-caution-fourth"] in html


@pytest.mark.parametrize("id", FIGURES)
def test_the_reservations_stand_beside_the_figure(id):
    html, _ = svg_of(id)
    words = gallery.words()
    assert words["thomsen-caution-class"] in html and words["thomsen-caution-doubt"] in html


def test_a_row_that_was_not_read_is_never_drawn():
    with pytest.raises(MilkflowError, match="marked read"):
        figure("thomsen-outcomes", recalled("thomsen-outcomes", "infectious-none"), gallery.words())


def test_a_row_that_was_not_read_is_not_in_the_table_either():
    tables = recalled("thomsen-outcomes", "stasis-any")
    html = figure("thomsen-outcomes", tables, gallery.words())._repr_html_()
    assert html.count('<th scope="row">') == len(TABLES["thomsen-outcomes"].rows) - 1


def test_an_unknown_figure_is_named_with_the_nearest_one():
    with pytest.raises(MilkflowError, match="thomsen-outcomes"):
        figure("thomsen-outcome", TABLES, gallery.words())


def test_a_figure_has_a_short_stable_name():
    assert repr(figure("thomsen-quadrant", TABLES, gallery.words())) == "<Figure 'thomsen-quadrant'>"
