from datetime import date
from pathlib import Path

import pytest

from milkflow import cases
from milkflow.errors import ContentError
from milkflow.reading import CONTENT_DIR, document

SOURCE = CONTENT_DIR / "cases" / "sore-wedge.yaml"


def copy_of(folder: Path, *swaps: tuple[str, str]) -> Path:
    text = SOURCE.read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = folder / "copy.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(path: Path, **more: object) -> list[str]:
    return cases.problems(cases.read_case(path), document(path), **more)  # type: ignore[arg-type]


def test_a_misspelt_step_is_named_with_its_line_and_the_way_out(tmp_path: Path) -> None:
    path = copy_of(tmp_path, ("    to: first\n", "    to: frist\n"))
    with pytest.raises(ContentError) as caught:
        cases.read_case(path)
    (problem,) = caught.value.problems
    line = path.read_text(encoding="utf-8").splitlines().index("    to: frist") + 1
    assert problem == f"line {line}: steps.door.to: no step is called 'frist'; did you mean 'first'?"


def test_every_broken_name_is_told_at_once(tmp_path: Path) -> None:
    path = copy_of(
        tmp_path,
        ("needs: [numbers,", "needs: [nunbers,"),
        ("did_not: [check.numbers]", "did_not: [check.number]"),
        ("key_feature: sort", "key_feature: sorts"),
        ("reveals: [feeds]", "reveals: [feds]"),
    )
    with pytest.raises(ContentError) as caught:
        cases.read_case(path)
    told = "\n".join(caught.value.problems)
    for said in (
        "did you mean 'numbers'",
        "did you mean 'check.numbers'",
        "did you mean 'sort'",
        "did you mean 'feeds'",
    ):
        assert said in told


PROMISES = [
    ("        to: flinch\n", "        to: check\n", "leads straight to a decision with 'rescue: true'"),
    ("        to: stopped\n", "        to: check\n", "a critical option leads straight to an ending"),
    ("        verdict: best\n", "        verdict: acceptable\n", "no path of only best choices"),
    ("    to: first\n", "    to: sort\n", "no path comes here"),
    (
        "leaflet\n        minutes: 2\n        to: check\n",
        "leaflet\n        minutes: 0\n        to: door\n",
        "one can come back here without any time passing",
    ),
    ("          pain: +1\n", "          pain: +9\n", "pain reaches 14 here, outside 0 to 10"),
    ("    key_feature: sort\n", "", "key_features.sort: no step tests this"),
    ("          - {to: feeding}\n", "", "on some path no condition leads on from here"),
    ("38 °C (100.4 °F), or it spreads", "38 °C, or it spreads", "a temperature needs Fahrenheit"),
    ("a bag of peas", "a Medela pack", "no brand names"),
    ("The baby sleeps", "Her date of birth is on the card. The baby sleeps", "could identify a person"),
    ("claims: [sudden-onset,", "claims: [hot-bath,", "claim 'hot-bath' is not in the list at the top"),
    ("start: door\n", "start: door\nlimits: []\n", "is worked out for every case"),
]


@pytest.mark.parametrize(("old", "new", "said"), PROMISES, ids=[said for _, _, said in PROMISES])
def test_each_promise_is_checked(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in "\n".join(problems_of(copy_of(tmp_path, (old, new))))


def test_redness_needs_a_sign_beside_it_that_every_skin_shows(tmp_path: Path) -> None:
    alone = copy_of(
        tmp_path, ("She is happy. The small lump is not mentioned", "She is happy. The redness is not mentioned")
    )
    told = "\n".join(problems_of(alone))
    assert "redness alone hides on darker skin" in told


def test_evidence_past_its_date_is_told(tmp_path: Path) -> None:
    told = problems_of(copy_of(tmp_path), today=date(2030, 1, 1))
    assert any("review_by: the evidence was to be reviewed by 2027-11-01" in problem for problem in told)


def test_a_claim_that_does_not_exist_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    known = [id for id in cases.read_case(SOURCE).claims if id != "hairdryer"] + ["hair-dryer"]
    told = problems_of(copy_of(tmp_path), claims=known)
    assert any("no claim is called 'hairdryer'; did you mean 'hair-dryer'?" in problem for problem in told)


def test_a_case_that_goes_round_for_ever_is_told_and_does_not_hang(tmp_path: Path) -> None:
    told = problems_of(copy_of(tmp_path, ("    to: calm-review\n", "    to: calm-night\n")))
    assert any("some path goes round for ever" in problem for problem in told)


def test_a_best_option_that_is_always_first_gives_itself_away() -> None:
    case = cases.read_case(SOURCE)
    data = case.model_dump(mode="json")
    for step in data["steps"].values():
        if step["kind"] == "decision":
            step["options"].sort(key=lambda option: option["verdict"] != "best")
    told = cases.set_problems([cases.Case.model_validate(data)])
    assert told == ["over all cases the best option is the first one in 100% of the decisions; reorder or reword"]


def test_skin_tones_spread_over_a_set_of_cases() -> None:
    case = cases.read_case(SOURCE)
    told = cases.set_problems([case.model_copy(update={"id": f"case-{number}"}) for number in range(4)])
    assert any("skin tones do not spread" in problem for problem in told)
