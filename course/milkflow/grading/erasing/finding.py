"""Look for everything of one person below a course; nothing is changed here."""

import csv
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Literal, NamedTuple

from milkflow.errors import GradingError
from milkflow.grading.erasing.archives import Archive, look_into
from milkflow.grading.erasing.who import Who
from milkflow.grading.tables import read_table
from milkflow.places import STATE

Kind = Literal["file", "folder", "zip", "text", "ledger", "gradebook", "roster", "look"]
# Each holds one folder or file for each person, by code.
BY_CODE = ("submitted", "autograded", "feedback")
# What was downloaded, what is sent: zips, unpacked zips, tables, pages.
MIXED = ("downloaded", "hand-ins", "grades", STATE)
TEXTS = {".txt", ".log"}
TALKING = ("note", "comment", "feedback")
DATABASE = b"SQLite format 3\x00"
MOST_TEXT = 50_000_000


class Find(NamedTuple):
    """Something of hers: where it is, and in words what goes. ``members`` are the entries of a zip that go."""

    kind: Kind
    path: Path
    what: str
    members: tuple[str, ...] = ()


def find_all(root: Path, who: Who) -> tuple[Find, ...]:
    """Return everything that speaks of ``who``, in the order in which it is best erased: the roster comes last."""
    found = [one for name in BY_CODE for one in _by_code(root / name, who)]
    found += [one for name in MIXED for one in _mixed(root / name, who)]
    found += [one for path in _loose(root) for one in _file(path, who)]
    return tuple(found)


def _loose(root: Path) -> Iterator[Path]:
    """Yield files at the top of the course that may hold people: class lists, logs, zips, certificates."""
    for path in [*sorted(root.glob("*")), root / ".nbgrader.log"]:
        plain = path.is_file() and not path.is_symlink() and path.suffix in {".csv", ".zip", ".log", ".pdf"}
        if plain and path.name != "roster.csv":  # the roster has a line of its own, which goes last
            yield path


def _by_code(folder: Path, who: Who) -> Iterator[Find]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if who.is_code(path.name):
            yield Find("folder" if path.is_dir() and not path.is_symlink() else "file", path, "")


def _mixed(folder: Path, who: Who) -> Iterator[Find]:
    for place, folders, files in os.walk(folder):
        for name in list(folders):
            path = Path(place) / name
            if not path.is_symlink() and (who.is_code(name) or who.owns(name) or _participant(path, who)):
                folders.remove(name)
                yield Find("folder", path, "")
        for name in sorted(files):
            yield from _file(Path(place) / name, who)


def _participant(path: Path, who: Who) -> bool:
    """Return whether a learning platform named this unpacked folder after her: Full Name_4711_assignsubmission_file."""
    name, _, rest = path.name.partition("_")
    return bool(who.name) and name.casefold() == who.name.casefold() and rest[:1].isdigit()


def _file(path: Path, who: Who) -> Iterator[Find]:
    if path.is_symlink() or not path.is_file():
        if who.owns(path.name):
            yield Find("file", path, "")
    elif who.owns(path.name):
        yield Find("file", path, "")
    elif path.suffix.lower() == ".zip":
        yield from _zip(path, who)
    elif path.suffix == ".csv":
        yield from _table(path, who)
    elif path.suffix in TEXTS:
        text = read_text(path)
        lines = [line for line in text.splitlines() if who.speaks_of(line)]
        if lines:
            yield Find("text", path, f"{len(lines)} lines")
    elif path.suffix == ".db" and is_database(path):
        rows = sum(ledger_rows(path, who).values())
        if rows:
            yield Find("ledger", path, f"lines: {rows}")


def _zip(path: Path, who: Who) -> Iterator[Find]:
    found: Archive = look_into(path, who)
    if found.whole:
        yield Find("file", path, "")
    elif found.members:
        yield Find("zip", path, f"{len(found.members)} of {found.size} files in it", found.members)
    if found.unread:
        yield Find("look", path, found.unread)


def _table(path: Path, who: Who) -> Iterator[Find]:
    if not _is_utf8(path):
        if _foreign(path, who):
            yield Find("look", path, "It has her in it, and is not in UTF-8. Delete it, or save it without her.")
        return
    rows = table_rows(path)
    headings = rows[0] if rows else []
    hers = sum(who.is_row(dict(zip(headings, row, strict=False))) for row in rows[1:])
    others = [cell for row in rows[1:] for cell in talking(headings, row) if who.without(cell) != cell]
    if hers or others:
        yield Find("text", path, f"lines: {hers}" if hers else "a note that names her")


def _is_utf8(path: Path) -> bool:
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _foreign(path: Path, who: Who) -> bool:
    """Return whether a class list in an encoding of old has her in it, or cannot be read at all."""
    try:
        return any(who.is_row(row) for _, row in read_table(path).rows)
    except GradingError:
        return True


def table_rows(path: Path) -> list[list[str]]:
    """Return the rows of a table of ours, headings first; nothing for one that is no table."""
    text = read_text(path).removeprefix("\ufeff")
    try:
        separator = max(",;\t", key=text.partition("\n")[0].count)
        return [row for row in csv.reader(StringIO(text, newline=""), delimiter=separator) if row]
    except csv.Error:
        return []


def talking(headings: list[str], row: list[str]) -> list[str]:
    """Return the cells of a row in which words about other people may stand."""
    return [cell for heading, cell in zip(headings, row, strict=False) if heading.casefold().startswith(TALKING)]


def read_text(path: Path) -> str:
    """Return a text file that we wrote, or "" for one that is too large to be ours."""
    if path.stat().st_size > MOST_TEXT:
        return ""
    return path.read_bytes().decode("utf-8", errors="surrogateescape")


def is_database(path: Path) -> bool:
    """Return whether ``path`` is an SQLite file."""
    with path.open("rb") as file:
        return file.read(len(DATABASE)) == DATABASE


def ledger_rows(path: Path, who: Who) -> dict[str, int]:
    """Return by table how many rows of a database of ours have her code in the column ``code``."""
    try:
        with closing(sqlite3.connect(path)) as book:
            names = [name for (name,) in book.execute("select name from sqlite_master where type = 'table'")]
            columns = {name: {row[1] for row in book.execute(f'pragma table_info("{name}")')} for name in names}
            coded = [name for name in names if "code" in columns[name]]
            count = 'select count(*) from "{}" where lower(code) = lower(?)'
            return {name: book.execute(count.format(name), (who.code,)).fetchone()[0] for name in coded}
    except sqlite3.DatabaseError:
        return {}
