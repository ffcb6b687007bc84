"""A graded class is read from gradebook and logs as they are; one that is not there is told in plain words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import grading_class
from grading_class import PERFECT, QUIZ, submit
from milkflow.errors import MilkflowError
from milkflow.grading import demo_class, grade
from milkflow.insight.desks import open_desk
from milkflow.insight.reading import graded_quizzes, read_class
from milkflow.marking import mark
from milkflow.places import Places

quiz_course = grading_class.quiz_course
NOTEBOOKS = {
    "class-debrief": ["desk.shown()", "desk.wrong()", "desk.debrief()"],
    "question-analysis": ["desk.shown()", "desk.whole_quiz()", "desk.questions()"],
    "gain": ["desk.tests()", "desk.gain()", "desk.certainty()"],
    "observation-sheet": [],
}


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MILKFLOW_CLASS", raising=False)
    monkeypatch.delenv("MILKFLOW_SOLUTIONS", raising=False)


def test_without_a_class_there_is_a_sentence_and_a_labelled_simulation_and_no_gradebook(quiz_course: Path) -> None:
    places = Places(quiz_course)
    (quiz_course / "gradebook.db").unlink(missing_ok=True)
    assert graded_quizzes(places) == ()
    with pytest.raises(MilkflowError, match="No class graded yet"):
        read_class(places, QUIZ)
    with pytest.raises(MilkflowError, match="did you mean"):
        read_class(places, QUIZ[:-1] + "8")
    assert not (quiz_course / "gradebook.db").exists()
    desk = open_desk(quiz_course)
    for page in (desk.shown(), desk.wrong(), desk.debrief(), desk.whole_quiz(), desk.questions(), desk.tests()):
        assert "Simulated class" in page.html and "simulated" in repr(page)
    assert "No class graded yet" in desk.shown().html


def test_a_graded_class_is_read_as_it_was_marked_whatever_lies_among_its_logs(
    quiz_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "demo"
    demo_class(Places(quiz_course), QUIZ, 12, folder, seed=4)
    report = grade(folder, QUIZ)
    places = Places(folder)
    people = read_class(places, QUIZ)
    assert people.count == 12 and people.simulated and not people.unread
    points = {row.code: row.points for row in report.rows}
    for code, mine in people.answers.groupby("trainee"):
        assert mine["points"].sum() == pytest.approx(points[code])
    questions = {question.id: question for question in people.quiz.questions}
    for row in people.answers.itertuples():
        marked = mark(questions[row.question], row.response)
        assert row.points == pytest.approx(marked.points) and row.most == marked.of
        assert row.tries >= (row.response is not None)
    log = folder / "submitted" / "demo-001" / QUIZ / f"{QUIZ}.answers.jsonl"
    log.rename(tmp_path / "elsewhere.jsonl")
    log.symlink_to(tmp_path / "elsewhere.jsonl")
    (folder / "submitted" / "demo-002" / QUIZ / f"{QUIZ}.answers.jsonl").write_bytes(b"\xff\n" * 30_000)
    again = read_class(places, QUIZ)
    assert sorted(again.unread) == ["demo-001", "demo-002"]
    assert again.points == pytest.approx(people.points), "an answer that cannot be read costs no marks"
    desk = open_desk(folder)
    assert "The answers of 2 people could not be read" in desk.shown().html
    for page in (desk.shown(), desk.wrong(), desk.debrief(), desk.whole_quiz(), desk.questions()):
        assert "demo-0" not in page.html and "Simulated class" in page.html
    (folder / "SIMULATED-CLASS.txt").unlink()
    assert "Simulated class" not in open_desk(folder).shown().html
    monkeypatch.setenv("MILKFLOW_CLASS", "simulated")
    assert "No class graded yet" in open_desk(folder).shown().html


def test_a_gradebook_that_cannot_be_used_is_told_in_words(quiz_course: Path) -> None:
    submit(quiz_course, "real", PERFECT)
    grade(quiz_course, QUIZ)
    assert graded_quizzes(Places(quiz_course)) == (QUIZ,)
    (quiz_course / "gradebook.db").write_bytes(b"no database" * 1000)
    with pytest.raises(MilkflowError, match="The gradebook cannot be used"):
        read_class(Places(quiz_course), QUIZ)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_an_instructor_meets_one_hidden_verb_a_cell_and_reads_the_page_without_a_kernel(repo: Path, name: str) -> None:
    cells = json.loads((repo / "solutions" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    looks = [cell["metadata"] for cell in code]
    assert all("hide-input" in look["tags"] and look["jupyter"]["source_hidden"] for look in looks)
    opening, *verbs = ("".join(cell["source"]) for cell in code)
    assert opening.startswith("import milkflow.insight\n") and verbs == NOTEBOOKS[name]
    for cell in code[1:] or code:
        page = "".join(cell["outputs"][0]["data"]["text/html"])
        assert "Simulated class" in page or name == "observation-sheet"
        assert page.count("<img ") == page.count('<img alt="') and ("<img " not in page or "<table" in page)
    assert "/" + "tmp" not in json.dumps(cells)


def test_the_sheet_for_the_ward_rests_on_evidence_and_says_what_a_certificate_does_not_show(repo: Path) -> None:
    from milkflow.check.advice import read_guards
    from milkflow.evidence import load_evidence, read_sheet, sheet_problems
    from milkflow.insight import sheet

    known, written = load_evidence(), read_sheet()
    skills = {skill.id for skill in known.counselling.skills}
    assert sheet_problems(written, known.claims.keys(), skills) == []
    assert sheet_problems(written, set(), set()) != []
    lines = [act.say for part in written.parts for act in part.acts]
    assert [fault for line in lines for fault in read_guards().faults(line)] == []
    page = sheet().html
    assert sheet().html == page  # a cell may be run twice
    assert page.count("☐") == 4 * len(lines) and "not hands-on competence" in page
    assert "emergency number" in page and "Awaiting clinical review" in page
