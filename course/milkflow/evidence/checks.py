"""Faults that show only when the files of evidence are compared with each other."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from milkflow.evidence.claims import Disagreement, WrittenClaim
from milkflow.evidence.counselling import Cited, Counselling
from milkflow.evidence.fact_checks import fact_findings
from milkflow.evidence.findings import Finding, Sources, Where, cited_badly, repeated_ids, unknown
from milkflow.evidence.pages import EVIDENCE_DIR, Pages, read_pages
from milkflow.reading import document


def problems(directory: Path = EVIDENCE_DIR) -> dict[Path, tuple[str, ...]]:
    """Return every problem of the evidence in ``directory`` by file; an empty dict means that it is sound.

    A problem reads ``line 11: 0.sources.2.id: no source is called 'x'; did you mean 'y'?``. Files are
    compared with each other only when each of them can be read by itself.
    """
    pages, faults = read_pages(directory)
    return faults if pages is None else cross_problems(pages, directory)


def cross_problems(pages: Pages, directory: Path) -> dict[Path, tuple[str, ...]]:
    """Return what the files say against each other, by file."""
    sources = {source.id: source for source in pages.sources}
    findings = {
        "claims": claim_findings(pages.claims, pages.disagreements, sources),
        "disagreements": disagreement_findings(pages.disagreements, pages.claims),
        "sources": repeated_ids(pages.sources),
        "facts": fact_findings(pages.facts, sources),
        "counselling": counselling_findings(pages.counselling, pages.claims, sources),
    }
    told = {directory / f"{name}.yaml": tuple(found) for name, found in findings.items()}
    return {path: _with_lines(path, found) for path, found in told.items() if found}


def _with_lines(path: Path, findings: Sequence[Finding]) -> tuple[str, ...]:
    page = document(path)
    placed = sorted((page.line(*where), ".".join(map(str, where)), said) for where, said in findings)
    return tuple(f"line {line}: {where}: {said}" for line, where, said in placed)


def claim_findings(
    claims: Sequence[WrittenClaim], disagreements: Sequence[Disagreement], sources: Sources
) -> Iterator[Finding]:
    """Yield what is wrong with claims beside the other files."""
    named = [entry.id for entry in disagreements]
    yield from repeated_ids(claims)
    for number, claim in enumerate(claims):
        if claim.order != number + 1:
            yield (number, "order"), f"says {claim.order}, but this is claim {number + 1}; leave no gap"
        if claim.differs is not None:
            yield from unknown(claim.differs, named, "disagreement", (number, "differs"))
        for place, cited in enumerate(claim.sources):
            yield from cited_badly(cited.id, cited.verified, sources, (number, "sources", place, "id"))


def disagreement_findings(
    entries: Sequence[Disagreement], claims: Iterable[WrittenClaim]
) -> Iterator[Finding]:
    """Yield repeated ids, and disagreements that no claim points to."""
    used = {claim.differs for claim in claims}
    yield from repeated_ids(entries)
    for number, entry in enumerate(entries):
        if entry.id not in used:
            yield (number, "id"), f"no claim differs on {entry.id!r}; name it in a claim, or take it out"


def counselling_findings(
    page: Counselling, claims: Iterable[WrittenClaim], sources: Sources
) -> Iterator[Finding]:
    """Yield what is wrong with counselling beside the other files."""
    known = [claim.id for claim in claims]
    sections: dict[str, Sequence[Any]] = {
        name: section for name in type(page).model_fields if isinstance(section := getattr(page, name), tuple)
    }
    yield from _cited_findings(page.competency_link, sources, ("competency_link",))
    for name, entries in sections.items():
        yield from repeated_ids(entries, (name,))
        for number, entry in enumerate(entries):
            yield from _cited_findings(entry, sources, (name, number))
    for number, tip in enumerate(page.tips):
        yield from unknown(tip.claim, known, "claim", ("tips", number, "claim"))
    for number, case in enumerate(page.practice_cases):
        for place, claim_id in enumerate(case.claims):
            yield from unknown(claim_id, known, "claim", ("practice_cases", number, "claims", place))


def _cited_findings(entry: object, sources: Sources, at: Where) -> Iterator[Finding]:
    if isinstance(entry, Cited):
        for place, source_id in enumerate(entry.sources):
            yield from cited_badly(source_id, entry.verified, sources, (*at, "sources", place))
