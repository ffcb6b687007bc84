"""Nothing of any key is in anything that a trainee can get before a quiz has closed: every quiz, every file."""

from __future__ import annotations

import html
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from key_texts import fields_told, files_below, key_texts, plain, told, turned
from milkflow.answers import AnswerLog
from milkflow.check.guessing import model_answer
from milkflow.grading import grade
from milkflow.grading.report import Report
from milkflow.handin import answers_name, write_zip
from milkflow.places import Places
from milkflow.questions import PublicQuiz, Quiz, public, read_quiz
from milkflow.serving import lay_workspace

QUIZZES = {path.stem: read_quiz(path) for path in Places(Path(__file__).parent.parent).quizzes()}
SECRETS = {name: key_texts(quiz) for name, quiz in QUIZZES.items()}
# Of some 800 sentences; a quiz that was copied into the practice bank would bring far more.
MOST_TAUGHT = 24
TEXT = "I would ask her first what she would like."


@pytest.fixture(scope="module")
def course(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course with all quizzes, to each of which somebody who knows all and somebody else handed in."""
    root = tmp_path_factory.mktemp("every-quiz")
    for folder in ("solutions", "exercises"):
        shutil.copytree(repo / folder, root / folder)
    shutil.copy(repo / "nbgrader_config.py", root)
    for quiz in QUIZZES.values():
        hand_in(root, quiz, "knows", {one.id: model_answer(one) for one in quiz.questions})
        hand_in(root, quiz, "writes", {one.id: TEXT for one in quiz.questions if one.kind == "reflection"})
    return root


def hand_in(root: Path, quiz: Quiz, code: str, answers: dict[str, Any]) -> None:
    desk = Path(shutil.copytree(root / "exercises" / quiz.id, root / "desks" / code / quiz.id))
    log = AnswerLog(desk / answers_name(quiz.id))
    for one in quiz.questions:
        if one.kind == "case":
            for move in answers.get(one.id, ()):
                log.append("move", one.id, move["response"], move["confidence"], quiz.version)
        elif answers.get(one.id) is not None:
            log.append("answer", one.id, answers[one.id], None, quiz.version)
    log.append("handed-in", quiz.id, {"code": code})
    shown = PublicQuiz.model_validate_json((desk / f"{quiz.id}.questions.json").read_bytes())
    archive = root / "downloaded" / quiz.id / "archive"
    archive.mkdir(parents=True, exist_ok=True)
    shutil.copy(write_zip(desk, code, shown), archive)


@pytest.fixture(scope="module")
def reports(course: Path) -> dict[str, Report]:
    """Return what grading said of each quiz: none has closed yet."""
    return {name: grade(course, name) for name in QUIZZES}


def of_trainees(course: Path, quiz: str) -> dict[str, str]:
    """Return every file that has to do with one quiz and lies outside solutions, by name."""
    folders = ("exercises", "desks", "downloaded", "submitted", "autograded", "feedback", "grades")
    files = files_below(*(course / folder for folder in folders))
    return {name: text for name, text in files.items() if quiz in name.removeprefix(str(course))}


def test_there_is_something_to_keep_and_the_search_knows_it_in_every_dress() -> None:
    assert len(QUIZZES) >= 8 and min(map(len, SECRETS.values())) > 1
    assert sum(map(len, SECRETS.values())) > 500
    (said, *_) = [text for text in SECRETS["quiz-04"].values() if "cannot be\ncontrolled" in text or "'" in text]
    for dressed in (said, html.escape(said), json.dumps(said), json.dumps(json.dumps(html.escape(said))),
                    f"<p>{said.replace(' ', ' <b>', 1)}</b>", said.replace(" ", "\n  "), said.upper()):  # fmt: skip
        assert told(SECRETS["quiz-04"], f"before {dressed} after") == [plain(said)]
    assert told(SECRETS["quiz-04"], "rests on claim:hairdryer.") == ["claim:hairdryer"]
    planted = {"options": [{"id": "a", "right": True}], "answer": 3, "type": "answer"}
    for dressed in (json.dumps(planted), html.escape(json.dumps(planted)), json.dumps(json.dumps(planted))):
        assert fields_told(dressed) == {"right", "answer"}


@pytest.mark.parametrize("quiz", QUIZZES)
def test_another_key_gives_out_the_very_same_questions(quiz: str) -> None:
    data = QUIZZES[quiz].model_dump(mode="json", exclude_none=True)
    other = turned(data)
    assert other["questions"] != data["questions"] or QUIZZES[quiz].role in ("exam", "reflection")
    for one, two in zip(Quiz.model_validate(data).questions, Quiz.model_validate(other).questions, strict=True):
        assert public(one) == public(two)


@pytest.mark.parametrize("quiz", QUIZZES)
def test_nothing_of_a_key_is_given_out_handed_in_or_fed_back_before_closing(
    quiz: str, course: Path, reports: dict[str, Report]
) -> None:
    files = of_trainees(course, quiz)
    kinds = {Path(name).relative_to(course).parts[0] for name in files}
    assert kinds >= {"exercises", "desks", "downloaded", "submitted", "autograded", "feedback"}
    for name, text in files.items():
        assert not told(SECRETS[quiz], text), name
        # The chart of a case says by 'level' how serious a reading is: that is shown to everybody.
        assert not fields_told(text) - ({"level"} if QUIZZES[quiz].role == "exam" else set()), name


@pytest.mark.parametrize("quiz", QUIZZES)
def test_a_hand_in_with_every_right_answer_earns_every_point(quiz: str, reports: dict[str, Report]) -> None:
    by_hand = sum(one.points or 0 for one in QUIZZES[quiz].questions if one.kind == "reflection")
    (points,) = [row.points for row in reports[quiz].rows if row.code == "knows"]
    assert points == QUIZZES[quiz].points - by_hand
    assert [row.points for row in reports[quiz].rows if row.code == "writes"] == [0]


def test_the_same_search_finds_reasons_once_a_quiz_has_closed(course: Path, reports: dict[str, Report]) -> None:
    name = next(name for name, quiz in QUIZZES.items() if quiz.feedback == "answers after closing")
    grade(course, name, closed=True)
    found = {said for text in of_trainees(course, name).values() for said in told(SECRETS[name], text)}
    assert len(found) > 10


def told_elsewhere(files: dict[str, str], content: Path) -> dict[str, str]:
    """Return each secret of any quiz that stands in ``files``, with the file.

    Lessons teach what is asked: a sentence that a practice question or case says of its own accord is no secret. What
    a key rests on (``claim:hairdryer``) names evidence that everybody may read.
    """
    practice = plain("\n".join(files_below(content / "questions", content / "cases").values()))
    secrets = {said for texts in SECRETS.values() for said in texts if " " in said}
    taught = {said for said in secrets if said in practice}
    assert len(taught) <= MOST_TAUGHT, f"practice says {len(taught)} sentences of keys: {sorted(taught)}"
    read = {name: plain(text) for name, text in files.items()}
    return {said: name for name, text in read.items() for said in secrets - taught if said in text}


def test_nothing_of_a_key_is_in_the_workspace_or_in_the_wheel(repo: Path, wheel: Path, tmp_path: Path) -> None:
    lay_workspace(tmp_path / "home", repo / "course" / "lessons", repo / "exercises")
    files = files_below(tmp_path / "home", wheel.parent)
    assert sum(name.endswith(".questions.json") for name in files) == len(QUIZZES)
    assert any("milkflow/content/built" in name for name in files)
    content = repo / "course" / "milkflow" / "content"
    assert told_elsewhere(files, content) == {}
    reason = "The heat is uncontrolled, it can burn, and near water there is an electrical risk."
    lesson = next(name for name in files if name.endswith("04-helps-or-harms.ipynb"))
    whole = next(said for said in SECRETS["quiz-04"] if said.startswith(plain(reason)))
    assert told_elsewhere({lesson: files[lesson] + html.escape(SECRETS["quiz-04"][whole])}, content) == {whole: lesson}
