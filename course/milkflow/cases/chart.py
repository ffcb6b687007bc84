"""The observation chart as data: one series for each charted reading, one column for each time."""

from typing import Any

from milkflow.cases.happening import MINUTES_A_DAY, in_minutes
from milkflow.cases.models import Case
from milkflow.cases.parts import Value
from milkflow.cases.policy import alert
from milkflow.cases.state import State

GAP = "\N{NO-BREAK SPACE}"  # a number and its unit stay on one line


def clock(case: Case, minutes: int) -> dict[str, Any]:
    """Return the time ``minutes`` after the start: the day after the birth, and hours and minutes as ``10:05``."""
    passed = in_minutes(case.clock) + minutes
    hours, left = divmod(passed % MINUTES_A_DAY, 60)
    day = case.patient.days_since_birth + passed // MINUTES_A_DAY
    return {"minutes": minutes, "day": day, "time": f"{hours:02d}:{left:02d}"}


def said(unit: str, value: Value, fahrenheit: bool = False) -> str:
    """Return a reading with its unit, a temperature in both scales: 37.4 °C (99.3 °F), or the other way round."""
    if isinstance(value, str):
        return value
    if unit != "°C":
        return f"{value:g}{GAP}{unit}"
    both = f"{value:.1f}{GAP}°C", f"{in_fahrenheit(value):.1f}{GAP}°F"
    first, second = reversed(both) if fahrenheit else both
    return f"{first} ({second})"


def in_fahrenheit(celsius: float) -> float:
    """Return a temperature in °F.

    >>> in_fahrenheit(38.5)
    101.3
    """
    return round(celsius * 9 / 5 + 32, 1)


def chart(case: Case, state: State, fahrenheit: bool = False) -> dict[str, Any]:
    """Return times and series; a point is None at a time when that reading was not taken.

    Temperatures are drawn in °C, or in °F where that scale comes first.
    """
    charted = [id for id, item in case.observations.items() if item.chart]
    taken = [id for id in charted if any(id in point.values for point in state.chart)]
    return {
        "times": [clock(case, point.minutes) for point in state.chart],
        "series": [_series(case, state, id, fahrenheit) for id in taken],
    }


def _series(case: Case, state: State, id: str, fahrenheit: bool) -> dict[str, Any]:
    item = case.observations[id]
    turned = fahrenheit and item.unit == "°C"
    scale = in_fahrenheit if turned else float
    low, high = item.range or (0.0, 1.0)
    values = [point.values.get(id) for point in state.chart]
    return {
        "id": id,
        "label": item.label,
        "unit": "°F" if turned else item.unit,
        "low": scale(low),
        "high": scale(high),
        "limits": [scale(edge) for edge in sorted({edge for edge in _edges(case, id) if low < edge < high})],
        "points": [None if value is None else _point(case, id, value, fahrenheit, scale(value)) for value in values],
    }


def _point(case: Case, id: str, value: float, fahrenheit: bool, drawn: float) -> dict[str, Any]:
    crossed = alert(case.limits, id, value)
    text = said(case.observations[id].unit, value, fahrenheit)
    return {"value": drawn, "text": text, "alert": crossed.level if crossed else None}


def _edges(case: Case, id: str) -> list[float]:
    mine = [limit for limit in case.limits if limit.observation == id]
    edges = [edge for limit in mine for edge in (limit.at_least, limit.above, limit.at_most, limit.below)]
    return [edge for edge in edges if edge is not None]
