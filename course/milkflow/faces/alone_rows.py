"""The reasons behind every answer of a question that was handed in, as plain HTML."""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Any

from milkflow.faces.question_view import evidence_of
from milkflow.faces.reasons_more import REASONS
from milkflow.faces.results import solved
from milkflow.faces.rows import PLAIN, Row, row
from milkflow.figures import written
from milkflow.marking import Mark
from milkflow.markup import chip, details, items, paragraphs, tag
from milkflow.questions import Number, Order, Question, Reflection
from milkflow.solo.keys import SoloCourse
from milkflow.words import say


def rows_html(question: Question, answer: Any, mark: Mark, course: SoloCourse) -> str:
    """Return each option, step or part with the reason for it, her own choice marked, and the evidence behind."""
    words = course.words
    asked = question.asked if question.kind == "chart" else question
    if mark.outcome == "not answered" and isinstance(asked, Number | Order | Reflection):
        told = list(_unanswered(asked, course))
    else:
        told = REASONS[question.kind](question, answer, words)
    picture = solved(question, answer)
    drawing = tag("div", written(picture), "mf-picture-box") if picture else ""
    groups = groupby(told, key=lambda line: line["group"])
    shown = "".join(_group(name, list(rows)) for name, rows in groups)
    return drawing + shown + _evidence(question, course)


def _unanswered(question: Number | Order | Reflection, course: SoloCourse) -> Iterator[Row]:
    """Yield what would have been right, where the words of an answer cannot be said without one."""
    words = course.words
    if isinstance(question, Order):
        for place, item in enumerate(question.items, 1):
            text = say(words, "step-number", place=place, step=item.say)
            yield row(PLAIN, say(words, "outcome-not-answered"), text, item.because)
    elif isinstance(question, Number):
        said = say(words, "right-number", number=f"{question.answer:g}", unit=question.unit)
        yield row(PLAIN, say(words, "outcome-not-answered"), said, question.because)
    else:
        yield from (row(PLAIN, say(words, "look-for"), line.say, "") for line in question.rubric)


def _group(name: str, rows: list[Row]) -> str:
    lines = [
        tag("p", chip(one["chip"]["kind"], one["chip"]["icon"], one["chip"]["word"]), "mf-reason__head")
        + tag("p", escape(one["say"]), "mf-reason__say")
        + "".join(tag("p", escape(note), "mf-reason__note") for note in one["notes"])
        + paragraphs(one["because"], "mf-reason__because")
        for one in rows
    ]
    listed = "".join(tag("li", line, "mf-reason") for line in lines)
    return (tag("p", escape(name), "mf-reason__group") if name else "") + tag("ul", listed, "mf-reasons")


def _evidence(question: Question, course: SoloCourse) -> str:
    lines = evidence_of(question, course.claims, course.words)
    told = [
        chip(one["chip"]["kind"], one["chip"]["icon"], one["chip"]["word"])
        + paragraphs(one["teach"])
        + _differs(one["differs"], course)
        + paragraphs(one["review"], "mf-hint")
        for one in lines
    ]
    return details(say(course.words, "evidence-title"), items(told, "mf-evidence")) if told else ""


def _differs(text: str, course: SoloCourse) -> str:
    return paragraphs(say(course.words, "card-disagreement"), "mf-reason__say") + paragraphs(text) if text else ""
