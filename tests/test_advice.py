"""Advice that is no longer given, or that can injure, never stands as the course's own word."""

import json
from pathlib import Path

import pytest

from milkflow.check.advice import notebook_advice, page_advice, read_guards
from milkflow.evidence import load_evidence
from milkflow.reading import document

GUARDS = read_guards()
EVIDENCE = load_evidence()

# For each claim a sentence that gives it as advice. One that is missing here fails the test below.
ADVICE = {
    "stasis-mastitis-clogged-ducts": "Milk stays where a duct gets plugged.",
    "warm-cloth-pump-unplug": "Put on a warm cloth, then pump.",
    "circular-massage": "Massage the lump softly in circles.",
    "towel-until-cool": "Leave the towel on until it is cold.",
    "pump-with-cloth": "Let her pump with the cloth on.",
    "continue-pumping": "Continue pumping after that.",
    "massage-until-flow-sign": "Rub the place until milk flows.",
    "stop-when-no-more-milk": "Pump until milk stops.",
    "mastitis-equals-infection": "Mastitis is an infection.",
    "important-to-empty": "Help her to empty the breast.",
    "keep-breast-warm-devices": "A heating pad on the breast helps.",
    "soap-massage": "Stroke it with mild soap.",
    "cluster-until-lump-gone": "Feed her every hour.",
    "very-warm-cloth": "Lay a very warm cloth on it.",
    "very-warm-water": "Wring it out in hot water.",
    "pressure-endure": "Press hard on the sore place.",
    "hairdryer": "Use a hairdryer on the skin.",
}


def test_every_superseded_or_unsafe_claim_has_a_guard_and_no_other_has() -> None:
    banned = {id for id, claim in EVIDENCE.claims.items() if claim.verdict in ("superseded", "unsafe")}
    assert {guard.claim for guard in GUARDS.guards} == banned == set(ADVICE)


@pytest.mark.parametrize("claim", ADVICE)
def test_the_words_of_a_claim_are_caught_as_advice_and_pass_when_taken_back(claim: str) -> None:
    sentence = ADVICE[claim]
    assert any(repr(claim) in fault for fault in GUARDS.faults(sentence))
    assert list(GUARDS.faults(f"{sentence} This is no longer advised.")) == []
    assert list(GUARDS.faults(sentence, "Which of these can injure?")) == []


@pytest.mark.parametrize(
    "written",
    [
        "options:\n- id: a\n  say: Press hard.\n  right: true\n",
        "options:\n- id: a\n  say: Look first.\n  because: Then press hard.\n  right: true\n",
        "steps:\n  x:\n    options:\n    - {id: a, do: Press hard., verdict: best}\n",
        "- {id: a, teach: Press hard.}\n",
        "worries:\n- {id: a, good_response: Press hard.}\n",
    ],
)
def test_it_is_caught_wherever_the_course_speaks_as_itself(tmp_path: Path, written: str) -> None:
    page = tmp_path / "page.yaml"
    page.write_text(written, encoding="utf-8")
    (fault,) = page_advice(document(page), GUARDS)
    assert fault.startswith("line ")
    assert "'pressure-endure'" in fault
    page.write_text(written.replace("Press hard", "Be gentle").replace("press hard", "be gentle"), encoding="utf-8")
    assert page_advice(document(page), GUARDS) == []


def test_a_wrong_option_may_say_it() -> None:
    wrong = {"options": [{"id": "a", "say": "Press hard.", "because": "Pain is a stop sign."}]}
    assert page_advice(type("Page", (), {"data": wrong, "line": lambda self, *where: 1})(), GUARDS) == []


def test_in_a_lesson_somebody_in_the_story_may_say_it_and_the_lesson_may_not(tmp_path: Path) -> None:
    path = tmp_path / "lesson.ipynb"

    def lesson(text: str) -> list[str]:
        cell = {"cell_type": "markdown", "id": "one", "metadata": {}, "source": text}
        path.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
        return notebook_advice(path, GUARDS)

    assert lesson('"I press hard," she says.') == []
    assert lesson("## What not to do\n\nPress hard.") == []
    assert [fault[:12] for fault in lesson("## Plan\n\nPress hard.")] == ["cell 1 (one)"]


def test_no_verdict_rests_on_recalled_sources_alone() -> None:
    for claim in EVIDENCE.claims.values():
        assert any(cited.verified == "read" for cited in claim.sources), claim.id
