"""The course with all its quizzes: a test before it, one for each lesson, a reflection and a test after it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from milkflow.answers import AnswerLog
from milkflow.build.bundles import compile_bundle
from milkflow.bundles import START
from milkflow.check.course_maps import map_notes, map_problems
from milkflow.course_map import Waypoint
from milkflow.faces.progress import ProgressMap
from milkflow.faces.start import NextStep, SoFar
from milkflow.library import Course, read_course
from milkflow.places import Places
from milkflow.progress import walk
from milkflow.questions import Quiz
from milkflow.reading import CONTENT_DIR, document
from milkflow.serving import journey as on_the_way
from milkflow.status import CourseState, QuizState, page
from milkflow.words import read_words
from samples import COMMON, SAMPLES

WORDS = read_words()
PLAN = {
    "pre-test": ("pre-test", START),
    **{f"quiz-0{number}": ("lesson", lesson) for number, lesson in enumerate(
        ("01-how-milk-moves", "02-stasis-or-mastitis", "03-why-it-happens", "04-helps-or-harms",
         "05-feeding-and-comfort", "06-when-to-call-for-help", "07-talking-with-the-mother"), 1)},
    "reflection": ("reflection", "10-my-next-shift"),
    "post-test": ("post-test", "10-my-next-shift"),
}  # fmt: skip


def stub(id: str, role: str = "lesson", lesson: str | None = None, **fields: Any) -> dict[str, Any]:
    """Return a quiz with two questions."""
    graded = {"points": 1, "key_basis": ["claim:pressure-endure"], "confidence": role.endswith("test")}
    questions = [COMMON | SAMPLES["one"] | graded | {"id": f"{id}-0{number}"} for number in (1, 2)]
    form = {"pre-test": {"form": "A"}, "post-test": {"form": "B"}}.get(role, {})
    head = {"id": id, "title": f"Title of {id}", "minutes": 5, "feedback": "marks", "intro": "Hello."}
    return head | {"role": role, "lesson": lesson, "questions": questions} | form | fields


@pytest.fixture
def course(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Return the course with a private bank of all its quizzes."""
    monkeypatch.setenv("MILKFLOW_SOLUTIONS", str(tmp_path / "bank"))
    (tmp_path / "bank").mkdir()
    for id, (role, lesson) in PLAN.items():
        (tmp_path / "bank" / f"{id}.yaml").write_text(json.dumps(stub(id, role, lesson)), encoding="utf-8")
    return read_course(Places(repo))


