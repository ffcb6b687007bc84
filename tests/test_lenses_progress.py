"""The Start page knows every claim of a lens: it counts when it is decided, and leads back to its passage."""

from pathlib import Path

import pytest

from milkflow.answers import AnswerLog
from milkflow.bundles import course_waypoints, load_bundle
from milkflow.lenses import event_name
from milkflow.progress import walk

LESSON = "09-the-web-page"


@pytest.fixture
def lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("MILKFLOW_ANSWERS", raising=False)
    return tmp_path


def track(lessons: Path):  # type: ignore[no-untyped-def]
    return next(leg.lesson for leg in walk(course_waypoints(), lessons) if leg.entry.id == LESSON)


def test_each_claim_is_a_stop(lessons: Path) -> None:
    names = [stop.name for stop in track(lessons).stops]
    wanted = [event_name(claim) for lens in load_bundle(LESSON).lenses.values() for claim in lens.claims]
    assert [name for name in names if name in wanted] == wanted


def test_a_decision_counts_and_she_goes_on_at_its_passage(lessons: Path) -> None:
    lens = load_bundle(LESSON).lenses["web-causes"]
    AnswerLog(lessons / f"{LESSON}.answers.jsonl").append("answer", event_name(lens.claims[0]), "give")
    found = track(lessons)
    assert found.done == {event_name(lens.claims[0])}
    assert found.here.name == event_name(lens.claims[1]) and found.here.cell == "lens-web-causes"


def test_the_page_is_done_when_every_claim_is_decided_and_every_question_answered(lessons: Path) -> None:
    log = AnswerLog(lessons / f"{LESSON}.answers.jsonl")
    for stop in track(lessons).stops:
        assert not track(lessons).is_done
        log.append("answer", stop.name, "give")
    assert track(lessons).is_done
