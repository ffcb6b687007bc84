"""A lens keeps each decision before it shows the verdict, goes on where she stopped, and reads well on paper."""

import json
import re
from html import escape
from pathlib import Path
from typing import Any

import pytest

from milkflow.answers import AnswerLog
from milkflow.evidence import load_evidence
from milkflow.faces.lens import LensFace
from milkflow.faces.lens_map import LensMapFace
from milkflow.faces.lens_view import lens_words
from milkflow.faces.static_files import STATIC
from milkflow.galleries import Gallery
from milkflow.lenses import Lens, read_lenses_of
from milkflow.library import lens_files
from milkflow.words import read_words

WORDS = read_words()
EVIDENCE = load_evidence()
LENSES = read_lenses_of(lens_files())
LENS = LENSES["web-procedure-start"]


@pytest.fixture
def log(tmp_path: Path) -> AnswerLog:
    return AnswerLog(tmp_path / "lesson.answers.jsonl")


def face(log: AnswerLog, lens: Lens = LENS, **claims: Any) -> LensFace:
    return LensFace(lens, log, WORDS, claims={**EVIDENCE.claims, **claims}, sources=EVIDENCE.sources, content="0" * 8)


def press(face: Any, nonce: str = "n1", **message: Any) -> dict[str, Any]:
    sent: list[dict[str, Any]] = []
    face.send = lambda content, buffers=None: sent.append(content)
    face._answer(face, {"nonce": nonce, **message}, [])
    return sent[-1]


def decide(face: LensFace, claim: str, stance: Any, sure: Any = None, nonce: str = "n1") -> dict[str, Any]:
    return press(face, nonce, type="answer", claim=claim, response=stance, confidence=sure)


def shown(face: LensFace, claim: str) -> dict[str, Any]:
    return next(one for one in face.view["claims"] if one["id"] == claim)


def test_a_decision_is_in_the_log_when_the_reply_says_saved(log: AnswerLog) -> None:
    assert decide(face(log), "pressure-endure", "never", "sure") == {"type": "saved", "nonce": "n1"}
    event = log.latest("lens.pressure-endure")
    assert event and (event.response, event.confidence, event.content) == ("never", "sure", "0" * 8)


def test_nothing_of_the_verdict_leaves_before_she_has_decided(log: AnswerLog) -> None:
    one = face(log)
    assert "teach" not in json.dumps(one.view["claims"])
    assert all(EVIDENCE.claims[id].teach not in json.dumps(one.view, ensure_ascii=False) for id in LENS.claims)
    decide(one, "pressure-endure", "give")
    assert [claim["id"] for claim in one.view["claims"] if claim["told"]] == ["pressure-endure"]


def test_she_reads_verdict_teaching_sources_and_where_sources_differ(log: AnswerLog) -> None:
    one = face(log)
    decide(one, "circular-massage", "give-with-limit")
    told, claim = shown(one, "circular-massage")["told"], EVIDENCE.claims["circular-massage"]
    assert told["chip"]["kind"] == claim.verdict and told["teach"] == [claim.teach]
    assert told["differs"] == [claim.disagreement] and len(told["sources"]) == len(claim.sources)
    assert told["headline"] == WORDS["lens-open"] and "local policy" in told["note"]
    decide(one, "pressure-endure", "give", "sure", nonce="n2")
    assert shown(one, "pressure-endure")["told"]["headline"] == WORDS["lens-harm"]


def test_a_source_that_was_not_checked_is_marked(log: AnswerLog) -> None:
    one = face(log, LENSES["web-promise"])
    decide(one, "stasis-mastitis-clogged-ducts", "no-longer")
    cited = shown(one, "stasis-mastitis-clogged-ducts")["told"]["sources"]
    marks = {row["mark"]["word"]: row["mark"]["read"] for row in cited}
    assert marks == {WORDS["source-read"]: True, WORDS["source-recalled"]: False}


def test_she_may_change_her_mind_and_the_latest_counts(log: AnswerLog) -> None:
    one = face(log)
    decide(one, "pressure-endure", "give", "sure")
    decide(one, "pressure-endure", "never", "guessing", nonce="n2")
    assert shown(one, "pressure-endure")["told"]["headline"] == WORDS["lens-agrees"]
    assert len(log.events()) == 2


