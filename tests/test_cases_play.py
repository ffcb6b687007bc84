import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import hypothesis.strategies as st
import pytest
from hypothesis import given

from milkflow import cases
from milkflow.cases import NEXT, Case, NotPossible, State
from milkflow.cases.models import EndingStep
from milkflow.cases.view import header
from milkflow.reading import CONTENT_DIR

CASE = cases.read_case(CONTENT_DIR / "cases" / "sore-wedge.yaml")
CEILINGS = cases.ceilings(CASE)
SURE = ("sure", "fairly", "guessing")


class Made(NamedTuple):
    id: str
    response: Any
    confidence: Any = None


def played(case: Case, choices: Sequence[int], run: str = "r1") -> tuple[State, list[Made]]:
    """Play on until the end, or until the choices are used up; return the state and its log."""
    state, log = cases.start(case, run), [Made("0", {"run": run, "step": case.start, "move": "start"})]
    for number in choices:
        open_moves = cases.moves(case, state)
        if not open_moves:
            break
        made = open_moves[number % len(open_moves)]
        sure = SURE[number % 3] if cases.asks_confidence(case, state, made) else None
        log.append(Made(str(len(log)), {"run": run, "step": state.step, "move": made}, sure))
        state = cases.move(case, state, made, sure)
    return state, log


def through(case: Case, *made: str) -> State:
    """Play the named moves, going on wherever there is nothing to decide."""
    state = cases.start(case, "r1")
    for name in made:
        while name not in cases.moves(case, state):
            state = cases.move(case, state, NEXT, "sure")
        state = cases.move(case, state, name, "sure")
    while state.told or cases.moves(case, state) == (NEXT,):
        state = cases.move(case, state, NEXT, "sure")
    return state


HOME = ("narrowed", "on-cue", "chin-first", "cool-and-choice")
walks = st.lists(st.integers(0, 11), max_size=60)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(walks)
def test_replaying_the_log_of_any_run_gives_the_same_state(choices: list[int]) -> None:
    state, log = played(CASE, choices)
    replayed = cases.replay(CASE, log)
    assert replayed.now == state
    assert replayed.skipped == ()


@given(walks)
def test_a_view_is_plain_json_and_tells_no_verdict_before_the_choice(choices: list[int]) -> None:
    state, _ = played(CASE, choices)
    text = json.dumps(cases.view(CASE, state))
    if not state.told and CASE.steps[state.step].kind != "ending":
        assert not any(f'"{key}":' in text for key in ("verdict", "because", "tempting"))


@given(walks)
def test_time_and_the_chart_only_grow(choices: list[int]) -> None:
    state, _ = played(CASE, choices)
    times = [point.minutes for point in state.chart]
    assert times == sorted(set(times))
    assert [done.minutes for done in state.done] == sorted(done.minutes for done in state.done)


@given(walks)
def test_readings_stay_in_range_and_ledgers_below_their_ceilings(choices: list[int]) -> None:
    state, _ = played(CASE, choices)
    for id, value in state.readings.items():
        span = CASE.observations[id].range
        assert span is None or (not isinstance(value, str) and span[0] <= value <= span[1])
    kept, most = cases.ledgers(CASE, state), CEILINGS
    assert kept.met <= most.features and kept.partnership <= most.partnership


@given(walks, st.lists(st.tuples(st.integers(0, 60), junk), max_size=6))
def test_a_damaged_log_plays_as_if_the_damage_were_not_there(choices: list[int], damage: list[tuple[int, Any]]) -> None:
    state, log = played(CASE, choices)
    for place, response in damage:
        log.insert(min(place, len(log)), Made("x", response))
    replayed = cases.replay(CASE, log)
    assert replayed.now == state
    assert len(replayed.skipped) == len(damage)


@given(walks, st.integers(0, 60))
def test_a_late_second_press_changes_nothing(choices: list[int], place: int) -> None:
    state, log = played(CASE, choices)
    twice = log[1:][place % len(log[1:])] if len(log) > 1 else log[0]
    at = log.index(twice) + 1
    replayed = cases.replay(CASE, [*log[:at], twice, *log[at:]])
    assert replayed.now == state
    assert len(replayed.skipped) == 1


@given(walks)
def test_moves_of_a_run_that_nobody_began_are_skipped_and_named(choices: list[int]) -> None:
    _, log = played(CASE, choices)
    replayed = cases.replay(CASE, log[1:])
    assert replayed.now is None
    assert len(replayed.skipped) == len(log) - 1


@given(walks, st.integers(0, 30))
def test_going_back_is_a_new_run_that_shares_the_way_there(choices: list[int], number: int) -> None:
    state, log = played(CASE, choices)
    steps = [row["step"] for row in cases.view(CASE, state)["trail"]]
    if not steps:
        return
    step = steps[number % len(steps)]
    again = Made("b", {"run": "r2", "step": step, "move": "back", "from": "r1"})
    replayed = cases.replay(CASE, [*log, again])
    assert replayed.now is not None
    assert (replayed.now.run, replayed.now.step, replayed.now.told) == ("r2", step, "")
    assert replayed.now.done == state.done[: len(replayed.now.done)]
    assert replayed.runs[0] == state


