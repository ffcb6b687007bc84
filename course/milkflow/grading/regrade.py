"""``milkflow regrade``: who changes by how much under the key as it is now, before a single mark is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from milkflow.grading.bank import Bank, open_bank
from milkflow.grading.batch.books import GradeRow, layout, standings
from milkflow.grading.batch.sheet import Printer
from milkflow.grading.gradebook import is_there, knows, opened
from milkflow.grading.inspecting import inspect
from milkflow.grading.plain_files import Held
from milkflow.grading.settings import course_directory, read_config
from milkflow.places import Places

CHUNK = 200


class Change(NamedTuple):
    """One question of one trainee: automatic points before and now; ``kept`` are the points that a person gave."""

    code: str
    question: str
    old: float
    new: float
    kept: float | None


@dataclass(frozen=True)
class Preview:
    """What a corrected key would do. ``totals`` are points before and now, of everybody who was compared."""

    quiz: str
    most: float
    changes: tuple[Change, ...]
    totals: dict[str, tuple[float, float]]
    held: dict[str, str]
    never_graded: tuple[str, ...]

    @property
    def changed(self) -> list[str]:
        """The codes whose total is another one."""
        return [code for code, (old, new) in self.totals.items() if old != new]


def preview(root: Path, quiz: str) -> Preview:
    """Return what grading ``quiz`` again would change. Nothing is written. Raise GradingError as `grade` does."""
    places = Places(root.resolve())
    bank = open_bank(quiz, places.solutions, places.exercises)
    course = course_directory(read_config(places.root), quiz)
    folders = {path.parent.name: path for path in sorted((places.root / "submitted").glob(f"*/{quiz}"))}
    held: dict[str, str] = {}
    found: dict[str, list[Change]] = {}
    totals: dict[str, tuple[float, float]] = {}
    printer = Printer(bank)
    if not is_there(course):
        return Preview(quiz, bank.quiz.points, (), {}, {}, tuple(folders))
    with opened(course) as gradebook:
        known = layout(gradebook.db, quiz) if knows(gradebook, quiz) else None
        codes = iter(folders)
        while known and (some := list(islice(codes, CHUNK))):
            for code, standing in standings(gradebook.db, known, some).items():
                try:
                    scores = _marked(folders[code], code, bank, printer)
                except Held as reason:
                    held[code] = str(reason)
                    continue
                found[code] = list(_changes(code, standing.grades, scores))
                old = sum(row.score for row in standing.grades.values())
                gained = sum(one.new - one.old for one in found[code] if one.kept is None)
                totals[code] = round(old, 4), round(old + gained, 4)
    never = tuple(code for code in folders if code not in totals and code not in held)
    changes = tuple(change for code in sorted(found) for change in found[code])
    return Preview(quiz, bank.quiz.points, changes, dict(sorted(totals.items())), held, never)


def _marked(folder: Path, code: str, bank: Bank, printer: Printer) -> dict[str, float | None]:
    return printer.sheet(inspect(folder, code, bank.shown, bank.release).answers).scores


def _changes(code: str, before: Mapping[str, GradeRow], now: Mapping[str, float | None]) -> Iterator[Change]:
    for name, row in before.items():
        old, new = row.auto or 0.0, now.get(name) or 0.0
        if old != new:
            yield Change(code, name, old, new, row.manual)
