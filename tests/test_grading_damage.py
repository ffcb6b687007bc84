"""Each damaged submission costs only its own trainee, and is named with the reason and the way out."""

import os
from pathlib import Path
from typing import Any

import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

import grading_class
from grading_class import (
    PERFECT,
    POINTS,
    QUIZ,
    hand_in,
    links,
    points_of,
    row_of,
    submit,
)
from milkflow.grading import grade
from milkflow.grading.settings import read_config
from milkflow.handin import answers_name

quiz_course = grading_class.quiz_course
LOG = answers_name(QUIZ)


def test_wrong_types_in_an_answer_cost_only_that_answer(quiz_course: Path) -> None:
    odd: dict[str, Any] = {f"{QUIZ}-01": ["b"], f"{QUIZ}-02": {"o0": True}, f"{QUIZ}-03": "x",
                           f"{QUIZ}-04": [1, None, {}], f"{QUIZ}-05": "38.5", f"{QUIZ}-06": ["text"]}  # fmt: skip
    for number, (name, value) in enumerate(odd.items()):
        submit(quiz_course, f"odd-{number}", PERFECT | {name: value})
    report = grade(quiz_course, QUIZ)
    for number, name in enumerate(odd):
        wanted = list(POINTS["perfect"])
        wanted[number] = 0
        assert points_of(report, f"odd-{number}") == wanted
        assert f"marked for what is right in it: {name}" in " ".join(row_of(report, f"odd-{number}").notes)


@pytest.mark.parametrize("where", ["code", "quiz", "draft"])
def test_what_is_in_the_way_of_a_hand_in_costs_only_its_own_trainee(
    quiz_course: Path, tmp_path: Path, where: str
) -> None:
    folder = quiz_course / "submitted" / "ab12"
    folder.parent.mkdir(exist_ok=True)
    path = {"code": folder, "quiz": folder / QUIZ, "draft": folder / QUIZ / f".{LOG}.part" / "x"}[where]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("in the way")
    for code in ("ab12", "sound"):
        hand_in(quiz_course, tmp_path / code, code, PERFECT)
    report = grade(quiz_course, QUIZ)
    assert row_of(report, "ab12").status == "held"
    assert points_of(report, "sound") == POINTS["perfect"]


def test_a_folder_that_may_not_be_opened_costs_only_its_own_trainee(
    quiz_course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.lstat

    def closed(path: Path) -> os.stat_result:
        if path.parent.name == "ab12":
            raise PermissionError(13, "Permission denied")
        return real(path)

    for code in ("ab12", "sound"):
        submit(quiz_course, code, PERFECT)
    monkeypatch.setattr(Path, "lstat", closed)
    report = grade(quiz_course, QUIZ)
    assert "cannot be opened (Permission denied)" in row_of(report, "ab12").notes[0]
    assert points_of(report, "sound") == POINTS["perfect"]


def test_nothing_is_written_through_a_link(quiz_course: Path, tmp_path: Path) -> None:
    folder = quiz_course / "submitted" / "ab12" / QUIZ
    folder.mkdir(parents=True)
    precious = tmp_path / "precious.txt"
    precious.write_text("precious")
    links(folder / f".{LOG}.part", precious)
    hand_in(quiz_course, tmp_path / "desk", "ab12", PERFECT)
    assert points_of(grade(quiz_course, QUIZ), "ab12") == POINTS["perfect"]
    assert precious.read_text() == "precious"


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_the_button_of_formgrader_keeps_nothing_but_what_is_known(quiz_course: Path, tmp_path: Path) -> None:
    folder = submit(quiz_course, "ab12", PERFECT)
    (folder / "evil.py").write_text("1 / 0")
    (folder / "more").mkdir()
    (folder / "more" / "evil.py").write_text("1 / 0")
    (tmp_path / "secret.txt").write_text("secret")
    links(folder / "secret.txt", tmp_path / "secret.txt")
    links(folder / "elsewhere", tmp_path)
    (folder / f"{QUIZ}.questions.json").write_text('{"forged": 1}')
    config = read_config(quiz_course)
    api = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
    assert api.autograde(QUIZ, "ab12")["success"]
    kept = quiz_course / "autograded" / "ab12" / QUIZ
    assert {path.name for path in kept.iterdir()} == {f"{QUIZ}.ipynb", LOG, f"{QUIZ}.questions.json"}
    assert "forged" not in (kept / f"{QUIZ}.questions.json").read_text(encoding="utf-8")
