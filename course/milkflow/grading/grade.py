"""``milkflow grade``: from zips to marks, feedback and a report. No line of a trainee's code is run."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from milkflow.bars import counted
from milkflow.errors import GradingError
from milkflow.grading.arrivals import Collected, collect
from milkflow.grading.bank import Bank, open_bank
from milkflow.grading.batch import Batch, Graded, Ledger
from milkflow.grading.gradebook import ensure_quiz
from milkflow.grading.locking import only_one
from milkflow.grading.pages import Pages
from milkflow.grading.remarks import shared_notes
from milkflow.grading.report import Report, Row, Status
from milkflow.grading.roster import Roster, read_roster
from milkflow.grading.settings import course_directory, read_config
from milkflow.grading.stopping import unhurried_stop
from milkflow.grading.whole_files import plain_faults
from milkflow.places import STATE, Places


def grade(
    root: Path, quiz: str, zips: Iterable[Path] | None = None, *, closed: bool = False, console: Console | None = None
) -> Report:
    """Grade one quiz and return the report, which is also written to ``grades/`` beside the CSV.

    Hand-ins are ``zips`` (zips, or folders of them), when None those in ``downloaded/<quiz>/archive``, and whatever
    lies in ``submitted/<code>/<quiz>``. What is as it was at the last run is not graded again. ``closed`` puts keys and
    reasons into the feedback of a quiz that allows it. ``console`` shows a progress bar. A bad submission is named in
    the report; GradingError means that grading could not go on.
    """
    root = root.resolve()
    with plain_faults(root), only_one(root / STATE / "grading.lock"):
        run = _Run(root, quiz, closed)
        roster = read_roster(root / "roster.csv")
        archive = root / "downloaded" / quiz / "archive"
        sources = zips if zips is not None else [archive] if archive.is_dir() else []
        known = [path.stem for path in run.places.quizzes()]
        collected = collect(quiz, known, sources, root / "submitted", roster)
        run.grade_all(collected, console)
        report = run.report(collected, roster)
        report.write(root / "grades")
        return report


def quizzes_to_grade(root: Path) -> list[str]:
    """Return the quizzes of the course, in order of name: what ``milkflow grade`` without a name goes through."""
    return [path.stem for path in Places(root.resolve()).quizzes()]


def tells_answers(root: Path, quiz: str) -> bool:
    """Return whether ``quiz`` lets answers be told once it is over. Raise GradingError when it cannot be opened."""
    places = Places(root.resolve())
    return open_bank(quiz, places.solutions, places.exercises).quiz.feedback == "answers after closing"


class _Run:
    """One run over one class."""

    def __init__(self, root: Path, quiz: str, closed: bool) -> None:
        self.root, self.quiz, self.places = root, quiz, Places(root)
        self.bank: Bank = open_bank(quiz, self.places.solutions, self.places.exercises)
        if closed and self.bank.quiz.feedback != "answers after closing":
            raise GradingError(
                f"{quiz} gives marks only. To show answers after closing, write 'feedback: answers after closing' in "
                f"{quiz}.yaml, then run 'make build'."
            )
        self.closed = closed
        self.work = root / STATE / "grading" / quiz
        self.found: dict[str, Graded] = {}
        self.held: dict[str, str] = {}
        self.shared: dict[str, tuple[str, ...]] = {}
        self.stopped = False

    def grade_all(self, collected: Collected, console: Console | None) -> None:
        """Grade every folder and write its feedback page; what cannot be graded is held with its reason."""
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True, mode=0o700)
        (self.root / STATE / ".gitignore").write_text("*\n", encoding="utf-8")
        config = read_config(self.root)
        course = course_directory(config, self.quiz)
        try:
            ensure_quiz(course, self.places.solutions, self.work, self.bank.release)
            with Ledger(self.root / STATE / "graded" / f"{self.quiz}.db") as ledger, unhurried_stop() as stop:
                batch = Batch(self.places, self.bank, course, config, self.work, ledger)
                pages = Pages(self.root, batch.place, self.bank, ledger, self.closed)
                with counted(console, len(collected.folders), f"Grading {self.quiz}") as begin:
                    for one in batch.grade(collected.folders, begin, stop):
                        if isinstance(one, Graded):
                            self.found[one.code] = one
                            pages.put(one)
                        else:
                            self.held[one.code] = one.reason
                pages.finish(self.found)
                self.shared = shared_notes(ledger.shared(), self.found)
                self.stopped = len(self.found) + len(self.held) < len(collected.folders)
        finally:
            shutil.rmtree(self.work, ignore_errors=True)

    def report(self, collected: Collected, roster: Roster) -> Report:
        """Return the report."""
        held = collected.held | self.held
        rows = []
        for code in sorted({*collected.folders, *held, *roster.names}, key=str.casefold):
            one = self.found.get(code)
            notes: tuple[str, ...] = (held[code],) if code in held else ()
            if one:
                notes = (*collected.notes.get(code, ()), *one.notes, *self.shared.get(code, ()))
            remarks = tuple(filter(None, [collected.remarks.get(code)]))
            status, name = self._status(code, held, collected), roster.names.get(code, "")
            rows.append(Row(code, status, name, one.scores if one else {}, notes, remarks))
        maximum = {question.id: question.points or 0.0 for question in self.bank.quiz.questions}
        as_before = sum(not one.fresh for one in self.found.values())
        return Report(self.quiz, maximum, tuple(rows), tuple(collected.refused), self.stopped, as_before)

    def _status(self, code: str, held: dict[str, str], collected: Collected) -> Status:
        if code in held:
            return "held"
        if code in self.found:
            return "to read" if any(score.to_read for score in self.found[code].scores.values()) else "graded"
        return "not reached" if code in collected.folders else "not handed in"
