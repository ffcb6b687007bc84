"""Learning without an instructor: practice with reasons, tests marked by the rules of a class, and no key before."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from exam_class import heard, play
from key_texts import fields_told, files_below, key_texts, told
from milkflow.answers import AnswerLog
from milkflow.bundles import course_waypoints
from milkflow.check.guessing import model_answer
from milkflow.errors import AnswersError, MilkflowError, ServingError
from milkflow.faces.start import NextStep, SoFar
from milkflow.grading import grade
from milkflow.handin import answers_name, make_zip
from milkflow.places import Places
from milkflow.progress import walk
from milkflow.questions import Gradable, Quiz, read_quiz
from milkflow.quizzes import open_quiz
from milkflow.serving.alone import lay_for
from milkflow.serving.homes import workspace_home
from milkflow.solo.pages import CELL
from milkflow.words import read_words
from test_case_exam import REAL

ROOT = Path(__file__).parent.parent
QUIZZES = {path.stem: read_quiz(path) for path in Places(ROOT).quizzes()}
PRACTICE = [name for name, quiz in QUIZZES.items() if quiz.role == "lesson"]
TESTS = [name for name in QUIZZES if name not in PRACTICE]
MARKED = ("post-test", "case-exam")  # grading a class takes seconds: these hold every kind but free text
WORDS = read_words()
ODD: list[Any] = [[], {"a": 1}, "nobody", 10**400, None]
TEXT = "I listen first <b>and</b> wait."


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("solo") / "home"
    lay_for(Places(ROOT), home, True)
    return home


@pytest.fixture
def home(laid: Path) -> Path:
    """Return a workspace in which nothing was answered yet."""
    for log in laid.rglob("*.answers.jsonl"):
        log.unlink()
    return laid


@contextmanager
def desk(home: Path, quiz: str) -> Iterator[Any]:
    """Yield a quiz as its page opens it."""
    before = Path.cwd()
    os.chdir(home / "exercises" / quiz)
    try:
        yield open_quiz(quiz)
    finally:
        os.chdir(before)


def pressed(face: Any, **content: Any) -> dict[str, Any]:
    said = heard(face)
    face._answer(face, {"nonce": os.urandom(4).hex(), **content}, None)
    reply: dict[str, Any] = said[-1]
    return reply


def html(shown: Any) -> str:
    """Return all that a page is given of what a cell returned."""
    view = json.dumps(getattr(shown, "view", None))
    return view + (shown.static_html() if hasattr(shown, "static_html") else shown._repr_html_())


def right(question: Gradable) -> Any:
    return TEXT if question.kind == "reflection" else model_answer(question)


def spoilt(question: Gradable) -> Any:
    """Return an answer that the page could give, with a part of what is right."""
    best = right(question)
    if isinstance(best, dict):
        return dict([*best.items()][:1])
    if isinstance(best, list):
        return best[::-1] if question.kind == "order" else best[:1]
    if isinstance(best, str) and question.kind in ("one", "hotspot"):
        options = getattr(question, "options", None) or getattr(question, "regions", ())
        return next(one.id for one in options if one.id != best)
    return best + 7 if isinstance(best, float) else best


def sit(home: Path, name: str, person: str) -> None:
    """Answer a test as ``person`` does, who ``knows``, knows ``some``, or wrote the log by hand (``odd``)."""
    log, quiz = AnswerLog(home / "exercises" / name / answers_name(name)), QUIZZES[name]
    for number, question in enumerate(quiz.questions):
        if question.kind != "case" and not (person == "some" and number % 4 == 3):
            given = {"knows": right, "some": spoilt}.get(person)
            response = given(question) if given else ODD[number % 5]
            log.append("answer", question.id, response, None, quiz.version)
    if QUIZZES[name].role == "exam" and person != "odd":
        first, _, second, _ = REAL["perfect" if person == "knows" else "critical"]
        with desk(home, name) as test:
            for number, choices in enumerate((first, second), 1):
                play(test.question(f"{name}-0{number}"), choices)


@pytest.mark.parametrize("name", PRACTICE)
def test_a_lessons_quiz_tells_the_reason_for_every_option_at_once_and_nothing_before(home: Path, name: str) -> None:
    with desk(home, name) as quiz:
        for question in QUIZZES[name].questions:
            face, reasons = quiz.question(question.id), key_texts(QUIZZES[name])
            assert not told(reasons, html(face)), question.id
            for response in (spoilt(question), right(question)):
                assert pressed(face, type="answer", response=response, confidence="sure")["type"] == "saved"
                rows = face.view["result"]["rows"]
                assert rows and (question.kind == "reflection" or all(row["because"] for row in rows)), question.id
            if question.kind != "reflection":
                assert face.view["result"]["kind"] == "good", question.id
        assert "nothing to hand in" in html(quiz.hand_in())


@pytest.mark.parametrize("name", TESTS)
def test_a_test_holds_nothing_of_its_key_until_it_is_handed_in_and_then_is_final(home: Path, name: str) -> None:
    secrets = key_texts(QUIZZES[name])
    sit(home, name, "some")
    with desk(home, name) as test:
        faces = [test.question(one.id) for one in QUIZZES[name].questions]
        end = test.hand_in()
        for shown in (*faces, end, test):
            assert not told(secrets, html(shown))
        assert not fields_told(html(end))
        assert test.sitting.__dict__.keys() == {"shown", "log", "words", "_keys"}, "the key is not even in this process"
        assert pressed(end, type="hand-in")["type"] == "saved"
        assert end.view["result"]["lines"]
        count = len(test.log.events())
        late = pressed(faces[0], type="answer", response="a", confidence="sure")
        assert late["type"] == "refused"
        for kind in ("answer", "move"):
            with pytest.raises(AnswersError, match="handed in and is final"):
                test.log.append(kind, f"{name}-01", "a")
        assert pressed(end, type="hand-in")["type"] == "saved" and len(test.log.events()) == count
        after = open_quiz(name)
        told_now = {said for one in QUIZZES[name].questions for said in told(secrets, html(after.question(one.id)))}
        assert len(told_now) > 10 or QUIZZES[name].role == "reflection"
        if QUIZZES[name].role == "reflection":
            page = html(after.question("reflection-01"))
            assert "I listen first &lt;b&gt;and&lt;/b&gt; wait." in page and "Names one habit of your own" in page
            assert "points" not in page.replace("mf-", "")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, laid: Path) -> dict[tuple[str, str], tuple[Any, Any]]:
    """Return for each person and test the result alone, and the line of a class that handed in the very same log."""
    root = tmp_path_factory.mktemp("class")
    for folder in ("solutions", "exercises"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    results: dict[tuple[str, str], Any] = {}
    for name in MARKED:
        archive = root / "downloaded" / name / "archive"
        archive.mkdir(parents=True)
        for person in ("knows", "some", "odd"):
            log = laid / "exercises" / name / answers_name(name)
            log.unlink(missing_ok=True)
            sit(laid, name, person)
            with desk(laid, name) as test:
                pressed(test.hand_in(), type="hand-in")
                results[person, name] = test.sitting.result()
                zipped = make_zip(root / "exercises" / name, person, test.quiz, log)
            (archive / f"{person}--{name}.zip").write_bytes(zipped)
    rows = {(row.code, name): row for name in MARKED for row in grade(root, name).rows}
    return {key: (results[key], rows[key]) for key in results}


def test_the_marks_are_those_that_grading_gives_for_the_same_answers(graded: dict[Any, tuple[Any, Any]]) -> None:
    assert len(graded) == 3 * len(MARKED)
    for key, (alone, row) in graded.items():
        points = {id: mark.points for id, mark in alone.marks.items()}
        assert points == {id: score.points for id, score in row.scores.items()}, key
        assert alone.points == row.points
    earned = {key: alone.points for key, (alone, _) in graded.items()}
    assert earned["knows", "post-test"] == 35 > earned["some", "post-test"] > earned["odd", "post-test"]
    passed = {key: alone.passed for key, (alone, _) in graded.items() if alone.passed is not None}
    assert passed == {
        (person, name): person == "knows" for person in ("knows", "some", "odd") for name in ("post-test", "case-exam")
    }


def test_a_new_try_starts_empty_and_both_results_are_kept(home: Path) -> None:
    sit(home, "pre-test", "some")
    with desk(home, "pre-test") as test:
        end = test.hand_in()
        assert pressed(end, type="again")["type"] == "saved"
        assert end.view["result"] is None and test.log.events(), "a try that is open goes on"
        pressed(end, type="hand-in")
        first = test.sitting.result().points
        pressed(end, type="again")
        second = open_quiz("pre-test")
        assert second.question("pre-test-01").view["response"] is None
        assert not told(key_texts(QUIZZES["pre-test"]), html(second.question("pre-test-01")))
    sit(home, "pre-test", "knows")
    with desk(home, "pre-test") as test:
        pressed(test.hand_in(), type="hand-in")
        tries = [one.points for one in test.sitting.tries()]
    of = QUIZZES["pre-test"].points
    assert tries == [(first, of), (of, of)] and first < of


def test_the_start_page_tells_of_practice_points_and_no_certificate(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sit(home, "case-exam", "knows")
    with desk(home, "case-exam") as test:
        pressed(test.hand_in(), type="hand-in")
    for question in QUIZZES["quiz-01"].questions:
        AnswerLog(home / "exercises/quiz-01/quiz-01.answers.jsonl").append("answer", question.id, right(question))
    legs = walk(course_waypoints(), home / "lessons")
    page = SoFar(legs, WORDS)._repr_html_()
    assert "handed in: 24 of 24 points" in page and "practice, all answered" in page
    assert WORDS["map-alone-certificate"] in page and "your instructor gives it" not in page
    (leg,) = [leg for leg in legs if leg.entry.id == "01-how-milk-moves"]
    assert leg.open_quiz is None, "what is practised to its end waits for no hand-in"
    assert "hand in" not in NextStep(legs, WORDS, "00-start-here")._repr_html_()


def test_every_page_says_what_is_true_alone(home: Path) -> None:
    start = (home / "lessons" / "00-start-here.ipynb").read_text(encoding="utf-8")
    for id, said in WORDS.items():
        if id.startswith(CELL):
            assert said.splitlines()[2] in start, id
    pages = "\n".join(path.read_text(encoding="utf-8") for path in home.rglob("*.ipynb"))
    for wrong in ("staff code", "your instructor gives", "After the test has closed", "A person then reads it"):
        assert wrong not in "\n".join(cell for cell in _words(pages)), wrong


def _words(pages: str) -> Iterator[str]:
    """Yield the markdown of notebooks."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(pages):
        notebook, at = decoder.raw_decode(pages, at)
        at += len(pages[at:]) - len(pages[at:].lstrip())
        yield from ("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")


