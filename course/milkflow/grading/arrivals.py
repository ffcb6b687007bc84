"""Bring hand-ins to ``submitted/<code>/<quiz>/``, and hold whatever is claimed twice."""

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from milkflow.answers import MOST_BYTES
from milkflow.grading.claims import claims_in, latest
from milkflow.grading.plain_files import Held, read_plain
from milkflow.grading.roster import Roster
from milkflow.grading.zips import Arrival, Refused
from milkflow.handin import MOST_NOTEBOOK_BYTES, answers_name, is_staff_code

HeldCodes = dict[str, str]


class Collected(NamedTuple):
    """What there is to grade: folders by code; codes that are held, with the reason; files that were refused."""

    folders: dict[str, Path]
    held: HeldCodes
    refused: list[Refused]


def collect(quiz: str, known: Iterable[str], sources: Iterable[Path], submitted: Path, roster: Roster) -> Collected:
    """Take the zips in ``sources`` (zips, or folders of them) and what lies in ``submitted`` already.

    ``known`` are the quizzes of the course; a zip of another one is left for that quiz. Raise GradingError when a
    source is not there.
    """
    claims, refused = claims_in(quiz, set(known), sources)
    held: HeldCodes = {}
    for claimed, arrivals in sorted(claims.items()):
        code = roster.code(_spelling(claimed, arrivals, submitted))
        if code is None:
            held[arrivals[0].code] = roster.missing(arrivals[0].code)
            continue
        try:
            _place(arrivals, submitted / code / quiz, quiz)
        except Held as reason:
            held[code] = str(reason)
    folders, more = _folders(quiz, submitted, roster)
    return Collected({code: path for code, path in folders.items() if code not in held}, more | held, refused)


def _spelling(claimed: str, arrivals: list[Arrival], submitted: Path) -> str:
    """Return the code as an earlier hand-in wrote it: on some disks 'AB' and 'ab' are one folder."""
    earlier = sorted(path.name for path in submitted.glob("*") if path.name.casefold() == claimed)
    return earlier[0] if earlier else arrivals[0].code


def _place(arrivals: list[Arrival], folder: Path, quiz: str) -> None:
    """Write the hand-in that counts into ``folder``. Raise Held when nobody can say which one that is."""
    if folder.is_symlink() or folder.parent.is_symlink():
        raise Held(f"submitted/{folder.parent.name} is a link to another place. Remove it, then grade again.")
    earlier = _earlier(folder, quiz)
    final = latest([*([earlier] if earlier else []), *arrivals], answers_name(quiz))
    if final is earlier:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name in (f"{quiz}.ipynb", answers_name(quiz)):
        if name in final.files:
            draft = folder / f".{name}.part"
            draft.write_bytes(final.files[name])
            os.replace(draft, folder / name)
        else:
            (folder / name).unlink(missing_ok=True)


def _earlier(folder: Path, quiz: str) -> Arrival | None:
    if not folder.is_dir():
        return None
    caps = {f"{quiz}.ipynb": MOST_NOTEBOOK_BYTES, answers_name(quiz): MOST_BYTES}
    files = {name: content for name, most in caps.items() if (content := read_plain(folder / name, most)) is not None}
    return Arrival(folder.parent.name, quiz, files, f"submitted/{folder.parent.name}") if files else None


def _folders(quiz: str, submitted: Path, roster: Roster) -> tuple[dict[str, Path], HeldCodes]:
    folders: dict[str, Path] = {}
    held: HeldCodes = {}
    for path in sorted(submitted.glob(f"*/{quiz}")):
        name = path.parent.name
        code = roster.code(name)
        if path.is_symlink() or path.parent.is_symlink():
            held[name] = f"submitted/{name} is a link to another place. It was not followed; remove it."
        elif not is_staff_code(name):
            held[name] = "This is no staff code (2 to 32 letters, digits, hyphens or underscores). Rename the folder."
        elif code is None:
            held[name] = roster.missing(name)
        elif path.is_dir():
            folders[name] = path
    twins = Counter(name.casefold() for name in folders)
    for name in [name for name in folders if twins[name.casefold()] > 1]:
        held[name] = "Two folders in submitted differ only in capitals. Ask whose they are, then remove one."
        del folders[name]
    return folders, held
