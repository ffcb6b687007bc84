"""Numbers about a whole quiz: how sure one may be of a score, and of pass or fail.

``marks`` is a table with a row for each person and a column for each question.
"""

from collections.abc import Callable
from math import ceil, nan, sqrt
from typing import NamedTuple

import numpy as np

from milkflow.insight.sampling import ENOUGH, NOTHING, SEED, Interval, Numbers


def alpha(marks: Numbers) -> float:
    """Return Cronbach's alpha, k/(k-1) · (1 - Σ s²(question) ÷ s²(total)) (Cronbach 1951, Psychometrika 16:297-334)."""
    people, questions = marks.shape
    if people < 2 or questions < 2 or (total := marks.sum(axis=1).var(ddof=1)) < 1e-12:
        return nan
    return float(questions / (questions - 1) * (1 - marks.var(axis=0, ddof=1).sum() / total))


def kr20(marks: Numbers) -> float:
    """Return Kuder and Richardson's formula 20 for marks of 0 and 1 (1937, Psychometrika 2:151-160).

    k/(k-1) · (1 - Σ p·q ÷ σ²). p·q is a variance with n below, so σ² has n below too. NaN for marks between.
    """
    people, questions = marks.shape
    if people < 2 or questions < 2 or not np.isin(marks, (0, 1)).all() or (total := marks.sum(axis=1).var()) < 1e-12:
        return nan
    p = marks.mean(axis=0)
    return float(questions / (questions - 1) * (1 - (p * (1 - p)).sum() / total))


def interval(statistic: Callable[[Numbers], float], marks: Numbers, rounds: int = 400) -> Interval:
    """Return the percentile bootstrap interval of a number about the whole quiz: people are drawn anew, whole rows."""
    chance = np.random.RandomState(SEED)
    found = np.array([statistic(marks[chance.randint(0, len(marks), len(marks))]) for _ in range(rounds)])
    found = found[np.isfinite(found)]
    if len(marks) < 3 or len(found) < ENOUGH * rounds:
        return NOTHING
    low, high = np.percentile(found, [2.5, 97.5])
    return Interval(float(low), float(high))


def score_error(deviation: float, reliability: float) -> float:
    """Return the standard error of measurement, s · √(1 - reliability), in the unit of ``deviation``."""
    return deviation * sqrt(max(0.0, 1 - reliability)) if np.isfinite(reliability) else nan


def longer(reliability: float, times: float) -> float:
    """Return the reliability of a test ``times`` as long (Spearman 1910; Brown 1910): n·r ÷ (1 + (n-1)·r).

    >>> round(longer(0.5, 2), 3)
    0.667
    """
    return times * reliability / (1 + (times - 1) * reliability)


def questions_needed(reliability: float, questions: int, wanted: float = 0.7) -> float:
    """Return how many such questions would give the ``wanted`` reliability; NaN where no number would.

    >>> questions_needed(0.5, 10, wanted=2 / 3)
    20.0
    """
    if not 0 < reliability < 1:
        return nan
    times = wanted * (1 - reliability) / (reliability * (1 - wanted))
    return float(ceil(round(times * questions, 6)))


class Parts(NamedTuple):
    """Variance components of a people × questions table; ``rest`` is their interaction, error in it."""

    people: float
    questions: float
    rest: float


def components(marks: Numbers) -> Parts:
    """Return the variance components, by the mean squares of a two-way table with one mark in a cell.

    Brennan 2001, Generalizability Theory, chapter 2. A negative estimate counts as 0.
    """
    n, k = marks.shape
    mean, rows, columns = marks.mean(), marks.mean(axis=1), marks.mean(axis=0)
    of_rows = k * ((rows - mean) ** 2).sum() / (n - 1)
    of_columns = n * ((columns - mean) ** 2).sum() / (k - 1)
    left = ((marks - rows[:, None] - columns[None, :] + mean) ** 2).sum() / ((n - 1) * (k - 1))
    return Parts(max(0.0, float(of_rows - left) / k), max(0.0, float(of_columns - left) / n), float(left))


def dependability(marks: Numbers, cut: float | None = None) -> float:
    """Return Brennan and Kane's Φ(λ): how dependable pass and fail are at ``cut`` (a mean mark); without it, Φ.

    Brennan and Kane 1977, J Educ Meas 14:277-289. (σ²p + d) ÷ (σ²p + d + σ²Δ), where d = (mean - λ)² less what
    chance adds to it, and σ²Δ = (σ²questions + σ²rest) ÷ k. ``marks`` are shares, 0 to 1, as is ``cut``.
    """
    n, k = marks.shape
    if n < 2 or k < 2:
        return nan
    people, questions, rest = components(marks)
    away = 0.0
    if cut is not None:
        away = max(0.0, float(marks.mean() - cut) ** 2 - (people / n + questions / k + rest / (n * k)))
    below = people + away + (questions + rest) / k
    return (people + away) / below if below > 1e-12 else nan
