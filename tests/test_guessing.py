"""A key gives full marks on every quiz, and no rule of thumb does better on it than chance."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from milkflow.check.guessing import (
    RULES,
    Earned,
    Guesser,
    earned,
    gives_away,
    guess,
    guess_table,
    model_answer,
    together,
)
from milkflow.check.guessing.table import OF_A_QUIZ, OF_ALL
from milkflow.grading.pages_give import CAN_GIVE
from milkflow.marking import mark
from milkflow.places import Places
from milkflow.questions import Quiz, public, read_quiz, shuffled
from milkflow.words import read_words
from samples import COMMON, KINDS, SAMPLES, make

WORDS = read_words()
QUIZZES = {path.stem: read_quiz(path) for path in Places(Path(__file__).parent.parent).quizzes()}


@pytest.fixture(scope="module")
def rows() -> dict[str, Earned]:
    found = {name: earned(quiz, WORDS) for name, quiz in QUIZZES.items()}
    assert {name for name, row in found.items() if row is None} <= {"reflection"}
    return {name: row for name, row in found.items() if row}


def test_the_key_of_every_quiz_gives_every_point(rows: dict[str, Earned]) -> None:
    assert len(rows) >= 8
    assert {name: row.model for name, row in rows.items() if row.model != 1} == {}


def test_no_rule_of_thumb_beats_chance_on_any_quiz_or_on_all_of_them(rows: dict[str, Earned]) -> None:
    found = [*rows.values()]
    assert [said for row in found for said in gives_away(row, OF_A_QUIZ)] == []
    assert [*gives_away(together(found), OF_ALL)] == []
    # Who knows nothing fails: the standard of a quiz lies far above what chance gives.
    assert all(0 < row.by[rule] < 0.6 or not row.by[rule] for row in found for rule in RULES)
    assert together(found).by["random"] < 1 / 3


def quiz_of(count: int, shuffle: bool, *sizes: int) -> Quiz:
    """Return a quiz in which every key stands first; ``sizes`` are the lengths of the options, the key's first."""
    options = [{"id": id, "say": "x" * size, "right": not place, "because": "Because."}
               for place, (id, size) in enumerate(zip("abcd", sizes, strict=False))]  # fmt: skip
    graded = {"kind": "one", "points": 1, "key_basis": ["claim:pressure-endure"], "shuffle": shuffle}
    questions = [COMMON | graded | {"id": f"quiz-99-{n:02}", "options": options} for n in range(count)]
    head = {"id": "quiz-99", "title": "Planted", "minutes": 5, "feedback": "marks", "intro": "Hello."}
    return Quiz.model_validate(head | {"questions": questions})


@pytest.mark.parametrize(
    ("quiz", "rule"),
    [
        (quiz_of(8, False, 9, 9, 9, 9), "first"),
        (quiz_of(8, True, 20, 10, 10, 10), "longest"),
        (quiz_of(8, True, 10, 20, 20, 20), "shortest"),
    ],
    ids=["first", "longest", "shortest"],
)
def test_a_cue_that_was_planted_is_named(quiz: Quiz, rule: str) -> None:
    row = earned(quiz, WORDS)
    assert row is not None and row.model == 1
    assert row.by["random"] == pytest.approx(0.25, abs=0.06)  # 4 options; 120 people x 8 questions: 4 x 0.014
    assert row.spread == pytest.approx((0.25 * 0.75 / 8) ** 0.5, rel=0.25)
    said = [*gives_away(row)]
    assert any(f"whoever takes the {rule} earns 100%" in one for one in said)
    assert "100% (+" in guess_table([row])


def test_options_that_tell_nothing_give_a_guesser_what_chance_gives() -> None:
    row = earned(quiz_of(8, True, 9, 9, 9, 9), WORDS)
    assert row is not None and [*gives_away(row)] == []
    assert all(share == pytest.approx(0.25, abs=0.06) for share in row.by.values())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_guessed_as_its_page_allows_and_its_key_gives_all(kind: str) -> None:
    question = make(kind, points=2)
    shown = shuffled(public(question), "0000abcd")
    if kind == "reflection":
        assert model_answer(question) is None and guess(shown, Guesser("first", Random(1), WORDS)) is None
        return
    assert mark(question, model_answer(question)).points == 2
    given = {rule: guess(shown, Guesser(rule, Random(3), WORDS)) for rule in RULES}
    assert all(CAN_GIVE[shown.kind](shown, answer) for answer in given.values())
    by_chance = [mark(question, guess(shown, Guesser("random", Random(n), WORDS))).points for n in range(60)]
    assert 0 <= min(by_chance) < 2 and len(set(map(str, by_chance))) > (kind != "chart-number" and kind != "number")


def test_a_guesser_has_the_page_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(SAMPLES) == set(KINDS)
    for name, quiz in QUIZZES.items():
        for question in quiz.questions:
            given_out = type(public(question)).model_validate_json(public(question).model_dump_json())
            for rule in RULES:
                one, other = (guess(form, Guesser(rule, Random(5), WORDS)) for form in (given_out, public(question)))
                assert one == other, name
