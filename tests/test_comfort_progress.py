"""Where she was, what is left and what fits into ten minutes: told from the log, and never promised."""

from pathlib import Path

import pytest

from milkflow.answers import AnswerLog
from milkflow.bundles import course_waypoints, load_bundle
from milkflow.cases import best_path
from milkflow.course_map import Waypoint
from milkflow.faces.start import NextStep, SoFar
from milkflow.preferences import chosen, preferences
from milkflow.progress import Leg, walk
from milkflow.serving.journey import journey
from milkflow.words import read_words

LESSON, QUIZ, START = "02-stasis-or-mastitis", "quiz-02", "00-start-here"
BEFORE, AFTER = "01-how-milk-moves", "03-why-it-happens"
WORDS = read_words()


@pytest.fixture
def lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the lessons of a workspace, with the pages that links lead to."""
    monkeypatch.delenv("MILKFLOW_ANSWERS", raising=False)
    folder = tmp_path / "lessons"
    folder.mkdir()
    (tmp_path / "exercises" / QUIZ).mkdir(parents=True)
    for page in (*(folder / f"{id}.ipynb" for id in (START, BEFORE, LESSON)), quiz_page(folder)):
        page.write_text("{}")
    return folder


def quiz_page(lessons: Path) -> Path:
    return lessons.parent / "exercises" / QUIZ / f"{QUIZ}.ipynb"


def log(lessons: Path, name: str = LESSON) -> AnswerLog:
    folder = quiz_page(lessons).parent if name == QUIZ else lessons
    return AnswerLog(folder / f"{name}.answers.jsonl")


def leg(lessons: Path) -> Leg:
    return next(leg for leg in walk(course_waypoints(), lessons) if leg.entry.id == LESSON)


def play(lessons: Path, moves: int | None = None) -> None:
    """Play the case along its best path: all of it, or its first ``moves``."""
    case = load_bundle(LESSON).cases["sore-wedge"]
    best = best_path(case)
    assert best is not None
    log(lessons).append("move", case.id, {"run": "r1", "step": case.start, "move": "start"})
    for done in best.done[:moves]:
        log(lessons).append("move", case.id, {"run": "r1", "step": done.step, "move": done.move}, done.confidence)


def small_course() -> tuple[Waypoint, ...]:
    """Return the Start page without its test, and one lesson with its quiz: a course that can be finished in a test."""
    known = {waypoint.entry.id: waypoint for waypoint in course_waypoints()}
    return known[START].model_copy(update={"quizzes": ()}), known[LESSON]


def answer_all(lessons: Path) -> None:
    for stop in leg(lessons).lesson.stops:
        if stop.verb == "ask":
            log(lessons).append("answer", stop.name, "x")
    play(lessons)


def test_the_minutes_of_the_stops_are_the_minutes_of_the_lesson() -> None:
    for waypoint in course_waypoints():
        if waypoint.entry.status == "ready":
            assert sum(stop.minutes for stop in waypoint.stops) == pytest.approx(waypoint.entry.minutes, abs=1)


def test_every_stop_is_found_at_a_cell_of_its_page(repo: Path) -> None:
    for waypoint in course_waypoints():
        text = "".join(path.read_text() for path in repo.glob(f"*/*/{waypoint.entry.id}.ipynb"))
        for quiz in waypoint.quizzes:
            text += (repo / "exercises" / quiz.id / f"{quiz.id}.ipynb").read_text()
        for stop in (*waypoint.stops, *(stop for quiz in waypoint.quizzes for stop in quiz.stops)):
            assert f'"id": "{stop.cell}"' in text, stop


def test_an_answer_counts_until_it_is_taken_back(lessons: Path) -> None:
    log(lessons).append("answer", "words", {"a": "b"})
    assert leg(lessons).lesson.done == {"words"}
    log(lessons).append("answer", "words", None)
    assert leg(lessons).lesson.done == frozenset()
    assert leg(lessons).lesson.here == next(stop for stop in leg(lessons).lesson.stops if stop.name == "words")


def test_she_goes_on_after_what_she_answered_last_and_then_comes_back_for_what_she_passed(lessons: Path) -> None:
    stops = leg(lessons).lesson.stops
    log(lessons).append("answer", stops[3].name, "x")
    names = [stop.name for stop in leg(lessons).lesson.open]
    assert names == [stop.name for stop in (*stops[4:], *stops[:3])]


def test_a_case_is_done_when_it_was_played_to_an_end_once(lessons: Path) -> None:
    play(lessons, moves=3)
    assert leg(lessons).lesson.done == frozenset()
    here = leg(lessons).lesson.here
    assert here is not None and here.name == "sore-wedge", "a case that was begun is where she was"


def test_a_case_that_was_played_to_its_end_stays_done_when_it_is_begun_again(lessons: Path) -> None:
    play(lessons)
    assert leg(lessons).lesson.done == {"sore-wedge"}
    log(lessons).append("move", "sore-wedge", {"run": "r2", "step": load_bundle(LESSON).cases["sore-wedge"].start,
                                               "move": "start"})  # fmt: skip
    assert leg(lessons).lesson.done == {"sore-wedge"}


def test_the_next_ten_minutes_are_at_most_ten_and_lead_to_where_she_stopped(
    lessons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lessons)
    page = NextStep(walk(small_course()), WORDS, START)._repr_html_()
    assert f'href="{LESSON}.ipynb"' in page and WORDS["start-begin"] in page
    log(lessons).append("answer", "words", {"a": "b"})
    page = NextStep(walk(small_course()), WORDS, START)._repr_html_()
    assert f'href="{LESSON}.ipynb#cell-id=side-by-side"' in page
    assert WORDS["start-go-on"] in page and "From: Side by side" in page


def test_after_the_lesson_comes_its_quiz_then_its_hand_in_then_nothing(
    lessons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lessons)
    answer_all(lessons)

    def step() -> str:
        return NextStep(walk(small_course()), WORDS, START)._repr_html_()

    assert f'href="../exercises/{QUIZ}/{QUIZ}.ipynb"' in step() and "8 questions, about 15 min" in step()
    quiz = leg(lessons).quizzes[0].track
    for stop in quiz.stops:
        log(lessons, QUIZ).append("answer", stop.name, "x")
    assert WORDS["start-quiz-hand-in"] in step()
    log(lessons, QUIZ).append("handed-in", QUIZ, {"code": "ab12"})
    assert WORDS["start-all-done"] in step()


def test_what_counts_so_far_is_counted_and_no_certificate_is_promised(lessons: Path) -> None:
    log(lessons).append("answer", "words", {"a": "b"})
    page = SoFar(walk(small_course(), lessons), WORDS)._repr_html_()
    assert "Practice: 1 of 15 done." in page
    assert "not started" in page and "there is none yet" in page


def test_the_header_knows_how_far_a_page_is_and_links_only_to_pages_that_are_there(lessons: Path) -> None:
    (lessons / f"{AFTER}.ipynb").write_text("{}")
    log(lessons).append("answer", "words", {"a": "b"})
    found = journey(lessons / f"{LESSON}.ipynb", WORDS)
    assert found["track"]["said"].startswith("1 of 14 done, ")
    assert found["here"] == {"cell": "side-by-side", "heading": "Side by side"}
    assert [(way["kind"], way["href"]) for way in found["ways"]] == [
        ("previous", f"{BEFORE}.ipynb"),
        ("quiz", f"../exercises/{QUIZ}/{QUIZ}.ipynb"),
        ("next", f"{AFTER}.ipynb"),
    ]
    quiz_page(lessons).unlink()
    (lessons / f"{AFTER}.ipynb").unlink()
    assert [way["kind"] for way in journey(lessons / f"{LESSON}.ipynb", WORDS)["ways"]] == ["previous"]


def test_a_quiz_page_leads_back_to_its_lesson(lessons: Path) -> None:
    found = journey(quiz_page(lessons), WORDS)
    assert found["track"]["said"] == "0 of 8 done, 15 min left"
    assert [way["href"] for way in found["ways"]] == [f"../../lessons/{LESSON}.ipynb"]


def test_a_page_that_is_not_on_the_map_has_no_journey(lessons: Path) -> None:
    assert journey(lessons / "notes-of-mine.ipynb", WORDS) == {}


def test_settings_are_read_from_the_start_page_also_by_a_quiz(lessons: Path) -> None:
    assert preferences(lessons) == {"text-size": "normal", "temperature": "celsius"}
    log(lessons, START).append("setting", "text-size", "large")
    log(lessons, START).append("setting", "temperature", "kelvin")
    assert preferences(quiz_page(lessons).parent) == {"text-size": "large", "temperature": "celsius"}


def test_the_latest_choice_counts(lessons: Path) -> None:
    for choice in ("large", "small"):
        log(lessons, START).append("setting", "text-size", choice)
    assert chosen(log(lessons, START).events())["text-size"] == "small"
