"""Whoever grades a class, the gradebook, the graded notebooks and the feedback are the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import warnings
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning

import grading_class
from gradebooks import contents, differences, meaning
from grading_class import HALF, PERFECT, QUIZ, copy_of_template, shown, submit
from milkflow.answers import AnswerLog
from milkflow.grading import grade
from milkflow.grading.settings import read_config
from milkflow.handin import answers_name, make_zip

quiz_course = grading_class.quiz_course
STOCK = """
from pathlib import Path
c = get_config()
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
c.LateSubmissionPlugin.penalty_method = "zero"
"""
Q = [f"{QUIZ}-0{number}" for number in range(7)]
CLASS: dict[str, dict[str, Any]] = {
    "perfect": PERFECT,
    "half": HALF,
    "blank": {},
    "only-text": {Q[6]: "Warm words."},
    "taken-back": PERFECT | {Q[5]: None, Q[6]: ""},
    "spaces": HALF | {Q[6]: "  \n "},
    "hostile": HALF | {Q[6]: "<script>alert(1)</script> $x$ \u2028 naïve 中文 ```\n# x"},
    "odd": {Q[1]: ["b"], Q[2]: {"o0": True}, Q[3]: "x", Q[4]: [1, None], Q[5]: "38.5", Q[6]: 7},
    "too-many": PERFECT | {Q[2]: ["o0", "o1", "o2", "o3", "o4"]},
    "late": PERFECT,
    "in-time": HALF,
    "late-read": PERFECT,
    "read": PERFECT,
    "read-new": PERFECT,
}
READ = {"late-read": 3.0, "read": 2.5, "read-new": 4.0}  # points that a person gave for the written answer
DUE = datetime(2026, 5, 1, 12)
TIMES = {
    "late": "2026-05-02 08:00:00 UTC",
    "late-read": "2026-05-02 00:00:01 Asia/Tokyo",
    "in-time": "2026-04-30 08:00",
}


def gradebook(root: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{root / 'gradebook.db'}")


def put_texts(root: Path, code: str) -> None:
    """Put the written answers into the notebook, as handing in does: a kernel reads them there."""
    folder = root / "submitted" / code / QUIZ
    with ZipFile(BytesIO(make_zip(folder, code, shown(root)))) as archive:
        name = f"{QUIZ}.ipynb"
        (folder / name).write_bytes(archive.read(f"{code}--{QUIZ}/{name}"))


def read_by_person(root: Path, code: str, name: str, points: float) -> None:
    with gradebook(root) as book:
        mark = book.find_grade(name, QUIZ, QUIZ, code)
        mark.manual_score, mark.needs_manual_grade = points, False
        book.find_comment(name, QUIZ, QUIZ, code).manual_comment = f"Thank you, {code}."
        book.db.commit()


def stock(root: Path) -> None:
    (root / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", QUIZ, "--force"], cwd=root, capture_output=True, text=True,
        env=os.environ | {"MILKFLOW_SOLUTIONS": str(root / "solutions")}, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def button(root: Path) -> None:
    config = read_config(root)
    api = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader makes rows before it adds them to a session
        for code in CLASS:
            done = api.autograde(QUIZ, code)
            assert done["success"], done["log"]


@pytest.fixture(scope="module")
def graded(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A class that was graded once; then the key, two answers and a due date changed, and each way graded it again."""
    scratch = tmp_path_factory.mktemp("ways")
    root = copy_of_template(repo, tmp_path_factory, scratch / "first")
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write('c.LateSubmissionPlugin.penalty_method = "zero"\n')
    for code in ("read", "read-new", "late-read", "half"):
        submit(root, code, CLASS[code])
    grade(root, QUIZ)
    for code, points in READ.items():
        read_by_person(root, code, Q[6], points)
    with gradebook(root) as book:
        book.find_assignment(QUIZ).duedate = DUE
        book.db.commit()
    key = root / "solutions" / f"{QUIZ}.yaml"
    key.write_text(key.read_text(encoding="utf-8").replace("answer: 38.5", "answer: 39.0"), encoding="utf-8")
    for code in CLASS.keys() - {"read", "read-new", "late-read", "half"}:
        submit(root, code, CLASS[code])
    for code, name, response in (("half", Q[1], "b"), ("read-new", Q[6], "I changed my text.")):
        AnswerLog(root / "submitted" / code / QUIZ / answers_name(QUIZ)).append("answer", name, response)
    for code in CLASS:
        put_texts(root, code)
    for code, time in TIMES.items():
        (root / "submitted" / code / QUIZ / "timestamp.txt").write_text(time + "\n", encoding="utf-8")
    ways = {name: Path(shutil.copytree(root, scratch / name)) for name in ("stock", "button", "batch")}
    stock(ways["stock"])
    button(ways["button"])
    grade(ways["batch"], QUIZ)
    return ways


