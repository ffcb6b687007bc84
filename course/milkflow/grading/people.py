"""Who is in the class, with what a learning platform knows each person by: all of it in ``roster.csv`` alone."""

import csv
import os
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from milkflow.grading.roster import read_roster
from milkflow.grading.tables import read_table

IDENTITIES = ("idnumber", "username", "email")
COLUMNS = ("id", "name", *IDENTITIES)


class Person(NamedTuple):
    """One line of the roster. ``id`` is her staff code; ``more`` are columns that somebody added by hand."""

    id: str
    name: str = ""
    idnumber: str = ""
    username: str = ""
    email: str = ""
    more: tuple[tuple[str, str], ...] = ()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return what she alone is known by on the platform, as (column, value in small letters)."""
        return tuple((one, getattr(self, one).casefold()) for one in IDENTITIES if getattr(self, one))


def read_people(root: Path) -> tuple[Person, ...]:
    """Return everybody on the roster, or nobody without one. Raise GradingError with every problem in it."""
    path = root / "roster.csv"
    if not read_roster(path).known:
        return ()
    people = []
    for _, row in read_table(path).rows:
        more = tuple((name, cell) for name, cell in row.items() if name not in COLUMNS)
        known = {name: row.get(name, "") for name in COLUMNS}
        people.append(Person(**known, more=more))
    return tuple(people)


def write_people(root: Path, people: Iterable[Person]) -> None:
    """Write the roster whole or not at all, for this person's eyes only, in a form that spreadsheets open."""
    people = tuple(people)
    more = list(dict.fromkeys(name for person in people for name, _ in person.more))
    page = StringIO()
    table = csv.writer(page, lineterminator="\n")
    table.writerow([*COLUMNS, *more])
    for person in people:
        table.writerow([*person[: len(COLUMNS)], *(dict(person.more).get(name, "") for name in more)])
    draft = root / ".roster.csv.part"
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
        file.write(page.getvalue())
    os.replace(draft, root / "roster.csv")
