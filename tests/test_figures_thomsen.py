"""The figures of one old study draw only what was read, and say how far to trust it."""

import re
from xml.etree import ElementTree

import pytest

import gallery
from milkflow.errors import MilkflowError
from milkflow.evidence import load_evidence
from milkflow.figures import figure

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


@pytest.mark.parametrize("id", ["thomsen-outcomes", "thomsen-quadrant"])
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
