"""A mark is never below 0, never above the points, and never an exception."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkflow.marking import mark, review_html, say_response
from milkflow.questions import public
from samples import KINDS, make

IDS = st.sampled_from(["a", "b", "c", "d", "x", "y", "s0", "s1", "s2", "s3", "i0", "i1", "i2", "i3", "nobody"])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | IDS
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=8) | st.dictionaries(IDS | st.text(max_size=5), inner, max_size=6)
)


@given(kind=st.sampled_from(KINDS), response=ANYTHING, points=st.sampled_from([None, 2.0]))
def test_any_json_gets_a_mark(kind: str, response: Any, points: float | None) -> None:
    given_mark = mark(make(kind, points=points), response)
    assert 0 <= given_mark.points <= given_mark.of == (points or 1)
    assert (given_mark.outcome == "right") == (given_mark.points == given_mark.of)


@given(kind=st.sampled_from(KINDS), response=ANYTHING)
def test_any_answer_can_be_said_and_shown_without_harm(kind: str, response: Any) -> None:
    question = make(kind, points=2)
    shown = public(question)
    assert say_response(shown, response) == say_response(question, response)
    assert "<script" not in review_html(shown, response, mark(question, response)).lower()


@pytest.mark.parametrize(
    ("kind", "response", "points"),
    [
        ("one", "a", 1), ("one", "b", 0), ("one", ["a"], 0), ("one", 0, 0), ("one", None, 0),
        ("several", ["a", "b"], 1), ("several", ["a"], 0.5), ("several", ["a", "c"], 0),
        ("several", ["a", "b", "c"], 0.5),
        ("several", ["a", "b", "c", "d"], 0), ("several", ["a", "a"], 0.5), ("several", "a", 0),
        ("match", {"s0": "x", "s1": "y", "s2": "x", "s3": "y"}, 1), ("match", {"s0": "x"}, 0.25), ("match", [], 0),
        ("order", ["i0", "i1", "i2", "i3"], 1), ("order", ["i3", "i2", "i1", "i0"], 0),
        ("order", ["i1", "i0", "i2", "i3"], 0.6667), ("order", ["i0", "i1"], 0),
        ("number", 38.5, 1), ("number", 38.4, 1), ("number", 38.6, 1), ("number", 38.3, 0), ("number", True, 0),
        ("number", 10**400, 0), ("number", "38.5", 0), ("number", float("nan"), 0),
        ("reflection", "I would ask first.", 0),
    ],
)  # fmt: skip
def test_partial_credit_follows_its_formula(kind: str, response: Any, points: float) -> None:
    assert mark(make(kind), response).points == points


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("nothing", [None, "", [], {}, "   "])
def test_nothing_is_not_answered_and_never_wrong(kind: str, nothing: Any) -> None:
    assert mark(make(kind), nothing).outcome == "not answered"


def test_free_text_waits_for_a_person() -> None:
    assert mark(make("reflection"), "Ask about fever first.").needs_person
    assert not mark(make("reflection"), " \n ").needs_person


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_key_is_in_the_public_form(kind: str) -> None:
    said = json.dumps(public(make(kind, points=2)).model_dump(mode="json"))
    for secret in ("right", "because", "Because", "answer", "tolerance", "look_for", "key_basis"):
        assert f'"{secret}"' not in said and f"{secret} of" not in said


def test_the_order_shown_depends_on_ids_alone() -> None:
    first = make("one", options=[{"id": x, "say": x, "because": "b", "right": x == "a"} for x in "abcd"])
    other = make("one", options=[{"id": x, "say": x * 2, "because": "b", "right": x == "c"} for x in "dbca"])
    assert [option.id for option in public(first).options] == [option.id for option in public(other).options]
