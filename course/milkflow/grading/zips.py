"""Read handed-in zips: one hand-in, or a class in one zip as learning platforms send it."""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from milkflow.answers import MOST_BYTES
from milkflow.grading.unpacking import AGAIN, MOST_UNPACKED, Full, Refusal, Room, content, safe_name
from milkflow.handin import MOST_NOTEBOOK_BYTES, STAFF_CODE

MOST_ZIP_BYTES = 10_000_000
MOST_BULK_BYTES = 2_000_000_000
MOST_ENTRIES = 50
# The list of what a zip holds is read whole before anything else: a class of thousands fills one of them.
MOST_LIST_BYTES = 10_000_000
MOST_ZIPS = 5_000
MOST_NAMED = 50
FOLDER = re.compile(rf"(?P<code>{STAFF_CODE.pattern})--(?P<quiz>[a-z0-9][a-z0-9-]*)")
# What file managers and learning platforms leave beside hand-ins.
EXPECTED = re.compile(r"\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.git(ignore|keep)|readme(\.[a-z]+)?", re.I)
NO_ZIP = f"It is no zip, so nothing was taken from it. {AGAIN}"
UNREADABLE = (BadZipFile, LargeZipFile, EOFError, LookupError, NotImplementedError, OSError, RuntimeError, ValueError,
              struct.error, zlib.error)  # fmt: skip


class Arrival(NamedTuple):
    """One hand-in: its self-declared code, the quiz, the files by name, and where it came from."""

    code: str
    quiz: str
    files: Mapping[str, bytes]
    came_from: str


class Refused(NamedTuple):
    """A file that could not be taken as a hand-in: where it came from, and why, with the way out."""

    came_from: str
    reason: str


def read_zip(path: Path, name: str) -> Iterator[Arrival | Refused]:
    """Yield the hand-in of a zip, or those of every zip in it. ``name`` is what the zip is called in the report."""
    try:
        if path.is_symlink() or not path.is_file():
            raise Refusal(f"It is a link or no file, and was not opened. {AGAIN}")
        if path.stat().st_size > MOST_BULK_BYTES:
            raise Refusal(f"It is larger than {MOST_BULK_BYTES // 1_000_000_000} GB. Hand it over in parts.")
        if (size := _list_size(path)) > MOST_LIST_BYTES:
            raise Refusal(f"It has a list of {size // 1_000_000} MB of what it holds. {AGAIN}")
        with ZipFile(path) as archive:
            inner = [info for info in archive.infolist() if _is_zip(info)]
            if inner:
                yield from _bulk(archive, inner, name)
                yield from _others(archive, name)
            elif path.stat().st_size > MOST_ZIP_BYTES:
                raise Refusal(f"It is larger than {MOST_ZIP_BYTES // 1_000_000} MB. {AGAIN}")
            else:
                yield _hand_in(archive, name, Room(MOST_UNPACKED))
    except Refusal as refusal:
        yield Refused(name, str(refusal))
    except UNREADABLE as fault:
        yield Refused(name, f"It is no zip that can be read ({_short(fault)}). {AGAIN}")


def is_expected(name: str) -> bool:
    """Return whether a file of this name, which is no zip, is nobody's hand-in.

    >>> is_expected("Thumbs.db"), is_expected("ab12.rar")
    (True, False)
    """
    return EXPECTED.fullmatch(name) is not None


def _list_size(path: Path) -> int:
    """Return how long a zip says that the list of its members is, in bytes; 0 when it has no end that says so."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - (1 << 16) - 98))
        tail = file.read()
    plain = tail[-22:-18] == b"PK\5\6" and tail.endswith(b"\0\0")
    end = len(tail) - 22 if plain else tail.rfind(b"PK\5\6")
    size = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    if end >= 76 and tail[end - 76 : end - 72] == b"PK\6\6":  # the longer form of the same, for large zips
        longer = int.from_bytes(tail[end - 36 : end - 28], "little")
        return longer if size == 0xFFFFFFFF else max(size, longer)
    return size


def _is_zip(info: ZipInfo) -> bool:
    return info.filename.lower().endswith(".zip") and not is_expected(info.filename.rsplit("/", 1)[-1])


def _bulk(archive: ZipFile, inner: list[ZipInfo], name: str) -> Iterator[Arrival | Refused]:
    if len(inner) > MOST_ZIPS:
        raise Refusal(f"It holds more than {MOST_ZIPS} zips. Hand it over in parts.")
    room = Room(MOST_UNPACKED)
    for info in inner:
        came_from = f"{name}: {info.filename[-80:]}"
        try:
            with ZipFile(BytesIO(content(archive, info, MOST_ZIP_BYTES, room))) as one:
                yield _hand_in(one, came_from, room)
        except Full:
            raise Refusal(
                f"It unpacks to more than {MOST_UNPACKED // 1_000_000} MB, and was read up to {info.filename[-80:]!r}. "
                "Hand over the rest in parts."
            ) from None
        except Refusal as refusal:
            yield Refused(came_from, str(refusal))
        except UNREADABLE as fault:
            yield Refused(came_from, f"It is no zip that can be read ({_short(fault)}). {AGAIN}")


def _others(archive: ZipFile, name: str) -> Iterator[Refused]:
    """Yield what lies beside the zips of a class: somebody may have handed in another file."""
    names = [info.filename for info in archive.infolist() if not (info.filename.endswith("/") or _is_zip(info))]
    strange = [one for one in names if not is_expected(one.rsplit("/", 1)[-1])]
    for one in strange[:MOST_NAMED]:
        yield Refused(f"{name}: {one[-80:]}", NO_ZIP)
    if len(strange) > MOST_NAMED:
        yield Refused(name, f"It holds {len(strange) - MOST_NAMED} more files that are no zips. Look into it.")


def _hand_in(archive: ZipFile, came_from: str, room: Room) -> Arrival:
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        raise Refusal(f"It holds {len(infos)} files; a hand-in holds two. {AGAIN}")
    names = [safe_name(info) for info in infos]
    if len({name.casefold() for name in names}) < len(names):
        raise Refusal(f"It holds one name twice. {AGAIN}")
    folders = {match[0]: match for name in names if (match := FOLDER.fullmatch(name.split("/")[0]))}
    if len(folders) != 1:
        found = "no folder named <code>--<quiz>" if not folders else "the hand-ins of several people or quizzes"
        raise Refusal(f"It holds {found}. {AGAIN}")
    folder, match = next(iter(folders.items()))
    code, quiz = match["code"], match["quiz"]
    caps = {f"{quiz}.ipynb": MOST_NOTEBOOK_BYTES, f"{quiz}.answers.jsonl": MOST_BYTES}
    files: dict[str, bytes] = {}
    for name, info in zip(names, infos, strict=True):
        wanted = name.removeprefix(folder + "/")
        if wanted in caps:
            files[wanted] = content(archive, info, caps[wanted], room)
    return Arrival(code, quiz, files, came_from)


def _short(fault: Exception) -> str:
    said = fault.strerror if isinstance(fault, OSError) else str(fault)
    return (said or type(fault).__name__)[:80]
