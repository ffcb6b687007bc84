"""What a trainee hands in is taken by nbgrader's own zip_collect, as it is configured here."""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import grading_class
from grading_class import HALF, PERFECT, QUIZ, hand_in, shown, work
from milkflow.errors import AnswersError
from milkflow.handin import answers_name, make_zip, write_zip

quiz_course = grading_class.quiz_course


def nbgrader(root: Path, *command: str) -> str:
    settings = {key: value for key, value in os.environ.items() if key != "MILKFLOW_SOLUTIONS"}
    whole = [sys.executable, "-m", "nbgrader", *command]
    done = subprocess.run(whole, cwd=root, env=settings, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_zip_collect_takes_the_zips_whatever_a_platform_calls_them(quiz_course: Path, tmp_path: Path) -> None:
    hand_in(quiz_course, tmp_path / "one", "ab12", PERFECT)
    renamed = hand_in(quiz_course, tmp_path / "two", "cd-34_x", HALF)
    renamed.rename(renamed.with_name("Doe Jane_77_assignsubmission_file_x (1).zip"))
    nbgrader(quiz_course, "zip_collect", QUIZ)
    for code in ("ab12", "cd-34_x"):
        folder = quiz_course / "submitted" / code / QUIZ
        assert sorted(path.name for path in folder.iterdir()) == [answers_name(QUIZ), f"{QUIZ}.ipynb"]
    desk = (tmp_path / "one" / answers_name(QUIZ)).read_bytes()
    assert (quiz_course / "submitted" / "ab12" / QUIZ / answers_name(QUIZ)).read_bytes() == desk


def notebook_in(content: bytes, code: str) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(f"{code}--{QUIZ}/{QUIZ}.ipynb")


def test_the_reflection_travels_escaped_in_the_cell_that_a_person_marks(quiz_course: Path, tmp_path: Path) -> None:
    text = "<script>alert(1)</script> **bold** $x$\n![](http://example.org)"
    work(quiz_course, tmp_path, {f"{QUIZ}-06": text}, "ab12")
    notebook = json.loads(notebook_in(make_zip(tmp_path, "ab12", shown(quiz_course)), "ab12"))
    cell = next(cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("solution"))
    assert "&lt;script&gt;" in cell["source"]
    assert "<script>" not in cell["source"]
    assert "Lets the mother tell her story (2)" in cell["source"]


def test_a_blank_reflection_leaves_its_cell_as_it_was_released(quiz_course: Path, tmp_path: Path) -> None:
    work(quiz_course, tmp_path, {f"{QUIZ}-06": " \n "}, "ab12")
    handed = json.loads(notebook_in(make_zip(tmp_path, "ab12", shown(quiz_course)), "ab12"))
    released = json.loads((quiz_course / "exercises" / QUIZ / f"{QUIZ}.ipynb").read_text(encoding="utf-8"))
    sources = [[cell["source"] for cell in notebook["cells"]] for notebook in (handed, released)]
    assert sources[0] == sources[1]


@pytest.mark.parametrize("damage", [b'{"cells": [', b"[]", b"\xff\xfe"])
def test_a_damaged_notebook_never_stops_a_hand_in(quiz_course: Path, tmp_path: Path, damage: bytes) -> None:
    work(quiz_course, tmp_path, PERFECT, "ab12")
    (tmp_path / f"{QUIZ}.ipynb").write_bytes(damage)
    assert notebook_in(write_zip(tmp_path, "ab12", shown(quiz_course)).read_bytes(), "ab12") == damage


@pytest.mark.parametrize("code", ["", "a", "a b", "../ab", "ab/cd", "ä" * 3, "a" * 33, "ab\n", "-ab", "_ab"])
def test_a_code_that_is_no_staff_code_is_refused_in_plain_words(quiz_course: Path, tmp_path: Path, code: str) -> None:
    work(quiz_course, tmp_path, PERFECT, "ab12")
    with pytest.raises(AnswersError, match="Use 2 to 32 letters, digits, hyphens or underscores"):
        make_zip(tmp_path, code, shown(quiz_course))


def test_without_answers_there_is_nothing_to_hand_in(quiz_course: Path, tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="Answer a question, then hand in"):
        make_zip(tmp_path, "ab12", shown(quiz_course))
