"""What a person sees who reads a graded answer: the case that it speaks of, the question, the answer, the points."""

from __future__ import annotations

from pathlib import Path

from milkflow.marking import mark, review_html
from milkflow.questions import read_quiz


def test_the_case_stands_before_the_question_and_the_answer(repo: Path) -> None:
    quiz = read_quiz(repo / "solutions" / "quiz-02.yaml")
    question = next(one for one in quiz.questions if one.kind == "reflection")
    assert question.case
    page = review_html(question, "I <b>listen</b>.", mark(question, "I listen."), {})
    places = [page.index(words) for words in ("clogged duct", question.ask, "I &lt;b&gt;listen")]
    assert places == sorted(places)


def test_a_question_without_a_case_has_no_empty_line(repo: Path) -> None:
    quiz = read_quiz(repo / "solutions" / "quiz-02.yaml")
    question = quiz.questions[0].model_copy(update={"case": None})
    assert "<p></p>" not in review_html(question, None, mark(question, None), {"review-answer": "x"})
