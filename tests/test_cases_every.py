"""What is promised of every case that is found, one written tomorrow too: any run ends, and none is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from milkflow import cases
from milkflow.answers import AnswerLog
from milkflow.cases import Case, State
from milkflow.cases.models import DecisionStep, EndingStep, HandoverStep
from milkflow.cases.parts import GOOD, HARMFUL
from milkflow.faces.case import CaseFace
from milkflow.library import case_files
from milkflow.questions import SBAR
from milkflow.words import read_words

CASES = {path.stem: cases.written_case(path) for path in case_files()}
SURE = ("sure", "fairly", "guessing")
# No hand-written story needs more moves than this; what does goes round in a circle.
MOST_MOVES = 200
few = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
choices = st.lists(st.integers(0, 10_000), min_size=MOST_MOVES, max_size=MOST_MOVES)


class Made(NamedTuple):
    id: str
    response: Any
    confidence: Any = None


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return cases.with_ceilings(request.param)


def message_for(step: HandoverStep, number: int) -> dict[str, str]:
    """Return some message: each slip in a part, or left out; the first one always said."""
    places = [(number >> at) % (len(SBAR) + 1) for at in range(len(step.slips))]
    told = {slip.id: SBAR[at] for slip, at in zip(step.slips, places, strict=True) if at < len(SBAR)}
    return told or {step.slips[0].id: SBAR[0]}


def played(case: Case, numbers: list[int], most: int = MOST_MOVES) -> tuple[State, list[Made], list[State]]:
    """Play on as the numbers say; return the last state, the log, and every state on the way."""
    state, log = cases.start(case, "r1"), [Made("0", {"run": "r1", "step": case.start, "move": "start"})]
    states = [state]
    for number in numbers[:most]:
        open_moves = cases.moves(case, state)
        if not open_moves:
            break
        made = open_moves[number % len(open_moves)]
        sure = SURE[number % 3] if cases.asks_confidence(case, state, made) else None
        response = {"run": "r1", "step": state.step, "move": made}
        step, message = case.steps[state.step], None
        if isinstance(step, HandoverStep) and not state.told and number % 4:
            message = response["message"] = message_for(step, number)  # type: ignore[assignment]
        state = cases.move(case, state, made, sure, message)
        log.append(Made(str(len(log)), response, sure))
        states.append(state)
    return state, log, states


@few
@given(numbers=choices)
def test_any_run_comes_to_an_ending_within_range_and_below_every_ceiling(case: Case, numbers: list[int]) -> None:
    state, _, states = played(case, numbers)
    assert isinstance(case.steps[state.step], EndingStep), f"{MOST_MOVES} moves, and no ending"
    most = case.ceilings
    assert most is not None
    for at in states:
        for id, value in at.readings.items():
            span = case.observations[id].range
            assert span is None or (not isinstance(value, str) and span[0] <= value <= span[1]), (id, value, at.step)
    kept = cases.ledgers(case, state)
    assert (kept.met <= most.features, kept.partnership <= most.partnership) == (True, True)
    assert (len(kept.calls) <= most.calls, len(kept.harms) <= most.harms) == (True, True)
    assert kept.key_minutes is None or (most.fastest is not None and kept.key_minutes >= most.fastest)
    times = [at.minutes for at in states]
    assert times == sorted(times)


@few
@given(numbers=choices, stop=st.integers(0, MOST_MOVES))
def test_the_log_of_any_run_gives_its_state_and_its_screen_again(case: Case, numbers: list[int], stop: int) -> None:
    state, log, _ = played(case, numbers, stop)
    kept = json.loads(json.dumps([made.response for made in log]))
    replayed = cases.replay(case, [made._replace(response=told) for made, told in zip(log, kept, strict=True)])
    assert (replayed.now, replayed.skipped) == (state, ())
    assert replayed.now is not None and cases.view(case, replayed.now) == cases.view(case, state)
    assert cases.debrief(case, replayed.now) == cases.debrief(case, state)


@few
@given(numbers=choices, stop=st.integers(0, MOST_MOVES))
def test_nothing_tells_a_verdict_a_reason_or_a_part_before_the_choice(
    case: Case, numbers: list[int], stop: int
) -> None:
    state, _, _ = played(case, numbers, stop)
    if state.told or isinstance(case.steps[state.step], EndingStep):
        return
    text = json.dumps(cases.view(case, state))
    assert not [key for key in ("verdict", "because", "tempting", "misconception", "part") if f'"{key}":' in text]


def test_going_back_to_each_decision_of_the_best_path_gives_the_same_way_there(case: Case) -> None:
    best = cases.best_path(case)
    assert best is not None
    for row in cases.view(case, best)["trail"]:
        again = cases.back(case, best, row["step"], "r2")
        assert again.step == row["step"] and again.done == best.done[: len(again.done)]


def test_every_unsafe_choice_has_a_rescue_that_is_reached_and_taken(case: Case) -> None:
    found = cases.walk(case)
    made = {(found.states[key].step, edge.move): found.states[edge.to] for key, edges in found.edges.items()
            for edge in edges}  # fmt: skip
    for id, step in case.steps.items():
        for option in step.options if isinstance(step, DecisionStep) else ():
            if option.verdict not in HARMFUL:
                continue
            assert (id, option.id) in made, f"{id}.{option.id} is on no path"
            after = cases.move(case, made[id, option.id], "next")
            to = case.steps[after.step]
            if option.verdict == "critical":
                assert isinstance(to, EndingStep)
            else:
                assert isinstance(to, DecisionStep) and to.rescue
                assert any(one.verdict in GOOD and one.id in cases.moves(case, after) for one in to.options)


# A kernel of its own: it plays on, and says what is on the screen after each press.
PLAYER = """
import json, sys
from pathlib import Path
from milkflow.answers import AnswerLog
from milkflow.cases import moves, replay
from milkflow.cases.handover import example
from milkflow.cases.models import HandoverStep
from milkflow.cases import read_case
from milkflow.faces.case import CaseFace
from milkflow.words import read_words
case = read_case(Path(sys.argv[1]))
face = CaseFace(case, AnswerLog(Path(sys.argv[2])), read_words())
face.send = lambda content, buffers=None: None
number = int(sys.argv[3])
while True:
    now = face.view["now"]
    names = {"run": now["run"], "count": now["count"], "step": now["step"]} if now else {"run": "", "count": 0}
    state = replay(case, face.answers.moves(case.id)).now
    options = moves(case, state) if state else ()
    press = {"type": "start"}
    if options:
        press = {"type": "move", "move": options[number % len(options)], "confidence": "sure"}
    step = case.steps[state.step] if state else None
    if isinstance(step, HandoverStep) and not state.told:
        press["message"] = dict(example(step, press["move"]))
    face._answer(face, {"nonce": str(number), **names, **press}, None)
    now = face.view["now"]
    print(json.dumps([now["run"], now["step"], now["count"]]), flush=True)
    number = number * 31 + 7
"""


@pytest.mark.skipif(os.name == "nt", reason="no process can be killed there without a word")
@pytest.mark.parametrize("stop", [3, 11])
def test_a_kernel_killed_in_the_middle_loses_no_move_that_was_shown(tmp_path: Path, stop: int) -> None:
    path = next(path for path in case_files() if path.stem == "night-call")
    kept = tmp_path / "a.answers.jsonl"
    command = [sys.executable, "-c", PLAYER, path, kept, "5"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as player:
        assert player.stdout is not None
        shown = [json.loads(player.stdout.readline()) for _ in range(stop)]
        player.send_signal(signal.SIGKILL)
        shown += [json.loads(line) for line in player.stdout if line.endswith("\n")]
    now = CaseFace(CASES[path.stem], AnswerLog(kept), read_words()).view["now"]
    run, step, count = shown[-1]
    assert [run, step] == [now["run"], now["step"]] or now["run"] != run or now["count"] > count
    assert len(AnswerLog(kept).moves(path.stem)) >= len(shown), "every move that was shown is in the log"
    replayed = cases.replay(CASES[path.stem], AnswerLog(kept).moves(path.stem))
    assert replayed.skipped == () and {state.run for state in replayed.runs} >= {one[0] for one in shown}
