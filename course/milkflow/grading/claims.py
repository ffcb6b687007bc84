"""Who claims which code, and which of several hand-ins counts."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from milkflow.errors import GradingError
from milkflow.grading.plain_files import Held
from milkflow.grading.zips import Arrival, Refused, read_zip


def claims_in(quiz: str, known: set[str], sources: Iterable[Path]) -> tuple[dict[str, list[Arrival]], list[Refused]]:
    """Return hand-ins of ``quiz`` by code in small letters, and the files that could not be taken.

    A zip of another quiz of the course (``known``) is left for that quiz. Raise GradingError for a missing source.
    """
    claims: dict[str, list[Arrival]] = {}
    refused: list[Refused] = []
    for path in _zips(sources):
        for found in read_zip(path):
            if isinstance(found, Refused):
                refused.append(found)
            elif found.quiz == quiz:
                claims.setdefault(found.code.casefold(), []).append(found)
            elif found.quiz not in known:
                reason = f"It is for {found.quiz!r}, a quiz that this course does not have."
                refused.append(Refused(found.came_from, reason))
    return claims, refused


def _zips(sources: Iterable[Path]) -> Iterable[Path]:
    for source in sources:
        if source.is_dir():
            yield from sorted(path for path in source.rglob("*") if path.suffix.lower() == ".zip")
        elif source.exists() or source.is_symlink():
            yield source
        else:
            raise GradingError(f"{source} is not there. Give a zip, or a folder that holds zips.")


def latest(arrivals: list[Arrival], log: str) -> Arrival:
    """Return the hand-in that counts: of several, the one whose log goes on where each of the others ends.

    The log is append-only and its lines have random ids, so only the same person's later hand-in can go on.
    """
    ordered = sorted(arrivals, key=lambda one: len(one.files.get(log, b"")))
    for first, second in pairwise(ordered):
        earlier, later = first.files.get(log), second.files.get(log)
        same = earlier == later and (earlier is not None or first.files == second.files)
        if not same and not (earlier and later and later.startswith(earlier)):
            places = ", ".join(sorted({one.came_from for one in arrivals}))
            raise Held(
                f"{len(arrivals)} hand-ins with different answers claim this code: {places}. Ask whose they are, "
                "remove what does not count, then grade again."
            )
    return next(one for one in ordered if one.files.get(log) == ordered[-1].files.get(log))
