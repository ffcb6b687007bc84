"""Bring hand-ins to ``submitted/<code>/<quiz>/``, and hold whatever is claimed twice."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from milkflow.grading.claims import Claims, claims_in, name_notes
from milkflow.grading.drawer import Drawer
from milkflow.grading.placing import place
from milkflow.grading.plain_files import Held
from milkflow.grading.roster import Roster
from milkflow.grading.zips import Refused
from milkflow.handin import CODE_RULE, is_staff_code

HeldCodes = dict[str, str]
Notes = dict[str, tuple[str, ...]]


class Collected(NamedTuple):
    """What there is to grade: folders by code; codes that are held, with the reason; files that were refused.

    ``notes`` ask for a look at a code; ``remarks`` are only for a person to know.
    """

    folders: dict[str, Path]
    held: HeldCodes
    refused: list[Refused]
    notes: Notes
    remarks: dict[str, str]


def collect(quiz: str, known: Iterable[str], sources: Iterable[Path], submitted: Path, roster: Roster) -> Collected:
    """Take the zips in ``sources`` (zips, or folders of them) and what lies in ``submitted`` already.

    ``known`` are the quizzes of the course; a zip of another one is left for that quiz. Raise GradingError when a
    source is not there.
    """
    with Drawer() as drawer:
        claims, refused = claims_in(quiz, set(known), sources, drawer)
        held, notes, remarks = _place_all(claims, quiz, submitted, roster)
    folders, more = _folders(quiz, submitted, roster)
    folders = {code: path for code, path in folders.items() if code not in held}
    return Collected(folders, more | held, refused, notes, remarks)


def _place_all(claims: Claims, quiz: str, submitted: Path, roster: Roster) -> tuple[HeldCodes, Notes, dict[str, str]]:
    held: HeldCodes = {}
    notes: Notes = {}
    remarks: dict[str, str] = {}
    # On some disks 'AB' and 'ab' are one folder: a code stays as an earlier hand-in wrote it.
    spelled = {path.name.casefold(): path.name for path in sorted(submitted.glob("*"), reverse=True)}
    for claimed, arrivals in sorted(claims.items()):
        code = roster.code(spelled.get(claimed, arrivals[0].code))
        if code is None:
            held[arrivals[0].code] = roster.missing(arrivals[0].code)
            continue
        notes[code] = tuple(name_notes(arrivals))
        try:
            remarks[code] = place(arrivals, submitted / code / quiz, quiz)
        except Held as reason:
            held[code] = " ".join([str(reason), *notes[code]])
    return held, notes, remarks


def _folders(quiz: str, submitted: Path, roster: Roster) -> tuple[dict[str, Path], HeldCodes]:
    folders: dict[str, Path] = {}
    held: HeldCodes = {}
    for path, fault in _lying(quiz, submitted):
        reason = fault or _objection(path, roster)
        if reason:
            held[path.parent.name] = reason
        else:
            folders[path.parent.name] = path
    twins = Counter(name.casefold() for name in folders)
    for name in [name for name in folders if twins[name.casefold()] > 1]:
        held[name] = "Two folders in submitted differ only in capitals. Ask whose they are, then remove one."
        del folders[name]
    return folders, held


def _lying(quiz: str, submitted: Path) -> Iterator[tuple[Path, str]]:
    """Yield what lies at ``submitted/<code>/<quiz>``, with the reason where it cannot even be looked at."""
    for folder in sorted(submitted.iterdir()) if submitted.is_dir() else ():
        try:
            (folder / quiz).lstat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as fault:
            said = f"submitted/{folder.name} cannot be opened ({fault.strerror}). Change its permissions"
            yield folder / quiz, f"{said}, then grade again."
        else:
            yield folder / quiz, ""


def _objection(path: Path, roster: Roster) -> str:
    """Return why this is no folder to grade, or ""."""
    name = path.parent.name
    if path.is_symlink() or path.parent.is_symlink():
        return f"submitted/{name} is a link to another place. It was not followed; remove it."
    if not is_staff_code(name):
        return f"This is no staff code ({CODE_RULE}). Rename the folder."
    if roster.code(name) is None:
        return roster.missing(name)
    return "" if path.is_dir() else f"submitted/{name}/{path.name} is no folder. Remove it, and ask for a new hand-in."
