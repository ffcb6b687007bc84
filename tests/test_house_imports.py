"""Imports go one way, and what a lesson imports could also run inside a browser."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from imports import faults, imports_in

BASE = {"errors", "reading"}
RULES = {"evidence", "questions", "marking", "cases", "lenses"}
DATA = {"words", "places", "course_map"}
SHOWN = {"glossary", "answers", "bundles", "progress", "preferences", "ward", "figures", "markup"}
SHOWN |= {"case_feedback", "solo"}
WORKSHOP = BASE | RULES | DATA | {"answers", "bundles", "library", "figures", "handin", "ward", "glossary"}
WORKSHOP |= {"check", "build", "tracing"}

# Which rooms a room may import. Content is data, rules know no face, and nothing imports `cli`.
MAY: dict[str, set[str]] = {
    "errors": set(),
    "reading": {"errors"},
    **dict.fromkeys(RULES, BASE | RULES),
    "answers": {"errors"},
    "places": {"errors"},
    "words": BASE,
    "markup": set(),
    "course_map": BASE | {"questions"},
    "ward": BASE | {"questions", "places"},
    "glossary": BASE | {"questions"},
    "bundles": BASE | RULES | {"course_map", "glossary", "ward"},
    "progress": {"errors", "answers", "course_map", "bundles", "cases", "solo"},
    "preferences": {"answers", "bundles", "progress"},
    "figures": BASE | RULES | {"words", "markup"},
    "faces": BASE | RULES | DATA | SHOWN | {"handin"},
    "handin": BASE | RULES | {"answers"},
    "case_feedback": BASE | RULES | {"words"},
    # Learning alone: by the rules of a class, and nothing of its grading.
    "solo": BASE | RULES | DATA | {"answers", "bundles", "handin"},
    "lessons": BASE | RULES | DATA | SHOWN | {"faces"},
    "quizzes": BASE | RULES | DATA | SHOWN | {"faces", "handin"},
    "galleries": BASE | RULES | DATA | SHOWN | {"faces"},
    "__init__": {"galleries", "lessons", "quizzes"},
    "library": BASE | RULES | DATA | {"glossary", "ward"},
    "casebook": BASE | RULES | {"words", "markup", "figures"},
    "check": WORKSHOP - {"build"},
    "build": WORKSHOP - {"tracing"},
    "tracing": WORKSHOP - {"check"},
    "grading": WORKSHOP | {"bars", "case_feedback", "__version__"},  # a certificate names the version of the course
    # Nothing imports it: an instructor's notebook does. It alone may bring numpy, pandas, scipy and matplotlib.
    "insight": WORKSHOP | {"grading", "markup"},
    "bars": set(),
    "status": BASE | RULES | {"places", "words", "library"},
    "serving": BASE | {"places", "words", "answers", "course_map", "bundles", "progress", "preferences", "solo"},
    "spare": {"lessons", "quizzes"},  # a kernel in waiting has imported them; it is a program of its own
    "cli": WORKSHOP | {"casebook", "bars", "status", "grading", "serving", "commands"},
    "commands": WORKSHOP | {"casebook", "bars", "status", "grading", "serving"},
}
# What a room may import from outside the house; the workshop (bars, build, grading, serving, cli) is free.
BRING: dict[str, set[str]] = {
    **{
        room: set()
        for room in ["errors", "places", "progress", "preferences", "handin", "markup", "case_feedback", "__init__"]
    },
    # What a trainee's environment lacks would keep `milkflow` alone from telling her what to do next.
    **{
        room: {"pydantic"}
        for room in [*RULES, "answers", "words", "course_map", "bundles", "glossary", "ward", "library", "status"]
    },
    "solo": {"pydantic"},
    "reading": {"pydantic", "pydantic_core", "ruamel"},
    **{room: {"pydantic", "IPython"} for room in ["figures", "galleries", "lessons", "quizzes"]},
    "spare": {"ipykernel", "ipywidgets"},
    "faces": {"anywidget", "ipywidgets", "traitlets", "IPython", "pydantic"},
}

# Packages that may be loaded by a lesson: each is in Pyodide, or pure Python with a wheel that it can take.
PYODIDE = {
    *("ipywidgets", "anywidget", "psygnal", "mypy_extensions", "traitlets", "comm", "IPython", "pygments"),
    *("pydantic", "pydantic_core", "typing_extensions", "typing_inspection", "annotated_types"),
}
# Run in a fresh Python: the code cells of each notebook, as a kernel would, then what has been loaded. Only the course
# itself is loaded anew for each: what one of them brought from outside is named there, and again in all that follow.
PROBE = """
import sys
before = set(sys.modules)  # what Python itself, or a line in site-packages, brings to any program
import json, os
from pathlib import Path
for path in map(Path, sys.argv[1:]):
    for name in [name for name in sys.modules if name.split(".")[0] == "milkflow"]:
        del sys.modules[name]
    os.chdir(path.parent)
    space = {"__name__": "__main__"}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), space)
    new = [(name, module) for name, module in list(sys.modules.items()) if name not in before]
    mine = {name: getattr(module, "__file__", None) or "" for name, module in new}
    print("\\nLOADED", json.dumps([path.name, mine]))
