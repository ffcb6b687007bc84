"""What was planted in a class is found where it is large enough, and no more is said than a class can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from milkflow.evidence import load_evidence
from milkflow.grading.demo import Fault
from milkflow.insight import analysis, debrief, gains
from milkflow.insight.choices import picked, slots
from milkflow.insight.findings import findings, look_at
from milkflow.insight.simulated import simulated_class
from milkflow.marking import mark
from milkflow.questions import Quiz, read_quiz, read_samples
from milkflow.words import read_words

WORDS = read_words()
PLANTED: Mapping[str, Fault] = {
    "quiz-02-01": "dead-option", "quiz-02-02": "wrong-key", "quiz-02-07": "misconception",
}  # fmt: skip
NAMED = {"dead-option": "dead-option", "wrong-key": "check-key", "misconception": "misconception"}
SEEDS = range(1, 6)
VERDICT, LOOK = WORDS["analysis-verdict"], WORDS["analysis-look"]


@pytest.fixture(scope="module")
def quiz(repo: Path) -> Quiz:
    return read_quiz(repo / "solutions" / "quiz-02.yaml")


def found_in(quiz: Quiz, count: int, faults: Mapping[str, Fault]) -> Counter[tuple[str, str, bool]]:
    """Count over the seeds what is said of which question, and whether for sure."""
    found: Counter[tuple[str, str, bool]] = Counter()
    for seed in SEEDS:
        said = [one for item in look_at(simulated_class(quiz, count, seed, faults)) for one in findings(item)]
        found.update({(one.question, one.kind, one.sure) for one in said})
    return found


def test_at_100_people_what_was_planted_is_found_and_little_else_is_said(quiz: Quiz) -> None:
    found = found_in(quiz, 100, PLANTED)
    for question, fault in PLANTED.items():
        assert found[question, NAMED[fault], True] >= 4, found
    clean = {key: times for key, times in found.items() if key[0] not in PLANTED}
    assert sum(clean.values()) <= 1, clean


def test_at_15_people_nothing_is_said_of_any_question(quiz: Quiz) -> None:
    assert not found_in(quiz, 15, PLANTED)
    for seed in SEEDS:
        people = simulated_class(quiz, 15, seed, PLANTED)
        page = analysis.whole_quiz(people, WORDS) + analysis.each_question(look_at(people), WORDS)
        assert not any(word in page for word in (VERDICT, LOOK, "alpha</th>", "<img"))
        assert " of 15" in page and "%" in page, "a count and a range are still told"


def test_between_30_and_99_people_are_asked_to_look_and_get_no_verdict(quiz: Quiz) -> None:
    found = found_in(quiz, 50, PLANTED)
    assert found and not any(sure for _, _, sure in found)
    people = simulated_class(quiz, 50, 1, PLANTED)
    page = analysis.each_question(look_at(people), WORDS)
    assert LOOK in page and VERDICT not in page


def test_a_key_that_nobody_chose_is_doubted(quiz: Quiz) -> None:
    people = simulated_class(quiz, 100, 1)
    one = quiz.questions[1]
    assert one.kind == "one"
    wrong = next(option.id for option in one.options if not option.right)
    rows = people.answers["question"] == one.id
    people.answers.loc[rows, "points"] = 0.0
    people.answers.loc[rows, "response"] = wrong
    item = next(item for item in look_at(people) if item.question.id == one.id)
    first = findings(item)[0]
    assert (first.kind, first.sure, first.choice) == ("check-key", True, wrong)


def test_unsafe_and_sure_comes_first_with_what_to_say(quiz: Quiz) -> None:
    claims = load_evidence().claims
    found = debrief.troubles(simulated_class(quiz, 40, 2, PLANTED), claims)
    assert (found[0].item.question.id, found[0].safety) == ("quiz-02-07", True) and found[0].sure
    assert [one.order for one in found] == sorted(one.order for one in found)
    page = debrief.ready_debrief(found[:1], claims, {}, WORDS)
    for claim in found[0].item.question.claims:
        assert claims[claim].teach[:40].replace("'", "&#x27;") in page
    assert "&lt;" not in page and "demo-" not in page, "words are escaped once, and no trainee is named"


def test_a_gain_is_claimed_at_100_people_and_left_open_at_15_or_where_nothing_changed(quiz: Quiz) -> None:
    def told(count: int, learned: float, seed: int) -> bool:
        before, after = (simulated_class(quiz, count, seed, learned=much) for much in (0.0, learned))
        return f">{WORDS['gain-many-up']}<" in gains.gain_table(gains.parts(before, after), WORDS)

    assert told(100, 1.0, 3) and not told(15, 1.0, 3) and not told(100, 0.0, 3)
    parts = gains.parts(simulated_class(quiz, 40, 1), simulated_class(quiz, 40, 2, learned=0.5))
    assert [part.outcome for part in parts] == [0, 2, 3, 6], "the whole test, and each outcome that it asks for"
    assert all(sum(part.moved) == part.gain.people == 40 for part in parts)


def test_every_kind_of_question_is_read_with_its_choices() -> None:
    for sample in read_samples():
        question = sample.question
        graded = question.model_copy(update={"points": 1.0})
        for slot in slots(question):
            right = {choice.id for choice in slot.choices if choice.right}
            assert right and len(slot.choices) >= 2, question.id
            assert set(picked(graded, slot, sample.right)) <= right, question.id
            for junk in (None, 7, "nothing", [["x"]], {"": {}}, {slot.part: [None, 3]}, [slot.choices[0].id, {}]):
                ids = picked(graded, slot, junk)
                assert set(ids) <= {choice.id for choice in slot.choices}
                assert not ids or mark(graded, junk).outcome != "not answered"
