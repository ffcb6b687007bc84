"""Numbers about how sure people were, and how right."""

from collections.abc import Mapping

from milkflow.insight.sampling import Numbers

# What "guessing", "fairly" and "sure" are read as: a probability of being right. They are the middles of the three
# bands in which each answer is the best choice under certainty-based marking: up to 0.67 (from a third, which is chance
# among three options), 0.67 to 0.80, and above 0.80. A convention of ours, and the tables say so.
READ_AS: Mapping[str, float] = {"guessing": 0.5, "fairly": 0.735, "sure": 0.9}


def brier(certainty: Numbers, right: Numbers) -> float:
    """Return the mean of (certainty - right)² (Brier 1950, Mon Weather Rev 78:1-3): 0 is best, 1 is worst.

    ``right`` is 1, 0 or a share of the points, ``certainty`` the probability that was meant.
    """
    return float(((certainty - right) ** 2).mean())


def bias(certainty: Numbers, right: Numbers) -> Numbers:
    """Return mean certainty less mean right, along the last axis: above 0 is too sure (Lichtenstein and others 1982).

    Lichtenstein, Fischhoff and Phillips, in Kahneman, Slovic and Tversky (eds), Judgment under Uncertainty, 1982.
    """
    found: Numbers = certainty.mean(axis=-1) - right.mean(axis=-1)
    return found
