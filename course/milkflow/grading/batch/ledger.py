"""What was graded before: a small database of our own, so that a second run does only what changed.

It is never believed alone. The driver compares each entry with the files, with the gradebook and with the graded
notebook; a ledger that is lost or damaged costs time, and nothing else.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Self

TABLES = """
create table if not exists done (code text primary key, stamp text, book text, files text, notes text) without rowid;
create table if not exists page (code text primary key, stamp text) without rowid;
create table if not exists event (code text, id blob, primary key (code, id)) without rowid;
create index if not exists event_id on event (id);
"""
SHARED = """
select event.id, event.code from event
join (select id from event group by id having count(*) > 1) as twice on twice.id = event.id order by event.id
"""


class Entry(NamedTuple):
    """How one trainee was graded: stamps of her files, of the gradebook and of the notebook; what was noted."""

    stamp: str
    book: str
    files: str
    notes: tuple[str, ...]


class Ledger:
    """The ledger of one quiz, in the file ``path``."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open(path)
        except sqlite3.DatabaseError as fault:
            if isinstance(fault, sqlite3.OperationalError):
                raise
            path.unlink()
            self._open(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    def entry(self, code: str) -> Entry | None:
        """Return how ``code`` was graded, or None."""
        row = self._book.execute("select stamp, book, files, notes from done where code = ?", (code,)).fetchone()
        return Entry(row[0], row[1], row[2], tuple(json.loads(row[3]))) if row else None

    def page(self, code: str) -> str:
        """Return the stamp of the feedback page of ``code``, or ""."""
        row = self._book.execute("select stamp from page where code = ?", (code,)).fetchone()
        return str(row[0]) if row else ""

    def enter(self, entries: Iterable[tuple[str, Entry, Iterable[bytes]]]) -> None:
        """Enter trainees with the ids of their answers. Call it only once all else of them is written."""
        with self._book:
            for code, entry, events in entries:
                row = (code, *entry[:3], json.dumps(entry.notes))
                self._book.execute("replace into done values (?, ?, ?, ?, ?)", row)
                self._book.execute("delete from event where code = ?", (code,))
                self._book.executemany("insert or ignore into event values (?, ?)", [(code, id) for id in events])

    def enter_pages(self, stamps: Iterable[tuple[str, str]]) -> None:
        """Enter stamps of feedback pages that are written."""
        with self._book:
            self._book.executemany("replace into page values (?, ?)", stamps)

    def forget(self, codes: Iterable[str]) -> None:
        """Forget trainees, before anything of theirs is changed."""
        rows = [(code,) for code in codes]
        with self._book:
            for table in ("done", "page"):
                self._book.executemany(f"delete from {table} where code = ?", rows)

    def shared(self) -> Iterator[tuple[bytes, str]]:
        """Yield each answer that stands under more than one code, with each of these codes."""
        yield from self._book.execute(SHARED)

    def _open(self, path: Path) -> None:
        self._book = sqlite3.connect(path)
        try:
            self._book.executescript(TABLES)
        except sqlite3.DatabaseError:
            self._book.close()
            raise
