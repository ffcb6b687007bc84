"""Put the hand-in that counts into ``submitted/<code>/<quiz>/``. Nothing is ever written through a link."""

import errno
import os
from pathlib import Path

from milkflow.answers import MOST_BYTES
from milkflow.grading.claims import latest
from milkflow.grading.plain_files import Held, read_plain
from milkflow.grading.zips import Arrival
from milkflow.handin import MOST_NOTEBOOK_BYTES, answers_name

DISK = {errno.ENOSPC, errno.EROFS, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def place(arrivals: list[Arrival], folder: Path, quiz: str) -> str:
    """Write the hand-in that counts into ``folder``; return a remark when it goes on from an earlier one, or "".

    Raise Held when nobody can say which one counts, or when it cannot be written.
    """
    code = folder.parent.name
    try:
        if folder.is_symlink() or folder.parent.is_symlink():
            raise Held(f"submitted/{code} is a link to another place. Remove it, then grade again.")
        earlier = _earlier(folder, quiz)
        all_of_them = [*([earlier] if earlier else []), *arrivals]
        final = latest(all_of_them, answers_name(quiz))
        if final is not earlier:
            _write(final, folder, quiz)
    except OSError as fault:
        if fault.errno in DISK:  # that is nobody's own fault
            raise
        raise Held(
            f"submitted/{code} cannot be written ({fault.strerror}). Move away what lies there, then grade again."
        ) from None
    return _remark(all_of_them, final, answers_name(quiz))


def _write(final: Arrival, folder: Path, quiz: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in (f"{quiz}.ipynb", answers_name(quiz)):
        if name in final.files:
            draft = folder / f".{name}.part"
            draft.unlink(missing_ok=True)
            with draft.open("xb") as file:  # only a new file: what lies there may be a link
                file.write(final.files[name])
            os.replace(draft, folder / name)
        else:
            (folder / name).unlink(missing_ok=True)


def _earlier(folder: Path, quiz: str) -> Arrival | None:
    if not folder.is_dir():
        return None
    caps = {f"{quiz}.ipynb": MOST_NOTEBOOK_BYTES, answers_name(quiz): MOST_BYTES}
    files = {name: content for name, most in caps.items() if (content := read_plain(folder / name, most)) is not None}
    return Arrival(folder.parent.name, quiz, files, f"submitted/{folder.parent.name}") if files else None


def _remark(arrivals: list[Arrival], final: Arrival, log: str) -> str:
    # Those that are left differ in length alone: each goes on from the one before.
    times = len({len(one.files.get(log, b"")) for one in arrivals})
    return f"Handed in {times} times from one page; the latest counts ({final.came_from})." if times > 1 else ""
