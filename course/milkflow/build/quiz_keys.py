"""The answer to each question and what it rests on, as lines that an instructor reads."""

from collections.abc import Mapping

from milkflow.build.quiz_reasons import reason_lines
from milkflow.questions import Gradable

Words = Mapping[str, str]


def filled(words: Words, id: str, **values: object) -> str:
    """Return the words called ``id`` with their ``{placeholders}`` filled in.

    >>> filled({"hello": "Hello {name}"}, "hello", name="you")
    'Hello you'
    """
    text = words[id]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def key_lines(question: Gradable, words: Words) -> list[str]:
    """Return the answer and the reason of every option, in the order that trainees see, as lines of markdown."""
    lines = reason_lines(question, words)
    if question.key_basis:
        lines.append(filled(words, "instructor-basis", basis=", ".join(question.key_basis)))
    return lines
