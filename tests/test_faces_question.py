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
WRONG |= {kind: gallery.AUTHORS[f"gallery-{kind}"]["not_yet"] for kind in gallery.MORE}
RIGHT |= {kind: gallery.AUTHORS[f"gallery-{kind}"]["right"] for kind in gallery.MORE}


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


def reasons(data):
    """Return every text under a key ``because``, at any depth."""
    if isinstance(data, list | tuple):
        return [found for one in data for found in reasons(one)]
    if not isinstance(data, dict):
        return []
    own = data.get("because", [])
    here = list(own.values()) if isinstance(own, dict) else [own] if own else []
    return here + [found for key, one in data.items() if key != "near" for found in reasons(one)]


@pytest.mark.parametrize("answers", [RIGHT, WRONG], ids=["right", "wrong"])
@pytest.mark.parametrize("kind", gallery.MORE)
def test_every_choice_of_every_other_kind_gets_its_reason(kind, answers, log):
    face = practice(kind, log)
    press(face, answers[kind])
    wanted = reasons(gallery.QUESTIONS[kind])
    assert wanted and sorted(row["because"] for row in face.view["result"]["rows"]) == sorted(wanted)


def test_a_claim_audit_tells_what_is_taught_and_where_sources_differ(log):
    claims = {"circular-massage": gallery.claim(id="circular-massage")}
    face = recorded(QuestionFace(gallery.question("claim-audit"), log, gallery.words(), claims=claims))
    press(face, "supported")
    (line,) = face.view["result"]["evidence"]
    assert line["teach"] and line["differs"] == "One source says more than the other."
    assert face.view["result"]["open"]


def test_a_reply_names_the_skill_that_it_shows_or_lacks(log):
    face = practice("dialogue", log)
    press(face, RIGHT["dialogue"])
    notes = {note for row in face.view["result"]["rows"] for note in row["notes"]}
    assert "Skill: Accept what she thinks and feels" in notes
    assert "Skill that is missing here: Accept what she thinks and feels" in notes


def test_too_many_choices_are_told_beside_the_part_that_they_cost(log):
    face = practice("key-feature", log)
    press(face, WRONG["key-feature"])
    groups = {row["group"] for row in face.view["result"]["rows"]}
    assert "What do you do now? You chose 3, and 2 was the most. So this part did not count." in groups


def test_a_place_is_a_group_of_the_drawing_and_a_line_of_the_list_under_one_number(log):
    face = practice("hotspot", log)
    groups = [part for part in face.view["picture"]["children"] if part["props"].get("data-id")]
    numbers = {group["props"]["data-id"]: group["children"][-1]["children"][0] for group in groups}
    assert numbers == {option["id"]: str(at) for at, option in enumerate(face.view["options"], 1)}


@pytest.mark.parametrize("kind", WRONG)
def test_words_with_markup_in_them_stay_words_on_paper(kind, log):
    odd = json.dumps(gallery.QUESTIONS[kind]).replace('"say": "', '"say": "<img src=x onerror=alert(1)> ')
    changed = json.loads(odd) | {"ask": "<script>alert(1)</script>?"}
    changed.pop("kind")
    face = QuestionFace(gallery.question(kind, **changed), log, gallery.words())
    assert "<img" not in face.static_html() and "<script" not in face.static_html()
    assert "&lt;script&gt;" in face.static_html()


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
    assert repr(after) == f"<Question '{after.shown.id}' · {after.shown.kind}>"


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
