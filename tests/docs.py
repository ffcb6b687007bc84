"""What the documents say to type and to write: their fenced blocks, with the line on which each begins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

DOCS = ("README.md", "CONTRIBUTING.md", "solutions/README.md", "course/milkflow/content/README.md")
FENCE = re.compile(r"^```(?P<kind>\w+)(?: (?P<place>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: ``kind`` as written after the fence, ``place`` the file that it shows, or an empty string."""

    where: str
    kind: str
    place: str
    text: str


def blocks(repo: Path, *kinds: str) -> list[Block]:
    """Return the blocks of these kinds in all documents."""
    found = []
    for name in DOCS:
        page = (repo / name).read_text(encoding="utf-8")
        for match in FENCE.finditer(page):
            line = page[: match.start()].count("\n") + 1
            found.append(Block(f"{name}:{line}", match["kind"], match["place"] or "", match["text"]))
    return [block for block in found if block.kind in kinds]


def commands(repo: Path) -> list[tuple[str, str]]:
    """Return every command in a shell block, with its place and without the remark behind it."""
    lines = [(block.where, line) for block in blocks(repo, "sh") for line in block.text.splitlines()]
    typed = [(where, line.split(" #")[0].strip()) for where, line in lines if not line.startswith("#")]
    return [(where, line) for where, line in typed if line]


def mentioned(repo: Path, *programs: str) -> list[tuple[str, str]]:
    """Return every command of these programs that a document names in its text, with its place."""
    found = []
    for name in DOCS:
        page = (repo / name).read_text(encoding="utf-8")
        for match in re.finditer(rf"`((?:[A-Z_]+=\S+ )?(?:{'|'.join(programs)}) [^`…]+)`", page):
            found.append((f"{name}:{page[: match.start()].count(chr(10)) + 1}", match[1]))
    return found
