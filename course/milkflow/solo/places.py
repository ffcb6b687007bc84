"""Where a workspace for learning alone keeps its keys: in the hidden folder of the server, which no page reaches."""

from pathlib import Path

from milkflow.places import STATE

KEYS = "solo"


def keys_folder(root: Path) -> Path:
    """Return where the keys of the workspace ``root`` lie, whether or not they are there."""
    return root / STATE / KEYS


def solo_folder(notebooks: Path) -> Path | None:
    """Return the keys of the workspace to which the folder of a notebook belongs; None where nobody learns alone."""
    # Lessons lie one folder below the workspace, quizzes two.
    found = map(keys_folder, (notebooks.parent, notebooks.parent.parent))
    return next((folder for folder in found if folder.is_dir()), None)


def is_solo(notebooks: Path) -> bool:
    """Return whether a notebook in this folder belongs to somebody who learns alone."""
    return solo_folder(notebooks.absolute()) is not None
