"""Every page of the course that a trainee can open, found on disk, each opened once and then shared by the tests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from conftest import ROOT, stays_here
from milkflow.answers import AnswerLog
from milkflow.cases import Case, best_path, written_case
from milkflow.lenses import STANCES, event_name, read_lenses
from milkflow.library import case_files, lens_files, question_files
from milkflow.places import quiz_files
from milkflow.questions import Question, read_questions, read_quiz
from milkflow.reading import CONTENT_DIR
from patience import PATIENCE
from serving_site import Site, serve
from trainee import perfect

PORT = 19100
# Path of each notebook in the workspace, by the name that a failed test shows.
LESSONS = {path.stem: f"lessons/{path.name}" for path in sorted((ROOT / "course/lessons").glob("*.ipynb"))}
RELEASED = sorted((ROOT / "exercises").glob("*/*.ipynb"))
QUIZZES = {path.stem: f"exercises/{path.parent.name}/{path.name}" for path in RELEASED}
NOTEBOOKS = LESSONS | QUIZZES
# In a lesson all that is answered shows its reasons. A quiz tells nothing and hardly changes: of most, built of the
# same parts, one state is looked at.
BOTH = (*LESSONS, "pre-test", "case-exam")
VIEWS = [(name, state) for name in NOTEBOOKS for state in ("fresh", "answered") if state == "answered" or name in BOTH]


class CoursePages:
    """Opened pages by name of notebook: ``fresh`` before anything is answered, ``answered`` with all of it answered.

    The pages of one notebook are open at a time: each has a kernel of its own, and there will be many notebooks.
    """

    def __init__(self, chromium: Any, site: Site) -> None:
        self.chromium, self.site = chromium, site
        self.strays: set[str] = set()
        self._open: dict[tuple[str, str], Any] = {}

    def fresh(self, name: str) -> Any:
        """Return the page with nothing answered yet."""
        return self._page(name, "fresh")

    def answered(self, name: str) -> Any:
        """Return the page with every question answered and every case played to its end."""
        if name in BOTH:
            self.fresh(name)  # it is opened while its log is still empty
        return self._page(name, "answered")

    def new_page(self, **options: Any) -> Any:
        """Return a page in a browser of its own, held to this machine."""
        context = self.chromium.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        context.on("request", lambda request: self._note(request.url))
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    def close(self) -> None:
        """Close all pages."""
        for page in self._open.values():
            page.context.close()

    def _page(self, name: str, state: str) -> Any:
        if (name, state) not in self._open:
            for other in [one for one in self._open if one[0] != name]:
                self._open.pop(other).context.close()
            if state == "answered":
                answer_all(self.site.home / NOTEBOOKS[name])
            self._open[name, state] = opened(self.new_page(), self.site.page(NOTEBOOKS[name]))
        page = self._open[name, state]
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(media="screen", color_scheme="light", forced_colors="none", reduced_motion="no-preference")
        return page

    def _note(self, url: str) -> None:
        if not stays_here(url):
            self.strays.add(url)


def opened(page: Any, address: str) -> Any:
    """Open an address, wait until the page says that it is ready, and return the page."""
    page.goto(address, wait_until="commit")
    page.locator("body.mf-is-open").wait_for()
    return page


def answer_all(notebook: Path) -> None:
    """Write into the log beside a notebook: every question answered, every claim decided, every case played."""
    log = AnswerLog(notebook.with_suffix(".answers.jsonl"))
    source = notebook.read_text(encoding="utf-8")
    for question in (one for one in written_questions() if f'\\"{one.id}\\"' in source):
        log.append("answer", question.id, perfect(question), "sure" if question.confidence else None)
    for lens in (one for path in lens_files() for one in read_lenses(path) if f'\\"{one.id}\\"' in source):
        # A different stance for each, so that every group of her map holds something.
        for claim, stance in zip(lens.claims, cycle(STANCES), strict=False):
            log.append("answer", event_name(claim), stance, "sure")
    bundle = CONTENT_DIR / "built" / f"{notebook.stem}.json"
    played = json.loads(bundle.read_text(encoding="utf-8"))["cases"] if bundle.exists() else {}
    for case in (one for one in written_cases() if one.id in played):
        best = best_path(case)
        assert best is not None
        moves = [("start", None), *((done.move, done.confidence) for done in best.done)]
        steps = [case.start, *(done.step for done in best.done)]
        for (move, sure), step in zip(moves, steps, strict=True):
            log.append("move", case.id, {"run": "r1", "step": step, "move": move}, sure)


@cache
def written_questions() -> tuple[Question, ...]:
    """Return every question of the banks and the quizzes."""
    quizzes = [read_quiz(path).questions for path in quiz_files(ROOT / "solutions")]
    return tuple(one for bank in [*map(read_questions, question_files()), *quizzes] for one in bank)


@cache
def written_cases() -> tuple[Case, ...]:
    """Return every case, its paths not walked."""
    return tuple(map(written_case, case_files()))


def served(chromium: Any, home: Path) -> Iterator[CoursePages]:
    """Yield the pages of the whole course on one server; fail when one of them asked another machine for anything."""
    site = serve(ROOT, home, PORT)
    pages = CoursePages(chromium, site)
    yield pages
    pages.close()
    site.stop()
    assert not pages.strays, f"a page asked another machine for: {sorted(pages.strays)}"
