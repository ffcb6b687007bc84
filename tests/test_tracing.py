"""From a claim to every place that rests on it: what the course covers, and what one change reaches."""

import json
import shutil
from pathlib import Path

import pytest

from milkflow.errors import MilkflowError
from milkflow.library import Course, read_course
from milkflow.places import Places
from milkflow.tracing import Coverage, Use, coverage, gaps, impact, uses
from milkflow.tracing.report import coverage_summary, impact_text


@pytest.fixture(scope="module")
def places(repo: Path) -> Places:
    return Places(repo)


@pytest.fixture(scope="module")
def course(places: Places) -> Course:
    return read_course(places)


@pytest.fixture(scope="module")
def found(places: Places, course: Course) -> tuple[Use, ...]:
    return uses(places, course)


@pytest.fixture(scope="module")
def rows(course: Course, found: tuple[Use, ...]) -> tuple[Coverage, ...]:
    return coverage(course.evidence.claims, found)


def test_every_claim_is_taught_and_practised(rows: tuple[Coverage, ...]) -> None:
    assert len(rows) == 63
    assert list(gaps(rows)) == []


def test_a_claim_that_nobody_teaches_is_named(course: Course, found: tuple[Use, ...]) -> None:
    left = [use for use in found if (use.claim, use.how) != ("hairdryer", "taught")]
    (gap,) = gaps(coverage(course.evidence.claims, left))
    assert gap == "hairdryer: no lesson shows its verdict; add lesson.claim('hairdryer') or a lens"


def test_the_summary_counts_the_table(rows: tuple[Coverage, ...]) -> None:
    graded = sum(bool(row.graded) for row in rows)
    assert coverage_summary(rows) == (
        f"63 claims: 63 taught, 63 practised, {graded} graded, 0 signed by a clinician."
    )


def test_a_change_of_a_claim_reaches_lessons_questions_cases_and_quizzes(
    course: Course, found: tuple[Use, ...], places: Places
) -> None:
    reached = impact("pressure-endure", course.evidence.claims, found)
    text = "\n".join(reached)
    for folder in ("course/lessons/", "content/questions/", "content/cases/", "content/evidence/counselling"):
        assert folder in text
    assert all((places.root / file).is_file() for file in reached)
    assert impact_text("pressure-endure", reached).endswith("rest on pressure-endure. Read each of them again.")


def test_a_line_that_is_named_is_the_line_of_the_question(
    course: Course, found: tuple[Use, ...], places: Places
) -> None:
    reached = impact("pressure-endure", course.evidence.claims, found)
    name = "course/milkflow/content/questions/02-stasis-or-mastitis.yaml"
    (place,) = [place for place in reached[name] if place.endswith("question before-you-press")]
    line = int(place.split(":")[0].removeprefix("line "))
    assert "before-you-press" in (places.root / name).read_text("utf-8").splitlines()[line - 1]


def test_every_question_and_case_that_cites_a_claim_is_reached(course: Course, found: tuple[Use, ...]) -> None:
    for question in course.questions.values():
        for claim in question.claims:
            places = [place for found_in in impact(claim, course.evidence.claims, found).values() for place in found_in]
            assert any(place.endswith(f"question {question.id}") for place in places)


def test_an_unknown_claim_gets_a_guess(course: Course, found: tuple[Use, ...]) -> None:
    with pytest.raises(MilkflowError, match="No claim is called 'hairdrier'; did you mean 'hairdryer'"):
        impact("hairdrier", course.evidence.claims, found)


def test_a_new_cell_is_found_by_its_metadata(repo: Path, tmp_path: Path, course: Course) -> None:
    for name in ("course/lessons", "solutions", "exercises"):
        shutil.copytree(repo / name, tmp_path / name)
    path = tmp_path / "course/lessons/02-stasis-or-mastitis.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    metadata = {"milkflow": {"claims": ["hairdryer"]}}
    cell = {"cell_type": "markdown", "id": "new", "source": "## New", "metadata": metadata}
    notebook["cells"].append(cell)
    path.write_text(json.dumps(notebook), "utf-8")
    reached = impact("hairdryer", course.evidence.claims, uses(Places(tmp_path), course))
    assert f"cell {len(notebook['cells'])}, under 'New'" in reached["course/lessons/02-stasis-or-mastitis.ipynb"]
