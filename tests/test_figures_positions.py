"""The map of positions shows who says what, only as far as it was read, in words and on any screen."""

import re
from typing import Any

import pytest

from milkflow.errors import MilkflowError
from milkflow.evidence import load_evidence
from milkflow.figures import PositionMap
from milkflow.figures.positions import ICONS, TOPICS
from milkflow.words import read_words
from reader import axe, listed
from stage import Stage

EVIDENCE = load_evidence()
TABLE = EVIDENCE.tables["position-matrix"]
WORDS = read_words()


def shown(topic: str | None = None, table: Any = TABLE) -> str:
    return PositionMap(table, EVIDENCE.sources, WORDS, topic)._repr_html_()


def changed(row_id: str, **values: str) -> Any:
    new = {row.id: row for row in TABLE.rows}
    new[row_id] = new[row_id].model_copy(update={"values": {**new[row_id].values, **values}})
    return TABLE.model_copy(update={"rows": tuple(new.values())})


def test_every_source_that_was_read_has_a_row_head_and_its_year_or_says_that_there_is_none() -> None:
    page = shown("heat")
    heads = re.findall(r'<th scope="row">(.*?)</th>', page)
    assert len(heads) == len(TABLE.checked)
    assert all(re.search(r"\d{4}|" + WORDS["positions-no-year"], head) for head in heads)


def test_a_source_that_was_not_read_gives_no_row_and_is_named_as_not_checked() -> None:
    page = shown()
    assert "ABM 2022" in page and '<th scope="row">ABM 2022' not in page
    assert WORDS["positions-not-checked"].replace("{names}", "ABM 2022") in page


@pytest.mark.parametrize("topic", TOPICS)
def test_each_position_is_a_word_beside_its_symbol_and_the_words_that_were_read(topic: str) -> None:
    page = shown(topic)
    for row in TABLE.checked:
        position = str(row.values[f"{TOPICS[topic]}_is"])
        assert f"{ICONS[position]}</span> {WORDS[f'position-{position}']}" in page
        said = str(row.values[TOPICS[topic]])
        assert position in ("silent", "not-seen") or said == WORDS[f"position-{position}"] or said in page


def test_the_sorting_follows_the_words_that_were_read() -> None:
    for row in TABLE.rows:
        for column in TOPICS.values():
            said, position = str(row.values[column]), row.values[f"{column}_is"]
            assert (said == "not stated") == (position == "silent"), (row.id, column)
            assert (said == "not seen") == (position == "not-seen"), (row.id, column)
            assert said != "no" or position == "no"
            assert said != "yes" or position == "yes"


def test_leaflets_and_an_institutes_own_article_are_marked_as_such() -> None:
    page = shown("massage")
    assert page.count(">leaflet,") == 3 and "own article" in page
    kinds = {row.id: EVIDENCE.sources[row.sources[0]].kind for row in TABLE.checked}
    leaflets = {id for id, kind in kinds.items() if kind == "patient-leaflet"}
    assert leaflets == {row.id for row in TABLE.checked if row.values["text_kind"] == "leaflet"}


def test_an_unknown_topic_is_named_with_the_nearest_one() -> None:
    with pytest.raises(MilkflowError, match="did you mean 'massage'"):
        shown("mesage")


def test_a_row_without_a_known_position_is_named() -> None:
    with pytest.raises(MilkflowError, match="'who-2009': heat_is is 'maybe'; use yes, limits"):
        shown(table=changed("who-2009", heat_is="maybe"))


def test_what_is_said_cannot_become_markup() -> None:
    assert "<b>" not in shown(table=changed("who-2009", heat="<b>hot</b>"))


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_fits_the_screen_and_is_one_table_on_a_wide_page(open_page: Any, width: int) -> None:
    stage = Stage(open_page())
    stage.page.set_viewport_size({"width": width, "height": 800})
    stage.html(shown())
    stage.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    seen = stage.page.locator("table:visible")
    assert seen.count() == (1 if width > 1000 else len(TOPICS))
    assert stage.page.evaluate("document.documentElement.scrollWidth") <= width
    fits = "all => all.every((one) => one.scrollWidth <= one.parentElement.clientWidth)"
    assert seen.evaluate_all(fits)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_rule_of_access_is_broken(open_page: Any, theme: str, width: int) -> None:
    stage = Stage(open_page())
    stage.page.set_viewport_size({"width": width, "height": 800})
    stage.theme(theme)
    stage.html(shown())
    stage.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = axe(stage.page)
    assert not found, listed(found)