def settled(one: Path, other: Path) -> list[str]:
    """Return what differs beyond one thing: nbgrader asks again about all that a person scored, our command does not
    where the answer and its automatic score are as she saw them."""
    kept = {f"submitted_assignment:assignment:{QUIZ}/{code}/" for code in ("read", "late-read")}
    return [line for line in differences(one, other)
            if not (line.endswith("needs_manual_grade: 1 and 0") and any(name in line for name in kept))]  # fmt: skip


def test_stock_nbgrader_and_the_button_write_one_gradebook(graded: dict[str, Path]) -> None:
    assert differences(graded["stock"] / "gradebook.db", graded["button"] / "gradebook.db") == []
    assert len(contents(graded["stock"] / "gradebook.db")) > len(CLASS) * (3 + 6 + 1)


def test_the_batch_writes_the_same_gradebook_cell_by_cell(graded: dict[str, Path]) -> None:
    books = [graded[name] / "gradebook.db" for name in ("stock", "batch")]
    assert settled(*books) == []
    assert len(differences(*books)) == 2, "the two that a person read, and nobody else"


def test_late_ones_have_the_penalty_and_the_time(graded: dict[str, Path]) -> None:
    with gradebook(graded["batch"]) as book:
        found = {one.student.id: (one.total_seconds_late, one.notebooks[0].late_submission_penalty)
                 for one in book.assignment_submissions(QUIZ)}  # fmt: skip
    assert {code: late for code, late in found.items() if late != (0, None)} == {
        "late": (72_000, 9), "late-read": (10_801, 12),
    }  # fmt: skip


def test_graded_notebooks_are_byte_for_byte_those_of_the_button_and_say_what_stock_ones_say(
    graded: dict[str, Path],
) -> None:
    for code in CLASS:
        folders = {name: root / "autograded" / code / QUIZ for name, root in graded.items()}
        ours = {path.name: path.read_bytes() for path in folders["batch"].iterdir()}
        assert ours == {path.name: path.read_bytes() for path in folders["button"].iterdir()}
        assert {path.stat().st_mode for path in folders["batch"].iterdir()} == {
            path.stat().st_mode for path in folders["button"].iterdir()
        }
        assert meaning(folders["batch"] / f"{QUIZ}.ipynb") == meaning(folders["stock"] / f"{QUIZ}.ipynb"), code


def test_feedback_from_each_gradebook_is_the_same(graded: dict[str, Path]) -> None:
    pages = {}
    for name, root in graded.items():
        shutil.rmtree(root / ".milkflow")
        grade(root, QUIZ)
        pages[name] = {path.name: path.read_bytes() for path in (root / "grades" / f"{QUIZ}-to-send").iterdir()}
    assert len(pages["batch"]) == len(CLASS)
    assert pages["stock"] == pages["button"]
    # Two were read by a person; nbgrader asks for a new look at them, and their pages say so.
    assert {name.split("--")[0] for name, page in pages["batch"].items() if page != pages["stock"][name]} == {
        "read", "late-read",
    }  # fmt: skip
