"""A handover: a message of slips, marked by its parts, kept whole in the log, and never taken at a press's word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given
from pydantic import ValidationError

from milkflow import cases
from milkflow.answers import AnswerLog
from milkflow.cases import NotPossible, State
from milkflow.cases.handover import example, outcome
from milkflow.cases.models import Case, HandoverStep
from milkflow.evidence import load_evidence
from milkflow.faces.case import CaseFace
from milkflow.questions import SBAR
from milkflow.reading import CONTENT_DIR, document
from milkflow.words import read_words

PATH = CONTENT_DIR / "cases" / "night-call.yaml"
CASE = cases.read_case(PATH)
STEP = CASE.steps["handover"]
assert isinstance(STEP, HandoverStep)
WHOLE = dict(example(STEP, "clear"))
WORDS = read_words()
CLAIMS = load_evidence(CONTENT_DIR / "evidence").claims
messages = st.dictionaries(st.sampled_from([slip.id for slip in STEP.slips]), st.sampled_from(SBAR), min_size=1)


def at_handover() -> State:
    best = cases.best_path(CASE)
    assert best is not None
    state = cases.start(CASE, "r1")
    for done in best.done:
        if state.step == "handover":
            return state
        state = cases.move(CASE, state, done.move, "sure")
    raise AssertionError("the best path comes to no handover")


@pytest.mark.parametrize(
    ("change", "comes_out"),
    [
        ({}, "clear"),
        ({"mind-skin": None}, "clear"),  # good to say, and not needed
        ({"numbers": None}, "gaps"),
        ({"numbers": "background"}, "gaps"),
        ({"sorry": "situation"}, "gaps"),
    ],
)
def test_a_message_is_clear_when_what_is_needed_is_in_its_part(change: dict[str, Any], comes_out: str) -> None:
    message = {id: part for id, part in (WHOLE | change).items() if part}
    after = cases.move(CASE, at_handover(), "whatever", "sure", message)
    assert (after.told, dict(after.done[-1].message)) == (comes_out, message)
    assert cases.ledgers(CASE, after).features["handover"] is (comes_out == "clear")


@given(messages)
def test_any_message_comes_out_in_one_way_and_is_replayed_the_same(message: dict[str, str]) -> None:
    after = cases.move(CASE, at_handover(), "hand-over", "fairly", message)
    again = cases.start(CASE, "r1")
    for done in after.done:
        again = cases.move(CASE, again, done.move, done.confidence, dict(done.message) or None)
    assert again == after
    assert after.told == outcome(STEP, after.done[-1].message)  # type: ignore[arg-type]
    heard = cases.view(CASE, after)["heard"]
    assert 0 <= heard["share"] <= 1 and len(heard["slips"]) == len(STEP.slips)  # type: ignore[union-attr]


@pytest.mark.parametrize("message", [{}, {"nobody": "situation"}, {"numbers": "somewhere"}, ["numbers"], 5])
def test_nothing_handed_over_is_not_a_handover(message: Any) -> None:
    with pytest.raises(NotPossible):
        cases.move(CASE, at_handover(), "clear", "sure", message)


def test_the_view_tells_neither_the_part_of_a_slip_nor_its_reason() -> None:
    shown = cases.view(CASE, at_handover())
    assert shown["kind"] == "handover" and shown["sure"] and shown["parts"] == list(SBAR)
    assert {key for slip in shown["slips"] for key in slip} == {"id", "say"}
    assert "options" not in shown


def test_a_press_that_names_no_message_is_refused_and_the_message_is_kept_in_the_log(tmp_path: Path) -> None:
    log = AnswerLog(tmp_path / "a.answers.jsonl")
    log.append("move", CASE.id, {"run": "r1", "step": CASE.start, "move": "start"})
    for done in at_handover().done:
        log.append("move", CASE.id, {"run": "r1", "step": done.step, "move": done.move}, "sure")
    face, sent = CaseFace(CASE, log, WORDS, claims=CLAIMS), []
    face.send = lambda content, buffers=None: sent.append(content)  # type: ignore[method-assign,misc]
    now = face.view["now"]
    press = {"type": "move", "run": "r1", "count": now["count"], "step": "handover", "confidence": "sure"}
    face._answer(face, press | {"nonce": "1", "move": "clear"}, None)
    assert sent[-1]["type"] == "refused" and face.view["now"] == now
    lacking = {id: part for id, part in WHOLE.items() if id != "numbers"}
    face._answer(face, press | {"nonce": "2", "move": "clear", "message": lacking}, None)
    assert sent[-1]["type"] == "saved" and face.view["now"]["verdict"] == "weak"
    assert log.moves(CASE.id)[-1].response["message"] == lacking
    assert CaseFace(CASE, log, WORDS, claims=CLAIMS).view == face.view


FAULTS = [
    (lambda step: step["options"][0].update(id="clearly"), "'clear', which is best, and 'gaps'"),
    (lambda step: step["slips"].append(step["slips"][0]), "two slips have one id"),
    (lambda step: step.update(needs=["sorry"]), "needs 'sorry', which is no slip with a part"),
    (lambda step: step.update(rescue=True), "a handover is no rescue"),
    (lambda step: step.update(slips=[slip for slip in step["slips"] if slip["part"] != "situation"]), "situation"),
]


@pytest.mark.parametrize(("spoil", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_a_handover_that_cannot_be_played_is_refused(spoil: Any, said: str) -> None:
    data = CASE.model_dump(mode="json")
    spoil(data["steps"]["handover"])
    with pytest.raises(ValidationError) as caught:
        Case.model_validate(data)
    assert said in str(caught.value)


def test_a_handover_that_one_comes_back_to_is_told() -> None:
    data = CASE.model_dump(mode="json")
    data["steps"]["change"]["options"][0]["to"] = [{"to": "handover", "when": None}]
    told = cases.problems(Case.model_validate(data), document(PATH))
    assert any("a handover is said once" in problem for problem in told)
