"""Every figure is read out, stands on rows that were read, keeps its letters inside, and looks right in both themes."""

import re
from xml.etree import ElementTree

import pytest

import gallery
from milkflow.errors import MilkflowError
from milkflow.evidence import load_evidence
from milkflow.faces.static_files import style
from milkflow.figures import FIGURES, figure
from milkflow.figures.tones import TONES, inflamed

SVG = "{http://www.w3.org/2000/svg}"
TABLES = load_evidence().tables
WORDS = gallery.words()
LIGHT, DARK = re.findall(r"\{([^}]*--mf-ink:[^}]*)\}", style())[:2]
OF_SKIN = {*TONES, *map(inflamed, TONES), "#ffffff", "#000000"}  # skin keeps its colour, whatever the page does


def drawn(id, tables=TABLES):
    html = figure(id, tables, WORDS)._repr_html_()
    return html, ElementTree.fromstring(re.search(r"<svg.*</svg>", html, re.S).group())


def said_by(svg):
    return {kind: svg.find(f"{SVG}{kind}").text for kind in ("title", "desc")}


def places(svg):
    """Yield every text with where it starts, moved as its groups are."""
    queue = [(svg, 0.0)]
    while queue:
        node, shift = queue.pop()
        moved = re.match(r"translate\(([-\d.]+)", node.attrib.get("transform", ""))
        shift += float(moved.group(1)) if moved else 0
        queue += [(child, shift) for child in node]
        if node.tag == f"{SVG}text":
            yield node, float(node.attrib["x"]) + shift


@pytest.mark.parametrize("id", FIGURES)
def test_a_figure_is_read_out_as_one_picture_with_title_and_story(id):
    html, svg = drawn(id)
    said = said_by(svg)
    assert svg.attrib["role"] == "img" and all(said.values()) and "{" not in " ".join(said.values())
    assert html.count("<svg") == 1 and said["title"] != id


@pytest.mark.parametrize("id", FIGURES)
def test_the_story_and_the_cautions_can_be_read_without_the_drawing(id):
    shown = figure(id, TABLES, WORDS)
    rest = re.sub(r"<svg.*</svg>", "", shown._repr_html_(), flags=re.S)
    assert shown.story == said_by(drawn(id)[1])["desc"] and len(shown.cautions) >= 3
    assert rest.count("<li>") == len(shown.cautions) and "<p>" in rest and "<figcaption" in rest


@pytest.mark.parametrize("id", FIGURES)
def test_every_word_of_a_figure_is_written(id):
    html, _ = drawn(id)
    assert not re.search(r">\s*(breast|narrowing|skin|hours|weeks|calls|holds|outcomes|quadrant)-[a-z-]+\s*<", html)
    assert "{" not in html


@pytest.mark.parametrize("id", FIGURES)
def test_the_data_stand_in_one_table_with_row_and_column_heads(id):
    html, _ = drawn(id)
    rows = html.count('<th scope="row">')
    assert html.count("<table") == html.count("<caption>") == 1 and '<th scope="col">' in html
    assert rows == sum(len(TABLES[name].checked) for name in FIGURES[id].tables) or not tabled(id)


def tabled(id):
    """Return whether a figure shows the rows of its fact tables; the others have a table of their own making."""
    return id.startswith("thomsen") or id in {"breast-ducts", "hours-to-wait", "incidence-by-week"}


@pytest.mark.parametrize("id", FIGURES)
def test_every_letter_fits_the_drawing_and_can_be_read_on_a_phone(id):
    _, svg = drawn(id)
    width, height = map(float, svg.attrib["viewBox"].split()[2:])
    size = float(svg.attrib["font-size"])
    assert size * 265 / width >= 11  # a 320 px screen leaves a drawing at least 265 px
    for text, x in places(svg):
        long = len(text.text) * size * 0.53
        start = x - {"start": 0, "middle": long / 2, "end": long}[text.attrib["text-anchor"]]
        assert start >= -1 and start + long <= width + 1, text.text
        assert 0 < float(text.attrib["y"]) <= height, text.text


@pytest.mark.parametrize("id", FIGURES)
def test_no_drawing_names_a_colour_that_stays_when_the_theme_changes(id):
    _, svg = drawn(id)
    named = {value for node in svg.iter() for value in node.attrib.values() if re.fullmatch(r"#[0-9a-f]{3,8}", value)}
    assert named <= (OF_SKIN if id == "skin-tones" else set())
    assert not any("style" in node.attrib for node in svg.iter())


@pytest.mark.parametrize("id", FIGURES)
def test_every_class_of_a_drawing_takes_its_colours_from_both_themes(id):
    _, svg = drawn(id)
    classes = {name.split("--")[0] for node in svg.iter() for name in node.attrib.get("class", "").split()}
    sheet = style("kinds.css")
    tokens = [set(re.findall(r"--mf-[a-z-]+(?=:)", block)) for block in (LIGHT, DARK)]
    for name in classes - {"mf-picture", "mf-skin__body", "mf-skin__sore", "mf-skin__flat", "mf-rule"}:
        rules = re.findall(rf"\.{name}(?:--\w+)?(?![\w-])[^{{}}]*\{{([^}}]*)\}}", sheet)
        assert rules, f"{name} has no rule"
        used = set(re.findall(r"var\((--mf-[a-z-]+)\)", " ".join(rules))) - {"--mf-font"}
        assert used <= tokens[0] & tokens[1], name
        assert not re.search(r"(fill|stroke): #", " ".join(rules)), name


@pytest.mark.parametrize(("id", "table"), [(id, name) for id in FIGURES for name in FIGURES[id].tables])
def test_a_figure_never_shows_a_row_that_was_not_read(id, table):
    for row in TABLES[table].rows:
        marked = tuple(
            one.model_copy(update={"verified": "recalled"}) if one.id == row.id else one for one in TABLES[table].rows
        )
        tables = TABLES | {table: TABLES[table].model_copy(update={"rows": marked})}
        html = shown_or_refused(id, tables)
        name = str(next(iter(row.values.values())))
        others = " ".join(str(value) for one in marked if one.id != row.id for value in one.values.values())
        assert html is None or name in others or f">{name}<" not in html


def shown_or_refused(id, tables):
    """Return a figure's HTML, or None where it says that what it needs was not read."""
    try:
        return drawn(id, tables)[0]
    except MilkflowError as refused:
        return None if re.search(r"marked read|with hours", str(refused)) else str(refused)


def test_a_figure_whose_table_is_not_at_hand_says_so():
    with pytest.raises(MilkflowError, match="incidence"):
        figure("incidence-by-week", {}, WORDS)
