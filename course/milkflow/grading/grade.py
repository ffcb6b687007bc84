"""``milkflow grade``: from zips to marks, feedback and a report. No line of a trainee's code is run."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from milkflow.bars import each
from milkflow.errors import GradingError, MilkflowError
from milkflow.grading.arrivals import Collected, collect
from milkflow.grading.autograding import autograde, put_timestamp, stage, unhurried_stop
from milkflow.grading.bank import Bank, open_bank
from milkflow.grading.feedback import write_feedback
from milkflow.grading.gradebook import Score, ensure_quiz, scores_of
from milkflow.grading.inspecting import Submission, inspect
from milkflow.grading.plain_files import Held
from milkflow.grading.remarks import shared_notes
from milkflow.grading.report import Report, Row, Status
from milkflow.grading.roster import Roster, read_roster
from milkflow.grading.settings import course_directory, read_config
from milkflow.places import Places


def grade(
    root: Path, quiz: str, zips: Iterable[Path] = (), *, closed: bool = False, console: Console | None = None
) -> Report:
    """Grade one quiz and return the report, which is also written to ``grades/`` beside the CSV.

    Hand-ins are ``zips`` (zips, or folders of them), else those in ``downloaded/<quiz>/archive``, and whatever lies
    in ``submitted/<code>/<quiz>``. ``closed`` puts keys and reasons into the feedback of a quiz that allows it.
    ``console`` shows a progress bar. A bad submission is named in the report; GradingError means that nothing could
    be graded.
    """
    run = _Run(root.resolve(), quiz, closed)
    roster = read_roster(run.root / "roster.csv")
    archive = run.root / "downloaded" / quiz / "archive"
    sources = list(zips) or ([archive] if archive.is_dir() else [])
    known = [path.stem for path in run.places.quizzes()]
    collected = collect(quiz, known, sources, run.root / "submitted", roster)
    run.grade_all(collected, console)
    report = run.report(collected, roster)
    report.write(run.root / "grades")
    return report


def quizzes_to_grade(root: Path) -> list[str]:
    """Return the quizzes of the course, in order of name: what ``milkflow grade`` without a name goes through."""
    return [path.stem for path in Places(root.resolve()).quizzes()]


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
        self.work = root / ".milkflow" / "grading" / quiz
        self.config = read_config(root)
        self.course = course_directory(self.config, quiz)
        self.found: dict[str, Submission] = {}
        self.held: dict[str, str] = {}
        self.stopped = False

    def grade_all(self, collected: Collected, console: Console | None) -> None:
        """Grade every folder; what cannot be graded is held with its reason."""
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True, mode=0o700)
        (self.root / ".milkflow" / ".gitignore").write_text("*\n", encoding="utf-8")
        try:
            ensure_quiz(self.course, self.places.solutions, self.work, self.bank.release)
            with unhurried_stop() as stop:
                for code in each(console, collected.folders, f"Grading {self.quiz}"):
                    if self.stopped or stop():
                        self.stopped = True
                        break
                    self._grade_one(code, collected.folders[code])
        finally:
            shutil.rmtree(self.work, ignore_errors=True)

    def _grade_one(self, code: str, folder: Path) -> None:
        try:
            found = inspect(folder, code, self.bank.shown, self.bank.release)
            stage(self.work / "staged", code, self.quiz, found, self.bank.release)
            late = put_timestamp(folder, self.work / "staged" / code / self.quiz)
            autograde(self.config, self.course, self.work / "staged", code)
            self.found[code] = found._replace(notes=(*found.notes, *late))
        except Held as reason:
            self.held[code] = str(reason)
        except MilkflowError:
            raise
        except Exception as fault:  # whatever one submission does, the class is graded
            self.held[code] = (
                f"It failed in a way that we did not foresee ({type(fault).__name__}: {str(fault)[:120]}). "
                "Keep the file, and report it."
            )
        finally:
            shutil.rmtree(self.work / "staged" / code, ignore_errors=True)

    def report(self, collected: Collected, roster: Roster) -> Report:
        """Return the report, and write the feedback pages of those who were graded."""
        held = collected.held | self.held
        scores = scores_of(self.course, self.found)
        shared = shared_notes({code: found.events for code, found in self.found.items()})
        rows = []
        for code in sorted({*collected.folders, *held, *roster.names}, key=str.casefold):
            notes: tuple[str, ...] = (held[code],) if code in held else ()
            if code in self.found:
                notes = (*collected.notes.get(code, ()), *self.found[code].notes, *shared.get(code, ()))
            remarks = tuple(filter(None, [collected.remarks.get(code)]))
            status = self._status(code, held, collected, scores)
            rows.append(Row(code, status, roster.names.get(code, ""), scores.get(code, {}), notes, remarks))
        answers = {code: found.answers for code, found in self.found.items()}
        write_feedback(self.root, self.bank, rows, answers, self.closed)
        maximum = {question.id: question.points or 0.0 for question in self.bank.quiz.questions}
        return Report(self.quiz, maximum, tuple(rows), tuple(collected.refused), self.stopped)

    def _status(
        self, code: str, held: dict[str, str], collected: Collected, scores: dict[str, dict[str, Score]]
    ) -> Status:
        if code in held:
            return "held"
        if code in scores:
            return "to read" if any(score.to_read for score in scores[code].values()) else "graded"
        return "not reached" if code in collected.folders else "not handed in"
