"""Feedback pages of a class, where nbgrader looks for them and where an instructor takes them from."""

import os
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from milkflow.answers import read_log
from milkflow.grading.bank import Bank
from milkflow.grading.batch import Graded, Ledger
from milkflow.grading.feedback import feedback_page
from milkflow.grading.report import Row
from milkflow.grading.whole_files import write_whole
from milkflow.handin import answers_name, latest_answers
from milkflow.words import read_words


class Pages:
    """The pages of one quiz: ``feedback/<code>/<quiz>/<quiz>.html`` and ``grades/<quiz>-to-send/<code>--<quiz>.html``.

    ``graded`` finds the folder of a code that holds its log. ``closed`` puts answers and reasons on them. A page that
    stands as it would be written is left alone.
    """

    def __init__(
        self, root: Path, graded: Callable[[str], Path], bank: Bank, ledger: Ledger, closed: bool
    ) -> None:
        self._root, self._graded, self._bank, self._ledger, self._closed = root, graded, bank, ledger, closed
        self._quiz, self._words = bank.quiz.id, read_words()
        self.folder = root / "grades" / f"{self._quiz}-to-send"
        self._made: list[tuple[str, str]] = []

    def put(self, one: Graded) -> None:
        """Write the page of one trainee, unless it is there already."""
        stamp = sha256(repr((one.scores, self._closed)).encode()).hexdigest()[:32]
        paths = self._paths(one.code)
        if not one.fresh and self._ledger.page(one.code) == stamp and all(map(os.path.isfile, paths)):
            return
        log = self._graded(one.code) / answers_name(self._quiz)
        answers = latest_answers(read_log(log).events)
        page = feedback_page(self._bank, Row(one.code, "graded", scores=one.scores), answers, self._words, self._closed)
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, page)
        self._made.append((one.code, stamp))
        if len(self._made) >= 200:
            self._enter()

    def finish(self, codes: Iterable[str]) -> None:
        """Remove pages that no longer count: those of anybody but ``codes`` in the folder that is sent back."""
        self._enter()
        self.folder.mkdir(parents=True, exist_ok=True)
        kept = {self._paths(code)[1].name for code in codes}
        for path in self.folder.glob(f"*--{self._quiz}.html"):
            if path.name not in kept:
                path.unlink()

    def _enter(self) -> None:
        self._ledger.enter_pages(self._made)
        self._made.clear()

    def _paths(self, code: str) -> tuple[Path, Path]:
        return (
            self._root / "feedback" / code / self._quiz / f"{self._quiz}.html",
            self.folder / f"{code}--{self._quiz}.html",
        )
