"""The rules of play: plain, pure, and without clock, chance or display. Time moves only when something is done."""

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from milkflow.cases.handover import handed
from milkflow.cases.happening import happen
from milkflow.cases.models import Case, ChoiceStep, EndingStep, EnquiryStep, HandoverStep
from milkflow.cases.parts import Act, Option, Value, Way, When
from milkflow.cases.state import NEXT, Confidence, Done, Message, NotPossible, State


def start(case: Case, run: str = "") -> State:
    """Return the state at the start of a run called ``run``."""
    readings = {id: observation.start for id, observation in case.observations.items()}
    return _enter(case, State(run, case.start, readings=readings), case.start)


def moves(case: Case, state: State) -> tuple[str, ...]:
    """Return the moves that can be made now. An ask or option can be taken once in a run; an ending has none."""
    step = case.steps[state.step]
    if isinstance(step, EndingStep):
        return ()
    here = state.done_here()
    if isinstance(step, ChoiceStep) and not state.told:
        return tuple(option.id for option in step.options if option.id not in here)
    if isinstance(step, EnquiryStep):
        return (*(ask.id for ask in step.asks if ask.id not in here), NEXT)
    return (NEXT,)


def asks_confidence(case: Case, state: State, move: str) -> bool:
    """Return whether ``move`` is when to say how sure one is: a choice, or the end of asking, at a key feature."""
    step = case.steps[state.step]
    if state.told or not isinstance(step, ChoiceStep | EnquiryStep) or step.key_feature is None:
        return False
    return isinstance(step, ChoiceStep) or move == NEXT


def move(case: Case, state: State, move: str, confidence: Confidence | None = None, message: object = None) -> State:
    """Return the state after ``move``. Raise NotPossible when it cannot be made, or when confidence is missing.

    At a handover, ``message`` (slip id: part) decides how it comes out, whatever ``move`` says.
    """
    at, handed_over = case.steps[state.step], Message()
    if isinstance(at, HandoverStep) and not state.told:
        move, handed_over = handed(at, move, message)
    if move not in moves(case, state):
        raise NotPossible(f"{move!r} cannot be done at {state.step!r}")
    if asks_confidence(case, state, move) and confidence not in get_args(Confidence):
        raise NotPossible(f"{state.step!r} asks how sure you are")
    act = act_of(case, state.step, move)
    if act is not None:
        state = happen(case, state, act)
    kept = confidence if asks_confidence(case, state, move) else None
    done = (*state.done, Done(state.step, move, kept, state.minutes, handed_over))
    state = replace(state, done=done, told=move if isinstance(act, Option) else state.told)
    return state if act is not None else _enter(case, state, _way(state, _ways(case, state)))


def act_of(case: Case, step: str, move: str) -> Act | None:
    """Return the ask or option called ``move`` at ``step``, or None (``next`` is neither)."""
    at = case.steps.get(step)
    acts: tuple[Act, ...] = ()
    if isinstance(at, ChoiceStep):
        acts = at.options
    elif isinstance(at, EnquiryStep):
        acts = at.asks
    for act in acts:
        if act.id == move:
            return act
    return None


def holds(when: When | None, state: State) -> bool:
    """Return whether a condition holds."""
    if when is None:
        return True
    if when.did and not any(state.did(ref) for ref in when.did):
        return False
    if any(state.did(ref) for ref in when.did_not):
        return False
    return all(_within(state.readings, id, span.at_least, span.below) for id, span in when.reads.items())


def _within(readings: Mapping[str, Value], id: str, at_least: float | None, below: float | None) -> bool:
    value = readings.get(id)
    if not isinstance(value, int | float):
        return False
    return (at_least is None or value >= at_least) and (below is None or value < below)


def _ways(case: Case, state: State) -> tuple[Way, ...]:
    step = case.steps[state.step]
    if isinstance(step, ChoiceStep):
        return next(option.to for option in step.options if option.id == state.told)
    return () if isinstance(step, EndingStep) else step.to


def _way(state: State, ways: tuple[Way, ...]) -> str:
    for way in ways:
        if holds(way.when, state):
            return way.to
    raise NotPossible(f"no way leads on from {state.step!r}")


def _enter(case: Case, state: State, step: str) -> State:
    return happen(case, replace(state, step=step, told=""), case.steps[step])
