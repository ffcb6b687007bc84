"""A quiz that asks every kind of question: both paths give one gradebook, and nothing of a key travels."""

import json
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from nbgrader.api import Gradebook

from milkflow.answers import AnswerLog
from milkflow.build.quiz_reasons import reason_lines
from milkflow.build.release import build_quizzes
from milkflow.grading import grade
from milkflow.grading.pages_give import CAN_GIVE
from milkflow.handin import answers_name, make_zip
from milkflow.marking import mark
from milkflow.places import Places
from milkflow.questions import KINDS as ALL_KINDS
from milkflow.questions import PublicQuiz, Quiz, public, read_quiz
from milkflow.words import read_words
from samples import ANSWERS, COMMON, KINDS, SAMPLES, make

QUIZ = "quiz-88"
WORDS = read_words()
PEOPLE = ("full", "part", "zero")
CELLS = ("auto_score", "manual_score", "needs_manual_grade", "max_score")
STOCK = """
from pathlib import Path
c = get_config()
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
"""


def quiz_data() -> dict[str, Any]:
    """Return a quiz with one question of each kind and form, as an author would write it."""
    questions = []
    for kind in KINDS:
        basis = [] if kind == "reflection" else ["claim:pressure-endure"]
        graded = {"id": f"{QUIZ}-{kind}", "points": 2, "key_basis": basis}
        questions.append(COMMON | graded | SAMPLES[kind])
    head = {"title": "Every kind", "minutes": 5, "feedback": "answers after closing", "intro": "Hello."}
    return head | {"id": QUIZ, "questions": questions}


def answers_of(person: str) -> dict[str, Any]:
    """Return what one of PEOPLE answers; where a kind gives no part, she who earns parts gives the full answer."""
    place = PEOPLE.index(person)
    found = {kind: ANSWERS[kind][place] or ANSWERS[kind][0] for kind in KINDS}
    return {f"{QUIZ}-{kind}": answer for kind, answer in found.items() if answer is not None}


@pytest.fixture(scope="module")
def every_kind(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of a course with that quiz, built, released and answered by PEOPLE."""
    root = tmp_path_factory.mktemp("kinds")
    for folder in ("solutions", "exercises"):
        (root / folder).mkdir()
    shutil.copy(repo / "nbgrader_config.py", root)
    path = root / "solutions" / f"{QUIZ}.yaml"
    path.write_text(json.dumps(quiz_data()), encoding="utf-8")  # JSON is YAML
    build_quizzes(Places(root), {QUIZ: read_quiz(path)}, WORDS)
    shown = PublicQuiz.model_validate_json((root / "exercises" / QUIZ / f"{QUIZ}.questions.json").read_bytes())
    for person in PEOPLE:
        desk = root / "desks" / person
        shutil.copytree(root / "exercises" / QUIZ, desk)
        log = AnswerLog(desk / answers_name(QUIZ))
        for name, answer in answers_of(person).items():
            log.append("answer", name, answer, None, "abcdef01")
        log.append("handed-in", QUIZ, {"code": person})
        folder = root / "submitted" / person / QUIZ
        folder.mkdir(parents=True)
        with ZipFile(BytesIO(make_zip(desk, person, shown))) as handed:
            for name in handed.namelist():
                (folder / Path(name).name).write_bytes(handed.read(name))
    return root


def gradebook(root: Path) -> dict[tuple[str, str], list[Any]]:
    """Return every graded cell of everybody, as nbgrader has it."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {
            (submission.student.id, one.name): [getattr(one, name) for name in CELLS]
            for submission in book.assignment_submissions(QUIZ) for one in submission.notebooks[0].grades
        }  # fmt: skip


