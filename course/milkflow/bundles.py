"""All that one lesson shows, compiled from YAML into one JSON file, so that opening a lesson parses little."""

import json
from functools import cache
from pathlib import Path

from pydantic import Field

from milkflow.cases import Case
from milkflow.cases.choosing import Card
from milkflow.course_map import Waypoint
from milkflow.errors import MilkflowError
from milkflow.evidence import Claim, FactTable, Source
from milkflow.glossary import Term
from milkflow.lenses import Lens
from milkflow.questions import Question
from milkflow.reading import CONTENT_DIR, Content, did_you_mean
from milkflow.ward import WardPolicy

BUILT_DIR = CONTENT_DIR / "built"
START = "00-start-here"


class Bundle(Content):
    """What lesson ``id`` shows. ``version`` is 8 hex digits of the content, and goes into every answer."""

    id: str
    title: str
    version: str
    words: dict[str, str]
    questions: dict[str, Question] = Field(default_factory=dict)
    cases: dict[str, Case] = Field(default_factory=dict)
    clinic: dict[str, Card] = Field(default_factory=dict)
    lenses: dict[str, Lens] = Field(default_factory=dict)
    claims: dict[str, Claim] = Field(default_factory=dict)
    sources: dict[str, Source] = Field(default_factory=dict)
    tables: dict[str, FactTable] = Field(default_factory=dict)
    terms: dict[str, Term] = Field(default_factory=dict)
    waypoints: tuple[Waypoint, ...] = ()
    ward: WardPolicy | None = None


class CaseFile(Content):
    """One case with its ceilings, and by id the claims that its debrief shows. ``version`` as in a bundle."""

    version: str
    case: Case
    claims: dict[str, Claim]


def bundle_path(id: str) -> Path:
    """Return where the bundle of lesson ``id`` lies."""
    return BUILT_DIR / f"{id}.json"


def case_path(id: str) -> Path:
    """Return where the file of case ``id`` lies."""
    return BUILT_DIR / "cases" / f"{id}.json"


def course_waypoints() -> tuple[Waypoint, ...]:
    """Return the map of the course as the Start page has it; empty before the first build."""
    path = bundle_path(START)
    if not path.is_file():
        return ()
    found = json.loads(path.read_text(encoding="utf-8"))
    return tuple(map(Waypoint.model_validate, found["waypoints"]))


def load_bundle(id: str) -> Bundle:
    """Return the bundle of lesson ``id``. Raise MilkflowError, with the nearest name, when there is none."""
    path = bundle_path(id)
    if not path.is_file():
        known = sorted(path.stem for path in BUILT_DIR.glob("*.json"))
        raise MilkflowError(f"There is no lesson called {id!r}{did_you_mean(id, known)} Run 'make build' if it is new.")
    return Bundle.model_validate(json.loads(path.read_text(encoding="utf-8")))


@cache
def load_case(id: str) -> CaseFile:
    """Return the case ``id``, read when it is first needed. Raise MilkflowError when there is none."""
    path = case_path(id)
    if not path.is_file():
        known = sorted(path.stem for path in path.parent.glob("*.json"))
        raise MilkflowError(f"There is no case called {id!r}{did_you_mean(id, known)} Run 'make build' if it is new.")
    return CaseFile.model_validate(json.loads(path.read_text(encoding="utf-8")))
