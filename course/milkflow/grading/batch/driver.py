"""Grade the folders of a class: what changed goes through the workers, the rest is taken as it stands."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SQLAlchemyError

from milkflow.grading.bank import Bank
from milkflow.grading.batch.books import Layout, Standing, layout, standings
from milkflow.grading.batch.crew import Crew, workers_for
from milkflow.grading.batch.ledger import Entry, Ledger
from milkflow.grading.batch.marker import Bench, Marked, Refusal, Task, unforeseen
from milkflow.grading.batch.shelf import Shelf
from milkflow.grading.batch.stamps import hand_in_stamp, key_stamp
from milkflow.grading.batch.writing import LateRule, write_chunk
from milkflow.grading.gradebook import Score, opened
from milkflow.places import Places

# One transaction holds this many: few enough to lose little at a power cut, many enough to share the wait for the disk.
CHUNK = 200


class Graded(NamedTuple):
    """One trainee who has marks: her scores by question, what was noted, whether she was graded in this run."""

    code: str
    scores: dict[str, Score]
    notes: tuple[str, ...]
    fresh: bool


class Batch:
    """One run over one class. ``work`` is a folder of this run alone, on the disk of the course.

    ``place`` finds the graded folder of a code.
    """

    def __init__(
        self, places: Places, bank: Bank, course: CourseDirectory, config: Any, work: Path, ledger: Ledger
    ) -> None:
        self._bank, self._course, self._quiz, self._ledger = bank, course, bank.shown.id, ledger
        self._key = key_stamp(bank, repr(config))
        self._late, self._shelf = LateRule(config), Shelf(course, config, work)
        self._bench = Bench(self._quiz, places.solutions, places.exercises, self._shelf.ready, self._shelf.mode)
        self.place = self._shelf.place
        self._stamps: dict[str, str] = {}
        self._kept: list[Graded] = []

    def grade(
        self, folders: Mapping[str, Path], begin: Callable[[str], None], stop: Callable[[], bool]
    ) -> Iterator[Graded | Refusal]:
        """Yield the outcome of each folder that was reached, once it is safe in the gradebook.

        ``begin`` is told each code; after ``stop`` says yes, what is in hand is written, and no more is begun.
        """
        # nbgrader's own stages open the gradebook in this way too, which enters its default course.
        with opened(self._course, default=True) as gradebook, Crew(self._bench, workers_for(len(folders))) as crew:
            known, chunk = layout(gradebook.db, self._quiz), list[Marked]()
            for results in crew.results(self._tasks(gradebook.db, known, folders, begin, stop)):
                for one in results:
                    begin(one.code)
                    if isinstance(one, Refusal):
                        yield one
                    else:
                        chunk.append(one)
                yield from self._taken_as_they_stand()
                if len(chunk) >= CHUNK:
                    yield from self._write(gradebook.db, known, chunk)
                    chunk = []
                if stop():
                    break
            yield from self._write(gradebook.db, known, chunk)
            yield from self._taken_as_they_stand()

    def _tasks(
        self, session: Any, known: Layout, folders: Mapping[str, Path], begin: Callable[[str], None],
        stop: Callable[[], bool],
    ) -> Iterator[Task]:  # fmt: skip
        codes = iter(folders)
        while not stop() and (some := list(islice(codes, CHUNK))):
            before = standings(session, known, some)
            session.rollback()  # nothing is held open while the workers mark
            for code in some:
                held = before.get(code)
                stamp = hand_in_stamp(folders[code], self._quiz, self._key)
                entry = self._as_it_was(code, held, stamp, known)
                if held and entry:
                    begin(code)
                    self._kept.append(Graded(code, held.scores(), entry.notes, fresh=False))
                else:
                    self._stamps[code] = stamp
                    yield Task(code, folders[code], self._shelf.place(code), held.by_person() if held else ())

    def _as_it_was(self, code: str, held: Standing | None, stamp: str, known: Layout) -> Entry | None:
        """Return the entry of ``code`` when her files, the key, the gradebook and the notebook are as it says."""
        entry = self._ledger.entry(code) if held and stamp else None
        if entry and held and entry.stamp == stamp and entry.book == held.stamp(known.due):
            return entry if entry.files == self._shelf.stamp(code) else None
        return None

    def _taken_as_they_stand(self) -> Iterator[Graded]:
        yield from self._kept
        self._kept.clear()

    def _write(self, session: Any, known: Layout, chunk: list[Marked]) -> Iterator[Graded | Refusal]:
        """Write a chunk: first the gradebook, then the files, last the ledger, which a later run trusts."""
        if not chunk:
            return
        self._ledger.forget([one.code for one in chunk])
        try:
            after = write_chunk(session, known, self._late, chunk)
            session.commit()
        except Exception as fault:
            session.rollback()
            if isinstance(fault, SQLAlchemyError):
                raise
            if len(chunk) > 1:  # one of them cannot be written; the others can
                for one in chunk:
                    yield from self._write(session, known, [one])
            else:
                yield Refusal(chunk[0].code, unforeseen(fault))
            return
        self._shelf.put([one.code for one in chunk])
        self._ledger.enter(
            (one.code, Entry(self._stamps.pop(one.code), after[one.code].stamp(known.due),
                             self._shelf.stamp(one.code), one.notes), one.events) for one in chunk
        )  # fmt: skip
        for one in chunk:
            yield Graded(one.code, after[one.code].scores(), one.notes, fresh=True)
