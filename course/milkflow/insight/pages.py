"""Small pieces of a page: numbers in words, tables, pictures, and the label of a simulated class."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import isnan

from milkflow.insight.classes import QuizClass
from milkflow.insight.findings import size_of
from milkflow.insight.sampling import Interval
from milkflow.markup import chip, details, paragraphs, tag
from milkflow.words import say

Words = Mapping[str, str]
NO_NUMBER = "–"


class Page:
    """A piece of HTML that shows itself, with a name that stays the same."""

    def __init__(self, name: str, html: str) -> None:
        self.name, self.html = name, html

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def _repr_html_(self) -> str:
        return self.html


def number(value: float, places: int = 2) -> str:
    """Return a number for a table. What is nearly 0 has no sign.

    >>> [number(0.126), number(-0.001), number(float("nan"))]
    ['0.13', '0.00', '–']
    """
    if isnan(value):
        return NO_NUMBER
    text = f"{value:.{places}f}"
    return text.removeprefix("-") if not text.strip("-0.") else text.replace("-", "−")


def percent(value: float) -> str:
    """Return a share as whole percent, without the sign.

    >>> percent(0.286)
    '29'
    """
    return number(100 * value, 0)


def ranged(value: float, interval: Interval, places: int = 2) -> str:
    """Return a number with its range, such as ``0.31 (0.12 to 0.48)``."""
    if isnan(value) or isnan(interval.low):
        return number(value, places)
    return f"{number(value, places)} ({number(interval.low, places)} to {number(interval.high, places)})"


def share(value: float, interval: Interval, words: Words) -> str:
    """Return a share with its range, in percent."""
    return say(words, "insight-range", share=percent(value), low=percent(interval.low), high=percent(interval.high))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> str:
    """Return a table; cells are HTML already, and the first of a row names it."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(
        tag("tr", f'<th scope="row">{first}</th>' + "".join(tag("td", cell) for cell in rest)) for first, *rest in rows
    )
    named = tag("caption", escape(caption)) if caption else ""
    whole = f"{named}<thead>{tag('tr', head)}</thead><tbody>{body}</tbody>"
    return tag("div", tag("table", whole, "mf-table"), "mf-scroll")


def unbroken(text: str) -> str:
    """Return plain text that stays on one line, such as a question's id."""
    return f'<span style="white-space:nowrap">{escape(text)}</span>'


def label(people: QuizClass, words: Words) -> str:
    """Return what this class is and what may be said of it: how many, simulated or not, and the rule of its size."""
    title = say(words, "insight-class", title=people.quiz.title, count=people.count)
    simulated = say(words, "insight-simulated-long", count=people.count)
    notes = [say(words, f"insight-rule-{size_of(people.count)}")]
    waiting = len(people.quiz.questions) - len(people.questions)
    held = "insight-waiting-one" if waiting == 1 else "insight-waiting"
    notes += [say(words, held, count=waiting)] if waiting else []
    notes += [say(words, "insight-unread", count=len(people.unread))] if people.unread else []
    return (
        tag("p", escape(title), "mf-title")
        + (mark(people, words, " " + simulated) if people.simulated else "")
        + "".join(tag("p", escape(note), "mf-hint") for note in notes)
    )


def mark(people: QuizClass, words: Words, more: str = "") -> str:
    """Return a line that begins with "simulated class"; nothing for a real one."""
    if not people.simulated:
        return ""
    return tag("p", chip("superseded", "◌", say(words, "insight-simulated")) + escape(more), "mf-verdict-line")


def card(inner: str) -> str:
    """Return a card around HTML."""
    # Wider than a page of a lesson: tables of numbers need it.
    return f'<div class="mf mf-card" style="max-width:60rem">{inner}</div>'


def by_quiz(classes: Sequence[QuizClass], shown: Sequence[str], words: Words) -> str:
    """Return what is ``shown`` of each class; of several, each opens on a press, but for the first."""
    if len(classes) == 1:
        return card(shown[0])
    parts = [
        details(say(words, "insight-class", title=people.quiz.title, count=people.count), inner)
        for people, inner in zip(classes, shown, strict=True)
    ]
    return card(parts[0].replace("<details", "<details open", 1) + "".join(parts[1:]))


def eyebrow(text: str) -> str:
    """Return a small heading."""
    return tag("p", escape(text), "mf-eyebrow")


def told(text: str) -> str:
    """Return plain text as paragraphs."""
    return paragraphs(text)