def test_what_is_served_of_the_workspace_holds_no_key_of_a_test(home: Path) -> None:
    assert {path.stem for path in (home / ".milkflow" / "solo").glob("*.json")} == {*QUIZZES, "course"}
    for name in TESTS:
        served = files_below(home / "exercises" / name)
        assert served and not told(key_texts(QUIZZES[name]), "\n".join(served.values()))


def test_laying_again_changes_nothing_and_keeps_every_answer(home: Path) -> None:
    sit(home, "pre-test", "knows")
    log = home / "exercises/pre-test/pre-test.answers.jsonl"
    before = log.read_bytes()
    again = lay_for(Places(ROOT), home, True)
    assert (again.updated, again.kept, log.read_bytes()) == ((), (), before)


def test_it_has_a_folder_of_its_own_and_the_two_are_kept_apart(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILKFLOW_HOME", str(tmp_path / "ward"))
    assert workspace_home(ROOT, solo=True) == tmp_path / "ward-solo"
    assert workspace_home(ROOT, "mw-042", solo=True) == tmp_path / "ward-solo" / "mw-042"
    assert workspace_home(ROOT, "mw-042") == tmp_path / "ward" / "mw-042"
    with pytest.raises(ServingError, match="already in use for learning without an instructor"):
        lay_for(Places(ROOT), home, False)
    (tmp_path / "ward" / ".milkflow").mkdir(parents=True)
    (tmp_path / "ward" / ".milkflow" / "laid.json").write_text("{}")
    with pytest.raises(ServingError, match="learning with an instructor"):
        lay_for(Places(ROOT), tmp_path / "ward", True)


def test_without_keys_the_way_out_is_said_and_nothing_is_laid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = tmp_path / "our-questions"
    bank.mkdir()
    monkeypatch.setenv("MILKFLOW_SOLUTIONS", str(bank))
    with pytest.raises(ServingError, match=r"our-questions has none for: case-exam, .* MILKFLOW_SOLUTIONS=folder"):
        lay_for(Places(ROOT), tmp_path / "home", True)
    shutil.copytree(ROOT / "solutions", bank, dirs_exist_ok=True)
    path = bank / "quiz-01.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("points: 3", "points: 2", 1), encoding="utf-8")
    with pytest.raises(ServingError, match=r"not as their keys say: quiz-01\. Type make build"):
        lay_for(Places(ROOT), tmp_path / "home", True)
    assert not (tmp_path / "home").exists()


def test_a_workspace_without_its_keys_says_how_to_get_them(home: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(home, tmp_path / "copy")
    (copy / ".milkflow" / "solo" / "quiz-01.json").unlink()
    with pytest.raises(MilkflowError, match="start the course again: make start SOLO=1"), desk(copy, "quiz-01"):
        pass


def test_feedback_of_marks_only_gives_no_reasons(home: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(home, tmp_path / "copy")
    quiet: Quiz = QUIZZES["pre-test"]
    path = copy / "exercises/pre-test/pre-test.questions.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"answers after closing"', '"marks"'), encoding="utf-8")
    sit(copy, "pre-test", "some")
    with desk(copy, "pre-test") as test:
        pressed(test.hand_in(), type="hand-in")
        pages = [html(test.question(one.id)) for one in quiet.questions]
    assert not any(told(key_texts(quiet), page) for page in pages)
    assert all(WORDS["alone-marks-only"] in page for page in pages)
