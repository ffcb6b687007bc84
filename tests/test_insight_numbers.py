"""Every number of the instructor notebooks, against a library that is not ours or an example that was published."""

from __future__ import annotations

from itertools import product
from math import isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from milkflow.insight import certainty, change, items, sampling, scales
from milkflow.insight.sampling import Numbers

# Shrout and Fleiss 1979, Psychol Bull 86:420-428, table 2: six people, four judges. They report ICC(3,4) = 0.91, which
# is Cronbach's alpha, and ICC(2,4) = 0.62, which is the dependability of the mean.
SHROUT = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float)
CHANCE = np.random.RandomState(11)
ABILITY = CHANCE.normal(size=80)
ZEROS_AND_ONES: Numbers = (ABILITY[:, None] + CHANCE.normal(size=(80, 9)) > 0.2).astype(float)
PARTS: Numbers = np.clip(np.round((ABILITY[:, None] + CHANCE.normal(size=(80, 9)) + 1) * 2) / 4, 0, 1)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 400), st.floats(0, 1))
def test_wilson_agrees_with_scipy(of: int, share: float) -> None:
    hits = round(share * of)
    theirs = stats.binomtest(hits, of).proportion_ci(method="wilson")
    assert sampling.wilson(hits, of) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_the_bootstrap_of_r_agrees_with_scipy_and_repeats_itself() -> None:
    item, total = PARTS[:, 0], PARTS.sum(axis=1)
    ours = items.point_biserial_interval(item, total)
    theirs = stats.bootstrap(
        (item, total - item), lambda a, b, axis: items.correlation(a, b),
        paired=True, vectorized=True, n_resamples=4000, method="percentile", rng=np.random.default_rng(1),
    ).confidence_interval  # fmt: skip
    assert ours == pytest.approx((theirs.low, theirs.high), abs=0.03)
    assert ours == items.point_biserial_interval(item, total)


def test_the_point_biserial_agrees_with_scipy() -> None:
    for marks in (ZEROS_AND_ONES, PARTS):
        total = marks.sum(axis=1)
        for item in marks.T:
            assert items.point_biserial(item, total) == pytest.approx(stats.pearsonr(item, total - item).statistic)
    assert isnan(items.point_biserial(np.ones(80), total)), "what does not vary agrees with nothing"


def test_discriminative_efficiency_is_the_covariance_over_that_of_sorted_lists() -> None:
    item, total = ZEROS_AND_ONES[:, 2], ZEROS_AND_ONES.sum(axis=1)
    rest = total - item
    most = np.cov(np.sort(item), np.sort(rest))[0, 1]
    assert items.efficiency(item, total) == pytest.approx(100 * np.cov(item, rest)[0, 1] / most)
    assert items.efficiency(np.sort(item), np.sort(rest) + np.sort(item)) == pytest.approx(100)


def test_discrimination_compares_27_percent_and_shares_ties_out() -> None:
    total = np.arange(100.0)
    item = (total >= 73).astype(float)
    assert items.discrimination(item, total) == pytest.approx(1)
    assert items.discrimination(1 - item, total) == pytest.approx(-1)
    assert items.discrimination(item, np.ones(100)) == pytest.approx(0), "people who tie are all in both groups"
    shuffled = np.random.RandomState(3).permutation(100)
    assert items.discrimination(item[shuffled], total[shuffled]) == pytest.approx(1)
    assert items.difficulty(2 * item, 2) == pytest.approx(0.27)


def test_alpha_and_dependability_are_those_that_shrout_and_fleiss_report() -> None:
    assert round(scales.alpha(SHROUT), 2) == 0.91
    assert round(scales.dependability(SHROUT), 2) == 0.62


def test_kr20_is_alpha_of_zeros_and_ones_and_of_nothing_else() -> None:
    assert scales.kr20(ZEROS_AND_ONES) == pytest.approx(scales.alpha(ZEROS_AND_ONES))
    assert isnan(scales.kr20(PARTS))
    # Worked by hand: p = 3/4, 2/4, 1/4; Σpq = 10/16; totals 3, 2, 1, 0 have a variance of 5/4; 3/2 · (1 - 1/2) = 3/4.
    assert scales.kr20(np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]], dtype=float)) == pytest.approx(0.75)


