"""`milkflow` alone says what can be done next in this course, from what lies in its folders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from grading_class import HALF, PERFECT, QUIZ, hand_in, quiz_course
from milkflow.errors import ContentError
from milkflow.grading import grade
from milkflow.places import Places
from milkflow.reading import CONTENT_DIR, read_yaml
from milkflow.status import Command, CourseState, QuizState, next_steps, page, read_state

__all__ = ["quiz_course"]
WORDS: dict[str, str] = read_yaml(CONTENT_DIR / "words" / "commands.yaml", dict[str, str])


def told(root: Path) -> str:
    return page(read_state(Places(root)), WORDS)


def later(path: Path, seconds: float = 60) -> None:
    """Give a file the date of one that is written some time from now."""
    moment = time.time() + seconds
    os.utime(path, (moment, moment))


def read_by_a_person(root: Path, code: str) -> None:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        found = book.find_grade(f"{QUIZ}-06", QUIZ, QUIZ, code)
        found.manual_score, found.needs_manual_grade = 3, False
        book.db.commit()


def test_from_nobody_has_handed_in_to_feedback_ready_to_send(quiz_course: Path, tmp_path: Path) -> None:
    shutil.rmtree(quiz_course / "grades", ignore_errors=True)
    assert "nobody has handed in yet" in told(quiz_course)

    for number, answers in enumerate([PERFECT, HALF, HALF]):
        hand_in(quiz_course, tmp_path / f"desk-{number}", f"mw-{number}", answers)
    said = told(quiz_course)
    assert f"3 zips wait in downloaded/{QUIZ}/archive. Grade them:\n        milkflow grade --quiz {QUIZ}" in said
    assert "nobody" not in said

    grade(quiz_course, QUIZ)
    said = told(quiz_course)
    assert "zip" not in said.split("At any time")[0]
    assert f"1 written answer of {QUIZ} waits for a person to read it" in said
    assert said.index("milkflow teach") < said.index("milkflow grade")

    read_by_a_person(quiz_course, "mw-0")
    assert f"You have read the written answer of {QUIZ}. Put your points into the marks" in told(quiz_course)

    grade(quiz_course, QUIZ)
    said = " ".join(told(quiz_course).split())
    assert f"3 feedback pages of {QUIZ} are ready to send back, one for each trainee: grades/{QUIZ}-to-send." in said


def test_a_zip_that_comes_after_the_grading_waits_even_with_an_old_date(quiz_course: Path, tmp_path: Path) -> None:
    grade(quiz_course, QUIZ)
    late = hand_in(quiz_course, tmp_path / "desk", "mw-9", PERFECT, tmp_path / "elsewhere")
    os.utime(late, (1_000_000_000, 1_000_000_000))
    archive = quiz_course / "downloaded" / QUIZ / "archive"
    archive.mkdir(parents=True)
    shutil.copy2(late, archive)
    assert f"1 zip waits in downloaded/{QUIZ}/archive" in told(quiz_course)


def test_a_held_hand_in_is_not_forgotten(quiz_course: Path, tmp_path: Path) -> None:
    zips = tmp_path / "zips"
    for desk, answers in (("a", PERFECT), ("b", HALF)):
        hand_in(quiz_course, tmp_path / desk, "mw-1", answers, zips / desk)
    grade(quiz_course, QUIZ, [zips])
    said = " ".join(told(quiz_course).split())
    assert f"1 hand-in of {QUIZ} is held: no mark was given, not even 0. grades/{QUIZ}-report.txt says why." in said


def test_a_gradebook_that_cannot_be_asked_does_not_stop_the_page(quiz_course: Path, tmp_path: Path) -> None:
    hand_in(quiz_course, tmp_path / "desk", "mw-1", PERFECT)
    grade(quiz_course, QUIZ)
    (quiz_course / "gradebook.db").write_text("not a gradebook")
    assert "1 written answer" in told(quiz_course), "then the last table of marks is believed"


def test_an_edited_quiz_is_named_until_it_is_built(quiz_course: Path) -> None:
    assert "after the last build" not in told(quiz_course)
    later(quiz_course / "solutions" / f"{QUIZ}.yaml")
    said = told(quiz_course)
    assert f"{QUIZ}.yaml was changed after the last build." in said
    assert said.index("milkflow check") < said.index("milkflow build")


def test_an_edit_that_cannot_be_read_comes_first(quiz_course: Path) -> None:
    path = quiz_course / "solutions" / f"{QUIZ}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("bloom: apply", "blom: apply", 1), encoding="utf-8")
    later(path)
    steps = next_steps(read_state(Places(quiz_course)))
    assert [step.words for step in steps][:1] == ["desk-faults"]
    assert steps[0].facts["files"] == f"{QUIZ}.yaml"


def test_a_class_and_a_quiz_that_is_not_released_are_told(quiz_course: Path) -> None:
    (quiz_course / "roster.csv").write_text("id,name\nmw-1,Ann\nmw-2,Ben\n", encoding="utf-8")
    assert "2 people on roster.csv." in told(quiz_course)
    shutil.rmtree(quiz_course / "exercises" / QUIZ)
    assert f"{QUIZ} is not released yet." in told(quiz_course)


COUNTS = ("zips", "collected", "held", "to_read", "read_since", "to_send")
STATES = [
    QuizState("quiz-02"),
    QuizState("quiz-02", released=False),
    *(QuizState("quiz-02")._replace(**{name: count}) for name in COUNTS for count in (1, 2)),
]


@pytest.mark.parametrize("state", STATES, ids=str)
@pytest.mark.parametrize("by_make", [True, False])
def test_every_sentence_is_whole_and_names_a_command(state: QuizState, by_make: bool) -> None:
    faults = (ContentError("content/cases/a.yaml", ["line 1: x"]),)
    edited, broken = CourseState(1, (state,), 1, ("a.yaml",)), CourseState(1, (), 2, (), faults)
    for course in (CourseState(2, (state,)), edited, broken):
        said = page(course, WORDS, by_make=by_make)
        assert "{" not in said and "desk-" not in said
        assert by_make or "milkflow grade" in said
        assert not (by_make and "  milkflow " in said)
        assert all(len(line) < 110 for line in said.splitlines())


def test_every_word_of_the_desk_is_said_somewhere() -> None:
    source = "".join(path.read_text("utf-8") for path in CONTENT_DIR.parent.rglob("*.py"))
    built = {f"desk-to-{verb}" for verb in ("start", "teach", "grade", "check", "build")}
    unused = [id for id in WORDS if f'"{id.removesuffix("-one")}"' not in source and id not in built]
    assert unused == []


def test_a_command_is_told_in_the_way_it_is_typed() -> None:
    command = Command("grade", (("quiz", "quiz-02"),))
    assert command.typed(by_make=True) == "make grade QUIZ=quiz-02"
    assert command.typed(by_make=False) == "milkflow grade --quiz quiz-02"


def test_it_loads_nothing_heavy(repo: Path) -> None:
    program = """
import sys, time
begun = time.perf_counter()
from milkflow.cli import main
try:
    main()
finally:
    heavy = {"nbgrader", "nbformat", "nbclient", "sqlalchemy", "jupyter_server", "anywidget", "numpy"}
    print("HEAVY", sorted(heavy & set(sys.modules)), file=sys.stderr)
"""
    done: Any = subprocess.run([sys.executable, "-c", program], cwd=repo, capture_output=True, text=True, timeout=300)
    assert "What you can do next" in done.stdout
    assert "HEAVY []" in done.stderr
