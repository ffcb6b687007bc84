"""The lenses of the course hold the whole web page, and a mistake in them is named with its file and line."""

import json
from pathlib import Path

import pytest

from milkflow.bundles import bundle_path, load_bundle
from milkflow.errors import ContentError
from milkflow.evidence import load_evidence, source_ids
from milkflow.lenses import lens_problems, read_lenses, read_lenses_of
from milkflow.library import lens_files
from milkflow.reading import document

EVIDENCE = load_evidence()
LESSON = "09-the-web-page"
GOOD = "- id: {id}\n  title: A title\n  lead: A lead.\n  claims:\n    - deep-latch\n    - {claim}\n"


def written(tmp_path: Path, *lenses: tuple[str, str], name: str = LESSON) -> Path:
    path = tmp_path / f"{name}.yaml"
    path.write_text("".join(GOOD.format(id=id, claim=claim) for id, claim in lenses))
    return path


def problems(path: Path) -> list[str]:
    return lens_problems(document(path), EVIDENCE.claims.keys(), [LESSON])


def test_lesson_09_asks_about_all_claims_in_the_order_of_the_page() -> None:
    asked = [claim for lens in load_bundle(LESSON).lenses.values() for claim in lens.claims]
    assert asked == sorted(EVIDENCE.claims, key=lambda id: EVIDENCE.claims[id].order)
    assert len(asked) == 63


def test_a_bundle_holds_what_its_lenses_rest_on() -> None:
    bundle = load_bundle(LESSON)
    claims = [bundle.claims[id] for lens in bundle.lenses.values() for id in lens.claims]
    assert set(source_ids(claims)) <= set(bundle.sources)
    assert all(claim.disagreement for claim in claims if claim.differs)


def test_a_lesson_without_a_lens_carries_none() -> None:
    assert json.loads(bundle_path("02-stasis-or-mastitis").read_text(encoding="utf-8"))["lenses"] == {}


def test_the_lead_of_a_lens_says_no_sentence_of_the_page_as_advice() -> None:
    said = {claim.says.lower().rstrip(".") for claim in EVIDENCE.claims.values()}
    for lens in read_lenses_of(lens_files()).values():
        assert 1 <= lens.lead.count(".") <= 3 and not any(one in lens.lead.lower() for one in said), lens.id


def test_an_unknown_claim_is_named_with_its_line_and_the_nearest_name(tmp_path: Path) -> None:
    path = written(tmp_path, ("one", "deep-latc"))
    assert problems(path) == ["line 6: one: no claim is called 'deep-latc'; did you mean 'deep-latch'?"]


def test_a_claim_that_a_lesson_asks_about_twice_is_named_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, ("one", "no-bra-sleeping"), ("two", "pressure-endure"))
    (said,) = problems(path)
    assert said.startswith("line 11: two: claim 'deep-latch' stands in lens 'one' already")


def test_a_file_that_belongs_to_no_lesson_is_named(tmp_path: Path) -> None:
    (said,) = problems(written(tmp_path, ("one", "no-bra-sleeping"), name="09-the-web-pag"))
    assert said.startswith(f"line 1: no lesson is called '09-the-web-pag'; did you mean '{LESSON}'?")


def test_an_id_that_is_used_twice_is_refused_with_file_and_line(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        written(folder, ("one", "no-bra-sleeping"))
    with pytest.raises(ContentError, match="id 'one' is used twice") as fault:
        read_lenses_of([first / f"{LESSON}.yaml", second / f"{LESSON}.yaml"])
    assert fault.value.path.startswith(str(second)) and fault.value.problems[0].startswith("line 1:")


@pytest.mark.parametrize("change", [("deep-latch", "no-bra-sleeping"), ("title", "tittle"), ("A lead.", "''")])
def test_a_lens_that_cannot_be_read_names_its_line(tmp_path: Path, change: tuple[str, str]) -> None:
    path = written(tmp_path, ("one", "no-bra-sleeping"))
    path.write_text(path.read_text().replace(*change))
    with pytest.raises(ContentError) as fault:
        read_lenses(path)
    assert all(problem.startswith("line ") for problem in fault.value.problems)


def test_every_lesson_asks_about_a_claim_only_once() -> None:
    for path in lens_files():
        claims = [claim for lens in read_lenses(path) for claim in lens.claims]
        assert len(claims) == len(set(claims)), path.name
