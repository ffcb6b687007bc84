"""`milkflow check` names every problem of every content file at once: file, line, way out."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from milkflow.check import Report, check_course
from milkflow.check.rules import findings
from milkflow.places import Places
from milkflow.questions import read_samples
from samples import make, option


@pytest.fixture
def course(repo: Path, tmp_path: Path) -> Path:
    shutil.copytree(repo / "course" / "milkflow" / "content", tmp_path / "content")
    shutil.copytree(repo / "course" / "lessons", tmp_path / "course" / "lessons")
    shutil.copytree(repo / "solutions", tmp_path / "solutions")
    (tmp_path / "exercises").mkdir()
    return tmp_path


def look(course: Path) -> Report:
    return check_course(Places(course), course / "content")


def swap(path: Path, old: str, new: str) -> int:
    """Replace the first ``old`` in a file and return its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def said(report: Report) -> str:
    return "\n".join(map(str, report.faults))


def test_the_course_as_it_stands_is_sound(course: Path) -> None:
    report = look(course)
    assert report.faults == ()
    assert report.files >= 12


def test_misspelt_keys_in_several_files_are_all_named(course: Path) -> None:
    bank, quiz = course / "content/questions/02-stasis-or-mastitis.yaml", course / "solutions/quiz-02.yaml"
    in_bank, in_quiz = swap(bank, "  bloom:", "  blom:"), swap(quiz, "    points:", "    pionts:")
    report = look(course)
    assert {Path(fault.path).name for fault in report.faults} == {bank.name, quiz.name}
    assert f"line {in_bank}: 0.blom: not a key we know; did you mean 'bloom'?" in said(report)
    assert f"line {in_quiz}: questions.0.pionts: not a key we know; did you mean 'points'?" in said(report)


def test_a_claim_that_does_not_exist_gets_a_guess(course: Path) -> None:
    swap(course / "content/questions/02-stasis-or-mastitis.yaml", "claims: [pressure-endure", "claims: [presure-endure")
    assert "no claim is called 'presure-endure'; did you mean 'pressure-endure'?" in said(look(course))


def test_a_lens_with_an_unknown_claim_or_an_id_used_twice_is_named_with_its_line(course: Path) -> None:
    path = course / "content/lenses/09-the-web-page.yaml"
    at = swap(path, "- hairdryer", "- hair-dryer")
    assert f"line {at}: web-remedies: no claim is called 'hair-dryer'; did you mean 'hairdryer'?" in said(look(course))
    at = swap(path, "id: web-remedies", "id: web-causes")
    assert f"line {at}: id 'web-causes' is used twice" in said(look(course))


def test_a_key_may_not_rest_on_a_disputed_claim(course: Path) -> None:
    swap(course / "solutions/quiz-02.yaml", "'claim:stasis-not-mastitis'", "'claim:important-to-empty'")
    assert "quiz-02-01: key_basis 'claim:important-to-empty'" in said(look(course))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    ask: Which reply fits the evidence?", "    ask: Which reply does not fit?", "is negative"),
        ("id: shut-duct\n        say: ", "id: shut-duct\n        say: All of the above. ", "gathers others"),
    ],
)
def test_a_proven_cue_for_guessers_is_an_error(course: Path, old: str, new: str, expected: str) -> None:
    swap(course / "solutions/quiz-02.yaml", old, new)
    assert expected in said(look(course))


@pytest.mark.parametrize(("kind", "wrong"), [("one", True), ("several", True), ("match", True), ("times", False)])
def test_a_graded_question_may_keep_its_order_only_for_numbers_and_times(kind: str, wrong: bool) -> None:
    options = [option("a", True), option("b"), option("c")]
    for one, say in zip(options, ["Within 2 hours", "The same day", "Next week"], strict=True):
        one["say"] = say
    times = {"options": options} if kind == "times" else {}
    kept = make("one" if kind == "times" else kind, shuffle=False, points=1, **times)
    assert any("shuffle: false" in found.say for found in findings(kept)) == wrong
    assert not any("shuffle" in found.say for found in findings(kept.model_copy(update={"points": None})))


PLACES = {"one": "", "key-feature": "feature 'leave': ", "dialogue": "turn 'empty': "}


@pytest.mark.parametrize(("kind", "place"), PLACES.items())
def test_a_key_that_is_longer_than_the_others_is_named_wherever_there_is_one(kind: str, place: str) -> None:
    sample = next(one.question for one in read_samples() if one.question.id == f"gallery-{kind}")
    assert not any("times as long" in found.say for found in findings(sample))
    options: Any = {"one": "options", "key-feature": "features", "dialogue": "turns"}[kind]
    listed = getattr(sample, options)
    choice = listed if kind == "one" else listed[-1].options if kind == "key-feature" else listed[1].replies
    said = json.dumps(next(option.say for option in choice if option.right), ensure_ascii=False)
    longer = sample.model_validate_json(sample.model_dump_json().replace(said, f'"{"x" * 400}"'))
    assert any(found.say.startswith(f"{place}the right option is") for found in findings(longer))


def test_a_lesson_cell_without_a_basis_is_named(course: Path) -> None:
    path = course / "course/lessons/02-stasis-or-mastitis.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][2]["metadata"] = {}
    notebook["cells"][4]["metadata"]["milkflow"] = {"claims": ["usualy-one-breast"]}
    notebook["cells"][5]["metadata"] = {"milkflow": {"clinical": False}}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    text = said(look(course))
    assert f"cell 3 ({notebook['cells'][2]['id']}): says nothing of its basis" in text
    assert "did you mean 'usually-one-breast'?" in text


def test_a_case_with_a_step_that_is_nowhere_is_named_with_its_line(course: Path) -> None:
    path = course / "content/cases/sore-wedge.yaml"
    text = path.read_text(encoding="utf-8")
    target = next(line for line in text.splitlines() if line.strip().startswith("to: "))
    line = swap(path, target, target + "x")
    found = said(look(course))
    assert f"line {line}:" in found
    assert "did you mean" in found


def test_the_command_ends_with_an_error_and_the_sentences(course: Path) -> None:
    swap(course / "solutions/quiz-02.yaml", "    points:", "    pionts:")
    program = [sys.executable, "-c", "from milkflow.cli import main; main()", "check"]
    done = subprocess.run(program, cwd=course, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "solutions/quiz-02.yaml: " in done.stdout
    assert "did you mean 'points'?" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
