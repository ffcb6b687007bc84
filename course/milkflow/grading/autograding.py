"""Run nbgrader's own `autograde` over clean copies, one trainee at a time, so that none can stop the others."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc
from traitlets.config import Config

from milkflow.build.nbgrader_log import captured
from milkflow.errors import GradingError
from milkflow.grading.gradebook import set_by_person, settle
from milkflow.grading.inspecting import Submission
from milkflow.grading.plain_files import Held, read_plain
from milkflow.handin import answers_name


def stage(folder: Path, code: str, quiz: str, found: Submission, release: dict[str, Any]) -> None:
    """Write what nbgrader may read: the released notebook, the log, and nothing else."""
    target = folder / code / quiz
    target.mkdir(parents=True)
    (target / answers_name(quiz)).write_bytes(found.log)
    (target / f"{quiz}.ipynb").write_text(json.dumps(release), encoding="utf-8")


def autograde(config: Config, course: CourseDirectory, staged: Path, code: str) -> None:
    """Grade one staged submission into the gradebook and ``autograded/``.

    Scores and comments that a person gave stay. Raise Held when nbgrader cannot grade it, GradingError when the
    gradebook itself fails.
    """
    quiz = course.assignment_id
    by_person = set_by_person(course, code)
    before = _texts(course, code, quiz)
    directory = CourseDirectory(config=config)
    directory.assignment_id, directory.student_id = quiz, code
    directory.submitted_directory = str(staged)
    converter = Autograde(coursedir=directory, config=config)
    converter.force = True
    with captured(converter.log) as said, _environment_kept():
        try:
            converter.start()
        except NbGraderException:
            if any("nbgrader database" in message for message in said.messages):
                raise GradingError(f"The gradebook cannot be used: {said.reason()}") from None
            raise Held(f"nbgrader could not grade it: {said.reason()}") from None
    after = _texts(course, code, quiz)
    settle(course, code, by_person, [name for name, text in after.items() if before.get(name) == text])


def put_timestamp(folder: Path, target: Path) -> tuple[str, ...]:
    """Copy nbgrader's ``timestamp.txt``, on which late penalties rest; return a note when it tells no time."""
    try:
        content = read_plain(folder / "timestamp.txt", 100)
        if content and content.strip():
            parse_utc(content.decode("ascii").strip())
            (target / "timestamp.txt").write_bytes(content)
    except (Held, ValueError, OverflowError, TypeError, AttributeError):
        return ("Its timestamp.txt tells no time and was left out, so it counts as handed in on time. Correct it.",)
    return ()


@contextmanager
def unhurried_stop() -> Iterator[Callable[[], bool]]:
    """Yield whether Ctrl-C was pressed. The trainee in hand is finished first; a second Ctrl-C stops at once."""
    pressed: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)

    try:
        before = signal.signal(signal.SIGINT, note)
    except ValueError:  # not the main thread: then nobody's Ctrl-C arrives here
        yield lambda: False
        return
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def _texts(course: CourseDirectory, code: str, quiz: str) -> dict[str, str]:
    """Return what a person would have read in each graded cell of the last autograded notebook."""
    path = Path(course.format_path(course.autograded_directory, code, quiz)) / f"{quiz}.ipynb"
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return {}
    return {
        cell["metadata"]["nbgrader"]["grade_id"]: json.dumps([cell["source"], cell.get("outputs")])
        for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade")
    }  # fmt: skip


@contextmanager
def _environment_kept() -> Iterator[None]:
    # nbgrader leaves NBGRADER_EXECUTION behind when a submission fails.
    before = os.environ.get("NBGRADER_EXECUTION")
    try:
        yield
    finally:
        os.environ.pop("NBGRADER_EXECUTION", None)
        if before is not None:
            os.environ["NBGRADER_EXECUTION"] = before
