"""The hand-in travels in the file: a quiz without one answer is a blank one, not a lost one."""

import shutil
from pathlib import Path

import grading_class
from grading_class import PERFECT, POINTS, QUIZ, points_of, row_of, shown, work
from milkflow.answers import AnswerLog
from milkflow.faces.handin import HandInFace
from milkflow.grading import grade
from milkflow.handin import answers_name, write_zip

quiz_course = grading_class.quiz_course


def press_hand_in(course: Path, desk: Path, code: str, target: Path) -> None:
    """Hand in from ``desk`` as the page does, and put the file into ``target``."""
    log = AnswerLog(desk / answers_name(QUIZ))
    face = HandInFace(
        shown(course), log, {}, lambda code, event: write_zip(desk, code, shown(course), log.path, event)
    )
    face.received({"type": "hand-in", "code": code})
    target.mkdir(parents=True, exist_ok=True)
    for path in desk.glob("*.zip"):
        shutil.move(path, target / path.name)


def test_a_quiz_without_one_answer_is_graded_as_blank(quiz_course: Path, tmp_path: Path) -> None:
    desk = Path(shutil.copytree(quiz_course / "exercises" / QUIZ, tmp_path / "desk"))
    press_hand_in(quiz_course, desk, "ab12", tmp_path / "zips")
    report = grade(quiz_course, QUIZ, [tmp_path / "zips"])
    assert points_of(report, "ab12") == POINTS["blank"]
    assert row_of(report, "ab12").status == "graded"
    assert report.exit_code == 0


def test_the_later_of_two_files_from_one_desk_counts(quiz_course: Path, tmp_path: Path) -> None:
    desk = Path(shutil.copytree(quiz_course / "exercises" / QUIZ, tmp_path / "desk"))
    press_hand_in(quiz_course, desk, "ab12", tmp_path / "zips" / "first")
    (desk / answers_name(QUIZ)).rename(tmp_path / "kept")
    work(quiz_course, desk, PERFECT, "ab12")
    earlier = (tmp_path / "kept").read_bytes()
    log = desk / answers_name(QUIZ)
    log.write_bytes(earlier + log.read_bytes())
    press_hand_in(quiz_course, desk, "ab12", tmp_path / "zips" / "second")
    report = grade(quiz_course, QUIZ, [tmp_path / "zips"])
    assert points_of(report, "ab12") == POINTS["perfect"]
