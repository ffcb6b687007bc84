"""What both certificates say, for the instructor to read before she issues one; nobody real is in it."""

from datetime import date
from html import escape
from pathlib import Path

from milkflow.grading.certificates.issue import Kind, read_all, text_of
from milkflow.grading.certificates.paper import Text
from milkflow.grading.certificates.record import EXAM, POST, Record, Work
from milkflow.places import find_course

DAYS = (date(2026, 3, 2), date(2026, 4, 17))
KINDS: tuple[Kind, ...] = ("taking-part", "achievement")


class Sample:
    """The words of both certificates as a page."""

    def __init__(self, texts: tuple[Text, ...]) -> None:
        self.texts = texts

    def __repr__(self) -> str:
        return f"<Certificates: {', '.join(text.title for text in self.texts)}>"

    def _repr_html_(self) -> str:
        return "".join(_html(text) for text in self.texts)


def sample(root: Path | None = None) -> Sample:
    """Return what the certificates of the course at ``root`` would say of somebody who handed in every test."""
    course = read_all(root or find_course().root)
    work = tuple(Work(quiz, *DAYS) for id, quiz in course.quizzes.items() if id in (POST, EXAM))
    record = Record("mw-000", course.words["desk-cert-sample-name"], work, "")
    return Sample(tuple(text_of(kind, record, course) for kind in KINDS))


def _html(text: Text) -> str:
    def lines(said: tuple[str, ...]) -> str:
        return "<br>".join(map(escape, said))

    title, guidelines = text.small
    rows = "".join(f"<tr><th>{escape(label)}</th><td>{lines(said)}</td></tr>" for label, said in text.facts)
    return (
        f"<h3>{escape(text.title)}</h3><p><strong>{escape(text.name)}</strong> {escape(text.said)}</p>"
        f"<table>{rows}</table><details><summary>{escape(title)}</summary>{lines(guidelines)}</details>"
    )
