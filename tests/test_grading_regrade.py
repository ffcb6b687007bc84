"""A corrected key: who changes by how much is shown before it is written, and a person's points stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

import grading_class
from gradebooks import contents
from grading_class import HALF, PERFECT, QUIZ, submit
from milkflow import cli
from milkflow.errors import GradingError
from milkflow.grading import grade, preview
from milkflow.words import read_words

quiz_course = grading_class.quiz_course
NUMBER, FIRST = f"{QUIZ}-05", f"{QUIZ}-01"


@pytest.fixture
def course(quiz_course: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a graded class in which a person has set one score; the key of question 5 is corrected after that."""
    (quiz_course / "course" / "lessons").mkdir(parents=True)
    for code, answers in {"half": HALF, "perfect": PERFECT, "read": HALF, "open": {}}.items():
        submit(quiz_course, code, answers)
    grade(quiz_course, QUIZ)
    with Gradebook(f"sqlite:///{quiz_course / 'gradebook.db'}") as book:
        mark = book.find_grade(NUMBER, QUIZ, QUIZ, "read")
        mark.manual_score, mark.needs_manual_grade = 0.5, False
        book.db.commit()
    path = quiz_course / "solutions" / f"{QUIZ}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("answer: 38.5", "answer: 39.0"), encoding="utf-8")
    submit(quiz_course, "newcomer", HALF)
    monkeypatch.chdir(quiz_course)
    return quiz_course


def typed(*words: str) -> tuple[int, str]:
    with cli.console.capture() as said:
        done = CliRunner().invoke(cli.app, ["regrade", *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, said.get()


def test_who_changes_is_shown_question_by_question_and_nothing_is_written(course: Path) -> None:
    before = contents(course / "gradebook.db"), sorted(path.stat().st_mtime_ns for path in course.rglob("*"))
    code, said = typed(QUIZ)
    assert said == (
        f"{QUIZ}: with the key as it is now, 2 of 4 trainees change.\n"
        "  half: 3.67 -> 4.67 of 14\n"
        f"      {NUMBER}: 0 -> 1\n"
        "  perfect: 10 -> 9 of 14\n"
        f"      {NUMBER}: 1 -> 0\n"
        "  read: 4.17 -> 4.17 of 14\n"
        f"      {NUMBER}: 0.5 stays, a person gave it (automatic: 0 -> 1)\n"
        f"By question: {NUMBER} (2)\n"
        "Not graded before, so not compared: newcomer.\n"
        f"Nothing was written. To write these points and new feedback: milkflow regrade {QUIZ} --yes\n"
    )
    assert code == 0
    assert (contents(course / "gradebook.db"), sorted(p.stat().st_mtime_ns for p in course.rglob("*"))) == before


def test_yes_writes_just_what_was_shown(course: Path) -> None:
    shown = {code: new for code, (_, new) in preview(course, QUIZ).totals.items()}
    code, said = typed(QUIZ, "--yes")
    assert code == 0, said
    report = grade(course, QUIZ)
    assert {row.code: row.points for row in report.rows if row.code != "newcomer"} == shown
    assert preview(course, QUIZ).changes == preview(course, QUIZ).changes[:1]
    assert "nobody's points change" not in said


def test_a_damaged_hand_in_is_named_and_the_others_are_compared(course: Path) -> None:
    (course / "submitted" / "half" / QUIZ / f"{QUIZ}.answers.jsonl").write_bytes(b"")
    found = preview(course, QUIZ)
    assert list(found.held) == ["half"]
    assert found.changed == ["perfect"]
    assert "half: held, and not changed" in typed(QUIZ)[1]


def test_before_anybody_was_graded_there_is_nothing_to_compare(
    quiz_course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (quiz_course / "course" / "lessons").mkdir(parents=True)
    submit(quiz_course, "half", HALF)
    monkeypatch.chdir(quiz_course)
    (quiz_course / "gradebook.db").unlink()
    assert typed(QUIZ) == (1, read_words()["regrade-none-graded"].replace("{quiz}", QUIZ) + "\n")
    assert not (quiz_course / "gradebook.db").exists()
    with pytest.raises(GradingError, match="No quiz is called"):
        preview(quiz_course, "quiz-99")
