from datetime import date
from pathlib import Path

import pytest

from milkflow import cases
from milkflow.cases import Case
from milkflow.cases.models import EndingStep
from milkflow.evidence import load_evidence
from milkflow.library import case_files
from milkflow.reading import CONTENT_DIR, document

CASES = case_files()
EVIDENCE = load_evidence(CONTENT_DIR / "evidence")


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_a_case_has_nothing_to_put_right(path: Path) -> None:
    assert cases.problems(cases.read_case(path), document(path), EVIDENCE.claims, date(2026, 11, 23)) == []


def test_all_cases_together_give_no_answer_away() -> None:
    assert cases.set_problems([cases.read_case(path) for path in CASES]) == []


def test_a_case_survives_the_journey_through_json(path: Path) -> None:
    case = cases.read_case(path)
    assert Case.model_validate(case.model_dump(mode="json")) == case


def test_every_path_ends_and_no_path_exceeds_a_ceiling(path: Path) -> None:
    case = cases.read_case(path)
    found = cases.walk(case)
    assert not found.endless and not found.too_many and not found.stuck
    most = cases.ceilings(case)
    ends = [found.states[key] for key, edges in found.edges.items() if not edges]
    assert ends
    for state in ends:  # there all of a run is counted
        kept = cases.ledgers(case, state)
        assert kept.met <= most.features
        assert kept.partnership <= most.partnership
        assert len(kept.calls) <= most.calls
        assert len(kept.harms) <= most.harms
        assert kept.key_minutes is None or most.fastest is None or kept.key_minutes >= most.fastest


def test_the_best_path_reaches_the_ceiling_of_key_features_and_harms_nobody(path: Path) -> None:
    case = cases.read_case(path)
    best = cases.best_path(case)
    assert best is not None
    kept = cases.ledgers(case, best)
    assert (kept.met, kept.harms, kept.passed) == (len(case.key_features), (), True)


# What a case calls its safety net: who leaves it out has left her alone with what may come.
NETS = {"timed-net", "until-seen"}


def test_nobody_passes_who_left_the_safety_net_out_or_whose_help_came_late(path: Path) -> None:
    case = cases.read_case(path)
    for state in cases.walk(case).states.values():
        end, kept = case.steps[state.step], cases.ledgers(case, state)
        if isinstance(end, EndingStep) and kept.passed:
            assert end.outcome in ("safe", "harm averted"), state.step
            assert all(kept.features[net] for net in NETS & case.key_features.keys()), state.step


def test_at_least_two_endings_teach_and_their_kinds_differ(path: Path) -> None:
    endings = [step for step in cases.read_case(path).steps.values() if isinstance(step, EndingStep)]
    assert len({step.outcome for step in endings}) >= 2


def test_each_early_warning_limit_rests_on_a_row_that_was_read() -> None:
    for limit in cases.read_policy().limits:
        rows = EVIDENCE.tables[limit.fact].rows
        assert any(limit.source in row.sources and row.verified == "read" for row in rows), limit


def test_sepsis_limits_are_the_numbers_of_the_evidence_table() -> None:
    limits = cases.read_policy().limits
    expected = {
        ("breathing", 25): "high",
        ("breathing", 24): "moderate",
        ("breathing", 20): None,
        ("pulse", 131): "high",
        ("pulse", 130): "moderate",
        ("pulse", 90): None,
        ("systolic", 90): "high",
        ("systolic", 91): "moderate",
        ("systolic", 101): None,
        ("temperature", 35.9): "moderate",
        ("temperature", 37.9): None,
        ("temperature", 38.0): "look again",
    }
    found = {key: cases.alert(limits, *key) for key in expected}
    assert {key: limit.level if limit else None for key, limit in found.items()} == expected
