"""The glossary: words that a reader may not know, explained in plain words."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator

from milkflow.questions.parts import Words
from milkflow.reading import CONTENT_DIR, Content, Document, did_you_mean, read_yaml_list

GLOSSARY_FILE = CONTENT_DIR / "glossary.yaml"


class Term(Content):
    """One word and what it means here. ``also`` are other spellings that a lesson may use.

    What it says rests on ``claims`` and tables of ``facts``; ``clinical: false`` marks a word that is not clinical.
    """

    id: str
    term: Words
    also: tuple[Words, ...] = ()
    says: Words
    claims: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    clinical: Literal[False] | None = None

    @model_validator(mode="after")
    def _names_its_basis(self) -> Self:
        if bool(self.claims or self.facts) == (self.clinical is False):
            raise ValueError(f"say what {self.id!r} rests on: 'claims', 'facts', or else 'clinical: false'")
        return self


def read_glossary(path: Path = GLOSSARY_FILE) -> tuple[Term, ...]:
    """Return the terms in the order of the file. Raise ContentError with every problem."""
    return read_yaml_list(path, Term)


def glossary_problems(page: Document, claims: Collection[str], tables: Collection[str]) -> list[str]:
    """Return ids that are used twice, and claims and tables that do not exist, each with its line."""
    return [f"line {page.line(place)}: {said}" for place, said in _faults(page.data, claims, tables)]


def _faults(
    entries: Iterable[Mapping[str, list[str]]], claims: Collection[str], tables: Collection[str]
) -> Iterator[tuple[int, str]]:
    seen: set[object] = set()
    for place, entry in enumerate(entries):
        if entry["id"] in seen:
            yield place, f"{entry['id']!r} is used twice; give this one an id of its own"
        seen.add(entry["id"])
        for what, ids, known in (("claim", "claims", claims), ("table of facts", "facts", tables)):
            for id in entry.get(ids) or ():
                if id not in known:
                    yield place, f"no {what} is called {id!r}{did_you_mean(id, known)}"


def terms_used(text: str, terms: Iterable[Term]) -> tuple[str, ...]:
    """Return the ids of the terms that ``text`` uses as whole words, in the order of ``terms``."""
    return tuple(term.id for term in terms if _pattern(term).search(text))


def _pattern(term: Term) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in (term.term, *term.also))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
