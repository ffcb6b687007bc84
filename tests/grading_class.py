"""A small class for the tests of grading: a course of its own, and trainees who hand in what a test wants."""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from milkflow.answers import AnswerLog
from milkflow.build.release import build_quizzes
from milkflow.grading import Report, Row, grade
from milkflow.handin import answers_name, make_zip, zip_name
from milkflow.places import Places
from milkflow.questions import PublicQuiz, read_quiz
from milkflow.words import read_words

QUIZ = "quiz-77"
WORDS = read_words()
SECRET = "SECRET-REASON"
COMMON = "outcomes: [2], bloom: apply, claims: [some-claim], key_basis: ['claim:some-claim']"


def _options(*rights: bool) -> str:
    return "\n".join(
        f"      - {{id: o{n}, say: Option words {n}, right: {str(right).lower()}, because: {SECRET} {n}}}"
        for n, right in enumerate(rights)
    )


YAML = f"""
id: {QUIZ}
title: A quiz for the tests
minutes: 5
lesson: 02-stasis-or-mastitis
feedback: marks
reviewed_by: null
intro: Some words of welcome.
questions:
  - {{id: {QUIZ}-01, kind: one, points: 1, ask: Which one?, {COMMON}, options: [
      {{id: a, say: Words a, because: {SECRET} a}}, {{id: b, say: Words b, right: true, because: {SECRET} b}}]}}
  - id: {QUIZ}-02
    kind: several
    points: 3
    ask: Which three?
    outcomes: [2]
    bloom: apply
    claims: [some-claim]
    key_basis: ['claim:some-claim']
    options:
{_options(True, False, True, False, True)}
  - id: {QUIZ}-03
    kind: match
    points: 3
    ask: What fits?
    outcomes: [2]
    bloom: apply
    claims: [some-claim]
    key_basis: ['claim:some-claim']
    options: [{{id: x, say: Words x}}, {{id: y, say: Words y}}]
    stems:
      - {{id: s1, say: Stem one, answer: x, because: {SECRET} s1}}
      - {{id: s2, say: Stem two, answer: y, because: {SECRET} s2}}
      - {{id: s3, say: Stem three, answer: y, because: {SECRET} s3}}
  - id: {QUIZ}-04
    kind: order
    points: 2
    ask: In which order?
    outcomes: [2]
    bloom: apply
    claims: [some-claim]
    key_basis: ['claim:some-claim']
    items:
      - {{id: i1, say: Do one, because: {SECRET} i1}}
      - {{id: i2, say: Do two, because: {SECRET} i2}}
      - {{id: i3, say: Do three, because: {SECRET} i3}}
  - {{id: {QUIZ}-05, kind: number, points: 1, ask: How many?, {COMMON}, answer: 38.5, tolerance: 0.1, unit: °C,
     low: 34, high: 43, because: {SECRET} number, near: [{{value: 38, because: {SECRET} near}}]}}
  - id: {QUIZ}-06
    kind: reflection
    points: 4
    ask: What will you do?
    outcomes: [8]
    bloom: create
    claims: [some-claim]
    look_for: {SECRET} look for
    rubric:
      - {{id: listens, say: Lets the mother tell her story, points: 2}}
      - {{id: plans, say: Says what happens next, points: 2}}
"""

PERFECT: dict[str, Any] = {
    f"{QUIZ}-01": "b",
    f"{QUIZ}-02": ["o0", "o2", "o4"],
    f"{QUIZ}-03": {"s1": "x", "s2": "y", "s3": "y"},
    f"{QUIZ}-04": ["i1", "i2", "i3"],
    f"{QUIZ}-05": 38.4,
    f"{QUIZ}-06": "I listen first, and then I <b>look</b> at $her$ breast.",
}
# 0 of 1; (2 - 1) / 3 of 3; 2 / 3 of 3; (2 - 1) / 3 of 2; 0 of 1; nothing written
HALF: dict[str, Any] = {
    f"{QUIZ}-01": "a",
    f"{QUIZ}-02": ["o0", "o2", "o1"],
    f"{QUIZ}-03": {"s1": "x", "s2": "x", "s3": "y"},
    f"{QUIZ}-04": ["i2", "i1", "i3"],
    f"{QUIZ}-05": 39,
}
POINTS: dict[str, list[float]] = {
    "perfect": [1, 3, 3, 2, 1, 0],
    "half": [0, 1, 2, 0.6667, 0, 0],
    "blank": [0, 0, 0, 0, 0, 0],
}


