"""The trainee's workspace: lessons, released quizzes and her own logs, and never a key."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from milkflow.errors import ServingError
from milkflow.places import STATE
from milkflow.serving.copies import Copy, Turn, as_it_is, lay
from milkflow.serving.trust import trust

START_PAGE = "lessons/00-start-here.ipynb"
# What a trainee or a tool makes beside a notebook. A course folder in which an author has played holds them too.
NOT_COURSE = ("*.answers.jsonl", "*.zip", "*.yours*.ipynb", "*-checkpoint.ipynb", "*.pyc", "*.db")


class Workspace(NamedTuple):
    """A laid workspace. Below ``root`` lie ``lessons/`` and ``exercises/``; nothing else is served.

    ``updated`` and ``kept`` name, relative to ``root``, what a newer course replaced
    and the copies of files that the trainee had changed herself.
    """

    root: Path
    updated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def state(self) -> Path:
        """The folder of the server's own files: hidden, so it is never served."""
        return self.root / STATE


def lay_workspace(home: Path, lessons: Path, exercises: Path, turn: Turn = as_it_is) -> Workspace:
    """Lay or update the workspace in ``home``, and return what changed. Quick when nothing did.

    Logs, hand-in zips and files of the trainee's own are never touched. A course file that she
    changed is kept beside the new one as ``<name>.yours.ipynb``. ``turn`` changes notebooks on the way.
    Raise ServingError, in plain words, when the folder cannot be written.
    """
    try:
        return _lay(home.expanduser().absolute(), lessons, exercises, turn)
    except OSError as fault:
        raise cannot_lay(home, fault) from fault


def cannot_lay(home: Path, fault: OSError) -> ServingError:
    """Return what to raise when ``home`` cannot be written."""
    reason = fault.strerror or str(fault)
    return ServingError(
        f"The course could not be laid out in {home}: {reason}. "
        "Free some space there, or name another folder (MILKFLOW_HOME=folder), and start again as before."
    )


def _lay(root: Path, lessons: Path, exercises: Path, turn: Turn) -> Workspace:
    state = root / STATE
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    manifest = state / "laid.json"
    known = _read(manifest)
    copies = [*_copies(lessons, "lessons", turn), *_copies(exercises, "exercises", turn)]
    laid, updated, kept = lay(root, copies, known)
    if laid != known:
        _write(manifest, laid)
    trust([root / name for name in updated], state)
    return Workspace(root, tuple(updated), tuple(kept))


def _copies(folder: Path, name: str, turn: Turn) -> Iterator[Copy]:
    """Yield every course file of a folder, links and hidden files left out."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith((".", "_")))
        for file in sorted(files):
            path = Path(parent) / file
            if not file.startswith(".") and not path.is_symlink() and not any(map(path.match, NOT_COURSE)):
                yield Copy(path, f"{name}/{path.relative_to(folder).as_posix()}", turn)


def _read(manifest: Path) -> dict[str, str]:
    """Return what was laid before; a lost or damaged list counts as nothing laid."""
    try:
        found = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(mark) for name, mark in found.items()} if isinstance(found, dict) else {}


def _write(manifest: Path, laid: dict[str, str]) -> None:
    part = manifest.with_suffix(".part")
    part.write_text(json.dumps(laid, indent=1, sort_keys=True), encoding="utf-8")
    shutil.move(part, manifest)