def test_a_cut_far_from_the_mean_makes_pass_and_fail_more_dependable() -> None:
    phi = scales.dependability(PARTS)
    near, far = (scales.dependability(PARTS, cut) for cut in (float(PARTS.mean()), 0.95))
    assert near == pytest.approx(phi), "at the mean, Φ(λ) is Φ"
    assert phi < far < 1
    assert isnan(scales.dependability(PARTS[:, :1]))


def test_the_error_of_a_score_and_the_longer_test() -> None:
    assert scales.score_error(10, 0.84) == pytest.approx(4)
    needed = scales.questions_needed(0.5, 10, wanted=0.8)
    assert needed == 40 and scales.longer(0.5, needed / 10) == pytest.approx(0.8)
    assert isnan(scales.questions_needed(-0.1, 10))


def test_the_paired_gain_agrees_with_scipy() -> None:
    before, after = PARTS[:, 0], np.clip(PARTS[:, 1] + 0.2, 0, 1)
    theirs = stats.ttest_rel(after, before).confidence_interval(0.95)
    found = change.gain(before, after)
    assert found.interval == pytest.approx((theirs.low, theirs.high))
    assert found.mean == pytest.approx(after.mean() - before.mean()) == change.sensitivity(before, after)
    assert found.d == pytest.approx(found.mean / np.mean([np.std(before, ddof=1), np.std(after, ddof=1)]))
    assert found.normalised == pytest.approx((after.mean() - before.mean()) / (1 - before.mean()))


def test_wilcoxon_agrees_with_counting_every_pattern_of_signs() -> None:
    difference = np.array([0.3, -0.1, 0.5, 0.7, -0.2, 0.9, 1.1, 0.0])
    ranks = stats.rankdata(np.abs(difference[:-1]))
    seen = ranks[difference[:-1] > 0].sum()
    sums = [sum(rank for rank, up in zip(ranks, signs, strict=True) if up) for signs in product((0, 1), repeat=7)]
    tail = min(sum(one >= seen for one in sums), sum(one <= seen for one in sums)) / 2**7
    assert change.wilcoxon(np.zeros(8), difference) == pytest.approx(2 * tail)
    assert change.wilcoxon(np.ones(5), np.ones(5)) == 1
    assert change.wilcoxon(np.zeros(6), np.arange(1.0, 7)) == pytest.approx(2 / 2**6)


def test_certainty_is_judged_by_hand_worked_numbers() -> None:
    sure, right = np.array([0.9, 0.9, 0.5, 0.5]), np.array([1.0, 0.0, 1.0, 0.0])
    assert certainty.brier(sure, right) == pytest.approx((0.01 + 0.81 + 0.25 + 0.25) / 4)
    assert float(certainty.bias(sure, right)) == pytest.approx(0.2)
    assert certainty.brier(right, right) == 0


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=3, max_size=3), min_size=1, max_size=12))
def test_no_class_is_so_small_or_so_alike_that_a_number_fails(rows: list[list[float]]) -> None:
    marks = np.array(rows)
    total = marks.sum(axis=1)
    for item in marks.T:
        assert -1 <= items.discrimination(item, total) <= 1
        assert isnan(r := items.point_biserial(item, total)) or -1.000001 <= r <= 1.000001
        low, high = items.point_biserial_interval(item, total)
        assert isnan(low) or low <= high
        assert isnan(e := items.efficiency(item, total)) or e <= 100.000001
    assert isnan(a := scales.alpha(marks)) or a <= 1.000001
    assert isnan(phi := scales.dependability(marks, 0.8)) or 0 <= phi <= 1.000001
    assert change.gain(marks[:, 0], marks[:, 1]).people == len(rows)
