"""Lenses as an author writes them: one file for each lesson, a list of passages."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from milkflow.errors import ContentError
from milkflow.evidence.sources import Text, WordId
from milkflow.reading import Content, Document, did_you_mean, document, read_yaml_list


class Lens(Content):
    """One passage: what this part of the page is about, and the ids of its claims in the order of the page."""

    id: WordId
    title: Text
    lead: Text
    claims: tuple[WordId, ...] = Field(min_length=1, max_length=16)

    @model_validator(mode="after")
    def _names_each_claim_once(self) -> Self:
        twice = sorted({id for id in self.claims if self.claims.count(id) > 1})
        if twice:
            raise ValueError(f"names {', '.join(map(repr, twice))} twice; once is enough")
        return self


def read_lenses(path: Path) -> tuple[Lens, ...]:
    """Return the lenses of one lesson, in the order of the file. Raise ContentError with every problem."""
    return read_yaml_list(path, Lens)


def read_lenses_of(paths: Iterable[Path]) -> dict[str, Lens]:
    """Return all lenses by id. Raise ContentError, with file and line, when two have one id."""
    found: dict[str, Lens] = {}
    for path in paths:
        for place, lens in enumerate(read_lenses(path)):
            if lens.id in found:
                line = document(path).line(place, "id")
                raise ContentError(str(path), [f"line {line}: id {lens.id!r} is used twice; rename one of the lenses"])
            found[lens.id] = lens
    return found


def lens_problems(page: Document, claims: Collection[str], lessons: Collection[str]) -> list[str]:
    """Return the problems of one file of lenses, each with its line.

    ``claims`` and ``lessons`` are the ids that exist. A lesson asks about each claim once: its map counts claims.
    """
    return [*_lesson(page, lessons), *_claims(page, claims)]


def _lesson(page: Document, lessons: Collection[str]) -> Iterator[str]:
    name = page.path.stem
    if name not in lessons:
        yield f"line 1: no lesson is called {name!r}{did_you_mean(name, lessons)} Give the file the name of its lesson"


def _claims(page: Document, claims: Collection[str]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for place, lens in enumerate(page.data):
        for at, claim in enumerate(lens["claims"]):
            line = f"line {page.line(place, 'claims', at)}: {lens['id']}:"
            if claim not in claims:
                yield f"{line} no claim is called {claim!r}{did_you_mean(claim, claims)}"
            elif claim in seen:
                yield f"{line} claim {claim!r} stands in lens {seen[claim]!r} already; take it out of one of them"
            seen.setdefault(claim, lens["id"])
