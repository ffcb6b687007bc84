"""Every example in the author guide is what the course itself would take."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from docs import Block, blocks
from milkflow.cases.facilitating import Facilitator
from milkflow.cases.models import Step
from milkflow.check.advice import Guards
from milkflow.check.links import question_problems, quiz_problems
from milkflow.course_map import LessonEntry
from milkflow.evidence import can_back_key
from milkflow.evidence.claims import Disagreement, WrittenClaim
from milkflow.evidence.counselling import Skill
from milkflow.evidence.facts import FactTable
from milkflow.evidence.sources import Source
from milkflow.glossary import Term
from milkflow.grading.roster import read_roster
from milkflow.lenses import Lens
from milkflow.library import Course, read_course
from milkflow.places import Places
from milkflow.questions import Sample, read_questions, read_quiz
from milkflow.questions.kinds import Gradable, Question
from milkflow.questions.parts import Id
from milkflow.reading import CONTENT_DIR, document, read_yaml, read_yaml_list
from milkflow.ward import WardPolicy

ROOT = Path(__file__).resolve().parent.parent
MODELS: dict[str, Any] = {
    "evidence/claims.yaml": tuple[WrittenClaim, ...],
    "evidence/sources.yaml": tuple[Source, ...],
    "evidence/facts.yaml": tuple[FactTable, ...],
    "evidence/disagreements.yaml": tuple[Disagreement, ...],
    "evidence/counselling.yaml#skills": tuple[Skill, ...],
    "questions/02-stasis-or-mastitis.yaml": tuple[Question, ...],
    "solutions/example.yaml": None,
    "case-exam.yaml#questions": tuple[Gradable, ...],
    "cases/sore-wedge.yaml#steps": dict[Id, Step],
    "cases/night-call.yaml#steps": dict[Id, Step],
    "cases/why-me.yaml#facilitator": Facilitator,
    "words/faces.yaml": dict[str, str],
    "lessons.yaml": tuple[LessonEntry, ...],
    "ward-policy.yaml": WardPolicy,
    "gallery.yaml": tuple[Sample, ...],
    "glossary.yaml": tuple[Term, ...],
    "advice-guards.yaml": Guards,
    "lenses/09-the-web-page.yaml": tuple[Lens, ...],
}
EXAMPLES = blocks(ROOT, "yaml")


@cache
def course() -> Course:
    return read_course(Places(ROOT))


@pytest.fixture(params=EXAMPLES, ids=lambda block: block.where)
def example(request: pytest.FixtureRequest) -> Block:
    block: Block = request.param
    return block


def written(block: Block, folder: Path) -> Path:
    path = folder / block.place.split("#")[0].rsplit("/", 1)[-1]
    path.write_text(block.text, encoding="utf-8")
    return path


def test_there_is_an_example_of_every_kind_of_file() -> None:
    shown = {block.place.split("#")[0] for block in EXAMPLES}
    assert {block.place for block in EXAMPLES} == MODELS.keys()
    folders = {path.relative_to(CONTENT_DIR).parts[0] for path in CONTENT_DIR.rglob("*.yaml")}
    assert {place.split("/")[0] for place in shown} >= folders
    evidence = {f"evidence/{path.name}" for path in (CONTENT_DIR / "evidence").glob("*.yaml")}
    assert shown >= evidence


def test_an_example_can_be_read(example: Block, tmp_path: Path) -> None:
    path = written(example, tmp_path)
    if example.place.startswith("solutions/"):
        assert read_quiz(path).points
    elif example.place.startswith("questions/"):
        assert read_questions(path)
    elif isinstance(document(path).data, dict):
        assert TypeAdapter(MODELS[example.place]).validate_python(read_yaml(path, dict[str, Any]))
    else:
        assert TypeAdapter(MODELS[example.place]).validate_python(list(read_yaml_list(path, dict[str, Any])))


def test_an_example_rests_on_evidence_that_exists(example: Block, tmp_path: Path) -> None:
    path, evidence = written(example, tmp_path), course().evidence
    known = evidence.claims.keys() | evidence.sources.keys()
    entries = document(path).data if isinstance(document(path).data, list) else []
    cited = [id for entry in entries for id in [*entry.get("claims", ()), *entry.get("sources", ())]]
    missing = [id for id in (one["id"] if isinstance(one, dict) else one for one in cited) if id not in known]
    assert not missing
    if example.place.endswith("#steps"):
        named = {id for step in document(path).data.values() for option in step["options"] for id in option["claims"]}
        assert named and named <= evidence.claims.keys()


def test_the_questions_keep_the_rules_of_writing(tmp_path: Path) -> None:
    practice = next(block for block in EXAMPLES if block.place.startswith("questions/"))
    graded = next(block for block in EXAMPLES if block.place.startswith("solutions/"))
    bank, quiz = written(practice, tmp_path), written(graded, tmp_path)
    read = read_quiz(quiz)
    questions = {question.id: question for question in read_questions(bank)}
    both = course()._replace(questions=questions, quizzes={read.id: read})
    assert question_problems(document(bank), both) == []
    assert quiz_problems(document(quiz), both) == []
    assert [can_back_key(both.evidence, basis) for one in read.questions for basis in one.key_basis] == [None, None]


def test_the_cell_and_the_roster_that_the_guides_show_are_good(tmp_path: Path) -> None:
    cells = [json.loads(block.text)["milkflow"] for block in blocks(ROOT, "json")]
    assert cells and all(set(cell["claims"]) <= course().evidence.claims.keys() for cell in cells)
    (roster,) = blocks(ROOT, "csv")
    assert len(read_roster(written(roster, tmp_path)).names) == 2
