"""What a step or an act does to a run: minutes pass, readings change, findings come to light, the chart grows."""

from collections.abc import Mapping
from dataclasses import replace

from milkflow.cases.models import Case, Happening, PauseStep
from milkflow.cases.parts import Act, Value
from milkflow.cases.state import Point, State

MINUTES_A_DAY = 24 * 60


def happen(case: Case, state: State, event: Act | Happening) -> State:
    """Return the state after the minutes, effects and findings of a step or an act."""
    readings = {id: _changed(old, event.effects.get(id)) for id, old in state.readings.items()}
    # What is always shown is seen again when it changes; the rest stays as it was when last asked or measured.
    shown = [id for id, item in case.observations.items() if item.known == "shown"]
    fresh = {id: readings[id] for id in (*shown, *event.reveals) if id in event.reveals or _is_new(state, readings, id)}
    after = replace(state, readings=readings, seen={**state.seen, **fresh})
    after = replace(after, minutes=state.minutes + event.minutes)
    if isinstance(event, PauseStep) and event.until:
        after = replace(after, minutes=_next_time(case, after.minutes, event.until))
    return replace(after, chart=_charted(case, after, fresh))


def _changed(old: Value, effect: Value | None) -> Value:
    if isinstance(old, str) or isinstance(effect, str):
        return old if effect is None else effect
    return round(old + (effect or 0), 2)


def _is_new(state: State, readings: Mapping[str, Value], id: str) -> bool:
    return id not in state.seen or state.seen[id] != readings[id]


def _next_time(case: Case, minutes: int, until: str) -> int:
    """Return the first time from ``minutes`` on at which the clock shows ``until``."""
    return minutes + (in_minutes(until) - in_minutes(case.clock) - minutes) % MINUTES_A_DAY


def in_minutes(clock: str) -> int:
    """Return the minutes from midnight to ``clock``, such as ``10:05``."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _charted(case: Case, state: State, fresh: Mapping[str, Value]) -> tuple[Point, ...]:
    values = {id: float(value) for id, value in fresh.items() if case.observations[id].chart}
    if not values:
        return state.chart
    last = state.chart[-1] if state.chart else None
    if last and last.minutes == state.minutes:
        return (*state.chart[:-1], Point(state.minutes, {**last.values, **values}))
    return (*state.chart, Point(state.minutes, values))
