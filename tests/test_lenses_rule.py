"""What a decision on a claim comes to: pure, total, and never soft on what can harm."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from milkflow.answers import Event
from milkflow.evidence import load_evidence
from milkflow.lenses import CAREFUL, STANCE_OF, STANCES, by_topic, decide, decisions, event_name, summary
from milkflow.questions.parts import Id

CLAIMS = load_evidence().claims
OUTCOMES = {"agrees", "open", "not-yet", "undecided"}
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def event(claim: str, response: Any, confidence: Any = None, kind: Any = "answer") -> Event:
    at = "2026-11-23T00:00:00.000Z"
    return Event(id="0" * 32, at=at, type=kind, name=event_name(claim), response=response, confidence=confidence)


def test_every_verdict_calls_for_one_stance_and_every_stance_for_one_verdict() -> None:
    verdicts = {claim.verdict for claim in CLAIMS.values()}
    assert verdicts == set(STANCE_OF)
    assert sorted(STANCE_OF.values()) == sorted(STANCES)


@pytest.mark.parametrize(
    ("claim", "stance", "outcome"),
    [
        ("deep-latch", "give", "agrees"),
        ("deep-latch", "never", "not-yet"),
        ("usually-one-breast", "not-known", "not-yet"),
        ("cold-draft-cause", "not-known", "agrees"),
        ("pressure-endure", "give", "not-yet"),
        # Caution is not marked down.
        ("deep-latch", "give-with-limit", "agrees"),
        ("cold-draft-cause", "never", "agrees"),
        ("call-nurse-midwife", "never", "not-yet"),
        # Sources differ: another decision than ours is not called wrong,
        ("important-to-empty", "give-with-limit", "open"),
        # but for giving without any limit what can harm.
        ("important-to-empty", "give", "not-yet"),
        ("chin-to-sore-area", "give", "open"),
        ("important-to-empty", "no-longer", "agrees"),
        # Sources differ on warmth, and on none of them may it be very warm.
        ("very-warm-cloth", "give", "not-yet"),
        ("very-warm-cloth", "not-known", "not-yet"),
        # Sources differ on hours, and on none of them is a doctor left out.
        ("doctor-as-soon-as-possible", "never", "not-yet"),
    ],
)
def test_a_decision_is_compared_with_the_verdict(claim: str, stance: str, outcome: str) -> None:
    assert decide(CLAIMS[claim], stance).outcome == outcome


@given(st.sampled_from(sorted(CLAIMS)), ANY_JSON | st.sampled_from(STANCES), ANY_JSON | st.sampled_from(["sure"]))
def test_any_answer_at_all_comes_to_one_of_four_things(id: str, response: Any, confidence: Any) -> None:
    claim = CLAIMS[id]
    made = decide(claim, response, confidence)
    assert made.outcome in OUTCOMES
    assert (made.outcome == "undecided") == (response not in STANCES)
    careful = response in STANCES and (claim.verdict, response) in CAREFUL
    assert (made.outcome == "agrees") == (response == STANCE_OF[claim.verdict] or careful)
    if claim.verdict == "unsafe" or claim.topic == "help-seeking" or not claim.differs:
        assert made.outcome != "open"
    assert made.is_sure_and_wrong == (made.outcome == "not-yet" and confidence == "sure")


@given(st.lists(st.tuples(st.sampled_from(sorted(CLAIMS)), st.sampled_from(STANCES), st.sampled_from(["sure", None]))))
def test_the_latest_decision_counts_and_every_claim_stands_once_on_the_map(kept: list[Any]) -> None:
    events = [event(*one) for one in kept]
    made = decisions(CLAIMS.values(), events)
    latest = {id: stance for id, stance, _ in kept}
    assert {one.claim.id: one.stance for one in made if one.stance} == latest
    found = summary(made)
    assert sorted(one.claim.id for group in found for one in group) == sorted(CLAIMS)
    assert found.decided == len(latest)
    assert sum(sum(tally[1:]) for tally in by_topic(made)) == len(CLAIMS)


def test_what_can_harm_comes_first_among_the_sure_and_wrong() -> None:
    events = [event("deep-latch", "never", "sure"), event("pressure-endure", "give", "sure")]
    found = summary(decisions(CLAIMS.values(), events))
    assert [one.claim.id for one in found.sure_and_wrong] == ["pressure-endure", "deep-latch"]


def test_a_decision_that_was_taken_back_and_a_move_of_that_name_count_for_nothing() -> None:
    taken_back = [event("deep-latch", "give"), event("deep-latch", None)]
    for events in (taken_back, [event("deep-latch", "give", kind="move")]):
        assert summary(decisions(CLAIMS.values(), events)).decided == 0


def test_no_question_can_have_the_name_of_a_decision() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Id).validate_python(event_name("deep-latch"))
