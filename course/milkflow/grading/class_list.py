"""Bring a class list into the roster: the participants' CSV of a learning platform, or one from a spreadsheet."""

import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from milkflow.errors import GradingError
from milkflow.grading.people import IDENTITIES, Person, read_people, write_people
from milkflow.grading.tables import Table, read_table
from milkflow.handin import CODE_RULE, is_staff_code
from milkflow.reading import did_you_mean

# Headings, without spaces, signs and capitals, by the field that they hold.
HEADINGS: dict[str, tuple[str, ...]] = {
    "code": ("id", "code", "staffcode", "studentid"),
    "name": ("name", "fullname", "displayname"),
    "first": ("firstname", "givenname", "forename"),
    "last": ("lastname", "surname", "familyname"),
    "idnumber": ("idnumber",),
    "username": ("username", "login"),
    "email": ("email", "emailaddress", "mail"),
}
# No 0 and o, no 1, i and l: codes are read from a slip of paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Imported(NamedTuple):
    """What came of an import: the roster as it now is, how many are new, and codes that were made for them."""

    people: tuple[Person, ...]
    added: int
    made: int
    known: int
    encoding: str


def import_class(root: Path, path: Path, columns: Mapping[str, str] | None = None) -> Imported:
    """Add everybody in ``path`` to the roster of the course at ``root``; who is there already keeps her code.

    ``columns`` names headings that are not known here, such as ``{"last": "Nachname"}``. Raise GradingError with
    every problem, and leave the roster as it was.
    """
    table = read_table(path)
    fields = _fields(table, columns or {}, path.name)
    roster = list(read_people(root))
    before, made, known = len(roster), 0, 0
    problems: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    taken = {person.id.casefold() for person in roster} | _folders(root)
    for line, row in table.rows:
        person = _person(row, fields)
        faults = [*_faults(person), *_twins(person, line, seen)]
        place, doubt = _place(person, roster[:before]) if not faults else (None, "")
        problems += [f"line {line}: {fault}" for fault in (*faults, *filter(None, [doubt]))]
        if faults or doubt:
            continue
        if place is not None:
            known += 1
            roster[place] = _merged(roster[place], person)
            continue
        if not person.id:
            person, made = person._replace(id=new_code(taken)), made + 1
        taken.add(person.id.casefold())
        roster.append(person)
    if problems:
        lines = [f"{path.name}: {len(problems)} to fix; the roster is as it was", *(f"  {one}" for one in problems)]
        raise GradingError("\n".join(lines))
    if not table.rows:
        raise GradingError(f"{path.name} holds headings and nobody below them.")
    write_people(root, roster)
    return Imported(tuple(roster), len(roster) - before, made, known, table.encoding)


def new_code(taken: Iterable[str]) -> str:
    """Return a random code that is not ``taken``: nothing in it tells who she is.

    >>> new_code([]).startswith("mw-"), len(new_code([]))
    (True, 9)
    """
    taken = set(taken)
    while True:
        code = "mw-" + "".join(secrets.choice(LETTERS) for _ in range(6))
        if code not in taken:
            return code


def _folders(root: Path) -> set[str]:
    return {path.name.casefold() for path in (root / "submitted").glob("*")}


def _fields(table: Table, columns: Mapping[str, str], name: str) -> dict[str, str]:
    """Return by field the heading that holds it."""
    plain = {"".join(filter(str.isalnum, heading.casefold())): heading for heading in reversed(table.headings)}
    fields = {field: plain[word] for field, words in HEADINGS.items() for word in reversed(words) if word in plain}
    for field, heading in columns.items():
        if field not in HEADINGS:
            raise GradingError(f"No field is called {field!r}. These are: {', '.join(HEADINGS)}.")
        if heading not in table.headings:
            hint = did_you_mean(heading, table.headings) or "."
            raise GradingError(f"{name} has no column called {heading!r}{hint} It has: {', '.join(table.headings)}.")
        fields[field] = heading
    if not fields:
        raise GradingError(
            f"{name}: no column is known. Its first line must hold headings such as 'First name', 'Last name', 'Email "
            f"address', 'ID number' or 'code'; it holds: {', '.join(table.headings)[:300]}. Or say which column is "
            "which, as in --column last=Nachname."
        )
    return fields


def _person(row: Mapping[str, str], fields: Mapping[str, str]) -> Person:
    def cell(field: str) -> str:
        said = unicodedata.normalize("NFC", row[fields[field]]) if field in fields else ""
        return "" if said == "-" else said  # what some platforms write for nothing

    name = cell("name") or " ".join(filter(None, [cell("first"), cell("last")]))
    return Person(cell("code"), name, cell("idnumber"), cell("username"), cell("email"))


def _faults(person: Person) -> Iterable[str]:
    if person.id and not is_staff_code(person.id):
        yield f"{person.id!r} is not a staff code: {CODE_RULE}"
    if not any((person.id, person.name, person.keys())):
        yield "it names nobody: no code, no name, no address"
    for field in ("name", *IDENTITIES):
        said = getattr(person, field)
        if said.startswith(FORMULA):
            yield f"the {field} {said[:40]!r} begins with a sign that a spreadsheet takes for a formula; take it away"
        if not said.isprintable() and any(not one.isprintable() and one not in "\u200c\u200d" for one in said):
            yield f"the {field} {said[:40]!r} holds a character that cannot be seen; type it anew"


def _twins(person: Person, line: int, seen: dict[tuple[str, str], int]) -> Iterable[str]:
    keys = [*person.keys(), *([("code", person.id.casefold())] if person.id else [])]
    for key in keys or [("name", person.name.casefold())]:
        first = seen.setdefault(key, line)
        if first != line:
            yield f"the {key[0]} {key[1]!r} stands in line {first} too"


def _place(person: Person, roster: list[Person]) -> tuple[int | None, str]:
    """Return where she stands on the roster already, or None; and what makes that doubtful, or ""."""
    by_code = [at for at, one in enumerate(roster) if person.id and one.id.casefold() == person.id.casefold()]
    by_key = [at for at, one in enumerate(roster) if set(person.keys()) & set(one.keys())]
    found = set(by_code) | set(by_key)
    if not found and not person.id and not person.keys():
        found = {at for at, one in enumerate(roster) if one.name.casefold() == person.name.casefold()}
    if len(found) > 1:
        codes = ", ".join(roster[at].id for at in sorted(found))
        return None, f"several people on roster.csv fit ({codes}); give the code in a column of its own"
    place = next(iter(found), None)
    if place is not None and person.id and roster[place].id.casefold() != person.id.casefold():
        return None, f"roster.csv has her as {roster[place].id!r} and not as {person.id!r}; correct one of them"
    if place is not None and by_code and not by_key and _differ(person, roster[place]):
        return None, f"roster.csv gives the code {person.id!r} to somebody else; correct one of them"
    return place, ""


def _differ(one: Person, other: Person) -> bool:
    """Return whether two lines with one code are surely two people: something that both say is different."""
    mine, theirs = dict(one.keys()), dict(other.keys())
    return any(theirs[key] != value for key, value in mine.items() if key in theirs)


def _merged(old: Person, new: Person) -> Person:
    fresh = {field: getattr(new, field) for field in ("name", *IDENTITIES) if getattr(new, field)}
    return old._replace(**fresh)
