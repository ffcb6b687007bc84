"""Grading again does only what changed, goes on where it stopped, and trusts nothing that was written by half."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

import grading_class
from gradebooks import contents
from grading_class import HALF, PERFECT, POINTS, QUIZ, points_of, row_of, submit
from milkflow.answers import AnswerLog
from milkflow.grading import grade
from milkflow.grading.batch import crew, driver, marker
from milkflow.handin import answers_name

quiz_course = grading_class.quiz_course
TEXT = f"{QUIZ}-06"


@pytest.fixture
def course(quiz_course: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a course in which four were graded, in chunks of two."""
    monkeypatch.setattr(driver, "CHUNK", 2)
    monkeypatch.setattr(crew, "SLICE", 1)
    for number in range(4):
        submit(quiz_course, f"ab{number}", PERFECT if number % 2 else HALF)
    return quiz_course


def inodes(root: Path) -> dict[str, int]:
    """Return by code which graded folder stands there: another number is another folder."""
    return {path.parent.name: path.stat().st_ino for path in (root / "autograded").glob(f"*/{QUIZ}")}


def regraded(root: Path) -> set[str]:
    """Grade, and return the codes whose graded folder was made anew."""
    before = inodes(root)
    grade(root, QUIZ)
    after = inodes(root)
    return {code for code in after if after[code] != before.get(code)}


def answer(root: Path, code: str) -> None:
    AnswerLog(root / "submitted" / code / QUIZ / answers_name(QUIZ)).append("answer", f"{QUIZ}-01", "b")


def by_person(root: Path, code: str) -> None:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        book.find_grade(TEXT, QUIZ, QUIZ, code).manual_score = 2
        book.db.commit()


def new_time(root: Path, code: str) -> None:
    (root / "submitted" / code / QUIZ / "timestamp.txt").write_text("2026-05-01 08:00:00 UTC")


def new_key(root: Path, code: str) -> None:
    path = root / "solutions" / f"{QUIZ}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("answer: 38.5", "answer: 39.0"), encoding="utf-8")


def torn_notebook(root: Path, code: str) -> None:
    path = root / "autograded" / code / QUIZ / f"{QUIZ}.ipynb"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:500])


def torn_ledger(root: Path, code: str) -> None:
    (root / ".milkflow" / "graded" / f"{QUIZ}.db").write_bytes(b"no database at all" * 500)


def lost_gradebook(root: Path, code: str) -> None:
    (root / "gradebook.db").unlink()


EVERYBODY = {f"ab{number}" for number in range(4)}
CHANGES: list[tuple[Callable[[Path, str], Any], set[str]]] = [
    (lambda root, code: None, set()),
    (answer, {"ab0"}),
    (by_person, {"ab0"}),
    (new_time, {"ab0"}),
    (torn_notebook, {"ab0"}),
    (new_key, EVERYBODY),
    (torn_ledger, EVERYBODY),
    (lost_gradebook, EVERYBODY),
]


def test_only_what_changed_is_graded_again(course: Path) -> None:
    assert regraded(course) == EVERYBODY
    for change, again in CHANGES:
        change(course, "ab0")
        assert regraded(course) == again, getattr(change, "__name__", "")
        assert regraded(course) == set()


def test_an_unchanged_class_keeps_its_files_its_report_says_so(course: Path) -> None:
    first = grade(course, QUIZ)
    pages = {path: path.stat().st_mtime_ns for path in (course / "grades" / f"{QUIZ}-to-send").iterdir()}
    book = contents(course / "gradebook.db")
    second = grade(course, QUIZ)
    assert second.csv() == first.csv()
    assert "Nothing changed for 4 of them since the last time." in second.text()
    assert {path: path.stat().st_mtime_ns for path in pages} == pages
    assert contents(course / "gradebook.db") == book


def test_a_page_that_was_lost_is_written_again(course: Path) -> None:
    grade(course, QUIZ)
    page = course / "grades" / f"{QUIZ}-to-send" / f"ab0--{QUIZ}.html"
    said = page.read_bytes()
    page.unlink()
    grade(course, QUIZ)
    assert page.read_bytes() == said


def test_ctrl_c_keeps_what_is_in_hand_and_the_rest_is_done_next_time(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[..., Any] = driver.write_chunk

    def stop_in_the_first(*args: Any) -> Any:
        os.kill(os.getpid(), signal.SIGINT)
        return real(*args)

    monkeypatch.setattr(driver, "write_chunk", stop_in_the_first)
    report = grade(course, QUIZ)
    assert [row.status for row in report.rows] == ["graded", "to read", "not reached", "not reached"]
    assert points_of(report, "ab0") == POINTS["half"]
    assert report.exit_code == 130
    assert "run the same command to do the rest" in report.text()
    monkeypatch.setattr(driver, "write_chunk", real)
    assert regraded(course) == {"ab2", "ab3"}


def test_a_run_that_was_killed_leaves_nothing_that_the_next_one_trusts(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """As if the power went."""

    def die(*_: Any) -> None:
        raise Killed

    grade(course, QUIZ)
    for code in ("ab1", "ab3"):
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
            mark = book.find_grade(TEXT, QUIZ, QUIZ, code)
            mark.manual_score, mark.needs_manual_grade = 3, False
            book.db.commit()
    log = AnswerLog(course / "submitted" / "ab1" / QUIZ / answers_name(QUIZ))
    log.append("answer", TEXT, "Another text, which nobody read.")
    with monkeypatch.context() as patch:
        patch.setattr(driver.Shelf, "put", die)  # the gradebook is written, the folders are not
        with pytest.raises(Killed):
            grade(course, QUIZ)
    report = grade(course, QUIZ)
    assert row_of(report, "ab1").to_read == 1, "a person must look at the new text"
    assert row_of(report, "ab3").to_read == 0
    assert "which nobody read" in (course / "autograded" / "ab1" / QUIZ / f"{QUIZ}.ipynb").read_text(encoding="utf-8")


def test_a_submission_that_ends_its_process_costs_only_its_own_trainee(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = marker.inspect

    def end(folder: Path, code: str, *rest: Any) -> Any:
        return os._exit(9) if code == "ab1" else real(folder, code, *rest)

    monkeypatch.setattr(marker, "inspect", end)  # the workers are copies of this process
    report = grade(course, QUIZ)
    assert {row.code for row in report.rows if row.status == "held"} == {"ab1"}
    assert "ended at once" in row_of(report, "ab1").notes[0]
    assert points_of(report, "ab0") == POINTS["half"]
    assert points_of(report, "ab3") == POINTS["perfect"]
    assert report.exit_code == 1


def test_one_that_cannot_be_written_costs_only_its_own_trainee(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = driver.LateRule.penalty

    def refuse(rule: Any, code: str, *rest: Any) -> Any:
        return 1 / 0 if code == "ab2" else real(rule, code, *rest)

    monkeypatch.setattr(driver.LateRule, "penalty", refuse)
    report = grade(course, QUIZ)
    assert {row.code for row in report.rows if row.status == "held"} == {"ab2"}
    assert points_of(report, "ab3") == POINTS["perfect"]
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        assert book.execute("select count(*) from submitted_assignment").fetchone() == (3,)


def test_processes_that_start_afresh_mark_the_same(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "WAY", "spawn")
    assert points_of(grade(course, QUIZ), "ab0") == POINTS["half"]
