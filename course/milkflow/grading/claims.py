"""Who claims which code, and which of several hand-ins counts."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path, PurePosixPath

from milkflow.grading.drawer import Drawer
from milkflow.grading.plain_files import Held
from milkflow.grading.sources import arrivals_in
from milkflow.grading.zips import Arrival, Refused
from milkflow.handin import is_staff_code

Claims = dict[str, list[Arrival]]


def claims_in(quiz: str, known: set[str], sources: Iterable[Path], drawer: Drawer) -> tuple[Claims, list[Refused]]:
    """Return hand-ins of ``quiz`` by code in small letters, and the files that could not be taken.

    What was handed in is kept in ``drawer``. A zip of another quiz of the course (``known``) is left for that quiz.
    Raise GradingError for a missing source.
    """
    claims: Claims = {}
    refused: list[Refused] = []
    for found in arrivals_in(sources):
        if isinstance(found, Refused):
            refused.append(found)
        elif found.quiz == quiz:
            claims.setdefault(found.code.casefold(), []).append(found._replace(files=drawer.keep(found.files)))
        elif found.quiz not in known:
            reason = f"It is for {found.quiz!r}, a quiz that this course does not have."
            refused.append(Refused(found.came_from, reason))
    return claims, refused


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
    last = ordered[-1].files.get(log)
    return next(one for one in ordered if one.files.get(log) == last)


def name_notes(arrivals: Iterable[Arrival]) -> Iterable[str]:
    """Yield a note on each zip whose name says another code than the folder in it."""
    for one in arrivals:
        name = PurePosixPath(one.came_from.rpartition(": ")[2]).name
        named, divider, _ = name.casefold().rpartition(f"--{one.quiz}")
        code = one.code.casefold()
        # A platform may have put its own words before the name that we gave: smith_4711_ab12--quiz-02.zip.
        if divider and is_staff_code(named) and named != code and not named.endswith(f"_{code}"):
            yield f"{name!r} holds a hand-in of {one.code!r}: its name and its folder differ. Ask whose it is."
