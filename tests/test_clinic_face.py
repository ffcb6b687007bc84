"""The case clinic without a browser: what a card says, what is kept, and what four cases do to the map."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from milkflow.answers import AnswerLog
from milkflow.bundles import course_waypoints, load_bundle, load_case
from milkflow.cases import best_path
from milkflow.errors import MilkflowError
from milkflow.faces.clinic import OPEN, ClinicFace
from milkflow.library import case_files
from milkflow.progress import Track, walk
from milkflow.words import read_words

LESSON, OTHER = "08-case-clinic", "02-stasis-or-mastitis"
BUNDLE, WORDS = load_bundle(LESSON), read_words()
CARDS = tuple(BUNDLE.clinic.values())
FOUR = ("tight-day-four", "night-call", "white-spot", "cannot-latch")


@pytest.fixture
def lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("MILKFLOW_ANSWERS", raising=False)
    return tmp_path


def log(lessons: Path, name: str = LESSON) -> AnswerLog:
    return AnswerLog(lessons / f"{name}.answers.jsonl")


def clinic(lessons: Path) -> ClinicFace:
    face = ClinicFace(CARDS, log(lessons), WORDS, load=load_case, elsewhere={OTHER: log(lessons, OTHER).events()})
    face.send = lambda content, buffers=None: face.__dict__.setdefault("sent", []).append(content)  # type: ignore[method-assign]
    return face


def press(face: ClinicFace, **message: Any) -> dict[str, Any]:
    """Press as the browser does: what is meant for the case that lies open names it, and where it stands."""
    now = (face.view["case"] or {}).get("now")
    where = {"run": now["run"], "count": now["count"], "step": now["step"]} if now else {"run": "", "count": 0}
    names = where | {"seat": face.view["open"]} if message["type"] != "open" else {}
    face._answer(face, {"nonce": str(len(face.__dict__.get("sent", ()))), **names, **message}, None)
    reply: dict[str, Any] = face.__dict__["sent"][-1]
    return reply


def play(lessons: Path, id: str, name: str = LESSON, moves: int | None = None) -> None:
    case = load_case(id).case
    best = best_path(case)
    assert best is not None
    kept = log(lessons, name)
    kept.append("move", id, {"run": f"r-{id}", "step": case.start, "move": "start"})
    for done in best.done[:moves]:
        kept.append("move", id, {"run": f"r-{id}", "step": done.step, "move": done.move}, done.confidence)


def card(face: ClinicFace, id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in face.view["cards"] if one["id"] == id)
    return found


def track(lessons: Path) -> Track:
    return next(leg.lesson for leg in walk(course_waypoints(), lessons) if leg.entry.id == LESSON)


def test_every_practice_case_lies_in_the_clinic_and_none_is_in_its_bundle() -> None:
    assert set(BUNDLE.clinic) == {path.stem for path in case_files()}
    assert BUNDLE.cases == {}


def test_a_clinic_opens_without_reading_one_case(lessons: Path) -> None:
    def refuse(id: str) -> Any:
        raise AssertionError(f"{id} was read")

    face = ClinicFace(CARDS, log(lessons), WORDS, load=refuse)
    assert len(face.view["cards"]) == len(CARDS) and face.view["case"] is None
    assert len(json.dumps(face.view)) < 20_000
    assert not log(lessons).path.exists()


def test_no_card_tells_what_is_right_or_how_it_ends() -> None:
    told = {"right_act", "skin_tone", "key_features", "verdict", "outcome"}
    assert not told & set(type(CARDS[0]).model_fields)


def test_a_case_is_opened_played_and_left_and_a_new_face_is_where_she_was(lessons: Path) -> None:
    face = clinic(lessons)
    assert press(face, type="open", case="night-call")["type"] == "saved"
    assert face.view["case"]["header"]["id"] == "night-call" == clinic(lessons).view["open"]
    press(face, type="start")
    assert press(face, type="move", move="next", confidence=None)["type"] == "saved"
    again = clinic(lessons)  # the kernel was killed, or the page reloaded
    assert again.view == face.view and again.view["case"]["now"]["count"] == 1
    press(again, type="open", case="")
    assert (again.view["case"], clinic(lessons).view["open"]) == (None, "")
    assert [one["word"] for one in card(again, "night-call")["chips"]] == [WORDS["clinic-in-play"]]
    assert again.view["next"]["id"] == "night-call"
    press(again, type="open", case="night-call")
    assert again.view["case"]["now"]["count"] == 1


def test_a_press_for_a_case_that_no_longer_lies_open_does_nothing(lessons: Path) -> None:
    one, other = clinic(lessons), clinic(lessons)
    press(one, type="open", case="night-call")
    press(other, type="open", case="why-me")
    before = len(log(lessons).events())
    press(other, type="start", seat="night-call")
    assert len(log(lessons).events()) == before and other.view["open"] == "why-me"


@pytest.mark.parametrize("case", ["no-such", None, 5, ["why-me"], {"a": 1}])
def test_a_case_that_is_not_there_is_refused_in_words(lessons: Path, case: object) -> None:
    face = clinic(lessons)
    reply = press(face, type="open", case=case)
    assert reply["type"] == "refused" and len(reply["message"]) > 20
    assert log(lessons).events() == ()


def test_a_case_file_that_is_gone_is_told_and_the_cards_still_show(lessons: Path) -> None:
    log(lessons).append("setting", OPEN, "night-call")

    def gone(id: str) -> Any:
        raise MilkflowError("There is no such case here.")

    face = ClinicFace(CARDS, log(lessons), WORDS, load=gone)
    assert face.view["trouble"] == "There is no such case here." and len(face.view["cards"]) == len(CARDS)


def test_a_log_that_cannot_be_read_is_told_and_the_cards_still_show(lessons: Path) -> None:
    log(lessons).path.mkdir()
    face = ClinicFace(CARDS, log(lessons), WORDS, load=load_case)
    assert f"{LESSON}.answers.jsonl" in face.view["trouble"] and len(face.view["cards"]) == len(CARDS)


def test_a_case_done_in_another_lesson_is_done_here_and_can_be_played_again(lessons: Path) -> None:
    play(lessons, "sore-wedge", OTHER)
    face = clinic(lessons)
    shown = card(face, "sore-wedge")
    assert shown["chips"][0]["word"] == WORDS["clinic-played"].format(ending=WORDS["case-outcome-safe"])
    assert "Stasis or mastitis?" in shown["note"] and shown["go"] == WORDS["clinic-play"]
    assert face.view["count"] == 1 and track(lessons).done == {"clinic-1"}
    press(face, type="open", case="sore-wedge")
    assert face.view["case"]["now"] is None


def test_four_cases_of_her_choice_and_the_questions_make_the_lesson_done(lessons: Path) -> None:
    slots = [stop.name for stop in track(lessons).stops if stop.verb == "clinic"]
    assert slots == ["clinic-1", "clinic-2", "clinic-3", "clinic-4"] == clinic(lessons).view["slots"]
    for number, id in enumerate(FOUR):
        play(lessons, id, moves=5)
        assert len(track(lessons).done) == number, "a case that waits is not done"
        play_on(lessons, id)
        assert len(track(lessons).done) == number + 1
    left = track(lessons).open
    assert {stop.verb for stop in left} == {"ask"}
    for stop in left:
        log(lessons).append("answer", stop.name, "x")
    assert track(lessons).is_done


def play_on(lessons: Path, id: str) -> None:
    best = best_path(load_case(id).case)
    assert best is not None
    for done in best.done[5:]:
        log(lessons).append("move", id, {"run": f"r-{id}", "step": done.step, "move": done.move}, done.confidence)


def test_the_map_leads_back_to_the_case_in_play_and_its_minutes_are_those_of_the_cases(lessons: Path) -> None:
    stops = [stop for stop in track(lessons).stops if stop.verb == "clinic"]
    mean = sum(one.minutes for one in CARDS) / len(CARDS)
    assert all(abs(stop.minutes - mean) < 0.1 for stop in stops)
    entry = next(one.entry for one in course_waypoints() if one.entry.id == LESSON)
    assert abs(sum(stop.minutes for stop in track(lessons).stops) - entry.minutes) < 1
    play(lessons, "why-me", moves=3)
    here = track(lessons).here
    assert here is not None and (here.cell, here.name) == (stops[0].cell, "clinic-1")


def test_sure_and_unsafe_shows_on_its_card(lessons: Path) -> None:
    from case_states import rescued

    case = load_case("night-call").case
    way = rescued(case)
    assert way is not None
    log(lessons).append("move", case.id, {"run": "u", "step": case.start, "move": "start"})
    for done in way.done:
        log(lessons).append("move", case.id, {"run": "u", "step": done.step, "move": done.move}, done.confidence)
    words = [one["word"] for one in card(clinic(lessons), case.id)["chips"]]
    assert words[-1] == WORDS["clinic-unsafe-open"] and len(words) == 2


def test_the_page_on_paper_lists_every_case_and_is_the_same_every_time(lessons: Path) -> None:
    empty = clinic(lessons).static_html()
    play(lessons, "why-me")
    assert clinic(lessons).static_html() == empty
    for one in CARDS:
        assert one.title in empty and one.name in empty
    assert repr(clinic(lessons)) == f"<Clinic: {len(CARDS)} cases>" and "<script" not in empty


def test_the_browser_part_uses_only_words_that_exist() -> None:
    script = str(ClinicFace._esm).split("// The cards of a clinic")[-1]
    used = set(re.findall(r"clinic-[a-z]+(?:-[a-z]+)*(?=\")", script))
    assert used <= set(WORDS), used - set(WORDS)
