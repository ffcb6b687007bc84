"""Words that no case may use, and words that need a companion."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field

from milkflow.cases.links import Fault, Where
from milkflow.questions.parts import Words
from milkflow.reading import CONTENT_DIR, Content, read_yaml

AVOID_FILE = CONTENT_DIR / "cases" / "words-to-avoid.yaml"
# Redness alone hides on darker skin, so a sign that every skin shows must stand beside it.
_RED = re.compile(r"\bred(ness|der)?\b", re.IGNORECASE)
_TWIN = re.compile(r"warm|firm|swell|swoll|dark|own usual colour|tight|heat|hot", re.IGNORECASE)
_CELSIUS = re.compile(r"\d(\.\d+)? ?°C(?! \([\d.]+ ?°F\))")
_PERSONAL = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\b\d{3}[ -]?\d{3}[ -]?\d{4}\b|\b\d{1,2}[./]\d{1,2}[./](19|20)\d\d\b")


class Avoid(Content):
    """Groups of words that no case may use: ``why`` says the reason and the way out."""

    why: Words
    words: tuple[Words, ...] = Field(min_length=1)


class AvoidFile(Content):
    """All groups."""

    groups: tuple[Avoid, ...] = Field(min_length=1)


def read_avoid(path: Path = AVOID_FILE) -> tuple[Avoid, ...]:
    """Return the groups of words to avoid in ``path``. Raise ContentError with every problem."""
    return read_yaml(path, AvoidFile).groups


def wording(data: Any, groups: tuple[Avoid, ...]) -> Iterator[Fault]:
    """Yield each fault in the words of a case page, given as plain data."""
    yield from _redness(data)
    for where, text in texts(data):
        for group in groups:
            for word in group.words:
                if _spelt(word).search(text):
                    yield Fault(where, f"{word!r}: {group.why}")
        if _CELSIUS.search(text):
            yield Fault(where, "a temperature needs Fahrenheit in brackets, such as 38.0 °C (100.4 °F)")
        if _PERSONAL.search(text):
            yield Fault(where, "looks like an address, a number or a date of a real person; leave it out")


@cache
def _spelt(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)


def _redness(node: Any, where: Where = ()) -> Iterator[Fault]:
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inner:
        yield from _redness(value, (*where, key))
    if isinstance(node, dict):
        prose = " ".join(text for text in node.values() if isinstance(text, str) and " " in text)
        if _RED.search(prose) and not _TWIN.search(prose):
            yield Fault(
                where,
                "redness alone hides on darker skin; name warmth, firmness, swelling or her own usual colour",
            )


def texts(node: Any, where: Where = ()) -> Iterator[tuple[Where, str]]:
    """Yield every text of a page that is plain data, with its place."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, (*where, str(key)))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from texts(value, (*where, number))
    elif isinstance(node, str):
        yield where, node
