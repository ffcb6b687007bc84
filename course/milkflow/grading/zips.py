"""Read handed-in zips as data: under caps, in memory, with no path from inside a zip ever used."""

import re
import stat
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from milkflow.answers import MOST_BYTES
from milkflow.handin import MOST_NOTEBOOK_BYTES, STAFF_CODE

MOST_ZIP_BYTES = 10_000_000
MOST_BULK_BYTES = 2_000_000_000
MOST_ENTRIES = 50
MOST_ZIPS = 5_000
MOST_RATIO = 200
FOLDER = re.compile(rf"(?P<code>{STAFF_CODE.pattern})--(?P<quiz>[a-z0-9][a-z0-9-]*)")
UNREADABLE = (BadZipFile, LargeZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, struct.error,
              zlib.error)  # fmt: skip
AGAIN = "Ask for the zip once more, as it was made by the quiz's last part."


class Arrival(NamedTuple):
    """One hand-in: its self-declared code, the quiz, the files by name, and where it came from."""

    code: str
    quiz: str
    files: dict[str, bytes]
    came_from: str


class Refused(NamedTuple):
    """A file that could not be taken as a hand-in: where it came from, and why, with the way out."""

    came_from: str
    reason: str


class _Refusal(Exception):
    """Ends the reading of one zip."""


def read_zip(path: Path) -> Iterator[Arrival | Refused]:
    """Yield the hand-in of a zip, or those of every zip in it: learning platforms send a class as one zip."""
    try:
        if path.is_symlink() or not path.is_file():
            raise _Refusal(f"It is a link or no file, and was not opened. {AGAIN}")
        if path.stat().st_size > MOST_BULK_BYTES:
            raise _Refusal(f"It is larger than {MOST_BULK_BYTES // 1_000_000_000} GB. Hand it over in parts.")
        with ZipFile(path) as archive:
            inner = [info for info in archive.infolist() if info.filename.lower().endswith(".zip")]
            if inner:
                yield from _bulk(archive, inner, path.name)
            elif path.stat().st_size > MOST_ZIP_BYTES:
                raise _Refusal(f"It is larger than {MOST_ZIP_BYTES // 1_000_000} MB. {AGAIN}")
            else:
                yield _hand_in(archive, path.name)
    except _Refusal as refusal:
        yield Refused(path.name, str(refusal))
    except UNREADABLE as fault:
        yield Refused(path.name, f"It is no zip that can be read ({_short(fault)}). {AGAIN}")


def _bulk(archive: ZipFile, inner: list[ZipInfo], name: str) -> Iterator[Arrival | Refused]:
    if len(inner) > MOST_ZIPS:
        raise _Refusal(f"It holds more than {MOST_ZIPS} zips. Hand it over in parts.")
    for info in inner:
        came_from = f"{name}: {info.filename[-80:]}"
        try:
            with ZipFile(BytesIO(_content(archive, info, MOST_ZIP_BYTES))) as one:
                yield _hand_in(one, came_from)
        except _Refusal as refusal:
            yield Refused(came_from, str(refusal))
        except UNREADABLE as fault:
            yield Refused(came_from, f"It is no zip that can be read ({_short(fault)}). {AGAIN}")


def _hand_in(archive: ZipFile, came_from: str) -> Arrival:
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        raise _Refusal(f"It holds {len(infos)} files; a hand-in holds two. {AGAIN}")
    names = [_safe_name(info) for info in infos]
    folders = {match[0]: match for name in names if (match := FOLDER.fullmatch(name.split("/")[0]))}
    if len(folders) != 1:
        found = "no folder named <code>--<quiz>" if not folders else "the hand-ins of several people or quizzes"
        raise _Refusal(f"It holds {found}. {AGAIN}")
    folder, match = next(iter(folders.items()))
    code, quiz = match["code"], match["quiz"]
    caps = {f"{quiz}.ipynb": MOST_NOTEBOOK_BYTES, f"{quiz}.answers.jsonl": MOST_BYTES}
    files: dict[str, bytes] = {}
    for name, info in zip(names, infos, strict=True):
        wanted = name.removeprefix(folder + "/")
        if wanted in caps:
            if wanted in files:
                raise _Refusal(f"It holds {wanted} twice. {AGAIN}")
            files[wanted] = _content(archive, info, caps[wanted])
    return Arrival(code, quiz, files, came_from)


def _safe_name(info: ZipInfo) -> str:
    name = info.filename
    if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
        raise _Refusal(f"It names a place outside its own folder ({name[:60]!r}). {AGAIN}")
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _Refusal(f"It holds a link or a device ({name[:60]!r}). {AGAIN}")
    return name


def _content(archive: ZipFile, info: ZipInfo, most: int) -> bytes:
    if info.file_size > most or info.file_size > MOST_RATIO * max(info.compress_size, 1):
        raise _Refusal(f"{info.filename[-60:]!r} would unpack to {info.file_size / 1e6:.1f} MB. {AGAIN}")
    with archive.open(info) as file:
        # The size in the header is the sender's claim; what is read is counted.
        content = file.read(most + 1)
    if len(content) > most:
        raise _Refusal(f"{info.filename[-60:]!r} unpacks to more than it says. {AGAIN}")
    return content


def _short(fault: Exception) -> str:
    return (str(fault) or type(fault).__name__)[:80]
