"""Copy course files into a workspace without ever losing what a trainee wrote."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

# The repository has course/lessons and exercises, a workspace lessons and exercises. A link that
# works on a repository page is put right on the way, so that one notebook serves both.
LINKS = {"lessons": (b"../../exercises/", b"../exercises/"), "exercises": (b"../../course/lessons/", b"../../lessons/")}

Turn = Callable[[str, bytes], bytes]


def as_it_is(name: str, content: bytes) -> bytes:
    """Return the content of a course file unchanged."""
    return content


class Copy(NamedTuple):
    """One course file, and its name in the workspace (with ``/``). ``turn`` gives what to lay for it."""

    source: Path
    name: str
    turn: Turn = as_it_is

    def content(self) -> bytes:
        """Return the bytes to lay."""
        content = self.source.read_bytes()
        if self.source.suffix != ".ipynb":
            return content
        return self.turn(self.name, content.replace(*LINKS[self.name.split("/")[0]]))


def lay(
    root: Path, copies: Iterable[Copy], known: dict[str, str]
) -> tuple[dict[str, str], list[str], list[str]]:
    """Bring ``root`` up to date. Return the new list of what was laid (name -> mark), what was written, what was kept.

    ``known`` is the list of the time before. A file is written when it is missing, or when the course's
    one has changed since; one that the trainee changed is first copied aside.
    """
    laid: dict[str, str] = {}
    updated: list[str] = []
    kept: list[str] = []
    for copy in copies:
        content, target = copy.content(), root / copy.name
        laid[copy.name] = mark(content)
        if target.is_file() and laid[copy.name] == known.get(copy.name):
            continue
        if target.is_file() and not _is_ours(target, known.get(copy.name), content):
            kept.append(_set_aside(target).relative_to(root).as_posix())
        _replace(target, content)
        updated.append(copy.name)
    _forget(root, known, laid)
    return laid, updated, kept


def mark(content: bytes) -> str:
    """Return what tells two versions apart: of a notebook its cells, whatever was run and stored in it."""
    try:
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(content)["cells"]]
    except (ValueError, KeyError, TypeError):
        return hashlib.sha256(content).hexdigest()
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest() + "-" + hashlib.sha256(content).hexdigest()


def _is_ours(target: Path, before: str | None, content: bytes) -> bool:
    """Whether a file holds nothing of the trainee's: the cells we laid before, or those we lay now."""
    told = _cells(mark(target.read_bytes()))
    return told == _cells(mark(content)) or (before is not None and told == _cells(before))


def _cells(mark: str) -> str:
    return mark.split("-")[0]


def _set_aside(target: Path) -> Path:
    number = 1
    while True:
        aside = target.with_suffix(f".yours{'' if number == 1 else f'-{number}'}{target.suffix}")
        if not aside.exists():
            aside.write_bytes(target.read_bytes())
            return aside
        number += 1


def _replace(target: Path, content: bytes) -> None:
    """Write in one step: a page that is just being opened sees the old file or the new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(target)


def _forget(root: Path, known: dict[str, str], laid: dict[str, str]) -> None:
    """Remove what the course no longer has, unless the trainee changed it."""
    for name in known.keys() - laid.keys():
        target = root / name
        inside = target.resolve().is_relative_to(root.resolve())
        if inside and target.is_file() and _cells(mark(target.read_bytes())) == _cells(known[name]):
            target.unlink()