@given(walks)
def test_a_state_is_never_changed_by_a_move(choices: list[int]) -> None:
    state, _ = played(CASE, choices)
    before = (dict(state.readings), dict(state.seen), state.chart)
    for made in cases.moves(CASE, state):
        cases.move(CASE, state, made, "sure")
    assert (dict(state.readings), dict(state.seen), state.chart) == before


def test_a_key_feature_asks_how_sure_before_anything_is_told() -> None:
    state = cases.move(CASE, cases.start(CASE), NEXT)
    with pytest.raises(NotPossible):
        cases.move(CASE, state, "ask-first")


def test_a_temperature_is_charted_only_when_it_is_taken() -> None:
    state = through(CASE, "ask-first", "numbers", "medicines", "look", NEXT, "narrowed", "on-cue")
    taken = [point.minutes for point in state.chart if "temperature" in point.values]
    assert taken == [7]


def test_what_was_seen_stays_as_seen_until_it_is_looked_at_again() -> None:
    before = through(CASE, "ask-first", "numbers", "look", NEXT, *HOME)
    assert "three fingers" in str(before.seen["breast"])
    after = through(
        CASE,
        "ask-first",
        "numbers",
        "look",
        NEXT,
        "narrowed",
        "on-cue",
        "chin-first",
        "cool-and-choice",
        "times-and-signs",
    )
    assert "softer" in str(after.seen["breast"])


def test_the_review_is_at_ten_however_long_the_visit_took() -> None:
    for asked in ((), ("timeline", "pump", "baby", "mood")):
        state = through(
            CASE,
            "ask-first",
            "numbers",
            *asked,
            NEXT,
            "narrowed",
            "on-cue",
            "chin-first",
            "cool-and-choice",
            "times-and-signs",
        )
        assert cases.view(CASE, state)["clock"]["time"] == "10:00"


def test_who_never_measured_is_reminded_before_she_leaves_the_subject() -> None:
    state = through(CASE, "ask-first", NEXT, "narrowed", "on-cue")
    assert "temperature" in state.seen
    assert state.did("late-numbers.next")
    assert cases.ledgers(CASE, state).features["ask-look-measure"] is False


def test_an_unsafe_choice_is_rescued_by_a_good_one_and_only_by_it() -> None:
    stopped = cases.ledgers(CASE, through(CASE, "show-pressing", "stop"))
    kneaded = cases.ledgers(CASE, through(CASE, "show-pressing", "oil"))
    assert [harm.rescued for harm in stopped.harms] == [True]
    assert [harm.rescued for harm in kneaded.harms] == [False]


def test_a_critical_choice_is_stopped_at_once_and_talked_about() -> None:
    state = through(CASE, "show-pressing", "carry-on")
    told = cases.debrief(CASE, state)
    assert told is not None and told["outcome"] == "harm"
    assert told["ledgers"]["passed"] is False


def test_putting_right_earns_no_more_partnership_than_doing_right() -> None:
    every_ask = ("timeline", "numbers", "look", "medicines", "pump", "pressing", "baby", "mood", "milk-sample")
    full = through(
        CASE,
        "ask-first",
        *every_ask,
        NEXT,
        "narrowed",
        "on-cue",
        "chin-first",
        "cool-and-choice",
        "times-and-signs",
        "days-to-fade",
    )
    assert cases.ledgers(CASE, full).partnership == CEILINGS.partnership


def test_unsafe_and_sure_is_the_pattern_that_the_debrief_shows() -> None:
    state = through(CASE, "show-pressing", "carry-on")
    told = cases.debrief(CASE, state)
    assert told is not None
    assert told["ledgers"]["calls"][0]["harmful"] and told["ledgers"]["calls"][0]["confidence"] == "sure"


def test_the_debrief_sets_the_best_choice_beside_ones_own() -> None:
    state = through(CASE, "leaflet", NEXT, "not-red", "pump-hourly", "fingers-off", "knead", "keep-an-eye")
    told = cases.debrief(CASE, state)
    assert told is not None and isinstance(CASE.steps[state.step], EndingStep)
    decisions = [row for row in told["path"] if row["better"]]
    assert len(decisions) == 6
    assert all(row["claims"] for row in decisions)
    assert [ask["do"] for ask in told["path"][1]["missed"]] == [
        ask.do
        for ask in CASE.steps["check"].asks
        if ask.id in CASE.steps["check"].needs  # type: ignore[union-attr]
    ]


def test_the_header_does_not_tell_the_skin_tone_number() -> None:
    assert "skin_tone" not in header(CASE)["patient"]
