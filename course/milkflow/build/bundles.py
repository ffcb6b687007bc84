"""Compile into one JSON file what a lesson's cells ask for, and whatever that rests on."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import nbformat

from milkflow.build.cells import cells_of
from milkflow.build.stops import lesson_stops, quiz_stops
from milkflow.bundles import Bundle, CaseFile, bundle_path, case_path
from milkflow.cases import Case, with_ceilings
from milkflow.cases.choosing import card_of
from milkflow.cases.links import acts
from milkflow.course_map import QuizStops, Waypoint
from milkflow.errors import BuildError
from milkflow.evidence import source_ids
from milkflow.figures import FIGURES, MATRIX
from milkflow.library import Course

Calls = dict[str, list[str]]
MAP_VERBS = {"next", "progress", "so_far"}
# What only the instructor's commands and an examination say: no lesson carries it, a change of it changes no lesson.
ELSEWHERE = ("desk-", "exam-", "alone-")


def calls_in(notebook: Path) -> Calls:
    """Return for each verb of ``lesson`` the ids that the notebook's code cells pass to it, in order."""
    calls: Calls = {}
    for cell in cells_of(notebook):
        for verb, id in cell.calls:
            calls.setdefault(verb, []).extend([id] if id else [])
    return calls


def compile_bundle(notebook: Path, course: Course) -> Bundle:
    """Return the bundle of one lesson. Raise BuildError when a cell asks for something that does not exist."""
    calls = calls_in(notebook)
    where = notebook.name
    questions = _picked(where, "question", calls.get("ask", []), course.questions)
    played = _picked(where, "case", calls.get("play", []), course.cases)
    cases = {id: with_ceilings(case) for id, case in played.items()}
    lenses = _picked(where, "lens", calls.get("lens", []), course.lenses)
    clinic = _picked(where, "case", calls.get("clinic", []), course.cases)
    placed = placed_in(notebook.parent, course) if clinic else {}
    asked = calls.get("sources", [])
    in_tables = [id for id in asked if id in course.evidence.tables]
    named = [*calls.get("claim", []), *(id for id in asked if id not in in_tables)]
    used = [claim for question in questions.values() for claim in question.claims]
    used += [claim for case in cases.values() for claim in _claims_of(case)]
    used += [claim for lens in lenses.values() for claim in lens.claims]
    claims = _picked(where, "claim", [*named, *used], course.evidence.claims)
    drawn = [name for id in calls.get("figure", []) if id in FIGURES for name in FIGURES[id].tables]
    drawn += [MATRIX] if "positions" in calls or MATRIX in calls.get("figure", []) else []
    tables = _picked(where, "table", [*drawn, *in_tables], course.evidence.tables)
    parts: dict[str, Any] = {
        "id": notebook.stem,
        "title": _title(notebook),
        "words": {id: text for id, text in course.words.items() if not id.startswith(ELSEWHERE)},
        "questions": questions,
        "cases": cases,
        "clinic": {id: card_of(case, placed.get(id, {})) for id, case in clinic.items()},
        # In the order of the page, which is how her map lists them.
        "lenses": {id: lenses[id] for id in dict.fromkeys(calls.get("lens", []))},
        "claims": claims,
        "tables": tables,
        "terms": _terms(where, calls, course),
        "sources": _picked(where, "source", source_ids(claims.values(), tables.values()), course.evidence.sources),
        "waypoints": _waypoints(notebook.parent, course) if calls.keys() & MAP_VERBS else (),
        "ward": course.ward if "ward" in calls else None,
    }
    draft = Bundle(version="", **parts)
    return draft.model_copy(update={"version": _version(draft)})


def write_bundle(bundle: Bundle) -> Path:
    """Write the bundle where lessons look for it; the same content is the same bytes."""
    return _written(bundle, bundle_path(bundle.id))


def write_cases(course: Course) -> None:
    """Write a file for each case, so that one is read when it is played and not before; take away those of no case."""
    for id, case in course.cases.items():
        claims = _picked(id, "claim", _claims_of(case), course.evidence.claims)
        draft = CaseFile(version="", case=with_ceilings(case), claims=claims)
        _written(draft.model_copy(update={"version": _version(draft)}), case_path(id))
    for path in case_path("any").parent.glob("*.json"):
        if path.stem not in course.cases:
            path.unlink()


def placed_in(folder: Path, course: Course) -> dict[str, dict[str, str]]:
    """Return by case the lessons that place it on their page, outside a clinic: title by id."""
    found: dict[str, dict[str, str]] = {}
    for entry in course.map:
        notebook = folder / f"{entry.id}.ipynb"
        for id in calls_in(notebook).get("play", []) if notebook.is_file() else []:
            found.setdefault(id, {})[entry.id] = entry.title
    return found


def _version(draft: Bundle | CaseFile) -> str:
    return sha256(draft.model_dump_json().encode()).hexdigest()[:8]


def _written(data: Bundle | CaseFile, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data.model_dump(mode="json"), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return path


def _picked(where: str, what: str, ids: Iterable[str], known: Mapping[str, Any]) -> dict[str, Any]:
    wanted = sorted(set(ids))
    missing = [id for id in wanted if id not in known]
    if missing:
        raise BuildError(f"{where}: no {what} is called {', '.join(map(repr, missing))}; check the name in the cell")
    return {id: known[id] for id in wanted}


def _title(notebook: Path) -> str:
    first = nbformat.read(notebook, as_version=4).cells[0].source.splitlines()[0]
    return str(first).lstrip("# ").strip()


def _claims_of(case: Case) -> set[str]:
    return {*case.claims, *(claim for _, _, act in acts(case) for claim in act.claims)}


def _terms(where: str, calls: Calls, course: Course) -> dict[str, Any]:
    """Return the terms that a lesson explains, in the order of the glossary; all where it names none."""
    named = _picked(where, "term", calls.get("terms", []), course.terms)
    return {id: term for id, term in course.terms.items() if "terms" in calls and (id in named or not named)}


def _waypoints(folder: Path, course: Course) -> tuple[Waypoint, ...]:
    placed = placed_in(folder, course)
    return tuple(
        Waypoint(
            entry=entry,
            stops=lesson_stops(cells_of(notebook), entry.minutes, course, placed) if notebook.is_file() else (),
            quizzes=tuple(
                QuizStops(
                    id=quiz.id, title=quiz.title, role=quiz.role, stops=quiz_stops(quiz, course.words["quiz-question"])
                )
                for quiz in map(course.quizzes.get, entry.quizzes)
                if quiz
            ),
        )
        for entry in course.map
        for notebook in [folder / f"{entry.id}.ipynb"]
    )
