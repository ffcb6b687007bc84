"""pyproject.toml, requirements.lock and environment.yml say the same, and the lock names no address."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from ruamel.yaml import YAML

PYTHONS = ("3.11", "3.12", "3.13")


@pytest.fixture(scope="module")
def project(repo: Path) -> dict[str, Any]:
    return tomllib.loads((repo / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lock(repo: Path) -> str:
    return (repo / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def setup(repo: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("environment", repo / ".ci" / "environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pinned(lock: str) -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = {}
    for line in re.findall(r"^[A-Za-z0-9][^\\\n]*", lock, re.MULTILINE):
        found.setdefault(canonicalize_name(Requirement(line).name), []).append(Requirement(line))
    return found


def asked(project: dict[str, Any]) -> Iterator[Requirement]:
    lists = [project["build-system"]["requires"], project["project"]["dependencies"]]
    for line in chain(*lists, *project["project"]["optional-dependencies"].values()):
        if Requirement(line).name != "milkflow":
            yield Requirement(line)


def for_python(pins: list[Requirement], python: str) -> list[Requirement]:
    """Return the pins that hold on this Python, on Linux; a patch release late enough for all forks."""
    where = {"python_version": python, "python_full_version": f"{python}.9", "sys_platform": "linux"}
    return [pin for pin in pins if pin.marker is None or pin.marker.evaluate(where)]


@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_holds_one_fitting_version_of_everything_asked_for(
    project: dict[str, Any], lock: str, python: str
) -> None:
    pins = pinned(lock)
    for want in asked(project):
        held = for_python(pins.get(canonicalize_name(want.name), []), python)
        assert len(held) == 1, f"{want}: {held}; run `make lock`"
        version = Version(str(held[0].specifier).removeprefix("=="))
        assert want.specifier.contains(version), f"{want}: the lock has {version}; run `make lock`"


def test_each_entry_of_the_lock_is_pinned_and_hashed(lock: str, setup: ModuleType) -> None:
    entries = list(setup.entries(lock))
    assert len(entries) > 50
    for name, _, lines in entries:
        assert re.search(r"==\S+ ", lines), name
        assert "--hash=sha256:" in lines, name


def test_the_lock_names_no_address_and_no_path(lock: str) -> None:
    assert not re.search(r"https?:|file:|--\w*index|--find-links|(?<![\w-])/\w", lock)


def test_a_part_of_the_lock_is_complete(project: dict[str, Any], lock: str, setup: ModuleType) -> None:
    whole = {name for name, _, _ in setup.entries(lock)}
    sizes = []
    for level in setup.LEVELS:
        part = setup.part_of(lock, setup.wanted(level))
        names = {name for name, _, _ in setup.entries(part)}
        assert setup.wanted(level) <= names
        assert not {name for name, via, _ in setup.entries(lock) if via & names} - names
        sizes.append(len(names))
    assert sizes == sorted(set(sizes)), "each level adds something"
    assert names == whole, "nothing in the lock is there for nobody"


def test_a_trainee_is_not_made_to_install_the_tools_of_others(lock: str, setup: ModuleType) -> None:
    names = {name for name, _, _ in setup.entries(setup.part_of(lock, setup.wanted("learn")))}
    assert not names & {"nbgrader", "sqlalchemy", "playwright", "pytest", "mypy", "ruff", "pandas", "numpy"}


def test_the_builder_in_the_lock_is_the_one_that_builds(project: dict[str, Any]) -> None:
    assert project["dependency-groups"]["build"] == project["build-system"]["requires"]


def test_conda_brings_python_and_make_and_leaves_the_rest_to_the_lock(
    repo: Path, project: dict[str, Any]
) -> None:
    listed = YAML(typ="safe").load(repo / "environment.yml")["dependencies"]
    from_pip = [entry["pip"] for entry in listed if isinstance(entry, dict)]
    assert from_pip == [["-r requirements.lock"]]
    names = {entry.split()[0]: entry.split()[1:] for entry in listed if isinstance(entry, str)}
    assert set(names) == {"python", "pip", "make", "git"}
    conda, ours = SpecifierSet(names["python"][0]), SpecifierSet(project["project"]["requires-python"])
    assert [python for python in ("3.10", *PYTHONS, "3.14") if python in conda] == list(PYTHONS)
    assert all(python in ours for python in PYTHONS)
    assert "3.10" not in ours
