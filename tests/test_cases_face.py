import json
from pathlib import Path
from typing import Any

import pytest

from milkflow import cases
from milkflow.answers import AnswerLog
from milkflow.errors import AnswersError
from milkflow.evidence import load_evidence
from milkflow.faces.case import CaseFace
from milkflow.reading import CONTENT_DIR
from milkflow.words import read_words

CASE = cases.read_case(CONTENT_DIR / "cases" / "sore-wedge.yaml")
CLAIMS = load_evidence(CONTENT_DIR / "evidence").claims
WORDS = read_words()


@pytest.fixture
def log(tmp_path: Path) -> AnswerLog:
    return AnswerLog(tmp_path / "lesson.answers.jsonl")


def face_of(log: AnswerLog) -> CaseFace:
    face = CaseFace(CASE, log, WORDS, claims=CLAIMS)
    face.sent = []  # type: ignore[attr-defined]
    face.send = lambda content, buffers=None: face.sent.append(content)  # type: ignore[attr-defined,method-assign,misc]
    return face


def press(face: CaseFace, **message: Any) -> dict[str, Any]:
    now = face.view["now"]
    names = {"run": now["run"], "count": now["count"], "step": now["step"]} if now else {"run": "", "count": 0}
    face._answer(face, {"nonce": str(len(face.sent)), **names, **message}, None)  # type: ignore[attr-defined]
    reply: dict[str, Any] = face.sent[-1]  # type: ignore[attr-defined]
    return reply


def play(face: CaseFace, *made: str) -> None:
    if face.view["now"] is None:
        press(face, type="start")
    for name in made:
        assert press(face, type="move", move=name, confidence="sure")["type"] == "saved"


TO_THE_END = (
    *("next", "ask-first", "next", "numbers", "medicines", "look", "next", "narrowed", "next", "on-cue", "next"),
    *("chin-first", "next", "cool-and-choice", "next", "times-and-signs", "next", "next", "days-to-fade", "next"),
)


def test_a_case_opens_with_the_mother_and_no_step(log: AnswerLog) -> None:
    face = face_of(log)
    assert face.view["now"] is None
    assert face.view["header"]["patient"]["name"] == "Esther"
    assert not log.path.exists()


def test_every_press_is_on_disk_before_it_is_shown(log: AnswerLog) -> None:
    face = face_of(log)
    play(face, "next", "ask-first")
    assert [event.response["move"] for event in log.moves("sore-wedge")] == ["start", "next", "ask-first"]
    assert log.moves("sore-wedge")[-1].confidence == "sure"
    assert face.view["now"]["kind"] == "told"


def test_what_cannot_be_saved_is_refused_and_changes_nothing(log: AnswerLog, monkeypatch: pytest.MonkeyPatch) -> None:
    face = face_of(log)
    play(face, "next")
    before = face.view

    def full(*_: object, **__: object) -> None:
        raise AnswersError("The disk is full.")

    monkeypatch.setattr(log, "append", full)
    assert press(face, type="move", move="ask-first", confidence="sure") == {
        "type": "refused", "message": "The disk is full.", "nonce": "2",
    }  # fmt: skip
    assert face.view == before


def test_a_new_face_on_the_same_log_goes_on_where_she_left(log: AnswerLog) -> None:
    first = face_of(log)
    play(first, *TO_THE_END[:8])
    assert face_of(log).view == first.view


def test_a_late_second_press_does_nothing(log: AnswerLog) -> None:
    face = face_of(log)
    play(face, "next")
    now = face.view["now"]
    late = {"type": "move", "run": now["run"], "count": now["count"], "step": now["step"], "confidence": "sure"}
    press(face, **late, move="ask-first")
    seen = face.view
    press(face, **late, move="leaflet")
    press(face, type="start", run="", count=0)
    assert face.view == seen
    assert len(log.moves("sore-wedge")) == 3


