"""Graded play: one way, once, with nothing in it that says what is right; and marks as worked out by hand."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from milkflow import cases
from milkflow.cases import Case
from milkflow.cases.graded import graded_view, mark_case, replay_graded
from milkflow.cases.models import ChoiceStep, EndingStep, EnquiryStep
from milkflow.cases.released import released, reopened
from milkflow.errors import ContentError
from milkflow.library import case_files

CASES = {path.stem: cases.written_case(path) for path in case_files()}
EXAM = {name: case for name, case in CASES.items() if not any(s.kind == "handover" for s in case.steps.values())}
WEDGE = CASES["sore-wedge"]
KEYS = (
    *("verdict", "because", "tempting", "misconception", "partnership", "claims", "rescue", "needs", "key_feature"),
    *("key_features", "key_action", "standard", "outcome", "lesson", "facilitator", "right_act", "ceilings"),
    *("outcomes", "author", "reviewed_by", "review_by", "sure"),
)
few = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Made(NamedTuple):
    id: str
    response: Any
    confidence: Any = None


@pytest.fixture(params=EXAM.values(), ids=EXAM)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


def log_of(case: Case, *choices: str | int) -> list[Made]:
    """Return the log of a run that makes these choices, by name or by number, going on where there is nothing to do."""
    state, log = cases.start(case, "r1"), [Made("0", {"run": "r1", "step": case.start, "move": "start"})]
    waiting = list(choices)
    while open_moves := cases.moves(case, state):
        made = open_moves[0]
        if len(open_moves) > 1 or open_moves != ("next",):
            if not waiting:
                break
            wanted = waiting.pop(0)
            made = wanted if isinstance(wanted, str) else open_moves[wanted % len(open_moves)]
        sure = "sure"  # the page of an examination asks at every decision; where it counts for nothing it is left out
        log.append(Made(str(len(log)), {"run": "r1", "step": state.step, "move": made}, sure))
        state = cases.move(case, state, made, sure)  # type: ignore[arg-type]
    return log


def test_what_is_given_out_holds_no_verdict_no_reason_and_no_score(case: Case) -> None:
    text = json.dumps(released(case), ensure_ascii=False)
    assert not [key for key in KEYS if f'"{key}":' in text]
    for step in case.steps.values():
        if isinstance(step, ChoiceStep | EnquiryStep):
            acts = step.options if isinstance(step, ChoiceStep) else step.asks
            assert not [act.id for act in acts if act.because in text]
        if isinstance(step, EndingStep):
            assert step.lesson not in text


@few
@given(choices=st.lists(st.integers(0, 99), max_size=40))
def test_what_is_given_out_plays_like_the_case_and_tells_nothing(case: Case, choices: list[int]) -> None:
    log, open_case = log_of(case, *choices), reopened(json.loads(json.dumps(released(case))))
    mine, given_out = replay_graded(case, log).now, replay_graded(open_case, log).now
    assert mine is not None and given_out is not None
    assert [done._replace(confidence=None) for done in given_out.done] == [
        done._replace(confidence=None) for done in mine.done
    ]
    assert (given_out.step, given_out.told, given_out.minutes) == (mine.step, mine.told, mine.minutes)
    shown = graded_view(open_case, given_out)
    asked = shown.pop("sure", None)
    assert asked is (None if shown["kind"] not in ("decision", "enquiry") else True), "asked at every decision"
    assert shown == {key: value for key, value in graded_view(case, mine).items() if key != "sure"}
    assert not [key for key in KEYS if f'"{key}":' in json.dumps(shown)]


def test_a_graded_run_goes_forward_only_and_goes_on_where_it_was_left() -> None:
    log = log_of(WEDGE, "leaflet", "next")
    back = Made("b", {"run": "r2", "step": "first", "move": "back", "from": "r1"})
    again = Made("s", {"run": "r3", "step": WEDGE.start, "move": "start"})
    played = replay_graded(WEDGE, [*log, back, again])
    assert played.now == replay_graded(WEDGE, log).now
    assert [one.event for one in played.skipped] == ["b", "s"]
    damaged = replay_graded(WEDGE, [Made("x", {"run": "", "move": "start"}), *log])
    assert damaged.now == played.now, "a start that is none begins nothing"


HOME = ("narrowed", "on-cue", "chin-first", "cool-and-choice", "times-and-signs", "days-to-fade")
ASKED = ("numbers", "medicines", "look", "next")
# Four key features. Worked out by hand: met of 4, and 0 behind the gate.
RUNS = {
    "perfect": (("ask-first", *ASKED, *HOME), 1.0, True),
    "safe but slow": (("ask-first", "timeline", "milk-sample", "pump", "mood", *ASKED, *HOME), 1.0, True),
    "unsafe, then rescued": (("show-pressing", "stop", *ASKED, *HOME), 0.75, True),  # the first look was not met
    "critical": (("show-pressing", "carry-on"), 0.0, False),
    "left in the middle": (("ask-first", *ASKED, "narrowed"), 0.5, False),
    "never begun": ((), 0.0, False),
}


@pytest.mark.parametrize(("choices", "share", "passed"), RUNS.values(), ids=RUNS)
def test_a_run_earns_what_was_worked_out_by_hand(choices: tuple[str, ...], share: float, passed: bool) -> None:
    state = replay_graded(WEDGE, log_of(WEDGE, *choices)).now if choices else None
    mark = mark_case(WEDGE, state)
    assert (mark.share, mark.passed) == (share, passed)


def test_a_handover_that_would_tell_how_it_came_out_is_not_given_out() -> None:
    with pytest.raises(ContentError, match="'clear' and 'gaps' have the same words"):
        released(CASES["night-call"])


def test_a_handover_that_tells_nothing_is_given_out_and_marked_by_its_message() -> None:
    data = CASES["night-call"].model_dump(mode="json")
    clear, gaps = sorted(data["steps"]["handover"]["options"], key=lambda one: one["id"])
    for key in ("do", "minutes", "to", "consequence", "effects", "reveals"):
        gaps[key] = clear[key]
    case = Case.model_validate(data)
    text = json.dumps(released(case))
    assert not [key for key in ("part", "because", "verdict") if f'"{key}":' in text]
    best = cases.best_path(case)
    assert best is not None
    log = [Made("0", {"run": "r1", "step": case.start, "move": "start"})]
    for at, done in enumerate(best.done, 1):
        response = {"run": "r1", "step": done.step, "move": done.move} | (
            {"message": dict(done.message)} if done.message else {}
        )
        log.append(Made(str(at), response, "sure"))
    given_out = replay_graded(reopened(json.loads(text)), log).now
    whole = replay_graded(case, log).now
    assert given_out is not None and whole is not None
    assert (given_out.step, given_out.minutes) == (whole.step, whole.minutes)
    assert mark_case(case, whole).share == 1.0
