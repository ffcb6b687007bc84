"""Find one person in a zip, and write the zip anew without her."""

import os
import shutil
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from milkflow.errors import GradingError
from milkflow.grading.erasing.who import FOLDER, Who
from milkflow.grading.unpacking import MOST_UNPACKED, Full, Refusal, Room, content
from milkflow.grading.zips import MOST_ZIP_BYTES, UNREADABLE


class Archive(NamedTuple):
    """What a zip holds of her: all of it, or these ``members`` of ``size`` files; ``unread`` says what was not seen."""

    whole: bool
    members: tuple[str, ...]
    size: int
    unread: str = ""


def look_into(path: Path, who: Who) -> Archive:
    """Return what of ``path`` is hers. A zip that cannot be read is never taken for hers by its content."""
    try:
        with ZipFile(path) as archive:
            return _look(archive, who)
    except UNREADABLE:
        return Archive(False, (), 0, "It cannot be read, so nobody can say whether she is in it.")


def _look(archive: ZipFile, who: Who) -> Archive:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    room, hers, doubts = Room(MOST_UNPACKED), set(), 0
    owners: dict[str, set[bool]] = {}
    for info in infos:
        parts = info.filename.split("/")
        mine = any(who.owns(part) or who.is_code(part.partition(".")[0]) for part in parts)
        if not mine and parts[-1].lower().endswith(".zip"):
            inside = _inside(archive, info, who, room)
            mine, doubts = bool(inside), doubts + (inside is None)
        owners.setdefault(parts[0] if len(parts) > 1 else "", set()).add(mine)
        if mine:
            hers.add(info.filename)
    # What else lies in the folder that the platform made for her is hers too, unless somebody else's is in it.
    own = {top for top in owners if top and _is_participant(top, who)}
    own |= {top for top, mine in owners.items() if top and mine == {True}}
    members = tuple(name for name in archive.namelist() if name in hers or name.split("/")[0] in own)
    files = [name for name in members if not name.endswith("/")]
    unread = f"{doubts} zips in it cannot be read." if doubts else ""
    return Archive(bool(infos) and len(files) == len(infos), members, len(infos), unread)


def _is_participant(folder: str, who: Who) -> bool:
    name, _, rest = folder.partition("_")
    return bool(who.name) and name.casefold() == who.name.casefold() and rest[:1].isdigit()


def _inside(archive: ZipFile, info: ZipInfo, who: Who, room: Room) -> bool | None:
    """Return whether an inner zip is a hand-in of hers; None when it cannot be read."""
    try:
        with ZipFile(BytesIO(content(archive, info, MOST_ZIP_BYTES, room))) as inner:
            tops = {name.split("/")[0] for name in inner.namelist()}
    except (*UNREADABLE, Refusal, Full):
        return None
    codes = {match["code"] for top in tops if (match := FOLDER.fullmatch(top))}
    return any(who.is_code(code) for code in codes)


def write_without(path: Path, members: tuple[str, ...]) -> None:
    """Write the zip anew without ``members``, or leave it as it is. Raise GradingError when that cannot be done."""
    draft = path.with_name(f".{path.name}.part")
    gone = set(members)
    try:
        with ZipFile(path) as old, ZipFile(draft, "w") as new:
            new.comment = old.comment
            for info in _kept(old, gone):
                # Piece by piece: a bomb among them is carried over as it is, and never held in memory.
                with old.open(info) as source, new.open(_copy(info), "w", force_zip64=info.file_size > 2**31) as target:
                    shutil.copyfileobj(source, target)
        os.replace(draft, path)
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, zlib.error) as fault:
        draft.unlink(missing_ok=True)
        raise GradingError(
            f"{path.name} could not be written without her ({str(fault)[:80]}). It is as it was: take her files out of "
            "it by hand, or delete it, then erase again."
        ) from None


def _kept(archive: ZipFile, gone: set[str]) -> Iterator[ZipInfo]:
    return (info for info in archive.infolist() if info.filename not in gone)


def _copy(info: ZipInfo) -> ZipInfo:
    copy = ZipInfo(info.filename, info.date_time)
    copy.compress_type, copy.external_attr, copy.comment = info.compress_type, info.external_attr, info.comment
    return copy
