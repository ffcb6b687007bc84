"""The hand-in page says what is open, takes only a staff code, and says nothing is made before it is."""

import json

import pytest

import gallery
from milkflow.answers import AnswerLog
from milkflow.errors import AnswersError
from milkflow.faces.handin import HandInFace
from milkflow.questions import PublicQuiz


class Desk:
    """A hand-in face over a real log, with what it sends."""

    def __init__(self, folder, make=None):
        self.folder, self.log = folder, AnswerLog(folder / "quiz-02.answers.jsonl")
        shown = [gallery.shown(kind) for kind in gallery.QUESTIONS]
        self.quiz = PublicQuiz(
            id="quiz-02", title="Quiz", minutes=10, feedback="marks", version="12345678", questions=tuple(shown)
        )
        self.face = HandInFace(self.quiz, self.log, gallery.words(), make or self.make)
        self.sent = []
        self.face.send = lambda content, buffers=None: self.sent.append((content, buffers))

    def make(self, code, event):
        path = self.folder / f"{code}--quiz-02.zip"
        path.write_bytes(b"a zip")
        return path

    def press(self, **content):
        self.face._answer(self.face, {"nonce": f"n{len(self.sent)}", **content}, [])
        return {key: value for key, value in self.sent[-1][0].items() if key != "nonce"}


def test_it_lists_which_questions_have_an_answer(tmp_path):
    desk = Desk(tmp_path)
    desk.log.append("answer", desk.quiz.questions[1].id, ["soft"])
    desk.press(type="look")
    listed = {one["id"]: one["answered"] for one in desk.face.view["questions"]}
    assert listed == {one.id: one is desk.quiz.questions[1] for one in desk.quiz.questions}


def test_an_answer_that_was_taken_back_is_listed_as_open_and_asks_for_a_new_hand_in(tmp_path):
    desk = Desk(tmp_path)
    desk.log.append("answer", desk.quiz.questions[1].id, ["soft"])
    desk.press(type="hand-in", code="ward7-ab")
    desk.log.append("answer", desk.quiz.questions[1].id, None)
    desk.press(type="look")
    assert not any(one["answered"] for one in desk.face.view["questions"])
    assert desk.face.view["changed"]


def test_an_answer_in_the_very_moment_of_the_hand_in_is_not_taken_for_handed_in(tmp_path):
    desk = Desk(tmp_path)
    desk.press(type="hand-in", code="ward7-ab")
    assert not desk.face.view["changed"]
    moment = desk.log.events()[-1].at
    desk.log.keep(desk.log.prepare("answer", desk.quiz.questions[1].id, ["soft"]).model_copy(update={"at": moment}))
    desk.press(type="look")
    assert desk.face.view["changed"]


def test_a_staff_code_makes_the_file_and_its_bytes_go_to_the_browser(tmp_path):
    desk = Desk(tmp_path)
    assert desk.press(type="hand-in", code=" ward7-ab ")["type"] == "saved"
    assert desk.sent[0] == ({"type": "file", "name": "ward7-ab--quiz-02.zip"}, [b"a zip"])
    assert desk.log.events()[-1].response == {"code": "ward7-ab"} and desk.face.view["at"]


@pytest.mark.parametrize("code", ["", "a", "a b", "../ab", "é" * 4, "x" * 33, "a\nb", "<b>", "-ab", "_ab"])
def test_anything_but_a_staff_code_is_refused_and_makes_no_file(code, tmp_path):
    desk = Desk(tmp_path)
    assert desk.press(type="hand-in", code=code)["message"] == gallery.words()["hand-in-code-wrong"]
    assert list(tmp_path.glob("*.zip")) == []


def test_a_file_that_could_not_be_made_is_not_recorded_as_handed_in(tmp_path):
    def fails(code, event):
        raise AnswersError("The disk is full.")

    desk = Desk(tmp_path, fails)
    assert desk.press(type="hand-in", code="ward7") == {"type": "refused", "message": "The disk is full."}
    assert desk.log.events() == () and desk.face.view["at"] is None


def test_an_answer_saved_after_handing_in_is_noticed(tmp_path):
    desk = Desk(tmp_path)
    desk.press(type="hand-in", code="ward7")
    assert desk.face.view["changed"] is False
    desk.log.append("answer", desk.quiz.questions[0].id, "ask")
    assert desk.press(type="look")["type"] == "saved" and desk.face.view["changed"] is True


def test_reopening_remembers_the_code_and_when(tmp_path):
    Desk(tmp_path).press(type="hand-in", code="ward7")
    view = Desk(tmp_path).face.view
    assert view["code"] == "ward7" and view["at"]


def test_a_code_that_somebody_wrote_into_the_log_is_not_trusted(tmp_path):
    desk = Desk(tmp_path)
    desk.log.append("handed-in", "quiz-02", {"code": "<script>"})
    desk.press(type="look")
    assert desk.face.view["code"] == ""


def test_the_stored_output_is_short_and_stable(tmp_path):
    face = Desk(tmp_path).face
    assert repr(face) == "<Hand in 'quiz-02'>" and gallery.words()["hand-in-static"] in face.static_html()
    assert "because" not in json.dumps(face.view)
