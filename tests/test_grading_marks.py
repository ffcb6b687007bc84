"""A class is graded: exact marks, in nbgrader's own gradebook, on every path to it, and nothing of it run."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

import grading_class
from grading_class import HALF, PERFECT, POINTS, QUIZ, SECRET, hand_in, points_of, row_of, submit, work
from milkflow.errors import GradingError
from milkflow.grading import grade
from milkflow.grading.settings import read_config
from milkflow.handin import answers_name

quiz_course = grading_class.quiz_course
CLASS: dict[str, dict[str, Any]] = {"perfect": PERFECT, "half": HALF, "blank": {}}
CELLS = ("auto_score", "manual_score", "extra_credit", "needs_manual_grade", "max_score")


def gradebook_of(root: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{root / 'gradebook.db'}")


def cells_in(root: Path) -> dict[tuple[str, str], list[Any]]:
    """Return every graded cell of every trainee, and what nbgrader says beside it."""
    found: dict[tuple[str, str], list[Any]] = {}
    with gradebook_of(root) as gradebook:
        for submission in gradebook.assignment_submissions(QUIZ):
            for grade_ in submission.notebooks[0].grades:
                found[submission.student.id, grade_.name] = [getattr(grade_, name) for name in CELLS]
            for comment in submission.notebooks[0].comments:
                found[submission.student.id, comment.name + " comment"] = [comment.auto_comment]
    return found


def read_by_person(root: Path, code: str, name: str, points: float, comment: str = "") -> None:
    """Do what formgrader does when a person gives points and writes a comment."""
    with gradebook_of(root) as gradebook:
        mark = gradebook.find_grade(name, QUIZ, QUIZ, code)
        mark.manual_score, mark.needs_manual_grade = points, False
        if comment:
            gradebook.find_comment(name, QUIZ, QUIZ, code).manual_comment = comment
        gradebook.db.commit()


@pytest.fixture
def no_kernel(quiz_course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every start of a kernel a failure, once the course is built."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a kernel was started")

    monkeypatch.setattr("jupyter_client.manager.KernelManager._async_launch_kernel", refuse)


@pytest.mark.usefixtures("no_kernel")
def test_marks_are_exact_and_no_kernel_is_started(quiz_course: Path, tmp_path: Path) -> None:
    for code, answers in CLASS.items():
        hand_in(quiz_course, tmp_path / code, code, answers)
    report = grade(quiz_course, QUIZ)
    assert {code: points_of(report, code) for code in CLASS} == POINTS
    assert (quiz_course / "grades" / f"{QUIZ}.csv").read_text(encoding="utf-8-sig") == (
        "code,name,status,quiz-77-01,quiz-77-02,quiz-77-03,quiz-77-04,quiz-77-05,quiz-77-06,total,max,to_read,note\n"
        "blank,,graded,0,0,0,0,0,0,0,14,0,\n"
        "half,,graded,0,1,2,0.6667,0,0,3.6667,14,0,\n"
        "perfect,,to read,1,3,3,2,1,0,10,14,1,\n"
    )
    assert report.exit_code == 0
    assert "Answers for a person to read: 1." in report.text()


def test_grading_again_changes_nothing_and_keeps_what_a_person_gave(quiz_course: Path) -> None:
    submit(quiz_course, "perfect", PERFECT)
    submit(quiz_course, "half", HALF)
    grade(quiz_course, QUIZ)
    read_by_person(quiz_course, "perfect", f"{QUIZ}-06", 3, "Warm <and> clear")
    read_by_person(quiz_course, "half", f"{QUIZ}-01", 0.5)
    first, before = grade(quiz_course, QUIZ), cells_in(quiz_course)
    second = grade(quiz_course, QUIZ)
    assert second.csv() == first.csv()
    assert cells_in(quiz_course) == before
    assert row_of(second, "perfect").status == "graded"
    assert row_of(second, "perfect").points == 13
    assert row_of(second, "half").points == 4.1667
    page = (quiz_course / "grades" / f"{QUIZ}-to-send" / f"perfect--{QUIZ}.html").read_text(encoding="utf-8")
    assert "Warm &lt;and&gt; clear" in page
    assert "13 of 14 points" in page


def test_a_new_text_after_it_was_read_asks_for_a_person_again(quiz_course: Path, tmp_path: Path) -> None:
    first = hand_in(quiz_course, tmp_path / "desk", "ab12", PERFECT)
    grade(quiz_course, QUIZ)
    read_by_person(quiz_course, "ab12", f"{QUIZ}-06", 3)
    first.unlink()
    hand_in(quiz_course, tmp_path / "desk", "ab12", {f"{QUIZ}-06": "Another text."})
    row = row_of(grade(quiz_course, QUIZ), "ab12")
    assert row.to_read == 1
    assert row.scores[f"{QUIZ}-06"].points == 3


@pytest.mark.usefixtures("no_kernel")
@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_the_button_of_formgrader_gives_the_same_gradebook(quiz_course: Path, tmp_path: Path) -> None:
    for code, answers in CLASS.items():
        submit(quiz_course, code, answers)
    torn = submit(quiz_course, "torn", HALF)
    (torn / answers_name(QUIZ)).write_bytes(b"")
    other = tmp_path / "other"
    shutil.copytree(quiz_course, other)
    grade(other, QUIZ)
    config = read_config(quiz_course)
    api = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
    results = {code: api.autograde(QUIZ, code) for code in (*CLASS, "torn")}
    assert [code for code, result in results.items() if result["success"]] == list(CLASS)
    assert "torn was not graded: quiz-77.answers.jsonl holds no answers" in results["torn"]["log"]
    from_button = {key: value for key, value in cells_in(quiz_course).items() if key[0] != "torn"}
    assert from_button == cells_in(other)
    assert len(from_button) == 3 * 7


def texts_below(*folders: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_no_key_and_no_reason_is_in_anything_that_travels(quiz_course: Path) -> None:
    for code, answers in CLASS.items():
        submit(quiz_course, code, answers)
    grade(quiz_course, QUIZ)
    texts = texts_below(*(quiz_course / name for name in ("exercises", "autograded", "feedback", "grades")))
    assert len(texts) >= 2 + 9 + 3 + 5
    for secret in (SECRET, "some-claim", '"right"', '"because"', '"answer":', "look_for", "38.5"):
        assert not [text for text in texts if secret in text], secret


def test_feedback_shows_her_own_words_points_and_no_key(quiz_course: Path) -> None:
    submit(quiz_course, "half", HALF)
    submit(quiz_course, "perfect", PERFECT)
    grade(quiz_course, QUIZ)
    pages = quiz_course / "grades" / f"{QUIZ}-to-send"
    half, perfect = ((pages / f"{code}--{QUIZ}.html").read_text(encoding="utf-8") for code in ("half", "perfect"))
    assert "Words a" in half
    assert "Words b" not in half
    assert "Partly right · 0.67 of 2 points" in half
    assert "3.67 of 14 points" in half
    assert "10 of 14 points so far. A person still has to read: 1." in perfect
    assert "&lt;b&gt;look&lt;/b&gt;" in perfect
    assert "<b>" not in perfect
    assert "http" not in perfect.replace("http-equiv", "")


def test_reasons_are_shown_only_after_closing_and_only_where_the_quiz_allows_it(quiz_course: Path) -> None:
    with pytest.raises(GradingError, match="gives marks only"):
        grade(quiz_course, QUIZ, closed=True)
    source = quiz_course / "solutions" / f"{QUIZ}.yaml"
    text = source.read_text(encoding="utf-8").replace("feedback: marks", "feedback: answers after closing")
    source.write_text(text, encoding="utf-8")
    submit(quiz_course, "half", HALF)
    page = quiz_course / "feedback" / "half" / QUIZ / f"{QUIZ}.html"
    grade(quiz_course, QUIZ)
    assert SECRET not in page.read_text(encoding="utf-8")
    grade(quiz_course, QUIZ, closed=True)
    assert f"Words b — {SECRET} b" in page.read_text(encoding="utf-8")


def test_formgrader_shows_the_text_escaped_with_its_rubric(quiz_course: Path) -> None:
    from nbconvert.exporters import HTMLExporter
    from nbgrader.server_extensions.formgrader import handlers

    hostile = "I ask. <img src=x onerror=alert(1)> </p></blockquote># Big [x](javascript:alert(1)) $$x$$ **b**"
    submit(quiz_course, "ab12", PERFECT | {f"{QUIZ}-06": hostile})
    grade(quiz_course, QUIZ)
    config = read_config(quiz_course)
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    resources = {"base_url": "", "index": 0, "total": 1, "notebook_id": QUIZ, "assignment_id": QUIZ}
    path = quiz_course / "autograded" / "ab12" / QUIZ / f"{QUIZ}.ipynb"
    exporter = HTMLExporter(config=config)  # type: ignore[no-untyped-call]
    page, _ = exporter.from_filename(str(path), resources=resources)
    assert "I ask. &lt;img src=x onerror=alert(1)&gt; &lt;/p&gt;&lt;/blockquote&gt;# Big" in page
    assert "<img src=x" not in page
    assert 'href="javascript:' not in page
    assert "Lets the mother tell her story (2)" in page
    assert f'id="{QUIZ}-06"' in page, "formgrader has a field for the points"


def test_a_correction_of_the_key_changes_the_marks_but_not_the_release(quiz_course: Path) -> None:
    submit(quiz_course, "half", HALF)
    grade(quiz_course, QUIZ)
    path = quiz_course / "solutions" / f"{QUIZ}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("answer: 38.5", "answer: 39.0"), encoding="utf-8")
    assert points_of(grade(quiz_course, QUIZ), "half")[4] == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("ask: Which one?", "ask: Which one now?"), "was changed after the quiz was released. Run 'make build'"),
        (("kind: one", "kind: once"), "is not one of"),
    ],
)
def test_a_quiz_that_differs_from_its_release_is_told(quiz_course: Path, change: tuple[str, str], said: str) -> None:
    path = quiz_course / "solutions" / f"{QUIZ}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(Exception, match=said):
        grade(quiz_course, QUIZ)


def test_a_quiz_that_is_not_there_is_told(quiz_course: Path) -> None:
    with pytest.raises(GradingError, match=r"No quiz is called 'quiz-99'.*quizzes of this course are: quiz-77"):
        grade(quiz_course, "quiz-99")


def test_a_private_bank_is_graded_from_its_own_folder(
    quiz_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "private"
    (quiz_course / "solutions").rename(private)
    monkeypatch.setenv("MILKFLOW_SOLUTIONS", str(private))
    submit(quiz_course, "half", HALF)
    assert points_of(grade(quiz_course, QUIZ), "half") == POINTS["half"]


def test_a_gradebook_that_cannot_be_used_is_told(quiz_course: Path) -> None:
    (quiz_course / "gradebook.db").write_bytes(b"no database" * 100)
    submit(quiz_course, "half", HALF)
    with pytest.raises(GradingError, match="The gradebook cannot be used"):
        grade(quiz_course, QUIZ)


def test_an_instructors_trial_answers_never_stand_in_for_a_trainees(quiz_course: Path) -> None:
    work(quiz_course, quiz_course / "solutions" / QUIZ, PERFECT, "me")
    submit(quiz_course, "half", HALF)
    assert points_of(grade(quiz_course, QUIZ), "half") == POINTS["half"]
