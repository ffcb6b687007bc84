"""A question face keeps every answer before it shows it, explains practice, and never explains a quiz."""

import json
import logging

import pytest

import gallery
from milkflow.answers import AnswerLog
from milkflow.faces.question import QuestionFace
from milkflow.handin import latest_answers
from milkflow.marking import mark
from milkflow.questions import public

WRONG = {
    "one": "press",
    "several": ["lump", "soft"],
    "match": {"a": "mastitis", "b": "mastitis"},
    "order": ["signs", "listen", "look", "plan"],
    "number": 37.5,
    "reflection": "I would <b>listen</b> first.",
}
RIGHT = {
    "one": "ask",
    "several": ["shaking", "soft"],
    "match": {"a": "stasis", "b": "mastitis", "c": "engorged"},
    "order": ["listen", "signs", "look", "plan"],
    "number": 38.45,
}


@pytest.fixture
def log(tmp_path):
    return AnswerLog(tmp_path / "lesson.answers.jsonl")


def practice(kind, log, **changes):
    claims = {"lump-hard-red": gallery.claim()}
    return recorded(QuestionFace(gallery.question(kind, **changes), log, gallery.words(), claims=claims))


def graded(kind, log):
    return recorded(QuestionFace(gallery.shown(kind), log, gallery.words(), graded=True))


def recorded(face):
    face.sent = []
    face.send = lambda content, buffers=None: face.sent.append(content)
    return face


def press(face, response, nonce="n1", **more):
    face._answer(face, {"type": "answer", "response": response, "nonce": nonce, **more}, [])
    return face.sent[-1]


@pytest.mark.parametrize("kind", WRONG)
def test_an_answer_is_in_the_log_when_the_reply_says_saved(kind, log):
    face = practice(kind, log)
    assert press(face, WRONG[kind]) == {"type": "saved", "nonce": "n1"}
    assert log.latest(face.shown.id).response == WRONG[kind]


@pytest.mark.parametrize("kind", RIGHT)
def test_a_right_answer_is_told_so(kind, log):
    face = practice(kind, log)
    press(face, RIGHT[kind])
    assert face.view["result"]["headline"] == gallery.words()["headline-right"]


@pytest.mark.parametrize("kind", ["one", "several", "match", "order"])
def test_every_option_stem_and_step_gets_its_reason(kind, log):
    face = practice(kind, log)
    press(face, WRONG[kind])
    pieces = gallery.QUESTIONS[kind].get("stems") or gallery.QUESTIONS[kind].get("items")
    wanted = {piece["because"] for piece in pieces or gallery.QUESTIONS[kind]["options"]}
    assert {row["because"] for row in face.view["result"]["rows"]} == wanted


def test_chosen_missed_and_rightly_left_options_have_words_of_their_own(log):
    face = practice("several", log)
    press(face, ["lump", "soft"])
    chips = [row["chip"] for row in face.view["result"]["rows"]]
    assert len({chip["word"] for chip in chips}) == 4 and len({chip["icon"] for chip in chips}) == 4


def test_a_number_that_people_often_give_is_answered_with_its_own_reason(log):
    face = practice("number", log)
    press(face, 37.5)
    assert "This is within the usual range." in face.view["result"]["rows"][0]["notes"]


@pytest.mark.parametrize("kind", WRONG)
def test_an_unanswered_practice_question_carries_no_reason_to_the_browser(kind, log):
    text = json.dumps(practice(kind, log).view)
    assert "because" not in text and '"right"' not in text and "look_for" not in text


@pytest.mark.parametrize("kind", WRONG)
def test_a_graded_question_never_shows_a_key_or_a_verdict(kind, log):
    face = graded(kind, log)
    press(face, WRONG[kind])
    text = json.dumps(face.view) + face.static_html()
    assert face.view["result"] is None and "because" not in text and '"right"' not in text
    assert face.view["response"] == WRONG[kind] and face.view["at"]


def test_a_graded_face_refuses_a_question_that_has_its_key(log):
    with pytest.raises(TypeError):
        QuestionFace(gallery.question("one"), log, {}, graded=True)
    with pytest.raises(TypeError):
        QuestionFace(public(gallery.question("one")), log, {})


def test_reopening_shows_the_latest_answer_and_how_sure_she_was(log):
    press(practice("one", log), "press", confidence="sure")
    face = practice("one", log)
    assert (face.view["response"], face.view["sure"]) == ("press", "sure")
    assert face.view["result"]["note"] == gallery.words()["note-sure-not-yet"]


