"""A class in one quiz, as a tidy table: a row for each trainee and question, under her staff code and no name."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from milkflow.insight.sampling import Numbers
from milkflow.questions import Gradable, Quiz

COLUMNS = ("trainee", "question", "points", "most", "to_read", "response", "confidence", "tries", "at")


class QuizClass:
    """Who answered what in ``quiz``. ``answers`` has COLUMNS; ``simulated`` says that nobody sat in this class.

    ``unread`` are trainees whose marks are there while their answers cannot be read; each has a reason.
    """

    def __init__(
        self, quiz: Quiz, answers: pd.DataFrame, *, simulated: bool = False, unread: Mapping[str, str] | None = None
    ) -> None:
        self.quiz, self.answers, self.simulated = quiz, answers, simulated
        self.unread = dict(unread or {})

    @property
    def count(self) -> int:
        """How many people are in the class."""
        return len(self.trainees)

    @cached_property
    def trainees(self) -> tuple[str, ...]:
        """Their codes, in order: every column of numbers follows it."""
        return tuple(sorted(self.answers["trainee"].unique()))

    @cached_property
    def questions(self) -> tuple[Gradable, ...]:
        """The questions whose points are all given. One that waits for a reader has no numbers yet."""
        waiting = set(self.answers.loc[self.answers["to_read"], "question"])
        return tuple(question for question in self.quiz.questions if question.id not in waiting)

    @cached_property
    def shares(self) -> pd.DataFrame:
        """Points as a share of the most, 0 to 1: a row for each trainee, a column for each of ``questions``."""
        columns = [one.id for one in self.questions]
        wide = self._points.reindex(index=list(self.trainees), columns=columns, fill_value=0.0)
        return wide / [one.points or 1.0 for one in self.questions]

    @cached_property
    def points(self) -> Numbers:
        """The points of each person in all of ``questions`` together."""
        most = np.array([one.points or 1.0 for one in self.questions])
        found: Numbers = self.shares.to_numpy(float) @ most
        return found

    @property
    def most(self) -> float:
        """The most points in all of ``questions`` together."""
        return sum(one.points or 1.0 for one in self.questions)

    @cached_property
    def _points(self) -> pd.DataFrame:
        return self.answers.pivot(index="trainee", columns="question", values="points").fillna(0.0)

    def responses(self, question: str) -> list[Any]:
        """Return what each person answered, in the order of ``trainees``; None for nothing."""
        return self._column(question, "response")

    def confidences(self, question: str) -> list[str | None]:
        """Return how sure each person was, in the order of ``trainees``; None where she did not say."""
        return self._column(question, "confidence")

    def _column(self, question: str, name: str) -> list[Any]:
        rows = self.answers[self.answers["question"] == question]
        found = dict(zip(rows["trainee"], rows[name], strict=True))
        return [found.get(code) for code in self.trainees]


def table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return rows as a table with COLUMNS; nothing in it is guessed or converted but points and most."""
    frame = pd.DataFrame([[row.get(name) for name in COLUMNS] for row in rows], columns=list(COLUMNS), dtype=object)
    return frame.astype({"points": float, "most": float, "to_read": bool})
