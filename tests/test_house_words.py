"""What is published stands on its own: no path of somebody's machine, no address of a package index."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

# Put together here, so that this file does not hold what it looks for.
SLASH = "/"
PRIVATE = (
    rf"(?<![\w.~-]){SLASH}work(?![\w-])",
    rf"(?<![\w.~-]){SLASH}(?:home|Users){SLASH}\w",
    rf"{SLASH}tmp{SLASH}(?:bash|mf\b)",
    rf"\.\.{SLASH}shared\b",
    rf"(?<![\w.~-]){SLASH}root{SLASH}",
)
INDEXES = tuple(
    re.escape(".".join(parts))
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("anaconda", "org"),
        ("deb", "debian", "org"),
    ]
)
LOOKED_FOR = re.compile("|".join(PRIVATE + INDEXES))
# A picture and the like is not read; everything else in git is.
NOT_TEXT = {".png", ".ico", ".zip", ".db", ".woff2"}


def published(repo: Path) -> list[Path]:
    """Return every file that git would publish, those not yet added included."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=repo, capture_output=True, text=True, check=True).stdout.split("\0")
    return [repo / name for name in names if name and (repo / name).is_file()]


@pytest.fixture(scope="module")
def texts(repo: Path) -> dict[str, str]:
    if not (repo / ".git").exists():
        pytest.skip("not a git checkout: git says which files are published")
    files = [path for path in published(repo) if path.suffix not in NOT_TEXT]
    return {path.relative_to(repo).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_no_file_names_a_private_path_or_a_package_index(texts: dict[str, str]) -> None:
    assert len(texts) > 50, "found too few files to look at"
    found = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if LOOKED_FOR.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("line", ["see |work|a", "in |home|ann|x", "|tmp|bash_a", "..|shared|x", "https:||pypi!org|a"])
def test_the_search_finds_what_it_looks_for(line: str) -> None:
    assert LOOKED_FOR.search(line.replace("|", SLASH).replace("!", "."))


@pytest.mark.parametrize("line", ["~/work/x", "paper/workshop", "a/home/page", "/usr/bin/env", "Take Home/Users"])
def test_the_search_lets_ordinary_words_pass(line: str) -> None:
    assert not LOOKED_FOR.search(line)


def test_no_look_or_button_asks_the_internet_for_anything(texts: dict[str, str]) -> None:
    assets = {name: text for name, text in texts.items() if name.endswith((".js", ".css"))}
    assert len(assets) >= 2, "found too few of them"
    for name, text in assets.items():
        outside = re.findall(r"(?:https?:)?//[\w.-]+\.\w{2,}[^\s\"')]*", re.sub(r"^\s*//.*$", "", text, flags=re.M))
        assert not [url for url in outside if "www.w3.org" not in url], name


def test_what_people_make_is_ignored_by_git(repo: Path) -> None:
    private = ["course/lessons/02.answers.jsonl", "gradebook.db", "hand-ins/class.zip", "feedback/x"]
    private += ["submitted/ann/quiz-02/quiz-02.ipynb", "roster.csv"]
    asked = subprocess.run(["git", "check-ignore", *private], cwd=repo, capture_output=True, text=True, check=False)
    assert asked.stdout.split() == private


def test_git_ignores_no_source_of_the_package(repo: Path) -> None:
    inside = [path for path in (repo / "course" / "milkflow").rglob("*") if path.is_file()]
    ours = [str(path.relative_to(repo)) for path in inside if "__pycache__" not in path.parts]
    asked = subprocess.run(
        ["git", "check-ignore", "--stdin"], cwd=repo, input="\n".join(ours), capture_output=True, text=True, check=False
    )
    assert len(ours) > 50
    assert asked.stdout == ""