def test_a_second_tab_that_lags_behind_is_brought_up_to_date(log: AnswerLog) -> None:
    one, other = face_of(log), face_of(log)
    play(one, "next", "ask-first")
    press(other, type="start")
    assert other.view == one.view
    assert len(log.moves("sore-wedge")) == 3


@pytest.mark.parametrize(
    "message",
    [
        {"type": "move", "move": "no-such", "confidence": "sure"},
        {"type": "move", "move": "ask-first"},
        {"type": "move", "move": {"a": 1}, "confidence": ["sure"]},
        {"type": "back", "step": "net"},
        {"type": "back", "step": None},
        {"type": "note", "what": "id", "text": "x"},
        {"type": "note", "what": "feeling", "text": 5},
        {"type": "note", "what": "feeling", "text": "x" * 5000},
        {"type": "nonsense"},
    ],
)
def test_a_press_that_makes_no_sense_is_refused_in_words(log: AnswerLog, message: dict[str, Any]) -> None:
    face = face_of(log)
    play(face, "next")
    reply = press(face, **message)
    assert reply["type"] == "refused"
    assert len(reply["message"]) > 20
    assert len(log.events()) == 2


def test_going_back_begins_a_new_run_and_keeps_the_old_one_in_the_log(log: AnswerLog) -> None:
    face = face_of(log)
    play(face, *TO_THE_END)
    press(face, type="back", step="feeding")
    assert face.view["now"]["step"] == "feeding"
    play(face, "rest-side", "next", "offer", "next")
    assert face.view["now"]["step"] == "latch"
    assert face_of(log).view == face.view
    assert len({event.response["run"] for event in log.moves("sore-wedge")}) == 2


def test_the_debrief_holds_ledgers_path_chart_evidence_and_notes(log: AnswerLog) -> None:
    face = face_of(log)
    play(face, *TO_THE_END)
    press(face, type="note", what="feeling", text="Calm.")
    press(face, type="note", what="commitment", text="I feel for warmth on both sides.")
    view = face_of(log).view
    told = view["debrief"]
    assert told["outcome"] == "safe" and told["ledgers"]["passed"]
    assert {id for row in told["path"] for id in row["claims"]} == set(view["evidence"])
    assert (view["notes"]["feeling"]["text"], view["notes"]["commitment"]["text"]) == (
        "Calm.", "I feel for warmth on both sides.",
    )  # fmt: skip
    assert log.latest("sore-wedge.feeling") is not None


def test_every_view_is_plain_json_and_every_word_is_there(log: AnswerLog) -> None:
    face = face_of(log)
    play(face, *TO_THE_END)
    json.dumps(face.view)
    assert all(text != id for id, text in face.view["words"].items())


def test_the_browser_part_uses_only_words_that_exist() -> None:
    import re

    script = CaseFace._esm if isinstance(CaseFace._esm, str) else str(CaseFace._esm)
    used = set(re.findall(r"case-[a-z]+(?:-[a-z]+)*(?=\")", script))
    assert used <= set(WORDS), used - set(WORDS)


def test_a_log_that_cannot_be_read_is_told_and_the_case_still_opens(log: AnswerLog) -> None:
    log.path.mkdir()
    face = face_of(log)
    assert "lesson.answers.jsonl" in face.view["trouble"]
    assert face.view["now"] is None


def test_old_moves_that_no_longer_fit_are_left_out_and_told(log: AnswerLog) -> None:
    play(face_of(log), "next")
    log.append("move", "sore-wedge", {"run": "gone", "step": "first", "move": "an-option-of-last-year"}, "sure")
    face = face_of(log)
    assert face.view["skipped"] == 1
    assert face.view["now"]["step"] == "first"


def test_the_page_on_paper_reads_well_and_is_the_same_every_time(log: AnswerLog) -> None:
    face = face_of(log)
    empty = face.static_html()
    play(face, *TO_THE_END)
    assert face.static_html() == empty
    assert "Esther" in empty and "slice of cake" in empty
    assert "verdict" not in empty and "<script" not in empty
    assert repr(face) == "<Case 'sore-wedge' · 25 steps>"
