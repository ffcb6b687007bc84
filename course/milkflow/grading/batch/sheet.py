"""The autograded notebook of one trainee, put together from cells that many trainees share.

A class gives the same few answers again and again, so each cell is made once for each answer: by the stages that
formgrader's button runs, and with nbgrader's own rule for what it is worth.
"""

import json
from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from typing import Any, NamedTuple

from nbformat import NotebookNode
from nbformat.v4 import nbjson
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution

from milkflow.grading.bank import Bank
from milkflow.grading.stages import mark_cell, question_of
from milkflow.handin import put_reflections

# Each worker keeps this many cells: all answers to the clickable questions of a long quiz.
MOST_CELLS = 2048
Entry = tuple[str, float | None] | None
Comment = tuple[str, str | None] | None


class Drawn(NamedTuple):
    """One cell: its text in the notebook file, and what nbgrader enters for it (grade cell and comment by name)."""

    text: str
    grade: Entry
    comment: Comment


class Sheet(NamedTuple):
    """A whole notebook: the text of its file; automatic scores and comments by the name of their cell.

    A score of None is a person's to give.
    """

    text: str
    scores: dict[str, float | None]
    comments: dict[str, str | None]


class Printer:
    """Makes the autograded notebook of anybody's answers to one quiz."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._release: NotebookNode = nbjson.reads(json.dumps(bank.release))
        self._asks = [_asked(cell, bank) for cell in self._release.cells]
        code = [index for index, cell in enumerate(self._release.cells) if cell.cell_type == "code"]
        self._numbers = {index: number for number, index in enumerate(code, 1)}
        self._head, self._foot = self._frame()
        self._cell = lru_cache(maxsize=MOST_CELLS)(self._draw)

    def sheet(self, answers: Mapping[str, Any]) -> Sheet:
        """Return the notebook for ``answers`` (responses by question id)."""
        given = {id: json.dumps(answers[id], ensure_ascii=False) for id in self._asks if id and id in answers}
        cells = [self._cell(index, given.get(id or "")) for index, id in enumerate(self._asks)]
        return Sheet(
            self._head + ",\n  ".join(cell.text for cell in cells) + self._foot,
            dict(cell.grade for cell in cells if cell.grade),
            dict(cell.comment for cell in cells if cell.comment),
        )

    def _draw(self, index: int, response: str | None) -> Drawn:
        cell = deepcopy(self._release.cells[index])
        answers = {} if response is None else {self._asks[index] or "": json.loads(response)}
        put_reflections([cell], self._bank.shown, answers)
        if index in self._numbers:
            mark_cell(cell, self._numbers[index], self._bank, answers)
        text = self._written([cell])[len(self._head) : -len(self._foot)]
        return Drawn(text, _grade(cell), _comment(cell))

    def _frame(self) -> tuple[str, str]:
        """Return what stands before the first cell and after the last one in the file."""
        head, cells, foot = self._written([]).partition('"cells": [')
        return f"{head}{cells}\n  ", f"\n {foot}"

    def _written(self, cells: list[NotebookNode]) -> str:
        return str(nbjson.writes(NotebookNode({**self._release, "cells": cells}))) + "\n"


def _asked(cell: NotebookNode, bank: Bank) -> str | None:
    """Return the id of the question whose answer shows in this cell, or None."""
    question = question_of(cell, bank)
    return question.id if question else None


def _grade(cell: NotebookNode) -> Entry:
    if not is_grade(cell):
        return None
    score, _ = determine_grade(cell)
    return cell.metadata.nbgrader.grade_id, None if score is None else float(score)


def _comment(cell: NotebookNode) -> Comment:
    if not is_solution(cell):
        return None
    marks = cell.metadata.nbgrader
    return marks.grade_id, "No response." if marks.get("checksum") == compute_checksum(cell) else None