_templates: dict[str, Path] = {}


@pytest.fixture
def quiz_course(repo: Path, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """Return the root of a course of its own: one quiz, built and released, and a gradebook that knows it."""
    return copy_of_template(repo, tmp_path_factory, tmp_path / "course")


def copy_of_template(repo: Path, tmp_path_factory: pytest.TempPathFactory, target: Path) -> Path:
    """Copy the course that is built once for all tests: building runs kernels, and takes seconds."""
    if "course" not in _templates:
        root = lay_course(tmp_path_factory.mktemp("template") / "course", repo)
        grade(root, QUIZ)
        _templates["course"] = root
    return Path(shutil.copytree(_templates["course"], target))


def lay_course(root: Path, repo: Path, more: str = "", cases: Mapping[str, str] | None = None) -> Path:
    """Lay a course with one quiz, built and released, and return its root. ``more`` are questions on ``cases``."""
    (root / "solutions").mkdir(parents=True)
    (root / "exercises").mkdir()
    for name, text in (cases or {}).items():
        (root / "solutions" / f"{name}.case.yaml").write_text(text, encoding="utf-8")
    (root / "solutions" / f"{QUIZ}.yaml").write_text(YAML + more, encoding="utf-8")
    shutil.copy(repo / "nbgrader_config.py", root)
    build(root)
    return root


def build(root: Path) -> None:
    """Make the source version and the release of the quiz again."""
    quiz = read_quiz(root / "solutions" / f"{QUIZ}.yaml")
    build_quizzes(Places(root), {QUIZ: quiz}, WORDS)


def shown(root: Path) -> PublicQuiz:
    """Return the quiz as trainees have it."""
    text = (root / "exercises" / QUIZ / f"{QUIZ}.questions.json").read_text(encoding="utf-8")
    return PublicQuiz.model_validate_json(text)


def work(root: Path, folder: Path, answers: Mapping[str, Any], code: str) -> Path:
    """Answer the quiz in ``folder`` as the course's page does, up to the hand-in event; return the log."""
    shutil.copytree(root / "exercises" / QUIZ, folder, dirs_exist_ok=True)
    log = AnswerLog(folder / answers_name(QUIZ))
    for name, response in answers.items():
        log.append("answer", name, response, None, "abcdef01")
    log.append("handed-in", QUIZ, {"code": code})
    return log.path


def hand_in(root: Path, desk: Path, code: str, answers: Mapping[str, Any], zips: Path | None = None) -> Path:
    """Answer the quiz at ``desk`` and put the zip into the folder where downloads go; return the zip."""
    work(root, desk, answers, code)
    target = zips or root / "downloaded" / QUIZ / "archive"
    target.mkdir(parents=True, exist_ok=True)
    path = target / zip_name(code, QUIZ)
    path.write_bytes(make_zip(desk, code, shown(root)))
    return path


def submit(root: Path, code: str, answers: Mapping[str, Any]) -> Path:
    """Put a sound submission straight into ``submitted/`` and return its folder."""
    folder = root / "submitted" / code / QUIZ
    work(root, folder, answers, code)
    (folder / f"{QUIZ}.questions.json").unlink()
    return folder


def zip_of(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write a zip with exactly these files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def edit_notebook(folder: Path, change: Any) -> None:
    """Let ``change`` have the list of cells of the submitted notebook."""
    path = folder / f"{QUIZ}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    change(notebook["cells"])
    path.write_text(json.dumps(notebook), encoding="utf-8")


def links(path: Path, target: Path) -> None:
    """Put a link to ``target`` at ``path``."""
    path.unlink(missing_ok=True)
    os.symlink(target, path)


def points_of(report: Report, code: str) -> list[float]:
    """Return the points of one trainee, question by question."""
    row = row_of(report, code)
    return [row.scores[f"{QUIZ}-0{n}"].points for n in range(1, 7)]


def row_of(report: Report, code: str) -> Row:
    """Return the row of one trainee."""
    return next(row for row in report.rows if row.code == code)
