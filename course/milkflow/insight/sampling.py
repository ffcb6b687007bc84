"""Intervals: how far a number from one class may be off. Each is for 95 % unless it says otherwise."""

from collections.abc import Callable
from math import nan, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Z = 1.959963984540054  # the 97.5th percentile of the standard normal distribution
ROUNDS, BLOCK, SEED = 2000, 500_000, 6
ENOUGH = 0.8  # of the rounds must give a number at all


class Interval(NamedTuple):
    """``low`` to ``high``; both are NaN where there is too little to say."""

    low: float
    high: float


NOTHING = Interval(nan, nan)


def wilson(hits: float, of: int) -> Interval:
    """Return the interval of a share, 0 to 1 (Wilson 1927, J Am Stat Assoc 22:209-212, no continuity correction).

    >>> [round(end, 3) for end in wilson(0, 100)]
    [0.0, 0.037]
    """
    if of == 0:
        return NOTHING
    share, weight = hits / of, Z * Z / of
    middle = (share + weight / 2) / (1 + weight)
    half = Z * sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def bootstrap(statistic: Callable[..., Numbers], *columns: Numbers, rounds: int = ROUNDS, seed: int = SEED) -> Interval:
    """Return the percentile interval of ``statistic`` over people drawn anew (Efron and Tibshirani 1993, chapter 13).

    Each column has a number for each person; ``statistic`` takes them with people along the last axis. The same seed
    gives the same interval. Rounds that give no number are left out; too many of those, and there is no interval.
    """
    count = len(columns[0])
    if count < 3:
        return NOTHING
    chance, found = np.random.RandomState(seed), []  # this generator never changes its numbers, in any release
    at_once = max(1, BLOCK // count)
    for start in range(0, rounds, at_once):
        drawn = chance.randint(0, count, (min(at_once, rounds - start), count))
        found.append(statistic(*(column[drawn] for column in columns)))
    values = np.concatenate(found)
    values = values[np.isfinite(values)]
    if len(values) < ENOUGH * rounds:
        return NOTHING
    low, high = np.percentile(values, [2.5, 97.5])
    return Interval(float(low), float(high))
