"""A graded key rests on common ground, or on a claim on which sources agree."""

import pytest

from milkflow.evidence import FactTable, can_back_key, load_evidence

EVIDENCE = load_evidence()


@pytest.mark.parametrize(
    "basis", ["claim:pressure-endure", "fact:common-ground/pain-relief", "differ:important-to-empty"]
)
def test_sound_ground_may_back_a_key(basis: str) -> None:
    assert can_back_key(EVIDENCE, basis) is None


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("claim:important-to-empty", "sources differ"),
        ("claim:presure-endure", "did you mean 'pressure-endure'?"),
        ("differ:pressure-endure", "sources agree"),
        ("differ:important-to-emty", "did you mean 'important-to-empty'?"),
        ("fact:common-ground/pain-releif", "did you mean 'pain-relief'?"),
        ("fact:antibiotics/msd", "common-ground only"),
        ("pressure-endure", "write claim:ID"),
        ("", "write claim:ID"),
    ],
)
def test_shaky_ground_is_refused_with_the_reason(basis: str, said: str) -> None:
    assert said in (can_back_key(EVIDENCE, basis) or "")


def test_a_row_not_yet_checked_backs_no_key() -> None:
    page = EVIDENCE.tables["common-ground"].model_dump(mode="json")
    page["rows"][0]["verified"] = "recalled"
    shaky = EVIDENCE.model_copy(update={"tables": {"common-ground": FactTable.model_validate(page)}})
    assert "not yet checked" in (can_back_key(shaky, "fact:common-ground/keep-feeding") or "")


def test_every_claim_can_back_a_key_of_one_form_or_the_other() -> None:
    forms = [
        (can_back_key(EVIDENCE, f"claim:{name}"), can_back_key(EVIDENCE, f"differ:{name}"))
        for name in EVIDENCE.claims
    ]
    assert all((as_claim is None) != (as_difference is None) for as_claim, as_difference in forms)
