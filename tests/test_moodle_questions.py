"""Questions as Moodle XML, read back question by question by a reader that knows nothing of the writer."""

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from milkflow.grading.moodle import export_questions
from milkflow.questions import KINDS, Match, Number, One, Order, Question, Reflection, Several, read_quiz, read_samples
from milkflow.words import read_words

WORDS = read_words()
EXPORTED = {"one", "several", "match", "order", "number", "reflection"}
# The percentages that Moodle's import accepts; it refuses a question with any other.
MOODLES = {0, 5, 10, 11.11111, 12.5, 14.28571, 16.66667, 20, 25, 30, 33.33333, 40, 50, 60, 66.66667, 70, 75, 80,
           83.33333, 90, 100}  # fmt: skip
NASTY = 'A ]]> <script>alert("&amp;")</script> \x01\x00\ufffe 🍼 مرحبا 36.9 < 38 & "so"'


def read(xml: bytes) -> dict[str, Element]:
    """Return the questions by their id number."""
    return {one.findtext("idnumber", ""): one for one in ElementTree.fromstring(xml) if one.get("type") != "category"}


def plain(element: Element | None) -> str:
    """Return what a person reads: HTML without its tags."""
    assert element is not None
    return unescape(re.sub(r"<[^>]+>", " ", element.findtext("text") or "")).strip()


def same(shown: str, written: str) -> bool:
    return shown.split() == re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", "\ufffd", written).split()


def answers(element: Element) -> list[tuple[str, float, str]]:
    """Return text, percentage and feedback of every answer."""
    found = []
    for answer in element.findall("answer"):
        feedback = answer.find("feedback")
        said = plain(feedback) if feedback is not None else ""
        found.append((plain(answer), float(answer.get("fraction", "nan")), said))
    return found


def compare(question: Question, element: Element) -> None:
    asked = plain(element.find("questiontext"))
    assert " ".join(question.ask.split()) in " ".join(asked.split()) or "\ufffd" in asked
    assert plain(element.find("name")) == question.id
    assert float(element.findtext("defaultgrade", "")) == (question.points or 1)
    tags = {plain(tag) for tag in element.findall("tags/tag")}
    assert set(question.claims) <= tags and {f"LO {one}" for one in question.outcomes} <= tags
    given = answers(element)
    match question:
        case One() | Several():
            assert element.findtext("single") == ("true" if question.kind == "one" else "false")
            right = sum(option.right for option in question.options)
            for option, (text, fraction, feedback) in zip(question.options, given, strict=True):
                assert same(text, option.say) and same(feedback, option.because)
                wrong = 0 if question.kind == "one" else -100 / right
                assert fraction == pytest.approx(100 / right if option.right else wrong, abs=1e-5)
                assert abs(fraction) in MOODLES
        case Match():
            says = {option.id: option.say for option in question.options}
            pairs = [(plain(one), one.findtext("answer/text", "")) for one in element.findall("subquestion")]
            assert pairs[: len(question.stems)] == [(stem.say, says[stem.answer]) for stem in question.stems]
            assert {answer for _, answer in pairs} == set(says.values())
            assert all(stem.because in plain(element.find("generalfeedback")) for stem in question.stems)
        case Order():
            assert [text for text, _, _ in given] == [item.say for item in question.items]
            assert element.findtext("selecttype") == "ALL"
            assert all(item.because in plain(element.find("generalfeedback")) for item in question.items)
        case Number():
            rows = [(float(text), fraction, feedback) for text, fraction, feedback in given]
            assert rows[0] == (question.answer, 100, question.because)
            assert rows[1:] == [(near.value, 0, near.because) for near in question.near]
            assert float(element.findtext("answer/tolerance", "")) == question.tolerance
            assert element.findtext("units/unit/unit_name") == question.unit
        case Reflection():
            assert all(line.say in plain(element.find("graderinfo")) for line in question.rubric)
            assert not plain(element.find("responsetemplate"))


def test_every_quiz_is_read_back_question_by_question(repo: Path) -> None:
    quizzes = [read_quiz(path) for path in sorted((repo / "solutions").glob("*.yaml")) if "case" not in path.name]
    assert quizzes
    for quiz in quizzes:
        done = export_questions(quiz.title, quiz.questions, WORDS)
        found = read(done.xml)
        assert list(found) == list(done.ids)
        assert {*done.ids, *(id for id, _ in done.left)} == {question.id for question in quiz.questions}
        for question in quiz.questions:
            if question.id in found:
                compare(question, found[question.id])


def test_every_kind_is_exported_or_its_reason_is_told() -> None:
    questions = [sample.question for sample in read_samples()]
    done = export_questions("A/B", questions, WORDS)
    found, left = read(done.xml), dict(done.left)
    assert {question.kind for question in questions} == set(KINDS)
    for question in questions:
        if question.kind in EXPORTED:
            compare(question, found[question.id])
        else:
            assert len(left.pop(question.id)) > 30
    assert left == {}
    category = ElementTree.fromstring(done.xml).findtext("question/category/text")
    assert category == "$course$/top/Milkflow/A//B"
    assert any("Ordering" in note for _, note in done.notes)


def test_no_text_can_break_the_file_or_become_markup() -> None:
    sample = next(sample.question for sample in read_samples() if sample.question.kind == "one")
    assert isinstance(sample, One)
    options = tuple(option.model_copy(update={"say": NASTY, "because": NASTY}) for option in sample.options)
    done = export_questions(NASTY, [sample.model_copy(update={"ask": NASTY, "options": options})], WORDS)
    element = read(done.xml)[sample.id]
    assert b"<script" not in done.xml and b"\x01" not in done.xml
    for text, _, feedback in answers(element):
        assert same(text, NASTY) and same(feedback, NASTY)
    shown = element.findtext("questiontext/text") or ""
    assert "<script" not in shown and "&lt;script" in shown