def test_a_kernel_and_no_kernel_give_the_same_gradebook(every_kind: Path, tmp_path: Path) -> None:
    stock = Path(shutil.copytree(every_kind, tmp_path / "stock"))
    report = grade(every_kind, QUIZ)
    (stock / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
    shutil.copy(every_kind / "gradebook.db", stock)
    command = [sys.executable, "-m", "nbgrader", "autograde", QUIZ]
    settings = os.environ | {"MILKFLOW_SOLUTIONS": str(every_kind / "solutions")}
    with Gradebook(f"sqlite:///{stock / 'gradebook.db'}") as book:
        for person in PEOPLE:
            book.remove_submission(QUIZ, person)
    done = subprocess.run(command, cwd=stock, env=settings, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    assert gradebook(stock) == gradebook(every_kind)
    assert len(gradebook(stock)) == len(PEOPLE) * len(KINDS)
    assert not [row for row in report.rows if row.notes], "an honest answer was called odd"
    quiz = read_quiz(every_kind / "solutions" / f"{QUIZ}.yaml")
    for row in report.rows:
        given = {one.id: mark(one, answers_of(row.code).get(one.id)).points for one in quiz.questions}
        assert {id: score.points for id, score in row.scores.items()} == given
    assert [row.points for row in report.rows if row.code == "full"] == [2 * (len(KINDS) - 1)]
    assert [row.points for row in report.rows if row.code == "zero"] == [0]


def test_nothing_of_a_key_travels_before_closing(every_kind: Path) -> None:
    grade(every_kind, QUIZ)
    folders = [every_kind / name for name in ("exercises", "autograded", "feedback", "grades")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    assert len(texts) > 2 + 2 * len(PEOPLE)
    for secret in ("Because", '"right"', '"because"', '"answer":', '"level"', '"part":', '"verdict"', '"skill"',
                   '"tolerance"', "pressure-endure"):  # fmt: skip
        assert not [path for path, text in texts.items() if secret in text], secret


def _turned(data: dict[str, Any]) -> dict[str, Any]:
    """Return the same quiz with another key in every question."""
    text = json.dumps(data)
    quiz: dict[str, Any] = json.loads(text.replace("Because", "Since"))
    for question in quiz["questions"]:
        menus = [question, *question.get("features", []), *question.get("turns", [])]
        for options in (menu.get(name, []) for menu in menus for name in ("options", "regions", "replies")):
            keys = [option["right"] for option in options if "right" in option]
            for option, right in zip(options, keys[-1:] + keys[:-1], strict=False):
                option["right"] = right
        for item in question.get("items", []):
            if "level" in item:
                item["level"] = "same-day" if item["level"] == "emergency" else "emergency"
        for stem in question.get("stems", []):
            stem["answer"] = "xy"[stem["answer"] == "x"]
        if question["kind"] == "order":
            question["items"].reverse()
        if question["kind"] == "sbar":
            parts = [statement.pop("part", None) for statement in question["statements"]]
            for statement, part in zip(question["statements"], parts[1:] + parts[:1], strict=True):
                statement |= {"part": part} if part else {}
        for number in (question, question.get("number", {})):
            number |= {"answer": 37.0, "tolerance": 0.5} if "tolerance" in number else {}
        question |= {"verdict": "supported"} if "verdict" in question else {}
    return quiz


def test_another_key_in_every_question_gives_the_very_same_public_form() -> None:
    first, other = (Quiz.model_validate(data) for data in (quiz_data(), _turned(quiz_data())))
    for one, two in zip(first.questions, other.questions, strict=True):
        full = answers_of("full").get(one.id)
        assert one.kind == "reflection" or mark(two, full).points < mark(one, full).points, "the key was not turned"
        assert public(one) == public(two)


@pytest.mark.parametrize("kind", KINDS)
def test_the_instructor_reads_the_answer_and_every_reason(kind: str) -> None:
    question = make(kind, points=2, key_basis=["claim:pressure-endure"])
    lines = reason_lines(question, WORDS)
    reasons = json.dumps(question.model_dump(mode="json")).count('"because": "')
    reasons += 5 if kind == "claim-audit" else 0
    assert sum("Because" in line for line in lines) == reasons
    assert reasons or kind == "reflection"
    assert not [line for line in lines if "{" in line]


def test_feedback_says_each_answer_in_words_and_tells_reasons_after_closing_only(every_kind: Path) -> None:
    grade(every_kind, QUIZ)
    page = every_kind / "feedback" / "full" / QUIZ / f"{QUIZ}.html"
    before = page.read_text(encoding="utf-8")
    for said in ("A page says: Press.", WORDS["claim-audit-unsafe"], f"I1 → {WORDS['urgency-same-day']}", "12:00 38.5",
                 f"S3. → {WORDS['sbar-recommendation']}", "Hm. → Say a.", "X? → Say b.; Say a."):  # fmt: skip
        assert said in before, said
    grade(every_kind, QUIZ, closed=True)
    after = page.read_text(encoding="utf-8")
    assert after.count("Because") >= 40
    assert f"S4. → {WORDS['sbar-left-out']} — Because." in after


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_that_no_page_gives_is_known_as_one(kind: str) -> None:
    shown = public(make(kind, points=2))
    can = CAN_GIVE[shown.kind]
    assert all(can(shown, answer) for answer in ANSWERS[kind] if answer is not None)
    for odd in (["nobody"], {"nobody": "a"}, True, [["a"]], {"x": {}}, "nobody" if kind != "reflection" else 3):
        assert not can(shown, odd), odd
    assert set(CAN_GIVE) >= set(ALL_KINDS)
