"""The five files of evidence, read but not yet compared with each other."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from milkflow.errors import ContentError
from milkflow.evidence.claims import Disagreement, WrittenClaim
from milkflow.evidence.counselling import Counselling
from milkflow.evidence.facts import FactTable
from milkflow.evidence.sources import Source
from milkflow.reading import CONTENT_DIR, read_yaml, read_yaml_list

EVIDENCE_DIR = CONTENT_DIR / "evidence"


@dataclass(frozen=True)
class Pages:
    """What the files hold, each in the order of its file. The fields bear the names of the files."""

    claims: tuple[WrittenClaim, ...]
    disagreements: tuple[Disagreement, ...]
    sources: tuple[Source, ...]
    facts: tuple[FactTable, ...]
    counselling: Counselling


_READERS: dict[str, Callable[[Path], Any]] = {
    "claims": lambda path: read_yaml_list(path, WrittenClaim),
    "disagreements": lambda path: read_yaml_list(path, Disagreement),
    "sources": lambda path: read_yaml_list(path, Source),
    "facts": lambda path: read_yaml_list(path, FactTable),
    "counselling": lambda path: read_yaml(path, Counselling),
}


def read_pages(directory: Path) -> tuple[Pages | None, dict[Path, tuple[str, ...]]]:
    """Return the pages, or None and every problem of every file that could not be read."""
    found, faults = {}, {}
    for name, read in _READERS.items():
        path = directory / f"{name}.yaml"
        try:
            found[name] = read(path)
        except ContentError as fault:
            faults[path] = fault.problems
    return (None, faults) if faults else (Pages(**found), {})