@pytest.mark.parametrize(
    "message", [{"claim": "deep-latch"}, {"claim": ["x"]}, {"response": None}, {"response": {"a": 1}}, {}]
)
def test_what_is_no_decision_on_a_claim_of_this_passage_is_refused_in_words(log: AnswerLog, message: Any) -> None:
    good = {"claim": "pressure-endure", "response": "never"} | message
    reply = press(face(log), **({"type": "answer"} | (good if message else {})))
    assert reply["type"] == "refused" and reply["message"] in (WORDS["unexpected"], WORDS["lens-decide-first"])
    assert log.events() == ()


def test_a_decision_that_cannot_be_kept_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, where a folder is needed")
    one = face(AnswerLog(tmp_path / "taken" / "lesson.answers.jsonl"))
    before = one.view
    assert decide(one, "pressure-endure", "never")["type"] == "refused"
    assert one.view == before


def test_a_press_that_is_repeated_is_kept_once(log: AnswerLog) -> None:
    one = face(log)
    assert decide(one, "pressure-endure", "never") == decide(one, "pressure-endure", "never")
    assert len(log.events()) == 1


def test_it_opens_at_the_first_open_claim_after_the_last_decision_else_at_the_map(log: AnswerLog) -> None:
    assert face(log).view["start"] == 0
    decide(face(log), LENS.claims[2], "give")
    assert face(log).view["start"] == 3
    decide(face(log), LENS.claims[-1], "give")
    assert face(log).view["start"] == 0
    for claim in LENS.claims:
        decide(face(log), claim, "give")
    assert face(log).view["start"] is None


def test_a_log_that_cannot_be_read_is_told_and_the_claims_still_asked(tmp_path: Path) -> None:
    (tmp_path / "lesson.answers.jsonl").mkdir()
    view = face(AnswerLog(tmp_path / "lesson.answers.jsonl")).view
    assert view["trouble"] and len(view["claims"]) == len(LENS.claims)


def test_paper_holds_every_claim_with_verdict_and_teaching_and_no_decision_of_anybody(log: AnswerLog) -> None:
    fresh = face(log).static_html()
    decide(face(log), "pressure-endure", "give", "sure")
    page = face(log).static_html()
    assert page == fresh
    for claim in (EVIDENCE.claims[id] for id in LENS.claims):
        assert escape(claim.says) in page and escape(claim.teach) in page
    assert page.count("<details") == len(LENS.claims) and WORDS["lens-static-first"] in page


def test_words_with_markup_in_them_stay_words(log: AnswerLog) -> None:
    odd = EVIDENCE.claims["pressure-endure"].model_copy(update={"says": "<img src=x onerror=alert(1)>"})
    page = face(log, **{"pressure-endure": odd}).static_html()
    assert "<img" not in page and "&lt;img" in page


def test_the_gallery_shows_a_lens_before_and_after_deciding() -> None:
    rooms = Gallery()
    fresh, decided = rooms.lens(), rooms.lens("decided")
    assert fresh.view["start"] == 0 and decided.view["start"] is None and fresh.view["id"] != decided.view["id"]


def test_every_word_that_the_scripts_show_is_there() -> None:
    names = ("lens-parts.js", "lens.js", "lens-map.js")
    scripts = "".join((STATIC / name).read_text(encoding="utf-8") for name in names)
    shown = set(re.findall(r'words(?:\["|\.)([a-z-]+)', scripts))
    assert len(shown) > 15 and shown <= lens_words(WORDS).keys()


def test_its_text_twin_is_the_same_every_time(log: AnswerLog) -> None:
    assert repr(face(log)) == "<Lens 'web-procedure-start' · 8 claims>"
    one = LensMapFace(tuple(LENSES.values()), log, WORDS, claims=EVIDENCE.claims)
    assert repr(one) == "<Lens map: 63 claims>" and WORDS["lens-map-static"] in one.static_html()


def test_the_map_of_the_lesson_reads_the_log_again_and_counts_by_topic(log: AnswerLog) -> None:
    whole = LensMapFace(tuple(LENSES.values()), log, WORDS, claims=EVIDENCE.claims)
    assert whole.view["decided"] == 0
    decide(face(log), "pressure-endure", "give", "sure")
    decide(face(log), "circular-massage", "give-with-limit", "sure")
    assert press(whole, type="refresh")["type"] == "saved"
    groups = [group["id"] for group in whole.view["groups"]]
    assert whole.view["decided"] == 2 and groups == ["sure", "open", "undecided"]
    (line,) = whole.view["groups"][0]["lines"]
    assert LENS.title in line["part"] and line["teach"]
    *rows, total = whole.view["rows"]
    assert [sum(row["counts"][at] for row in rows) for at in range(4)] == total["counts"] == [0, 1, 1, 61]
