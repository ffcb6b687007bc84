"""The wheel holds the package, all of it and nothing else."""

from __future__ import annotations

import subprocess
import zipfile
from email.parser import Parser
from pathlib import Path, PurePosixPath

import pytest


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_is_the_package_folder_and_no_file_more_or_less(repo: Path, names: set[str]) -> None:
    if not (repo / ".git").exists():
        pytest.skip("not a git checkout: git says which files are ours")
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "course/milkflow"]
    listed = subprocess.run(listing, cwd=repo, capture_output=True, text=True, check=True).stdout.split("\0")
    ours = {name.removeprefix("course/") for name in listed if name and (repo / name).exists()}
    assert len(ours) > 30
    assert {name for name in names if ".dist-info/" not in name} == ours


def test_the_wheel_brings_words_looks_and_buttons(names: set[str]) -> None:
    kinds = {PurePosixPath(name).suffix for name in names if name.startswith("milkflow/")}
    assert {".py", ".yaml", ".json", ".css", ".js"} <= kinds
    assert "milkflow/py.typed" in names


def test_no_solution_and_no_answer_travels_in_the_wheel(repo: Path, names: set[str]) -> None:
    # Each folder that people write in has a README of its own.
    solutions = {path.name for path in (repo / "solutions").rglob("*") if path.is_file()} - {"README.md"}
    assert solutions, "found no solutions to look for"
    assert not {name for name in names if PurePosixPath(name).name in solutions}
    assert not {name for name in names if "solutions" in PurePosixPath(name).parts or "answers.jsonl" in name}


def test_the_wheel_says_its_licences_and_its_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        about = Parser().parsestr(archive.read(info).decode())
        commands = archive.read(info.replace("METADATA", "entry_points.txt")).decode()
    assert about["License-Expression"] == "MIT AND CC-BY-4.0"
    assert about.get_all("License-File") == ["LICENSE", "LICENSES/CC-BY-4.0.txt"]
    assert set(about.get_all("Provides-Extra") or ()) == {"learn", "teach", "dev"}
    assert "milkflow = milkflow.cli:main" in commands
