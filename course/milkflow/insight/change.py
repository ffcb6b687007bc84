"""Numbers about a change: the same people before and after. Shares are 0 to 1, one for each person, in one order."""

from math import nan, sqrt
from typing import NamedTuple

import numpy as np
from scipy import stats

from milkflow.insight.sampling import NOTHING, Interval, Numbers


class Gain(NamedTuple):
    """``before``, ``after`` and ``mean`` (after - before) are mean shares, ``interval`` is that of ``mean``.

    ``d`` is in standard deviations, ``normalised`` the share of what was missing before, ``p`` Wilcoxon's.
    """

    people: int
    before: float
    after: float
    mean: float
    interval: Interval
    d: float
    normalised: float
    p: float


def gain(before: Numbers, after: Numbers) -> Gain:
    """Return what changed between two tests of the same people."""
    first, second = float(before.mean()), float(after.mean())
    return Gain(
        len(before), first, second, second - first, paired_interval(before, after), effect(before, after),
        normalised_gain(first, second), wilcoxon(before, after),
    )  # fmt: skip


def sensitivity(before: Numbers, after: Numbers) -> float:
    """Return instructional sensitivity, p after - p before (Cox and Vargas 1966), of one question or a set of them."""
    return float(after.mean() - before.mean())


def paired_interval(before: Numbers, after: Numbers) -> Interval:
    """Return Student's interval of the mean difference: mean ± t · s ÷ √n, with n - 1 degrees of freedom."""
    difference = after - before
    if len(difference) < 2:
        return NOTHING
    half = float(stats.t.ppf(0.975, len(difference) - 1) * difference.std(ddof=1) / sqrt(len(difference)))
    return Interval(float(difference.mean()) - half, float(difference.mean()) + half)


def effect(before: Numbers, after: Numbers) -> float:
    """Return Cohen's d with the average of both standard deviations below, d_av of Lakens 2013.

    Lakens, Front Psychol 4:863. Unlike d of the differences it does not grow because people keep their rank.
    """
    if len(before) < 2:
        return nan
    spread = (before.std(ddof=1) + after.std(ddof=1)) / 2
    return float((after.mean() - before.mean()) / spread) if spread > 1e-12 else nan


def normalised_gain(before: float, after: float) -> float:
    """Return (after - before) ÷ (1 - before) of class means (Hake 1998, Am J Phys 66:64-74); NaN from full marks.

    >>> normalised_gain(0.5, 0.75)
    0.5
    """
    return (after - before) / (1 - before) if before < 1 else nan


def wilcoxon(before: Numbers, after: Numbers) -> float:
    """Return p of Wilcoxon's signed-rank test, two-sided (Wilcoxon 1945, Biometrics Bull 1:80-83).

    People who did not change are left out, as Wilcoxon did; 1 when nobody changed.
    """
    difference = np.round(after - before, 9)
    difference = difference[difference != 0]
    return float(stats.wilcoxon(difference).pvalue) if len(difference) else 1.0
