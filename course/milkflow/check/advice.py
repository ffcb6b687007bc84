"""Where the course speaks as itself, advice that is no longer given must stand beside words that take it back."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator

from milkflow.reading import CONTENT_DIR, Content, Document, read_yaml

GUARDS_FILE = CONTENT_DIR / "advice-guards.yaml"
# Keys under which the course speaks as itself, wherever they stand.
OWN_VOICE = ("teach", "good_response", "how_to_say", "example_phrase")
QUOTED = re.compile(r'"[^"]*"')
QUESTION_KEYS = ("ask", "case", "mother_says", "tip")


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as fault:
        raise ValueError(f"not a pattern: {fault}") from None
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]


class Guard(Content):
    """How the advice of one claim is worded."""

    claim: str
    words: tuple[Pattern, ...]


class Guards(Content):
    """All guards; ``marks`` are the words that take such advice back."""

    marks: tuple[Pattern, ...]
    guards: tuple[Guard, ...]

    def faults(self, text: str, context: str = "") -> Iterator[str]:
        """Yield a sentence for each claim that ``text`` gives as advice; a mark may also stand in ``context``."""
        if any(re.search(mark, f"{text} {context}", re.IGNORECASE) for mark in self.marks):
            return
        for guard in self.guards:
            found = next((hit for word in guard.words if (hit := re.search(word, text, re.IGNORECASE))), None)
            if found:
                yield f"{found[0]!r} reads as advice, and {guard.claim!r} is not; say what to do instead"


def read_guards(path: Path = GUARDS_FILE) -> Guards:
    """Return the guards. Raise ContentError with every problem."""
    return read_yaml(path, Guards)


def page_advice(page: Document, guards: Guards) -> list[str]:
    """Return the faults of one file of words, each with its line."""
    return [
        f"line {page.line(*where)}: {fault}"
        for where, text, context in _spoken(page.data, ())
        for fault in guards.faults(text, context)
    ]


def notebook_advice(path: Path, guards: Guards) -> list[str]:
    """Return the faults of the paragraphs of a lesson, each with its cell; a heading speaks for what is below it.

    What somebody in the story says, between quotation marks, is not the course's advice.
    """
    found, heading = [], ""
    for number, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"], 1):
        text = "" if cell["cell_type"] == "code" else "".join(cell["source"])
        for paragraph in text.split("\n\n"):
            heading = paragraph if paragraph.startswith("#") else heading
            told = QUOTED.sub("", paragraph)
            found += [f"cell {number} ({cell.get('id', 'no id')}): {fault}" for fault in guards.faults(told, heading)]
    return found


def _spoken(node: Any, where: tuple[str | int, ...], context: str = "") -> Iterator[tuple[Any, str, str]]:
    """Yield each text that the course says as its own: its place, itself, and the question that it answers."""
    if isinstance(node, list):
        for number, entry in enumerate(node):
            yield from _spoken(entry, (*where, number), context)
    elif isinstance(node, dict):
        context = " ".join([context, *(str(node[key]) for key in QUESTION_KEYS if node.get(key))])
        for key in _own_keys(node):
            yield (*where, key), str(node[key]), context
        for key, value in node.items():
            yield from _spoken(value, (*where, key), context)


def _own_keys(node: dict[str, Any]) -> list[str]:
    best = node.get("verdict") in ("best", "acceptable") and "do" in node
    right = ("say", "because") if node.get("right") is True else ()
    keys = (*OWN_VOICE, *right, *(("do", "because") if best else ()))
    return [key for key in keys if isinstance(node.get(key), str)]
