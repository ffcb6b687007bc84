"""The evidence we ship is whole, and says what it rests on."""

import re
from collections import Counter

import pytest

from milkflow.evidence import Evidence, FactTable, load_evidence, problems, source_ids

EVIDENCE = load_evidence()
TABLES = list(EVIDENCE.tables.values())


def test_every_claim_of_the_page_is_there_in_its_order() -> None:
    assert [claim.order for claim in EVIDENCE.claims.values()] == list(range(1, 64))


def test_all_sources_and_tables_are_there() -> None:
    # 107 of the first set, and two read later: emergency signs on the skin, and other causes of fever after a birth.
    later = {"nhs-sepsis", "patient-pyrexia"}
    assert later <= set(EVIDENCE.sources)
    assert (len(EVIDENCE.sources) - len(later), len(EVIDENCE.tables)) == (107, 25)


def test_the_evidence_has_no_problems() -> None:
    assert problems() == {}


def test_every_cited_source_exists() -> None:
    assert set(source_ids(EVIDENCE.claims.values(), TABLES)) <= set(EVIDENCE.sources)


def test_verdicts_are_spread_as_the_evidence_was_judged() -> None:
    verdicts = Counter(claim.verdict for claim in EVIDENCE.claims.values())
    judged = {"supported": 14, "partly-supported": 21, "superseded": 13, "unsafe": 4, "no-evidence": 11}
    assert verdicts == judged


def test_every_unsafe_claim_is_marked_as_critical_for_safety() -> None:
    assert all(claim.safety_critical for claim in EVIDENCE.claims.values() if claim.verdict == "unsafe")


def test_no_claim_pretends_to_have_been_reviewed() -> None:
    assert {claim.reviewed_by for claim in EVIDENCE.claims.values()} == {None}


def test_a_face_receives_the_whole_text_of_a_disagreement() -> None:
    claim = EVIDENCE.claims["important-to-empty"]
    assert claim.differs == "milk-removal"
    assert claim.disagreement == EVIDENCE.disagreements["milk-removal"].text


def test_all_evidence_survives_the_way_through_a_bundle() -> None:
    assert Evidence.model_validate(EVIDENCE.model_dump(mode="json")) == EVIDENCE


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_every_row_of_a_table_is_filled_and_cited(table: FactTable) -> None:
    assert all(row.values and row.sources for row in table.rows)


def test_a_table_offers_only_its_read_rows_for_use() -> None:
    durations = EVIDENCE.tables["thomsen-durations"]
    assert durations.verified == "mixed"
    assert [row.values["mean_days"] for row in durations.checked] == [2.1, 5.3]


def test_a_celsius_temperature_is_followed_by_fahrenheit() -> None:
    celsius = re.compile(r"°C(?! \(\d)")
    texts = _texts(EVIDENCE.model_dump(mode="json"))
    assert [text for text in texts if celsius.search(text) and text != "°C"] == []


def _texts(node: object) -> list[str]:
    if isinstance(node, dict):
        return [text for value in node.values() for text in _texts(value)]
    if isinstance(node, list):
        return [text for value in node for text in _texts(value)]
    return [node] if isinstance(node, str) else []
