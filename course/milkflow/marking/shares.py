"""What a share is, and how a response is read: total, so that any JSON value can be looked at."""

from typing import Any, NamedTuple


class Share(NamedTuple):
    """A share from 0 to 1, and for each part its id and whether it was handled rightly."""

    value: float
    parts: tuple[tuple[str, bool], ...] = ()


def known_ids(response: Any, known: list[str]) -> list[str]:
    """Return the known ids in ``response`` once each, in its order; anything else in it is passed over."""
    if not isinstance(response, list):
        return []
    return list(dict.fromkeys(id for id in response if isinstance(id, str) and id in known))


def known_pairs(response: Any, keys: list[str], values: tuple[str, ...] | list[str]) -> dict[str, str]:
    """Return what ``response`` says of known ids with a known value; anything else in it is passed over."""
    given = response if isinstance(response, dict) else {}
    found = {key: given.get(key) for key in keys}
    return {key: value for key, value in found.items() if isinstance(value, str) and value in values}
