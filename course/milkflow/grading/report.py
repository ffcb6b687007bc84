"""What grading found, for the instructor: a line for each trainee, a table for a spreadsheet, a page to read."""

import csv
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Literal

from milkflow.grading.gradebook import Score
from milkflow.grading.whole_files import write_whole

# Names in Persian, or in scripts of India, are not whole without these two.
SHAPING = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
Status = Literal["graded", "to read", "held", "not handed in", "not reached"]


@dataclass(frozen=True)
class Row:
    """One trainee. ``scores`` are by question id and empty when nothing was graded.

    ``notes`` need a look; ``remarks`` are only to be known.
    """

    code: str
    status: Status
    name: str = ""
    scores: dict[str, Score] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """The points so far: an answer that nobody has read yet counts 0."""
        return round(sum(score.points for score in self.scores.values()), 4)

    @property
    def to_read(self) -> int:
        """How many answers a person must still read."""
        return sum(score.to_read for score in self.scores.values())


@dataclass(frozen=True)
class Report:
    """The outcome for one quiz. ``stopped`` is True after Ctrl-C; ``refused`` are files that nobody's code is in.

    ``as_before`` trainees had been graded by an earlier run, and nothing of theirs was changed since.
    """

    quiz: str
    maximum: dict[str, float]
    rows: tuple[Row, ...]
    refused: tuple[tuple[str, str], ...] = ()
    stopped: bool = False
    as_before: int = 0

    @property
    def is_quiet(self) -> bool:
        """Whether nothing came of anybody: there is nothing to tell but that."""
        return not self.stopped and not self.refused and all(row.status == "not handed in" for row in self.rows)

    @property
    def needs_a_look(self) -> bool:
        """Whether anything was held, refused, stopped, or graded with a note."""
        return self.stopped or bool(self.refused) or any(row.notes for row in self.rows)

    @property
    def exit_code(self) -> int:
        """0 when all is well, 1 when a person must look at something, 130 when grading was stopped."""
        return 130 if self.stopped else int(self.needs_a_look)

    def count(self, *statuses: Status) -> int:
        """Return how many trainees have one of ``statuses``."""
        return sum(row.status in statuses for row in self.rows)

    def text(self) -> str:
        """Return the report as plain text."""
        parts = [self._summary()]
        held = [(row.code, row.notes) for row in self.rows if row.status == "held"]
        look = [(row.code, row.notes) for row in self.rows if row.status != "held" and row.notes]
        parts += _list("Held, not graded (no mark was given, not even 0):", held)
        parts += _list("Files that could not be taken:", [(name, (reason,)) for name, reason in self.refused])
        parts += _list("Graded, but please look:", look)
        parts += _list("For your information:", [(row.code, row.remarks) for row in self.rows if row.remarks])
        to_read = sum(row.to_read for row in self.rows)
        if to_read:
            by = "make" if "MAKELEVEL" in os.environ else "milkflow"  # as this report was asked for
            parts.append(f"Answers for a person to read: {to_read}. Run '{by} teach', open Manual Grading, choose "
                         f"{self.quiz}. Then run '{by} grade' once more.")  # fmt: skip
        missing = [row.code for row in self.rows if row.status == "not handed in"]
        if missing:
            parts.append(f"Nothing handed in yet: {', '.join(missing)}.")
        if self.rows or self.refused:
            parts.append(f"Marks: grades/{self.quiz}.csv. {self._feedback(to_read)}: grades/{self.quiz}-to-send.")
        if self.stopped:
            parts.append("You stopped the grading. What was graded is safe; run the same command to do the rest.")
        return "\n".join(parts) + "\n"

    def csv(self) -> str:
        """Return the table: one row for each trainee, one column for each question; points of held ones stay empty."""
        page = StringIO()
        table = csv.writer(page, lineterminator="\n")
        table.writerow(["code", "name", "status", *self.maximum, "total", "max", "to_read", "note"])
        most = f"{sum(self.maximum.values()):g}"
        for row in self.rows:
            points = [f"{row.scores[id].points:g}" if id in row.scores else "" for id in self.maximum]
            totals = [f"{row.points:g}", most, row.to_read] if row.scores else ["", most, ""]
            who, said = (_plain(row.code), _plain(row.name)), _plain(" ".join([*row.notes, *row.remarks]))
            table.writerow([*who, row.status, *points, *totals, said])
        return page.getvalue()

    def write(self, folder: Path) -> None:
        """Write ``<quiz>.csv`` and ``<quiz>-report.txt`` into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        # The mark at the start makes a spreadsheet read the file as UTF-8.
        write_whole(folder / f"{self.quiz}.csv", self.csv(), "utf-8-sig")
        write_whole(folder / f"{self.quiz}-report.txt", self.text())

    def _feedback(self, to_read: int) -> str:
        """Say whether the pages can go out: before everything is read they would tell too low a mark."""
        return "Feedback so far (send it once everything is read)" if to_read else "Feedback, ready to send back"

    def _summary(self) -> str:
        counts = {"graded": self.count("graded", "to read"), "held": self.count("held") + len(self.refused),
                  "not reached": self.count("not reached")}  # fmt: skip
        said = ", ".join(f"{number} {what}" for what, number in counts.items() if number or what == "graded")
        before = f" Nothing changed for {self.as_before} of them since the last time." if self.as_before else ""
        return f"{self.quiz}: {said}.{before}"


def _list(title: str, entries: Iterable[tuple[str, tuple[str, ...]]]) -> list[str]:
    lines = [f"  {_line(name)}: {_line(' '.join(reasons))}" for name, reasons in entries]
    return [title, *lines] if lines else []


def _line(text: str) -> str:
    """Return ``text`` on one line, without any character that a terminal or an editor would act upon."""
    return "".join(one if one.isprintable() or one in SHAPING else "\N{REPLACEMENT CHARACTER}" for one in text)


def _plain(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula."""
    text = _line(text)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
