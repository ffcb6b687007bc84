"""Feedback as the one zip that Moodle's assignment takes back: *Upload multiple feedback files in a zip*.

Moodle finds the person by the folder's name, in four parts with ``_`` between them: anything, her number as a
participant of that assignment, ``assignsubmission``, ``file``. In place of her name stands her code.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from milkflow.errors import GradingError
from milkflow.grading.moodle.marks import find_quiz
from milkflow.grading.people import Person, read_people
from milkflow.grading.standing import scores_of
from milkflow.grading.tables import Table, read_table
from milkflow.grading.unpacking import MOST_UNPACKED, Full, Refusal, Room, content
from milkflow.grading.zips import FOLDER, MOST_ZIP_BYTES, UNREADABLE

PARTICIPANT = re.compile(r"[^_]*_(?P<id>\d{1,12})_(assignsubmission|assignfeedback)_")
NUMBER = re.compile(r"\D*(\d{1,12})")
Numbers = dict[str, set[str]]


class Returned(NamedTuple):
    """The zip to upload, how many pages are in it, and whose page is left out and why."""

    path: Path
    pages: int
    left: tuple[tuple[str, str], ...]


def feedback_for_moodle(root: Path, quiz: str, source: Path) -> Returned:
    """Write ``grades/<quiz>-moodle-feedback.zip``. Raise GradingError when nothing can be put into it.

    ``source`` came from the same assignment in Moodle: the zip of all submissions, or the grading worksheet (CSV).
    Only there stand the numbers of its participants.
    """
    find_quiz(root, quiz)
    pages = {path.name.removesuffix(f"--{quiz}.html"): path for path in _pages(root, quiz)}
    if not pages:
        raise GradingError(f"grades/{quiz}-to-send holds no page. Type 'make grade' first.")
    try:
        numbers = _from_zip(source, quiz) if _is_zip(source) else _from_worksheet(read_table(source), read_people(root))
    except UNREADABLE as fault:
        raise GradingError(f"{source.name} cannot be read ({str(fault)[:80]}). Download it again.") from None
    scores = scores_of(root, quiz, pages)
    unread = {code for code, given in scores.items() if any(score.to_read for score in given.values())}
    claimed = [number for one in numbers.values() for number in one]
    left, ready = [], {}
    for code, page in sorted(pages.items()):
        found = numbers.get(code.casefold(), set())
        reason = _reason(found, claimed, code in unread, source.name)
        if reason:
            left.append((code, reason))
        else:
            ready[f"{code.replace('_', '-')}_{found.pop()}_assignsubmission_file/{page.name}"] = page.read_bytes()
    target = root / "grades" / f"{quiz}-moodle-feedback.zip"
    target.write_bytes(_zipped(ready))
    return Returned(target, len(ready), tuple(left))


def _pages(root: Path, quiz: str) -> list[Path]:
    return sorted((root / "grades" / f"{quiz}-to-send").glob(f"*--{quiz}.html"))


def _reason(found: set[str], claimed: list[str], unread: bool, source: str) -> str:
    if unread:
        return "a written answer waits to be read; her page tells too low a mark"
    if not found:
        return f"{source} has nobody with this code"
    if len(found) > 1:
        return f"{source} gives several participants this code: {', '.join(sorted(found))}"
    if claimed.count(next(iter(found))) > 1:
        return f"{source} gives participant {next(iter(found))} several codes"
    return ""


def _is_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError as fault:
        raise GradingError(f"{path} cannot be opened ({fault.strerror}). Give the file that Moodle gave you.") from None


def _from_zip(source: Path, quiz: str) -> Numbers:
    """Return the participants by code: the code is what stands inside the hand-in, as for grading."""
    numbers: Numbers = {}
    with ZipFile(source) as archive:
        room = Room(MOST_UNPACKED)
        for info in archive.infolist():
            parts = info.filename.split("/")
            person = next((match for part in parts if (match := PARTICIPANT.match(part + "_"))), None)
            if person and info.filename.lower().endswith(".zip"):
                for code in _codes(archive, info, quiz, room):
                    numbers.setdefault(code.casefold(), set()).add(person["id"])
    if not numbers:
        raise GradingError(
            f"{source.name} is not Moodle's zip of submissions: no folder in it is called 'Name_4711_assignsubmission_"
            "file'. In Moodle keep 'Download submissions in folders' ticked, or give the grading worksheet."
        )
    return numbers


def _codes(archive: ZipFile, info: ZipInfo, quiz: str, room: Room) -> Iterator[str]:
    try:
        with ZipFile(BytesIO(content(archive, info, MOST_ZIP_BYTES, room))) as inner:
            tops = {name.split("/")[0] for name in inner.namelist()}
    except (*UNREADABLE, Refusal, Full):
        return
    yield from {match["code"] for top in tops if (match := FOLDER.fullmatch(top)) and match["quiz"] == quiz}


def _from_worksheet(table: Table, people: tuple[Person, ...]) -> Numbers:
    if "Identifier" not in table.headings:
        raise GradingError("This is no grading worksheet of Moodle: it has no column 'Identifier'. Download it again.")
    numbers: Numbers = {}
    names = [person.name.casefold() for person in people]
    for _, row in table.rows:
        number = NUMBER.fullmatch(row["Identifier"])
        cells = {"idnumber": row.get("ID number", ""), "username": row.get("Username", ""),
                 "email": row.get("Email address", "")}  # fmt: skip
        keys = {(field, cell.casefold()) for field, cell in cells.items() if cell}
        fits = [person for person in people if keys & set(person.keys())]
        name = row.get("Full name", "").casefold()
        if not fits and name and names.count(name) == 1:
            fits = [people[names.index(name)]]
        for person in fits if number else ():
            numbers.setdefault(person.id.casefold(), set()).add(number[1] if number else "")
    return numbers


def _zipped(files: dict[str, bytes]) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name, page in files.items():
            info = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o100644 << 16
            archive.writestr(info, page)
    return held.getvalue()