"""


def test_no_room_imports_what_it_should_not(repo: Path) -> None:
    found = imports_in(repo / "course" / "milkflow")
    assert len({item.room for item in found}) >= 12, "found too few rooms: is the path right?"
    assert faults(found, MAY, BRING) == []


def test_the_rules_themselves_let_no_rule_reach_a_face_or_a_command() -> None:
    assert not any("cli" in rooms for rooms in MAY.values())
    workshop = {"library", "check", "build", "tracing", "bars", "status", "grading", "insight", "serving"}
    workshop |= {"commands", "cli"}
    assert not any("insight" in rooms for rooms in MAY.values())
    for room in RULES | {"reading", "answers", "errors", "check", "build", "status", "grading", "serving"}:
        assert not MAY[room] & {"faces", "lessons", "quizzes", "cli"}, room
    for room in MAY.keys() - workshop:
        assert not MAY[room] & workshop, f"{room} runs in a lesson and must not pull in the workshop"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("from milkflow.faces import x", "milkflow/cases/a.py:2: 'cases' may not import 'faces'"),
        ("import milkflow.faces.base", "milkflow/cases/a.py:2: 'cases' may not import 'faces'"),
        ("from milkflow import faces", "milkflow/cases/a.py:2: 'cases' may not import 'faces'"),
        ("from ..faces import x", "milkflow/cases/a.py:2: 'cases' may not import 'faces'"),
        ("def f():\n  import milkflow.cli", "milkflow/cases/a.py:3: 'cases' may not import 'cli'"),
        ("import numpy.linalg", "milkflow/cases/a.py:2: 'cases' may not import numpy"),
        ("from .b import x", None),
        ("import json, pydantic", None),
        ("from milkflow.questions.parts import Option", None),
    ],
)
def test_a_wrong_import_is_named_with_its_line(tmp_path: Path, line: str, sentence: str | None) -> None:
    (tmp_path / "milkflow" / "cases").mkdir(parents=True)
    (tmp_path / "milkflow" / "cases" / "a.py").write_text(f"'''A.'''\n{line}\n")
    assert faults(imports_in(tmp_path / "milkflow"), MAY, BRING) == ([sentence] if sentence else [])


def test_a_new_room_needs_a_rule(tmp_path: Path) -> None:
    (tmp_path / "milkflow").mkdir()
    (tmp_path / "milkflow" / "attic.py").write_text("import json\n")
    assert "no rule says what 'attic' may import" in faults(imports_in(tmp_path / "milkflow"), MAY, BRING)[0]


def test_whatever_the_package_imports_is_asked_for_by_name(repo: Path) -> None:
    project = tomllib.loads((repo / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = chain(project["dependencies"], *project["optional-dependencies"].values())
    asked = {canonicalize_name(Requirement(line).name) for line in lines}
    of, unnamed = packages_distributions(), []
    for _, where, taken in imports_in(repo / "course" / "milkflow"):
        top = taken.split(".")[0]
        if top != "milkflow" and top not in sys.stdlib_module_names:
            dists = {canonicalize_name(dist) for dist in of.get(top, [top])}
            if not dists & asked:
                unnamed.append(f"{where}: {top} comes from {sorted(dists)}, which pyproject.toml does not name")
    assert unnamed == []


def lesson_notebooks(repo: Path) -> list[Path]:
    found = sorted((repo / "course" / "lessons").glob("*.ipynb")) + sorted(repo.glob("exercises/*/*.ipynb"))
    assert len(found) >= 3, "found too few notebooks to look at"
    return found


def test_nothing_that_a_trainee_opens_loads_a_package_that_a_browser_lacks(repo: Path, tmp_path: Path) -> None:
    notebooks = lesson_notebooks(repo)
    probe = [sys.executable, "-I", "-c", PROBE, *map(str, notebooks)]
    environment = {"MILKFLOW_ANSWERS": str(tmp_path), "PATH": "/nowhere", "HOME": str(tmp_path)}
    done = subprocess.run(probe, env=environment, capture_output=True, text=True, timeout=300, check=False)
    told = [json.loads(line[7:]) for line in done.stdout.splitlines() if line.startswith("LOADED ")]
    assert done.returncode == 0, f"after {[name for name, _ in told]}: {done.stderr[-2000:]}"
    assert [name for name, _ in told] == [notebook.name for notebook in notebooks]
    for notebook, loaded in told:
        ours = {name for name in loaded if name.split(".")[0] == "milkflow"}
        assert len(ours) > 10, f"{notebook} loaded too little of the package: {ours}"
        assert not {name for name in ours if name.split(".")[1:2] in [["build"], ["check"], ["grading"], ["insight"]]}
        tops = {name.split(".")[0] for name, file in loaded.items() if "site-packages" in file}
        strangers = {top for top in tops if "__mypyc" not in top} - PYODIDE - {"milkflow"}
        assert not strangers, f"{notebook} loads {sorted(strangers)}"


def test_only_the_instructors_pages_bring_the_libraries_of_numbers(repo: Path) -> None:
    heavy = {"numpy", "pandas", "scipy", "matplotlib"}
    found = {item.room for item in imports_in(repo / "course" / "milkflow") if item.taken.split(".")[0] in heavy}
    assert found == {"insight", "grading"}  # a certificate takes its letters from a font that comes with matplotlib
