"""Hard words are explained in plain words, and each explanation says what it rests on."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkflow.errors import ContentError
from milkflow.evidence import load_evidence
from milkflow.faces.terms import MANY, TermCard
from milkflow.glossary import glossary_problems, read_glossary, terms_used
from milkflow.reading import document
from milkflow.words import read_words

TERMS = read_glossary()
WORDS = read_words()


def problems(path: Path) -> list[str]:
    evidence = load_evidence()
    return glossary_problems(document(path), evidence.claims.keys(), evidence.tables.keys())


def test_the_glossary_is_sound_and_explains_the_words_that_lessons_need() -> None:
    ids = {term.id for term in TERMS}
    assert {"milk-stasis", "induration", "phlegmon", "abscess", "teach-back"} <= ids
    assert len(ids) == len(TERMS)


def test_a_clinical_word_without_a_basis_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "glossary.yaml"
    page.write_text("- id: fog\n  term: Fog\n  says: A grey thing.\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"line 1: .*say what 'fog' rests on"):
        read_glossary(page)


def test_an_unknown_basis_and_a_repeated_id_are_named_with_their_line(tmp_path: Path) -> None:
    page = tmp_path / "glossary.yaml"
    entry = "- id: fog\n  term: Fog\n  says: Grey.\n  claims: [presure-endure]\n"
    page.write_text(entry + entry.replace("presure", "pressure"), encoding="utf-8")
    assert problems(page) == [
        "line 1: no claim is called 'presure-endure'; did you mean 'pressure-endure'?",
        "line 5: 'fog' is used twice; give this one an id of its own",
    ]


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("A phlegmon is firm.", ("phlegmon",)),
        ("Peau d'orange, or ABSCESS.", ("abscess", "orange-peel-skin")),
        ("Nothing hard here; cultures differ.", ()),
        ("She attached a note.", ("attachment",)),
    ],
)
def test_a_word_is_found_whole_and_in_any_case(text: str, used: tuple[str, ...]) -> None:
    assert terms_used(text, TERMS) == used


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    assert set(terms_used(text, TERMS)) <= {term.id for term in TERMS}


def test_a_card_is_a_list_of_definitions_and_many_words_open_on_a_press() -> None:
    few, many = TermCard(TERMS[:2], WORDS), TermCard(TERMS, WORDS)
    assert len(TERMS) > MANY
    assert few._repr_html_().count("<dt>") == 2
    assert "<details" not in few._repr_html_()
    assert "<details" in many._repr_html_()
    assert repr(few) == f"<Words: {TERMS[0].id}, {TERMS[1].id}>"
