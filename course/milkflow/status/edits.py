"""Which written files are newer than what was built from them, and whether those can be read."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from milkflow.cases import written_case
from milkflow.errors import ContentError
from milkflow.library import attempt, case_files, question_files
from milkflow.places import Places
from milkflow.questions import read_questions, read_quiz
from milkflow.reading import CONTENT_DIR, document

# A checkout writes its files within seconds, in no order: that is no edit.
SLACK = 10.0
# The commands' own words: nothing is built from them.
NOT_BUILT = "commands.yaml"


def edited(places: Places, content: Path = CONTENT_DIR) -> tuple[Path, ...]:
    """Return the written files that were changed after the last build, in order of name; quick, by their dates."""
    built = max((path.stat().st_mtime for path in _derived(places, content)), default=None)
    if built is None:
        return ()
    return tuple(sorted(path for path in _written(places, content) if path.stat().st_mtime > built + SLACK))


def faults_in(paths: Iterable[Path], content: Path = CONTENT_DIR) -> tuple[ContentError, ...]:
    """Return what keeps any of these files from being read. What files say of each other is for `milkflow check`."""
    questions, cases = question_files(content), case_files(content)

    def reader(path: Path) -> Callable[[Path], Any]:
        if path in questions:
            return read_questions
        if path in cases or path.name.endswith(".case.yaml"):
            return written_case
        return document if path.is_relative_to(content) else read_quiz

    pages = [path for path in paths if path.suffix == ".yaml"]
    found = (attempt(lambda path=path: reader(path)(path))[1] for path in pages)  # type: ignore[misc]
    return tuple(fault for fault in found if fault)


def _derived(places: Places, content: Path) -> Iterator[Path]:
    yield from (content / "built").glob("*.json")
    yield from places.exercises.glob("*/*.questions.json")


def _written(places: Places, content: Path) -> Iterator[Path]:
    yield from (path for path in content.rglob("*.yaml") if path.name != NOT_BUILT)
    yield from places.notebooks()
    yield from places.quizzes()
    yield from places.exam_cases()
