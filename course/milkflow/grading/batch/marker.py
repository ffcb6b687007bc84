"""What a worker process does with one submission: look at it, mark it, lay its files ready. It meets no gradebook."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from milkflow.errors import GradingError
from milkflow.grading.autograded import put_timestamp, texts
from milkflow.grading.bank import open_bank
from milkflow.grading.batch.sheet import Printer
from milkflow.grading.inspecting import inspect
from milkflow.grading.plain_files import Held
from milkflow.grading.whole_files import cannot_write
from milkflow.handin import answers_name


class Bench(NamedTuple):
    """What every worker is told: the quiz, where things lie, and how nbgrader would set permissions."""

    quiz: str
    solutions: Path
    exercises: Path
    ready: Path
    mode: int


class Task(NamedTuple):
    """One submission: whose, where it lies, the graded folder of last time, and the cells that a person scored."""

    code: str
    folder: Path
    graded: Path
    by_person: tuple[str, ...]


class Marked(NamedTuple):
    """One marked submission; its files lie in ``ready/<code>``.

    ``same`` are cells, of those that a person scored, in which she would read today what she read then.
    """

    code: str
    scores: dict[str, float | None]
    comments: dict[str, str | None]
    timestamp: str | None
    same: frozenset[str]
    notes: tuple[str, ...]
    events: tuple[bytes, ...]


class Refusal(NamedTuple):
    """One submission that cannot be graded: whose, and why."""

    code: str
    reason: str


Result = Marked | Refusal


class Marker:
    """Marks submissions of one quiz."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._bank = open_bank(bench.quiz, bench.solutions, bench.exercises)
        self._printer = Printer(self._bank)

    def mark_all(self, tasks: Iterable[Task]) -> list[Result]:
        """Mark some submissions. Raise GradingError when their files cannot be written: that is nobody's fault."""
        return [self.mark(task) for task in tasks]

    def mark(self, task: Task) -> Result:
        """Mark one submission; whatever is wrong with it is a Refusal."""
        try:
            return self._mark(task)
        except Held as reason:
            return Refusal(task.code, str(reason))
        except GradingError:
            raise
        except Exception as fault:  # whatever one submission does, the class is graded
            return Refusal(task.code, unforeseen(fault))

    def _mark(self, task: Task) -> Marked:
        found = inspect(task.folder, task.code, self._bank.shown, self._bank.release)
        sheet = self._printer.sheet(found.answers)
        ready = self._bench.ready / task.code
        try:
            late, timestamp = self._lay_ready(ready, task.folder, found.log, sheet.text)
        except OSError as fault:
            raise GradingError(cannot_write("The graded notebook", fault)) from None
        notebook = f"{self._bench.quiz}.ipynb"
        before = texts(task.graded / notebook) if task.by_person else {}
        after = texts(ready / notebook) if task.by_person else {}
        same = frozenset(name for name in task.by_person if name in after and before.get(name) == after[name])
        events = tuple({bytes.fromhex(event.id) for event in found.events if event.type in ("answer", "move")})
        return Marked(task.code, sheet.scores, sheet.comments, timestamp, same, (*found.notes, *late), events)

    def _lay_ready(self, ready: Path, folder: Path, log: bytes, notebook: str) -> tuple[tuple[str, ...], str | None]:
        """Write what will be ``autograded/<code>/<quiz>``; return notes on the timestamp, and the time it tells."""
        quiz, mode = self._bench.quiz, self._bench.mode
        shutil.rmtree(ready, ignore_errors=True)
        ready.mkdir(parents=True)
        (ready / answers_name(quiz)).write_bytes(log)
        (ready / f"{quiz}.ipynb").write_bytes(notebook.encode("utf-8"))
        questions = self._bench.solutions / quiz / f"{quiz}.questions.json"
        if questions.is_file():
            shutil.copyfile(questions, ready / questions.name)
        late = put_timestamp(folder, ready)
        stamp = ready / "timestamp.txt"
        told = stamp.read_text(encoding="ascii").strip() if stamp.is_file() else None
        for path in ready.iterdir():
            os.chmod(path, mode)
        return late, told


def unforeseen(fault: Exception) -> str:
    """Return the reason for a fault of a kind that nobody thought of."""
    said = f"{type(fault).__name__}: {str(fault)[:120]}"
    return f"It failed in a way that we did not foresee ({said}). Keep the file, and report it."
