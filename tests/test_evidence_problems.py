"""A fault in the evidence is named with its file, its line and the way out."""

import shutil
from pathlib import Path

import pytest

from milkflow.errors import ContentError
from milkflow.evidence import EVIDENCE_DIR, load_evidence, problems


def _copy(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """Copy the shipped evidence with the first ``old`` in one file swapped for ``new``."""
    folder = Path(shutil.copytree(EVIDENCE_DIR, tmp_path / "evidence"))
    page = folder / name
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def _line_with(path: Path, words: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("claims.yaml", "locator:", "locater:", "not a key we know; did you mean 'locator'?"),
        ("claims.yaml", "- id: jahanfar-2013", "- id: jahanfer-2013", "did you mean 'jahanfar-2013'?"),
        ("claims.yaml", "differs: milk-removal", "differs: milk-remoal", "did you mean 'milk-removal'?"),
        ("claims.yaml", "order: 7", "order: 70", "says 70, but this is claim 7; leave no gap"),
        ("claims.yaml", "- id: usually-one-breast", "- id: sudden-onset", "'sudden-onset' is used twice"),
        ("claims.yaml", "verdict: unsafe", "verdict: unsave", "'unsave' is not one of"),
        ("disagreements.yaml", "- id: massage", "- id: rubbing", "no claim differs on 'rubbing'"),
        ("sources.yaml", "extent_read:", "extend_read:", "did you mean 'extent_read'?"),
        (
            "facts.yaml",
            "mean_days: 2.1",
            "mean_day: 2.1",
            "no column is called 'mean_day'; did you mean 'mean_days'?",
        ),
        ("facts.yaml", "mean_days: 5.3", "mean_days: five", "'five' is not a number"),
        ("facts.yaml", "corroborated_by: who-2009", "corroborated_by: whoo-2009", "did you mean 'who-2009'?"),
        ("facts.yaml", "- id: keep-feeding", "- id: Keep feeding", "'Keep feeding' is not an id"),
        ("facts.yaml", "point: Continue", "pont: Continue", "'point' is missing; it names the row"),
        ("counselling.yaml", "claim: deep-latch", "claim: deep-lach", "no claim is called 'deep-lach'"),
        ("counselling.yaml", "why_poor:", "why_por:", "did you mean 'why_poor'?"),
    ],
)
def test_a_fault_is_named_with_its_line_and_the_way_out(
    tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    folder = _copy(tmp_path, name, old, new)
    found = problems(folder)
    assert list(found) == [folder / name] or name == "disagreements.yaml"
    assert any(said in problem and problem.startswith("line ") for problem in found[folder / name])


def test_a_misspelt_source_is_named_exactly(tmp_path: Path) -> None:
    folder = _copy(tmp_path, "claims.yaml", "- id: jahanfar-2013", "- id: jahanfer-2013")
    line = _line_with(folder / "claims.yaml", "jahanfer-2013")
    assert problems(folder)[folder / "claims.yaml"] == (
        f"line {line}: 0.sources.1.id: no source is called 'jahanfer-2013'; did you mean 'jahanfar-2013'?",
    )


def test_a_statement_is_not_marked_read_when_its_source_is_not(tmp_path: Path) -> None:
    folder = _copy(tmp_path, "claims.yaml", "verified: recalled", "verified: read")
    (said,) = problems(folder)[folder / "claims.yaml"]
    assert said.endswith(
        "marked read, but 'abm36-2022' is recalled; mark this recalled, or cite a read source"
    )


def test_a_verdict_may_not_rest_on_recalled_sources_only(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EVIDENCE_DIR, tmp_path / "evidence"))
    page = folder / "claims.yaml"
    first, rest = page.read_text(encoding="utf-8").split("\n\n", 1)
    page.write_text(first.replace("verified: read", "verified: recalled") + "\n\n" + rest, encoding="utf-8")
    (said,) = problems(folder)[page]
    assert said.endswith("the verdict rests on recalled sources only; cite at least one that was read")


def test_loading_faulty_evidence_says_what_to_fix(tmp_path: Path) -> None:
    folder = _copy(tmp_path, "facts.yaml", "mean_days: 2.1", "mean_day: 2.1")
    with pytest.raises(ContentError, match="did you mean 'mean_days'"):
        load_evidence(folder)


def test_all_faulty_files_are_named_at_once(tmp_path: Path) -> None:
    folder = _copy(tmp_path, "facts.yaml", "columns:", "colums:")
    (folder / "sources.yaml").unlink()
    assert set(problems(folder)) == {folder / "facts.yaml", folder / "sources.yaml"}
