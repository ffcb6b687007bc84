"""A mark is never below 0, never above the points, and never an exception."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkflow.marking import mark, review_html, say_response
from milkflow.questions import KINDS as ALL_KINDS
from milkflow.questions import Sample, public, read_samples
from samples import ANSWERS, KINDS, LEVELS, VERDICTS, make

IDS = st.sampled_from([
    *("a", "b", "c", "d", "x", "y", "s0", "s1", "s2", "s3", "s4", "i0", "i1", "i2", "i3", "nobody"),
    *LEVELS, *VERDICTS, "situation", "background", "assessment", "recommendation",
])  # fmt: skip
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
        ("hotspot", "a", 1), ("hotspot", "b", 0), ("hotspot", ["a"], 0),
        ("hotspot-several", ["a", "b"], 1), ("hotspot-several", ["a"], 0.5), ("hotspot-several", ["c", "d"], 0),
        ("hotspot-several", "a", 0),
        ("chart", "a", 1), ("chart", "c", 0), ("chart", 38.5, 0),
        ("chart-number", 38.4, 1), ("chart-number", 37, 0), ("chart-number", "a", 0),
        # Two features; in the first two are right. A wrong one within `most` costs its place, one too many costs all.
        ("key-feature", {"x": ["a", "b"], "y": ["a"]}, 1), ("key-feature", {"x": ["a", "b"]}, 0.5),
        ("key-feature", {"x": ["a", "c"], "y": ["a", "b"]}, 0.75),
        ("key-feature", {"x": ["a", "b", "c"], "y": ["a"]}, 0.5),
        ("key-feature", {"x": ["c", "d"], "y": ["b"]}, 0), ("key-feature", {"x": "a", "y": ["a", "a", "a"]}, 0.5),
        # Four items, one of each level and self-care once more: a quarter of the points each.
        ("urgency", {"i0": "self-care", "i1": "same-day", "i2": "emergency", "i3": "self-care"}, 1),
        ("urgency", {"i0": "same-day"}, 0.125), ("urgency", {"i0": "emergency"}, 0.0625),
        ("urgency", {"i1": "emergency"}, 0.125), ("urgency", {"i1": "self-care"}, 0.0625),
        ("urgency", {"i2": "same-day"}, 0.0625), ("urgency", {"i2": "self-care"}, 0), ("urgency", {"i2": "never"}, 0),
        ("claim-audit", "unsafe", 1), ("claim-audit", "superseded", 0), ("claim-audit", ["unsafe"], 0),
        ("dialogue", {"x": "a", "y": "a"}, 1), ("dialogue", {"x": "a", "y": "b"}, 0.5), ("dialogue", {"x": "b"}, 0),
        ("dialogue", {"x": ["a"]}, 0),
        # Four statements belong in a part and one is better left out.
        ("sbar", {"s0": "situation", "s1": "background", "s2": "assessment", "s3": "recommendation"}, 1),
        ("sbar", {"s0": "situation", "s1": "assessment"}, 0.25), ("sbar", {"s0": "situation", "s4": "background"}, 0),
        ("sbar", {"s0": "situation", "s1": "background", "s4": "background"}, 0.25), ("sbar", {"s4": "situation"}, 0),
    ],
)  # fmt: skip
def test_partial_credit_follows_its_formula(kind: str, response: Any, points: float) -> None:
    assert mark(make(kind), response).points == points


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_reaches_full_part_and_zero_marks(kind: str) -> None:
    question = make(kind, points=2)
    full, part, zero = (None if answer is None else mark(question, answer) for answer in ANSWERS[kind])
    assert zero
    assert (zero.points, zero.outcome, zero.needs_person) == (0, "not yet", kind == "reflection")
    assert full is None if kind == "reflection" else full and (full.points, full.outcome) == (2, "right")
    assert part is None or 0 < part.points < 2
    assert part or kind in ("one", "number", "reflection", "hotspot", "chart", "chart-number", "claim-audit")


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


@pytest.mark.parametrize("late", [("i1", "self-care", "i0", "same-day"), ("i2", "self-care", "i0", "emergency")])
def test_too_late_costs_more_than_too_careful(late: tuple[str, str, str, str]) -> None:
    item, level, other, careful = late
    assert mark(make("urgency"), {item: level}).points < mark(make("urgency"), {other: careful}).points


@pytest.mark.parametrize("sample", read_samples(), ids=lambda sample: str(sample.question.id))
def test_what_the_gallery_calls_right_is_right_and_its_public_form_has_no_key(sample: Sample) -> None:
    question = sample.question
    if question.kind != "reflection":
        assert mark(question, sample.right).outcome == "right"
    assert mark(question, sample.not_yet).outcome == "not yet"
    said = public(question).model_dump_json()
    secrets = {line for line in _reasons(question.model_dump(mode="json")) if isinstance(line, str)}
    assert secrets or question.kind == "reflection"
    assert not [secret for secret in secrets if secret in said]
    assert not re.search(r'"(right|because|answer|verdict|level|part|skill|tolerance|near)":', said)


def _reasons(data: Any) -> list[Any]:
    """Return whatever stands under a key ``because``, at any depth."""
    if isinstance(data, list):
        return [found for one in data for found in _reasons(one)]
    if not isinstance(data, dict):
        return []
    own = data.get("because", [])
    here = list(own.values()) if isinstance(own, dict) else [own] if own else []
    return here + [found for one in data.values() for found in _reasons(one)]


def test_the_gallery_and_the_samples_have_every_kind() -> None:
    assert {sample.question.kind for sample in read_samples()} == set(ALL_KINDS)
    assert {make(kind).kind for kind in KINDS} == set(ALL_KINDS)