def test_of_two_open_tabs_the_later_answer_is_the_one_shown_next_time(log):
    first, second = practice("one", log), practice("one", log)
    press(second, "press")
    press(first, "ask")
    assert practice("one", log).view["response"] == "ask"
    assert len(log.events()) == 2


def test_a_press_repeated_because_its_reply_was_late_is_one_answer(log):
    face = practice("one", log)
    press(face, "ask", nonce="late")
    assert press(face, "ask", nonce="late") == {"type": "saved", "nonce": "late"}
    assert len(log.events()) == 1


def test_an_answer_that_cannot_be_kept_is_refused_in_a_sentence_and_not_shown(log, tmp_path):
    face = practice("one", log)
    log.path.symlink_to(tmp_path / "elsewhere")
    reply = press(face, "ask")
    assert reply["type"] == "refused" and "lesson.answers.jsonl" in reply["message"]
    assert face.view["response"] is None


def test_a_log_that_cannot_be_read_is_told_and_the_question_still_asked(log, tmp_path):
    log.path.symlink_to(tmp_path / "elsewhere")
    view = practice("one", log).view
    assert "is a link" in view["trouble"] and view["options"]


def test_a_fault_of_ours_becomes_a_plain_sentence_and_never_a_traceback(log, caplog):
    face = practice("one", log)
    face.answers = None
    with caplog.at_level(logging.CRITICAL):
        reply = press(face, "ask")
    assert reply == {"type": "refused", "message": gallery.words()["unexpected"], "nonce": "n1"}


@pytest.mark.parametrize("response", ["x" * 20_000, "\u00e9" * 9000, ["a" * 17_000], None])
def test_an_answer_too_long_for_the_log_or_empty_is_refused(response, log):
    assert press(practice("reflection", log), response)["type"] == "refused"
    assert log.events() == ()


@pytest.mark.parametrize("response", [True, {"a": []}, [1, None], 3, "no-such-id", [["x"]], {"x": {"y": 1}}])
@pytest.mark.parametrize("kind", WRONG)
def test_no_stored_answer_however_odd_can_break_the_page(kind, response, log):
    face = practice(kind, log)
    assert press(face, response, confidence="certainly")["type"] == "saved"
    assert practice(kind, log).view["id"] == face.shown.id


@pytest.mark.parametrize("kind", WRONG)
def test_the_stored_output_is_the_same_before_and_after_an_answer(kind, log):
    before = practice(kind, log)
    press(before, WRONG[kind])
    after = practice(kind, log)
    assert before.static_html() == after.static_html() and repr(before) == repr(after)
    assert repr(after) == f"<Question '{after.shown.id}' · {kind}>"


def test_the_stored_output_holds_text_and_html_beside_the_widget(log):
    data, _ = practice("one", log)._repr_mimebundle_()
    assert data["text/plain"] == "<Question 'first-look' · one>" and "Tell her to come back" in data["text/html"]


@pytest.mark.parametrize("kind", RIGHT)
@pytest.mark.parametrize("answers", [RIGHT, WRONG], ids=["right", "wrong"])
@pytest.mark.parametrize("confidence", ["sure", "fairly", "guessing", None])
def test_every_line_of_a_result_is_written_for_people(kind, answers, confidence, log):
    face = practice(kind, log)
    press(face, answers[kind], confidence=confidence)
    told = face.view["result"]
    lines = [told["headline"], *(row["chip"]["word"] for row in told["rows"])]
    assert not [line for line in lines if line in gallery.words() or "{" in line]


def test_a_graded_answer_can_be_taken_back_and_then_counts_as_not_answered(log):
    face = graded("one", log)
    press(face, "ask")
    face._answer(face, {"type": "take-back", "nonce": "n2"}, [])
    assert face.sent[-1] == {"type": "saved", "nonce": "n2"}
    assert (face.view["response"], bool(face.view["at"])) == (None, True)
    assert [event.response for event in log.events()] == ["ask", None], "the earlier answer stays in the log"
    assert latest_answers(log.events()) == {}
    press(face, "press", nonce="n3")
    assert latest_answers(log.events()) == {"quiz-one": "press"}


@pytest.mark.parametrize("kind", RIGHT)
def test_a_question_whose_answer_was_taken_back_is_marked_as_a_blank_one(kind, log):
    log.append("answer", "x", RIGHT[kind])
    log.append("answer", "x", None)
    given = mark(gallery.question(kind), latest_answers(log.events()).get("x"))
    assert given == mark(gallery.question(kind), None)
    assert given.outcome == "not answered"
