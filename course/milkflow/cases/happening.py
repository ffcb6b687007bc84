"""What a step or an act does to a run: minutes pass, readings change, findings come to light, the chart grows."""

from collections.abc import Mapping
from dataclasses import replace

from milkflow.cases.models import Case, Happening, PauseStep
from milkflow.cases.parts import Act, Value
from milkflow.cases.state import Point, State

MINUTES_A_DAY = 24 * 60


def happen(case: Case, state: State, event: Act | Happening) -> State:
    """Return the state after the minutes, effects and findings of a step or an act."""
    # What stays as it was is not written anew: to check a case, a hundred thousand of these are made.
    changes = {id: _changed(old, event.effects[id]) for id, old in state.readings.items() if id in event.effects}
    readings = {**state.readings, **changes} if changes else state.readings
    # What is always shown is seen again when it changes; the rest stays as it was when last asked or measured.
    shown = [id for id, item in case.observations.items() if item.known == "shown" and _is_new(state, readings, id)]
    fresh = {id: readings[id] for id in (*shown, *event.reveals)}
    minutes = passed(case, state.minutes, event)
    if not fresh:
        return replace(state, readings=readings, minutes=minutes)
    chart = _charted(case, state.chart, minutes, fresh)
    return replace(state, readings=readings, seen={**state.seen, **fresh}, minutes=minutes, chart=chart)


def passed(case: Case, minutes: int, event: Act | Happening) -> int:
    """Return the minutes since the start when a step or an act that began at ``minutes`` is over."""
    minutes += event.minutes
    return _next_time(case, minutes, event.until) if isinstance(event, PauseStep) and event.until else minutes


def _changed(old: Value, effect: Value) -> Value:
    return effect if isinstance(old, str) or isinstance(effect, str) else round(old + effect, 2)


def _is_new(state: State, readings: Mapping[str, Value], id: str) -> bool:
    return id not in state.seen or state.seen[id] != readings[id]


def _next_time(case: Case, minutes: int, until: str) -> int:
    """Return the first time from ``minutes`` on at which the clock shows ``until``."""
    return minutes + (in_minutes(until) - in_minutes(case.clock) - minutes) % MINUTES_A_DAY


def in_minutes(clock: str) -> int:
    """Return the minutes from midnight to ``clock``, such as ``10:05``."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _charted(case: Case, chart: tuple[Point, ...], minutes: int, fresh: Mapping[str, Value]) -> tuple[Point, ...]:
    values = {id: float(value) for id, value in fresh.items() if case.observations[id].chart}
    if not values:
        return chart
    last = chart[-1] if chart else None
    if last and last.minutes == minutes:
        return (*chart[:-1], Point(minutes, {**last.values, **values}))
    return (*chart, Point(minutes, values))
