"""Read a CSV as a spreadsheet or a learning platform saved it: any common encoding and separator."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from milkflow.errors import GradingError

MOST_BYTES = 20_000_000
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = (",", ";", "\t")
Line = tuple[int, dict[str, str]]


class Table(NamedTuple):
    """A table: its headings, its rows with their line numbers, and the encoding that was found."""

    headings: tuple[str, ...]
    rows: tuple[Line, ...]
    encoding: str


def read_table(path: Path) -> Table:
    """Return the table in ``path``; a missing cell is "". Raise GradingError, with the way out, for any other file."""
    raw = _bytes(path)
    if raw.startswith(b"PK") or raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise GradingError(f"{path.name} is a spreadsheet, and no CSV. Open it and save it as 'CSV UTF-8', then again.")
    text, encoding = _decoded(raw, path.name)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # a line that only a spreadsheet needs
        separator, skipped, text = first.strip()[4], 1, rest
    else:
        separator, skipped = max(SEPARATORS, key=lambda one: len(next(csv.reader([first], delimiter=one), []))), 0
    try:
        lines = list(_lines(text, separator, skipped))
    except csv.Error as fault:
        raise GradingError(f"{path.name} is no CSV that can be read ({fault}). Save it as 'CSV UTF-8'.") from None
    if not lines:
        raise GradingError(f"{path.name} is empty. Its first line must hold the headings.")
    headings = tuple(cell.strip() for cell in lines[0][1])
    return Table(headings, tuple((number, _row(headings, cells)) for number, cells in lines[1:]), encoding)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise GradingError(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB. Give a list of one class.")
        return path.read_bytes()
    except OSError as fault:
        raise GradingError(f"{path} cannot be opened ({fault.strerror}). Look at its name and permissions.") from None


def _decoded(raw: bytes, name: str) -> tuple[str, str]:
    marked = next((encoding for bom, encoding in BOMS.items() if raw.startswith(bom)), None)
    guesses = [marked] if marked else ["utf-8", "cp1252"]
    if not marked and b"\x00" in raw[:200]:
        guesses = ["utf-16-le" if raw[1:2] == b"\x00" else "utf-16-be"]
    for encoding in guesses:
        try:
            return raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n"), encoding
        except UnicodeDecodeError:
            continue
    raise GradingError(f"{name} is in an encoding that is not known here. Save it as 'CSV UTF-8'.")


def _lines(text: str, separator: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num + skipped, cells


def _row(headings: tuple[str, ...], cells: list[str]) -> dict[str, str]:
    padded = [*cells, *[""] * len(headings)]
    row: dict[str, str] = {}
    for heading, cell in zip(headings, padded, strict=False):
        row.setdefault(heading, " ".join(cell.split()))
    return row
