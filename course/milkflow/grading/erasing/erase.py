"""Erase what was found, then look again: what still speaks of her is named, and never passed over."""

import csv
import os
import shutil
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from milkflow.errors import GradingError
from milkflow.grading.erasing.archives import write_without
from milkflow.grading.erasing.books import erase_from_gradebook, in_gradebook
from milkflow.grading.erasing.finding import Find, find_all, ledger_rows, read_text, table_rows, talking
from milkflow.grading.erasing.who import Who
from milkflow.grading.locking import only_one
from milkflow.grading.people import Person, read_people, write_people
from milkflow.places import STATE
from milkflow.reading import did_you_mean


class Erased(NamedTuple):
    """What there is of her, what could not be erased with the reason, and files that a person must look into."""

    who: Who
    finds: tuple[Find, ...]
    faults: tuple[str, ...] = ()


def look(root: Path, code: str) -> Erased:
    """Return all that speaks of ``code`` in the course at ``root``. Raise GradingError when nothing does."""
    root = root.resolve()
    people = read_people(root)
    who = _who(people, code)
    finds = list(find_all(root, who))
    rows = in_gradebook(root, who)
    if rows:
        finds.append(Find("gradebook", root / "gradebook.db", f"hand-ins with their points and comments: {rows}"))
    if any(who.is_code(person.id) for person in people):
        finds.append(Find("roster", root / "roster.csv", "her line"))
    if not finds:
        hint = did_you_mean(code, [person.id for person in people]) or "."
        raise GradingError(f"Nothing here speaks of {code!r}{hint} Nothing was changed.")
    return Erased(who, tuple(finds))


def erase(root: Path, found: Erased) -> Erased:
    """Erase all of ``found``; return what is left of her, with the reasons. What failed does not stop the rest."""
    root = root.resolve()
    with only_one(root / STATE / "grading.lock"):
        return _erased(root, found)


def _erased(root: Path, found: Erased) -> Erased:
    faults = []
    for find in found.finds:
        try:
            _erase(root, find, found.who)
        except GradingError as fault:
            faults.append(str(fault))
        except (OSError, sqlite3.DatabaseError) as fault:
            faults.append(f"{find.path.relative_to(root)} could not be erased ({fault}).")
    left = [find for find in find_all(root, found.who) if find.kind != "look"]
    faults += [f"{find.path.relative_to(root)} still speaks of her." for find in left if not faults]
    return Erased(found.who, tuple(find for find in found.finds if find.kind == "look"), tuple(faults))


def _who(people: tuple[Person, ...], code: str) -> Who:
    person = next((one for one in people if one.id.casefold() == code.casefold()), None)
    if person is None:
        return Who(code)
    shared = [word for one in people if one is not person for word in one[1:5]]
    words = [word for word in person[1:5] if word and word not in shared]
    return Who(person.id, person.name if person.name in words else "", tuple(sorted(words, key=len, reverse=True)))


def _erase(root: Path, find: Find, who: Who) -> None:
    match find.kind:
        case "folder":
            shutil.rmtree(find.path)
        case "file":
            find.path.unlink()
        case "zip":
            write_without(find.path, find.members)
        case "text":
            _whole(find.path, _rows_kept(find.path, who) if find.path.suffix == ".csv" else _lines_kept(find.path, who))
        case "ledger":
            _erase_rows(find.path, who)
        case "gradebook":
            erase_from_gradebook(root, who)
        case "roster":
            write_people(root, [one for one in read_people(root) if not who.is_code(one.id)])
    _tidy(root, find)


def _tidy(root: Path, find: Find) -> None:
    """Remove the folder that she alone had, below a place such as ``downloaded/<quiz>/extracted``."""
    folder = find.path.parent
    if find.kind in ("file", "folder") and len(folder.relative_to(root).parts) > 3 and not any(folder.iterdir()):
        folder.rmdir()


def _rows_kept(path: Path, who: Who) -> str:
    """Return a table without her row; where another row speaks of her, her code and name are blotted out."""
    text, page = read_text(path), StringIO()
    mark, first = ("\ufeff" if text.startswith("\ufeff") else ""), text.partition("\n")[0]
    table = csv.writer(
        page, lineterminator="\r\n" if first.endswith("\r") else "\n", delimiter=max(",;\t", key=first.count)
    )
    headings, *rows = table_rows(path)
    table.writerow(headings)
    for row in rows:
        if not who.is_row(dict(zip(headings, row, strict=False))):
            said = talking(headings, row)
            table.writerow([who.without(cell) if cell in said else cell for cell in row])
    return mark + page.getvalue()


def _lines_kept(path: Path, who: Who) -> str:
    lines = read_text(path).splitlines(keepends=True)
    return "".join(who.without(line) for line in lines if not who.is_line(line))


def _whole(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(text.encode("utf-8", errors="surrogateescape"))
    os.replace(draft, path)


def _erase_rows(path: Path, who: Who) -> None:
    with closing(sqlite3.connect(path)) as book:
        book.execute("pragma secure_delete = on")
        for table, rows in ledger_rows(path, who).items():
            if rows:
                book.execute(f'delete from "{table}" where lower(code) = lower(?)', (who.code,))
        book.commit()
        book.execute("vacuum")
