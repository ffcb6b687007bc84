"""A simulated class is labelled as one, lies apart, follows its seed, and holds the faults that were planted."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

import grading_class
from grading_class import PERFECT, QUIZ, submit
from milkflow.errors import GradingError
from milkflow.grading import demo_class, grade
from milkflow.grading.demo import planted
from milkflow.grading.demo.answering import Answering
from milkflow.grading.demo.model import Class
from milkflow.marking import mark
from milkflow.places import Places
from milkflow.questions import KINDS, read_samples
from milkflow.status.edits import edited

quiz_course = grading_class.quiz_course
ONE = f"{QUIZ}-01"


def given(zips: Path, question: str) -> list[Any]:
    """Return the last response of everybody to a question."""
    found = []
    for path in sorted(zips.iterdir()):
        with ZipFile(path) as archive:
            name = next(name for name in archive.namelist() if name.endswith(".jsonl"))
            events = [json.loads(line) for line in archive.read(name).splitlines()]
        answers = [event["response"] for event in events if event["name"] == question]
        found += answers[-1:]
    return found


def test_a_simulated_class_is_graded_in_its_own_folder_and_meets_no_real_one(quiz_course: Path) -> None:
    submit(quiz_course, "real", PERFECT)
    for path in quiz_course.rglob("*.*"):
        os.utime(path, (0, 0))
    before = sorted(path for path in quiz_course.rglob("*"))
    folder = quiz_course / "demo-class"
    zips = demo_class(Places(quiz_course), QUIZ, 12, folder)
    assert sorted(path for path in quiz_course.rglob("*") if folder not in [path, *path.parents]) == before
    assert "SIMULATED CLASS of 12" in (folder / "SIMULATED-CLASS.txt").read_text(encoding="utf-8")
    assert len(list(zips.iterdir())) == 12
    assert edited(Places(folder), folder / "no-content") == (), "a copy is no edit"
    report = grade(folder, QUIZ)
    assert [row.code for row in report.rows] == [f"demo-{number:03d}" for number in range(1, 13)]
    assert all(row.name.startswith("Simulated") and not row.notes for row in report.rows)
    points = [row.points for row in report.rows]
    assert 0 < min(points) < max(points) <= 10, "people differ"
    assert [row.code for row in grade(quiz_course, QUIZ).rows] == ["real"]


def test_the_seed_decides_and_a_folder_of_another_kind_is_left_alone(quiz_course: Path, tmp_path: Path) -> None:
    places = Places(quiz_course)
    classes = [demo_class(places, QUIZ, 5, tmp_path / f"{n}", seed) for n, seed in enumerate((7, 7, 8))]
    first, same, other = ([path.read_bytes() for path in sorted(zips.iterdir())] for zips in classes)
    assert first == same
    assert first != other
    for folder in (quiz_course / "submitted", tmp_path / "0"):
        folder.mkdir(exist_ok=True)
        with pytest.raises(GradingError, match="is there already"):
            demo_class(places, QUIZ, 5, folder)


def test_planted_faults_are_there(quiz_course: Path, tmp_path: Path) -> None:
    right = PERFECT[ONE]
    shares = {}
    for fault in ("", "wrong-key", "misconception"):
        faults = planted([f"{fault}={ONE}"] if fault else [])
        zips = demo_class(Places(quiz_course), QUIZ, 100, tmp_path / (fault or "none"), faults=faults)
        answers = given(zips, ONE)
        shares[fault] = sum(one == right for one in answers) / len(answers)
    assert shares["wrong-key"] < 0.3 < shares[""]
    assert shares["misconception"] < shares[""]
    for text in ("wrong-key", f"typo={ONE}"):
        with pytest.raises(GradingError, match="plants no fault"):
            planted([text])


def test_every_kind_is_answered_fully_by_who_knows_and_not_by_who_guesses() -> None:
    people, samples = Class(3, {}), [sample.question for sample in read_samples()]
    assert {question.kind for question in samples} == set(KINDS)
    for question in samples:
        full = Counter[float]()
        for knows in (0.0, 1.0):
            for number in range(40):
                mind = people.mind(f"demo-{number}", question.id)._replace(knows=knows)
                answer = json.loads(json.dumps(Answering(people, mind, "text").answer(question)))
                found = mark(question, answer)
                assert answer is None or answer == {} or found.outcome != "not answered", question.id
                full[knows] += found.points == found.of
        if question.kind != "reflection":
            assert full[0.0] < full[1.0] == 40, question.id
