"""Guess what an author meant to write."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: object, known: Iterable[object]) -> str:
    """Return ``; did you mean 'x'?`` for the nearest known word, or an empty string.

    >>> did_you_mean("becuase", ["because", "say"])
    "; did you mean 'because'?"
    """
    near = get_close_matches(str(word), sorted(map(str, known)), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""
