"""All the evidence of the course, checked and by id."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from milkflow.errors import ContentError
from milkflow.evidence.checks import cross_problems
from milkflow.evidence.claims import Claim, Disagreement
from milkflow.evidence.counselling import Counselling
from milkflow.evidence.facts import FactTable
from milkflow.evidence.pages import EVIDENCE_DIR, Pages, read_pages
from milkflow.evidence.sources import Source
from milkflow.reading import Content


class Evidence(Content):
    """Claims (in the order of the web page), sources, tables, disagreements by id; and counselling."""

    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    tables: Mapping[str, FactTable]
    disagreements: Mapping[str, Disagreement]
    counselling: Counselling


def load_evidence(directory: Path = EVIDENCE_DIR) -> Evidence:
    """Return the evidence in ``directory``. Raise ContentError: all problems of the first faulty file."""
    pages, faults = read_pages(directory)
    if pages is not None:
        faults = cross_problems(pages, directory)
    for path, found in faults.items():
        raise ContentError(str(path), found)
    assert pages is not None
    return _evidence(pages)


def source_ids(claims: Iterable[Claim] = (), tables: Iterable[FactTable] = ()) -> tuple[str, ...]:
    """Return the ids of the sources that these claims and tables cite, in order of first mention."""
    cited = [source.id for claim in claims for source in claim.sources]
    return tuple(dict.fromkeys([*cited, *(source for table in tables for source in table.sources)]))


def skill_words(evidence: Evidence) -> dict[str, str]:
    """Return the name of every counselling skill, under the id that faces look it up by."""
    return {f"skill-{skill.id}": skill.name for skill in evidence.counselling.skills}


def _evidence(pages: Pages) -> Evidence:
    disagreements = {entry.id: entry for entry in pages.disagreements}
    claims = [
        Claim(**dict(written), disagreement=disagreements[written.differs].text if written.differs else None)
        for written in pages.claims
    ]
    return Evidence(
        claims={claim.id: claim for claim in claims},
        sources={source.id: source for source in pages.sources},
        tables={table.id: table for table in pages.facts},
        disagreements=disagreements,
        counselling=pages.counselling,
    )
