"""A finding: where in a file, and what is wrong there. The kinds that every file shares."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from milkflow.evidence.sources import Source
from milkflow.reading import did_you_mean

Where = tuple[str | int, ...]
Finding = tuple[Where, str]
Sources = Mapping[str, Source]


def repeated_ids(entries: Iterable[Any], at: Where = ()) -> Iterator[Finding]:
    """Yield a finding for each entry whose ``id`` an earlier entry bears."""
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        if entry.id in seen:
            yield (*at, number, "id"), f"{entry.id!r} is used twice; give this one an id of its own"
        seen.add(entry.id)


def unknown(name: str, known: Iterable[str], what: str, at: Where) -> Iterator[Finding]:
    """Yield a finding when ``name`` is not among ``known``."""
    if name not in known:
        yield at, f"no {what} is called {name!r}{did_you_mean(name, known)}"


def cited_badly(source_id: str, verified: str, sources: Sources, at: Where) -> Iterator[Finding]:
    """Yield a finding when the source is unknown, or was not read although the citation says it was."""
    yield from unknown(source_id, sources, "source", at)
    if verified == "read" and source_id in sources and sources[source_id].verified == "recalled":
        yield at, f"marked read, but {source_id!r} is recalled; mark this recalled, or cite a read source"
