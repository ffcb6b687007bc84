"""Everybody sees the options in an order of her own: kept in the log, made again from it, and never part of a mark."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import milkflow
from milkflow.answers import ORDER, AnswerLog, OrderedLog, seed_for
from milkflow.faces.question import QuestionFace
from milkflow.questions import PublicQuestion, public, shuffled
from milkflow.quizzes import OpenQuiz
from samples import KINDS, make, option

SEEDS = [f"{number:08x}" for number in range(40)]


@pytest.fixture
def desk(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with quiz-02 in it, as the current one."""
    monkeypatch.delenv("MILKFLOW_ANSWERS", raising=False)
    shutil.copytree(repo / "exercises" / "quiz-02", tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def orders(question: PublicQuestion | dict[str, Any]) -> dict[str, list[str]]:
    """Return the ids of everything that can be chosen, as a page or a question has them."""
    data = question if isinstance(question, dict) else question.model_dump(mode="json")
    groups = {name: data[name] for name in ("options", "stems", "items")}
    groups |= {menu["id"]: menu["options"] for menu in data["menus"]}
    return {name: [one["id"] for one in group] for name, group in groups.items()}


def ask(quiz: OpenQuiz, number: int) -> QuestionFace:
    face = quiz.question(f"quiz-02-0{number}")
    assert isinstance(face, QuestionFace)
    face.send = lambda content, buffers=None: None  # type: ignore[method-assign]
    return face


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_moves_things_and_changes_nothing_else(kind: str) -> None:
    question = public(make(kind, points=2))
    seen = {str(orders(shuffled(question, seed))) for seed in SEEDS}
    fixed = ("number", "chart-number", "reflection", "claim-audit")  # a scale keeps its order
    assert (len(seen) > 1) is (kind not in fixed)
    for seed in SEEDS[:5]:
        other = shuffled(question, seed)
        assert {id: sorted(ids) for id, ids in orders(other).items()} == {
            id: sorted(ids) for id, ids in orders(question).items()
        }
        assert [place.id for place in other.places] == ([one.id for one in other.options] if other.places else [])
        assert [menu.id for menu in other.menus] == [menu.id for menu in question.menus]
    assert shuffled(question, "") is question


def test_what_has_an_order_of_its_own_keeps_it() -> None:
    options = [option(id, id == "b") for id in "abcdef"]
    kept, moved = (public(make("one", options=options, shuffle=shuffle)) for shuffle in (False, True))
    assert {str(orders(shuffled(kept, seed))["options"]) for seed in SEEDS} == {str(list("abcdef"))}
    menus = [{"id": "x", "ask": "X?", "most": 2, "options": options, "shuffle": False}]
    feature = public(make("key-feature", features=menus))
    assert {str(orders(shuffled(feature, seed))["x"]) for seed in SEEDS} == {str(list("abcdef"))}
    firsts = [orders(shuffled(moved, seed))["options"][0] for seed in SEEDS]
    assert set(firsts) == set("abcdef"), "over many trainees every option stands first"


def test_the_order_a_trainee_saw_can_be_made_again_from_her_log(desk: Path) -> None:
    quiz = milkflow.quiz("quiz-02")
    faces = [ask(quiz, number) for number in (1, 3, 4)]
    assert not quiz.log.path.exists(), "a page that is only looked at leaves no file"
    for face in faces:
        face.received({"type": "answer", "response": None if face is None else "x", "confidence": None})
    events = AnswerLog(quiz.log.path).events()
    assert [event.name for event in events].count(ORDER) == 1
    for face in faces:
        assert isinstance(face.question, PublicQuestion)
        seen = orders(face.view)
        assert orders(shuffled(face.question, seed_for(events, face.shown.id))) == seen
        again = ask(milkflow.quiz("quiz-02"), int(face.shown.id[-1]))
        assert orders(again.view) == seen, "she comes back to the order that she left"


def test_the_text_that_is_stored_is_the_same_for_everybody(desk: Path) -> None:
    one, two = milkflow.quiz("quiz-02"), milkflow.quiz("quiz-02")
    one.log.seed, two.log.seed = SEEDS[0], SEEDS[3]
    first, second = ask(one, 1), ask(two, 1)
    assert first.static_html() == second.static_html()
    assert first.content == second.content
    assert {str(orders(face.view)) for face in (first, second)} != {str(orders(first.shown))}


def test_two_tabs_with_two_orders_leave_each_answer_its_own(tmp_path: Path) -> None:
    path = tmp_path / "q.answers.jsonl"
    one, two = OrderedLog(path), OrderedLog(path)
    one.seed, two.seed = "aaaaaaaa", "bbbbbbbb"
    for log, name in ((one, "q1"), (two, "q2"), (two, "q3"), (one, "q4")):
        log.append("answer", name, "a")
    events = one.events()
    assert [seed_for(events, f"q{number}") for number in (1, 2, 3, 4)] == [
        "aaaaaaaa",
        "bbbbbbbb",
        "bbbbbbbb",
        "aaaaaaaa",
    ]
    assert sum(event.name == ORDER for event in events) == 3
    assert OrderedLog(path).seed == "aaaaaaaa"
    assert seed_for(events, "q9") == ""


def test_an_older_log_without_a_seed_and_a_mangled_one_still_open(tmp_path: Path) -> None:
    log = AnswerLog(tmp_path / "q.answers.jsonl")
    log.append("answer", "q1", "a")
    log.append("setting", ORDER, {"not": "a seed"})
    assert len(OrderedLog(log.path).seed) == 8
    assert seed_for(log.events(), "q1") == ""
