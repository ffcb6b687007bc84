"""What the log keeps of the result of a try, so that a key corrected later does not change it."""

from collections.abc import Mapping

from milkflow.answers import Event


def to_record(points: float, of: float) -> Mapping[str, float]:
    """Return what a hand-in says of points and of; nothing where only a person could give points."""
    return {"points": round(points, 4), "of": of} if of else {}


def recorded(event: Event | None) -> tuple[float, float] | None:
    """Return points and of, as `to_record` wrote them into a hand-in; None where there are none."""
    said = event.response if event and isinstance(event.response, dict) else {}
    points, of = _number(said.get("points")), _number(said.get("of"))
    return (points, of) if points is not None and of is not None and points <= of else None


def _number(value: object) -> float | None:
    # A log can be written by hand: what is no sensible number is passed over.
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return float(value) if 0 <= value <= 10_000 else None
