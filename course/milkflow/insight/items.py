"""Numbers about one question: how hard it is, and whether those who do well elsewhere do well in it.

Every column holds one number for each person, in the same order.
"""

import numpy as np

from milkflow.insight.sampling import Interval, Numbers, bootstrap

EDGE = 0.27


def difficulty(points: Numbers, most: float) -> float:
    """Return the mean mark as a share of the most, 0 to 1: high is easy. Moodle calls it the facility index."""
    return float(points.mean() / most)


def discrimination(points: Numbers, total: Numbers, most: float = 1.0, edge: float = EDGE) -> float:
    """Return D: mean share in the upper 27 % of people by ``total``, less that in the lower 27 %; -1 to 1.

    The 27 % are those of Kelley 1939 (J Educ Psychol 30:17-24). People with the same total count alike: where only
    some of them fit into a group, each counts in part.
    """
    upper, lower = edge_means(points, total, edge)
    return (upper - lower) / most


def edge_means(points: Numbers, total: Numbers, edge: float = EDGE) -> tuple[float, float]:
    """Return the mean of ``points`` in the upper and in the lower group of people by ``total``."""
    size = max(1.0, edge * len(points))
    return _edge(points, -total, size), _edge(points, total, size)


def _edge(points: Numbers, order: Numbers, size: float) -> float:
    """Return the mean of the ``size`` people who come first in ``order``."""
    weights = np.zeros(len(points))
    for value in np.unique(order):
        same = order == value
        weights[same] = min(1.0, (size - weights.sum()) / same.sum())
        if weights.sum() >= size - 1e-9:
            break
    return float((weights * points).sum() / weights.sum())


def correlation(first: Numbers, second: Numbers) -> Numbers:
    """Return Pearson's r along the last axis; NaN where one side does not vary."""
    a = first - first.mean(axis=-1, keepdims=True)
    b = second - second.mean(axis=-1, keepdims=True)
    below = np.sqrt((a * a).sum(axis=-1) * (b * b).sum(axis=-1))
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Numbers = np.where(below > 1e-9, (a * b).sum(axis=-1) / below, np.nan)
    return found


def point_biserial(points: Numbers, total: Numbers) -> float:
    """Return the corrected point-biserial: r of a question with the total without it (Henrysson 1963).

    Henrysson, Psychometrika 28:211-218. With partial credit it is the same formula, and no longer "biserial".
    """
    return float(correlation(points, total - points))


def point_biserial_interval(points: Numbers, total: Numbers) -> Interval:
    """Return the bootstrap interval of `point_biserial`."""
    return bootstrap(correlation, points, total - points)


def efficiency(points: Numbers, total: Numbers) -> float:
    """Return the discriminative efficiency in percent, as Moodle's quiz statistics define it.

    100 × covariance with the rest ÷ the largest covariance that the same marks could have: both lists sorted. So an
    easy question is not blamed for being easy.
    """
    rest = total - points
    largest = _covariance(np.sort(points), np.sort(rest))
    return float(100 * _covariance(points, rest) / largest) if largest > 1e-12 else float("nan")


def _covariance(first: Numbers, second: Numbers) -> float:
    return float(((first - first.mean()) * (second - second.mean())).mean())
