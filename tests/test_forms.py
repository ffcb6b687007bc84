"""The claims that are graded, and the two tests that are compared: as many, and alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from milkflow.cases.links import acts
from milkflow.check.keys import key_faults
from milkflow.library import Course, read_course
from milkflow.places import Places
from milkflow.questions import Quiz
from milkflow.tracing import coverage, uses
from milkflow.tracing.forms import balance, balance_table, forms, uneven
from samples import make
from test_ten_quizzes import stub

FEWEST_GRADED = 55


@pytest.fixture(scope="module")
def course(repo: Path) -> Course:
    return read_course(Places(repo))


def test_most_claims_are_touched_by_a_graded_question_and_the_column_says_by_which(repo: Path, course: Course) -> None:
    rows = coverage(course.evidence.claims, uses(Places(repo), course))
    counted: dict[str, set[str]] = {id: set() for id in course.evidence.claims}
    for quiz in course.quizzes.values():
        for question in quiz.questions:
            touched = {*question.claims}
            if question.kind == "case":
                touched |= {*question.story.claims, *(id for _, _, act in acts(question.story) for id in act.claims)}
            for id in touched:
                counted[id].add(quiz.id)
    assert {row.claim.id: {*row.graded} for row in rows} == counted
    assert len(rows) == 63 and sum(map(bool, counted.values())) >= FEWEST_GRADED
    # Without what only a case touches: a trainee may never come that way.
    asked = {id for quiz in course.quizzes.values() for one in quiz.questions for id in one.claims}
    assert len(asked) >= FEWEST_GRADED


def test_the_basis_of_every_key_may_bear_it(course: Course) -> None:
    found = [question for quiz in course.quizzes.values() for question in quiz.questions]
    assert len(found) >= 50
    assert {one.id: faults for one in found if (faults := key_faults(one, course.evidence))} == {}
    assert [one.id for one in found if not one.key_basis and one.kind != "reflection"] == []
    disputed = [one for one in found if any(basis.startswith("differ:") for basis in one.key_basis)]
    assert disputed, "no question asks where sources differ"


@pytest.mark.parametrize(
    ("claims", "basis", "said"),
    [
        (["hairdryer"], ["claim:hairdrier"], "no claim is called 'hairdrier'; did you mean 'hairdryer'?"),
        (["hairdryer"], ["hairdryer"], "is no basis for a key"),
        (["important-to-empty"], ["claim:important-to-empty"], "sources differ on 'important-to-empty'"),
        (["important-to-empty"], ["claim:hairdryer"], "is not among the claims of the question"),
        (["important-to-empty", "hairdryer"], ["claim:hairdryer"], "add 'differ:important-to-empty' to key_basis"),
        (["hairdryer"], ["differ:hairdryer"], "sources agree on 'hairdryer'"),
        (["hairdryer"], ["fact:common-ground/nothing"], "common-ground has no row 'nothing'"),
    ],
)
def test_a_key_on_ground_that_does_not_bear_it_is_refused(
    course: Course, claims: list[str], basis: list[str], said: str
) -> None:
    faults = key_faults(make("one", points=1, claims=claims, key_basis=basis), course.evidence)
    assert any(said in fault for fault in faults), faults


def form_of(outcomes: str, role: str) -> Quiz:
    """Return a test with a question of one point for each digit."""
    plain: dict[str, Any] = stub(role, role)
    one = plain["questions"][0]
    questions = [one | {"id": f"{role}-{n:02}", "outcomes": [int(digit)]} for n, digit in enumerate(outcomes, 1)]
    return Quiz.model_validate(plain | {"questions": questions})


def test_two_forms_that_ask_alike_are_even_and_others_are_named(course: Course) -> None:
    claims = course.evidence.claims
    before, after = form_of("11223344", "pre-test"), form_of("1112223334441234", "post-test")
    both = forms([after, before])
    assert both == (before, after)
    shares = balance(both, claims)
    assert [*uneven(shares)] == []
    assert [(one.questions, one.points) for one in shares if one.what == "outcome"] == [((2, 4), (0.25, 0.25))] * 4
    assert balance_table(shares).splitlines()[1].split() == ["outcome", "1", "2", "25%", "4", "25%"]
    for what in ("outcome", "topic", "kind", "level"):
        for form in (0, 1):
            assert sum(one.points[form] for one in shares if one.what == what) == pytest.approx(1)
    said = [*uneven(balance((before, form_of("1111222223333355", "post-test")), claims))]
    assert [one.split(" has ")[0] for one in said] == ["forms A and B: outcome 4", "forms A and B: outcome 5"]
    assert "25% of the points in A and 0% in B" in said[0]


def test_forms_are_compared_once_both_are_written(course: Course) -> None:
    assert forms([form_of("12", "pre-test")]) is None
    both = forms(course.quizzes.values())
    if both:
        assert [*uneven(balance(both, course.evidence.claims))] == []
