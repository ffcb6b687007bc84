"""The two commands speak plainly when something is missing, and name what they will do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

make = shutil.which("make")
pytestmark = pytest.mark.skipif(make is None or os.name == "nt", reason="needs make and a POSIX shell")


def run(repo: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=repo, env={**os.environ, **environment}, capture_output=True, text=True, timeout=300
    )


def python_that_says(folder: Path, script: str) -> Path:
    fake = folder / "python3"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(0o755)
    return fake


def test_a_python_that_is_too_old_is_named_with_the_way_out(repo: Path, tmp_path: Path) -> None:
    old = python_that_says(tmp_path, 'case "$2" in *exit*) exit 1;; *) echo Python 3.9.2;; esac')
    done = run(repo, "make", "start", PYTHON=str(old))
    assert done.returncode != 0
    assert "Milkflow needs Python 3.11 or newer, and found Python 3.9.2." in done.stderr
    assert "make start PYTHON=" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_no_python_at_all_is_said_as_such(repo: Path, tmp_path: Path) -> None:
    done = run(repo, "/bin/sh", ".ci/python", PATH=str(tmp_path), VENV=str(tmp_path / "none"))
    assert done.returncode == 1
    assert "found no Python." in done.stderr


def test_the_first_python_that_is_new_enough_is_taken(repo: Path, tmp_path: Path) -> None:
    good = python_that_says(tmp_path, "exit 0")
    (tmp_path / "python3.13").write_text("#!/bin/sh\nexit 1\n")
    done = run(repo, "/bin/sh", ".ci/python", PATH=str(tmp_path), VENV=str(tmp_path / "none"))
    assert done.stdout.strip() == good.name


def test_the_environment_script_says_what_it_can_be_asked_for(repo: Path) -> None:
    done = run(repo, sys.executable, ".ci/environment.py", "everything")
    assert done.returncode == 1
    assert done.stderr.startswith("Say what the environment is for:")


def test_make_alone_lists_what_can_be_done_and_does_nothing(repo: Path) -> None:
    done = run(repo, "make", "--no-print-directory")
    assert done.returncode == 0
    for target in ("start", "teach", "grade", "build", "test", "clean"):
        assert f"make {target} " in done.stdout


def test_ci_calls_the_test_command_of_the_readme(repo: Path) -> None:
    workflow = (repo / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert "run: .ci/run" in workflow
    assert "\nmake test\n" in (repo / ".ci" / "run").read_text(encoding="utf-8")
    assert "make test" in (repo / "README.md").read_text(encoding="utf-8")
    assert os.access(repo / ".ci" / "run", os.X_OK)


def test_ci_without_a_browser_is_a_failure_and_elsewhere_one_line(repo: Path) -> None:
    browser = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "browser", "tests/test_house_browser.py"]
    away = {"MILKFLOW_CHROMIUM": "/nowhere/chromium"}
    local = run(repo, sys.executable, *browser, **away, CI="")
    said = [line for line in local.stdout.splitlines() if line.startswith("Left out:")]
    assert local.returncode == 0, local.stdout
    assert len(said) == 1
    assert "the browser suite (2 tests)" in said[0]
    assert "apt install chromium" in said[0]
    assert run(repo, sys.executable, *browser, **away, CI="true").returncode == 1