@pytest.fixture
def lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the lessons of an empty workspace, as the current folder."""
    monkeypatch.delenv("MILKFLOW_ANSWERS", raising=False)
    (tmp_path / "lessons").mkdir()
    (tmp_path / "exercises").mkdir()
    monkeypatch.chdir(tmp_path / "lessons")
    return tmp_path / "lessons"


def waypoints(repo: Path, course: Course) -> tuple[Waypoint, ...]:
    return compile_bundle(repo / "course" / "lessons" / f"{START}.ipynb", course).waypoints


def log(lessons: Path, quiz: str) -> AnswerLog:
    return AnswerLog(lessons.parent / "exercises" / quiz / f"{quiz}.answers.jsonl")


def test_the_map_leads_to_every_quiz_once(repo: Path, course: Course, lessons: Path) -> None:
    shown = ProgressMap(walk(waypoints(repo, course)), WORDS, START)._repr_html_()
    for id in PLAN:
        assert shown.count(f'href="../exercises/{id}/{id}.ipynb"') == 1 or "../../exercises" in shown
    for id in ("map-pre-test", "map-post-test", "map-reflection"):
        assert shown.count(WORDS[id]) == 1
    assert shown.count(f">{WORDS['map-quiz']}</a>") == 7
    told = SoFar(walk(waypoints(repo, course)), WORDS)._repr_html_()
    assert all(f"Title of {id}" in told for id in PLAN)
    assert WORDS["so-far-certificate"] in told, "the case exam is still missing"


def test_a_quiz_that_is_not_written_yet_is_left_out(repo: Path, course: Course, lessons: Path) -> None:
    few = course._replace(quizzes={"quiz-03": course.quizzes["quiz-03"]})
    shown = ProgressMap(walk(waypoints(repo, few)), WORDS, START)._repr_html_()
    assert shown.count(WORDS["map-quiz-open"]) == 1 and "quiz-03" in shown


def test_the_first_test_comes_first_and_only_before_anything_is_learnt(
    repo: Path, course: Course, lessons: Path
) -> None:
    def following() -> str:
        return NextStep(walk(waypoints(repo, course)), WORDS, START)._repr_html_()

    assert "Title of pre-test" in following() and WORDS["start-pre-test"].split(";")[0] in following()
    lesson = AnswerLog(lessons / "01-how-milk-moves.answers.jsonl")
    stop = next(iter(waypoints(repo, course)[1].stops))
    lesson.append("answer", stop.name, "x")
    assert "pre-test" not in following(), "after a lesson it would tell nothing"
    log(lessons, "pre-test").append("answer", "pre-test-01", "a")
    assert "Title of pre-test" in following(), "one that was begun is not forgotten"
    log(lessons, "pre-test").append("answer", "pre-test-02", "a")
    assert WORDS["start-quiz-hand-in"] in following()
    log(lessons, "pre-test").append("handed-in", "pre-test", {"code": "ab12"})
    assert "pre-test" not in following()


def test_the_last_lesson_leads_to_both_its_quizzes_one_after_the_other(
    repo: Path, course: Course, lessons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("milkflow.serving.journey.course_waypoints", lambda: waypoints(repo, course))
    last = lessons / "10-my-next-shift.ipynb"
    pages = {id: lessons.parent / "exercises" / id / f"{id}.ipynb" for id in ("reflection", "post-test")}
    for path in (last, *pages.values()):
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}")

    def ways(path: Path) -> list[tuple[str, str]]:
        return [(WORDS[way["called"]], way["href"]) for way in on_the_way.journey(path, WORDS)["ways"]]

    there = [(WORDS[f"serving-way-{id}"], f"../exercises/{id}/{id}.ipynb") for id in pages]
    assert ways(last) == there
    back = ("Previous", "../../lessons/10-my-next-shift.ipynb")
    assert ways(pages["reflection"]) == [back, (WORDS["serving-way-post-test"], "../post-test/post-test.ipynb")]
    assert ways(pages["post-test"]) == [back]


def test_check_names_what_map_and_quizzes_say_of_each_other(course: Course) -> None:
    page_ = document(CONTENT_DIR / "lessons.yaml")
    assert map_problems(page_, course) == []
    assert [note for note in map_notes(page_, course) if "case-exam" not in note] == []
    moved = course.quizzes["quiz-01"].model_copy(update={"lesson": "02-stasis-or-mastitis"})
    (fault,) = map_problems(page_, course._replace(quizzes=course.quizzes | {"quiz-01": moved}))
    assert "quiz-01 says 'lesson: 02-stasis-or-mastitis'" in fault and fault.startswith("line ")
    notes = map_notes(page_, course._replace(quizzes={"quiz-1": moved}))
    assert any("no quiz is called 'quiz-01' yet" in note for note in notes)
    assert any(note.startswith("quiz-1 is named by no lesson") for note in notes)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"role": "pre-test", "form": "B"}, "has form: A"),
        ({"role": "post-test", "form": None}, "has form: B"),
        ({"role": "lesson", "form": "A"}, "has no form"),
        ({"role": "pre-test", "form": "A", "questions": stub("x")["questions"]}, "add 'confidence: true'"),
        ({"role": "final"}, "Input should be 'pre-test'"),
    ],
)
def test_a_test_that_cannot_be_compared_is_refused(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Quiz.model_validate(stub("x") | fields)


def test_ten_quizzes_that_wait_are_one_line_for_the_instructor() -> None:
    words = read_words()
    state = CourseState(11, (*(QuizState(id) for id in PLAN if id != "quiz-02"), QuizState("quiz-02", graded=3)))
    said = page(state, words, by_make=True)
    assert said.count("nobody has handed in yet") == 1 and "reflection" in said
    assert len(said.splitlines()) < 15
    assert "  make grade\n" in said + "\n"
