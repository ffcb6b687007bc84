"""Where a trainee's workspace lies, and where it must not."""

import os
import re
from pathlib import Path

from milkflow.errors import ServingError

CODE = re.compile(r"(?!(lessons|exercises)$)[A-Za-z0-9][A-Za-z0-9_-]{1,31}")


def workspace_home(course: Path, learner: str = "", solo: bool = False) -> Path:
    """Return the folder of a workspace: $MILKFLOW_HOME or ~/milkflow, and in it one folder for each staff code.

    For learning alone it is a folder beside that one, ``~/milkflow-solo``, so that the two are never mixed.

    ``course`` is the course's own folder. A workspace neither holds it nor lies in it, for the
    server of a trainee reaches everything below her workspace. Raise ServingError where it would.
    """
    if learner and not CODE.fullmatch(learner):
        raise ServingError(
            f"{learner!r} cannot be used as a staff code. Use 2 to 32 letters, digits, - or _ (no spaces), "
            "beginning with a letter or digit, for example: make start LEARNER=ward7-amina"
        )
    named = os.environ.get("MILKFLOW_HOME")
    homes = [Path(named)] if named else [Path.home() / "milkflow", Path.home() / "milkflow-workspace"]
    for home in homes:
        folder = _alone(home) if solo else home.expanduser().absolute()
        folder /= learner
        if not _overlap(folder, course):
            return folder
    raise ServingError(
        f"The workspace may not share a folder with the course: {homes[0]} holds it or lies in it, and a "
        "trainee could then open the solutions. Name another folder: MILKFLOW_HOME=folder make start"
    )


def _alone(home: Path) -> Path:
    # A path such as ``..`` has a name only once it is made plain.
    plain = Path(os.path.abspath(home.expanduser()))
    return plain.parent / f"{plain.name}-solo"


def _overlap(one: Path, other: Path) -> bool:
    one, other = one.resolve(), other.resolve()
    return one == other or one in other.parents or other in one.parents
