"""The log as a file: one append and one fsync per event, so that two open tabs lose nothing."""

import os
import stat
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from milkflow.answers.events import Confidence, Event, EventType, Fault, parse_line
from milkflow.errors import AnswersError

MOST_BYTES = 5_000_000
MOST_LINES = 20_000


class Reading(NamedTuple):
    """Every event that could be read, in the order of the file, and every line that could not."""

    events: tuple[Event, ...]
    faults: tuple[Fault, ...]


class AnswerLog:
    """The answers of one notebook, in ``path`` (``<name>.answers.jsonl``). The file is the only state."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(
        self, type: EventType, name: str, response: Any, confidence: Confidence | None = None, content: str = ""
    ) -> Event:
        """Write one event to disk and return it. When this returns, the event is saved.

        Raise AnswersError, with a sentence to show, when it could not be written.
        """
        event = self.prepare(type, name, response, confidence, content)
        self.keep(event)
        return event

    def prepare(
        self, type: EventType, name: str, response: Any, confidence: Confidence | None = None, content: str = ""
    ) -> Event:
        """Return the event that `append` would write, without writing it."""
        fields = {"type": type, "name": name, "response": response, "confidence": confidence, "content": content}
        stamp = {"id": uuid4().hex, "at": datetime.now(UTC), "try": self.tries(name) + 1}
        return Event.model_validate(fields | stamp)

    def keep(self, event: Event) -> None:
        """Write one event to disk. Raise AnswersError, with a sentence to show, when it could not be written."""
        try:
            _write(self.path, event.line())
        except OSError as fault:
            raise AnswersError(
                f"Your answer could not be saved in {self.path.name} ({fault.strerror}). "
                "It is still on the screen. Check that the disk is not full, then save again."
            ) from None

    def read(self) -> Reading:
        """Return all events and faults. Raise AnswersError when the file is a link, no file, or past the caps."""
        return read_log(self.path)

    def events(self) -> tuple[Event, ...]:
        """Return every event that could be read; torn lines are passed over."""
        return self.read().events

    def latest(self, name: str) -> Event | None:
        """Return the latest answer or setting called ``name``: the one that counts."""
        found = [event for event in self.events() if event.name == name and event.type in ("answer", "setting")]
        return found[-1] if found else None

    def tries(self, name: str) -> int:
        """Return how many events there are of ``name``."""
        return sum(event.name == name for event in self.events())

    def moves(self, case: str) -> tuple[Event, ...]:
        """Return the moves made in ``case``, in the order they were made."""
        return tuple(event for event in self.events() if event.name == case and event.type == "move")


def open_log(name: str) -> AnswerLog:
    """Return the log of notebook ``name``: in the folder ``MILKFLOW_ANSWERS``, or in the current one."""
    return AnswerLog(log_path(name))


def log_path(name: str) -> Path:
    """Return where the log of notebook ``name`` lies, whether or not it is there yet."""
    folder = Path(os.environ.get("MILKFLOW_ANSWERS") or ".")
    return folder.absolute() / f"{name}.answers.jsonl"


def read_log(path: Path) -> Reading:
    """Return what ``path`` holds; a file that is not there holds nothing.

    Raise AnswersError when it is a link or not a plain file, larger than 5 MB, or longer than 20 000 lines.
    """
    try:
        raw = _read(path)
    except FileNotFoundError:
        return Reading((), ())
    except OSError as fault:
        raise AnswersError(f"{path.name} cannot be read ({fault.strerror}).") from None
    lines = raw.split(b"\n")
    if len(lines) > MOST_LINES:
        raise AnswersError(f"{path.name} has more than {MOST_LINES} lines; no course of ours writes that many.")
    return parse_lines(lines)


def parse_lines(lines: Iterable[bytes]) -> Reading:
    """Return what lines tell. A line that stands there twice counts once: a copy says nothing new."""
    events: dict[str, Event] = {}
    faults: list[Fault] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            one = parse_line(number, line)
            if isinstance(one, Event) and one.id in events:
                one = Fault(number, "the id of an earlier line")
            if isinstance(one, Fault):
                faults.append(one)
            else:
                events[one.id] = one
    return Reading(tuple(events.values()), tuple(faults))


def _read(path: Path) -> bytes:
    # O_NOFOLLOW and O_NONBLOCK: a submission may hold a link to somebody else's file, or a pipe that never ends.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if path.is_symlink():
        raise AnswersError(f"{path.name} is a link, not a file of answers.")
    handle = os.open(path, flags)
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            raise AnswersError(f"{path.name} is not a plain file.")
        if facts.st_size > MOST_BYTES:
            raise AnswersError(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB; no course writes that much.")
        return file.read(MOST_BYTES + 1)


def _write(path: Path, line: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o600)
    try:
        # A process that was killed may have left half a line; starting a new one keeps this event whole.
        start = b"\n" if _is_torn(handle) else b""
        written = os.write(handle, start + line)
        if written != len(start + line):
            raise OSError(28, "only part of it was written")
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_torn(handle: int) -> bool:
    size = os.fstat(handle).st_size
    if size == 0:
        return False
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) != b"\n"
