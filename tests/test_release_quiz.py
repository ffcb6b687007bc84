"""What trainees are given is made from the instructor's quiz, byte for byte, and holds nothing derived from a key."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import grading_class
from grading_class import QUIZ, SECRET, WORDS, build
from milkflow.build.quizzes import key_free, quiz_notebook, write_questions
from milkflow.build.release import release
from milkflow.build.running import write_notebook
from milkflow.errors import BuildError
from milkflow.questions import Quiz, read_quiz

quiz_course = grading_class.quiz_course


def released(root: Path, quiz: str = QUIZ) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "exercises" / quiz).iterdir()}


def cells_of(path: Path) -> list[Any]:
    cells: list[Any] = nbformat.read(path, as_version=4).cells
    return cells


def write_unrun_source(root: Path, quiz: Quiz) -> None:
    folder = root / "solutions" / quiz.id
    write_questions(folder, key_free(quiz, WORDS))
    write_notebook(quiz_notebook(quiz, WORDS), folder / f"{quiz.id}.ipynb")


def test_a_trainee_is_given_the_notebook_and_its_questions_and_no_more(quiz_course: Path) -> None:
    assert sorted(released(quiz_course)) == [f"{QUIZ}.ipynb", f"{QUIZ}.questions.json"]


def test_another_key_gives_the_very_same_release(quiz_course: Path) -> None:
    before = released(quiz_course)
    path = quiz_course / "solutions" / f"{QUIZ}.yaml"
    data = read_quiz(path).model_dump(mode="json")
    for question in data["questions"]:
        for option in question.get("options", []):
            option["right"] = not option["right"] if question["kind"] == "one" else option.get("right")
        if question["kind"] == "several":
            question["options"][0]["right"], question["options"][1]["right"] = False, True
        if question["kind"] == "match":
            question["stems"][0]["answer"] = "y"
            question["options"] = [{"id": one["id"], "say": one["say"]} for one in question["options"]]
        if question["kind"] == "order":
            question["items"].reverse()
        if question["kind"] == "number":
            question["answer"], question["tolerance"] = 40.0, 0.5
        question["key_basis"] = ["claim:another"] if question["kind"] != "reflection" else []
    quiz = Quiz.model_validate(json.loads(json.dumps(data).replace(SECRET, "Another reason")))
    write_unrun_source(quiz_course, quiz)
    shutil.rmtree(quiz_course / "exercises" / QUIZ)
    release(QUIZ, quiz_course / "solutions", quiz_course / "exercises")
    assert released(quiz_course) == before


def test_the_instructors_copy_holds_every_answer_and_reason(quiz_course: Path) -> None:
    text = (quiz_course / "solutions" / QUIZ / f"{QUIZ}.ipynb").read_text(encoding="utf-8")
    source = (quiz_course / "solutions" / f"{QUIZ}.yaml").read_text(encoding="utf-8")
    reasons = set(re.findall(rf"{SECRET} [\w ]+", source))
    assert len(reasons) == 16
    assert not [reason for reason in reasons if reason not in text]
    assert "The key rests on: claim:some-claim" in text


@pytest.mark.parametrize("folder", ["solutions", "exercises"])
def test_every_question_is_readable_and_counted_before_it_is_run(quiz_course: Path, folder: str) -> None:
    cells = [cell for cell in cells_of(quiz_course / folder / QUIZ / f"{QUIZ}.ipynb") if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, 9))
    for cell in cells[1:]:
        (output,) = cell.outputs
        assert sorted(output.data) == ["text/html", "text/plain"]
        assert "0x" not in output.data["text/plain"]


def test_each_graded_cell_is_locked_and_worth_its_points(quiz_course: Path) -> None:
    marks = [cell.metadata.get("nbgrader") for cell in cells_of(quiz_course / "exercises" / QUIZ / f"{QUIZ}.ipynb")]
    graded = {one.grade_id: (one.points, one.locked, one.solution) for one in marks if one and one.grade}
    assert graded == {
        f"{QUIZ}-01": (1, True, False),
        f"{QUIZ}-02": (3, True, False),
        f"{QUIZ}-03": (3, True, False),
        f"{QUIZ}-04": (2, True, False),
        f"{QUIZ}-05": (1, True, False),
        f"{QUIZ}-06": (4, False, True),
    }


def test_answers_that_an_instructor_tried_are_never_released(quiz_course: Path) -> None:
    (quiz_course / "solutions" / QUIZ / f"{QUIZ}.answers.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"answers.jsonl lies in quiz-77 beside the quiz.*Move it away"):
        release(QUIZ, quiz_course / "solutions", quiz_course / "exercises")


def test_a_question_that_would_show_nothing_stops_the_release(quiz_course: Path) -> None:
    path = quiz_course / "solutions" / QUIZ / f"{QUIZ}.ipynb"
    text = path.read_text(encoding="utf-8").replace('quiz.question(\\"quiz-77-03\\")', "quiz.quiz.title;")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match=r"quiz-77 could not be released: .*cell q-quiz-77-03"):
        release(QUIZ, quiz_course / "solutions", quiz_course / "exercises")


def test_a_cell_that_fails_stops_the_release_with_its_reason(quiz_course: Path) -> None:
    path = quiz_course / "solutions" / QUIZ / f"{QUIZ}.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace('quiz-77-03\\")', 'quiz-77-30\\")'), encoding="utf-8")
    with pytest.raises(BuildError, match="a cell failed: This quiz has no question called 'quiz-77-30'"):
        release(QUIZ, quiz_course / "solutions", quiz_course / "exercises")


def test_an_assignment_of_another_kind_is_still_released_without_its_solution(tmp_path: Path) -> None:
    marks = {"grade": True, "grade_id": "own", "locked": False, "points": 1, "schema_version": 3, "solution": True}
    source = "### BEGIN SOLUTION\nsecret = 1\n### END SOLUTION"
    code = new_code_cell(source, metadata={"nbgrader": marks | {"task": False}})
    note = new_markdown_cell("for the teacher", metadata={"milkflow": {"audience": "instructor"}})
    write_notebook(new_notebook(cells=[code, note]), tmp_path / "solutions" / "own" / "own.ipynb")
    text = release("own", tmp_path / "solutions", tmp_path / "exercises").read_text(encoding="utf-8")
    assert "YOUR CODE HERE" in text
    assert "secret" not in text
    assert "for the teacher" not in text


def test_building_twice_changes_no_byte(quiz_course: Path) -> None:
    files = [path for name in ("solutions", "exercises") for path in (quiz_course / name / QUIZ).iterdir()]
    before = {path: path.read_bytes() for path in files}
    build(quiz_course)
    assert {path: path.read_bytes() for path in files} == before


def test_nbgraders_own_command_gives_the_same_release(quiz_course: Path) -> None:
    before = released(quiz_course)
    shutil.rmtree(quiz_course / "exercises" / QUIZ)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", QUIZ]
    done = subprocess.run(command, cwd=quiz_course, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert released(quiz_course) == before


def quizzes(repo: Path) -> list[Quiz]:
    found = [read_quiz(path) for path in sorted((repo / "solutions").glob("*.yaml"))]
    assert found, "no quiz was found in solutions"
    return found


def secrets_of(node: Any) -> set[str]:
    """Return every sentence of a quiz that only an instructor may read."""
    if isinstance(node, list):
        return {text for item in node for text in secrets_of(item)}
    if not isinstance(node, dict):
        return set()
    own = {node[key] for key in ("because", "look_for", "misconception") if isinstance(node.get(key), str)}
    return own.union(*(secrets_of(value) for value in node.values()), node.get("key_basis", []))


def test_no_reason_of_our_own_quizzes_is_in_the_exercises(repo: Path) -> None:
    for quiz in quizzes(repo):
        secrets = secrets_of(quiz.model_dump(mode="json"))
        # A reflection keeps back no more than what its reader looks for.
        assert len(secrets) >= (len(quiz.questions) if quiz.role == "reflection" else 11)
        texts = [path.read_text(encoding="utf-8") for path in (repo / "exercises" / quiz.id).iterdir()]
        assert len(texts) == 2
        keys = {'"right"', '"because"', '"answer":', "key_basis", '"tolerance":'}
        written = {json.dumps(secret, ensure_ascii=False)[1:-1] for secret in secrets}
        assert not [secret for secret in written | keys for text in texts if secret in text]
