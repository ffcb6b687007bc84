"""Hand in: one zip that holds the notebook and the answers, named by the trainee's staff code.

Inside, both files lie in a folder ``<code>--<quiz>``, so the code survives a learning platform
that renames what it is given.
"""

import json
import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from milkflow.answers import Event, read_log
from milkflow.errors import AnswersError
from milkflow.marking import is_finished
from milkflow.questions import PublicQuestion, PublicQuiz, reflection_cell

# No hyphen first: commands take it for an option, and spreadsheets for a formula.
STAFF_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{1,31}")
CODE_RULE = "2 to 32 letters, digits, hyphens or underscores, beginning with a letter or digit"
MOST_NOTEBOOK_BYTES = 10_000_000


def is_staff_code(code: str) -> bool:
    """Return whether ``code`` is 2 to 32 letters, digits, hyphens or underscores, beginning with one of the former two.

    >>> is_staff_code("ward7-ab"), is_staff_code("../ab"), is_staff_code("-ab")
    (True, False, False)
    """
    return STAFF_CODE.fullmatch(code) is not None


def zip_name(code: str, quiz: str) -> str:
    """Return the name of the zip: ``<code>--<quiz>.zip``."""
    return f"{code}--{quiz}.zip"


def answers_name(quiz: str) -> str:
    """Return the name of a quiz's answers log."""
    return f"{quiz}.answers.jsonl"


def latest_answers(events: Iterable[Event]) -> dict[str, Any]:
    """Return the response that counts for each question: the latest answer, by question id.

    A question whose answer was taken back is left out, as if it had never been answered. Of a case all moves count:
    a list of ``{"response", "confidence"}``, in order.
    """
    latest: dict[str, Any] = {}
    moves: dict[str, Any] = {}
    for event in events:
        if event.type == "answer":
            latest[event.name] = event.response
        elif event.type == "move":
            moves.setdefault(event.name, []).append({"response": event.response, "confidence": event.confidence})
    # What was played stands: an answer in the place of its moves would begin a graded case again.
    return {name: response for name, response in latest.items() if response is not None} | moves


def open_questions(quiz: PublicQuiz, events: Iterable[Event]) -> set[str]:
    """Return the ids of the questions that wait for an answer, or for the end of their case."""
    answers = latest_answers(events)
    return {question.id for question in quiz.questions if not _is_done(question, answers.get(question.id))}


def _is_done(question: PublicQuestion, answer: Any) -> bool:
    return is_finished(question.story, answer) if question.kind == "case" else answer is not None


def put_reflections(cells: Iterable[dict[str, Any]], quiz: PublicQuiz, answers: Mapping[str, Any]) -> None:
    """Put each written reflection, escaped and with its rubric, into the cell that a person marks.

    A blank one leaves its cell as released, so that nbgrader gives 0 without anybody looking.
    """
    manual = {question.id: question for question in quiz.questions if question.kind == "reflection"}
    for cell in cells:
        marks = cell["metadata"].get("nbgrader", {})
        question = manual.get(marks.get("grade_id", ""))
        text = answers.get(question.id) if question else None
        if question and marks.get("solution") and isinstance(text, str) and text.strip():
            cell["source"] = reflection_cell(question, text)


def make_zip(
    folder: Path, code: str, quiz: PublicQuiz, log: Path | None = None, closing: Event | None = None
) -> bytes:
    """Return the zip to hand in; the same answers give the same bytes.

    ``folder`` holds the notebook, and the log unless ``log`` names it. A notebook that cannot be read travels as it
    is, because marks rest on the log. Raise AnswersError, in plain words, for a bad code or a missing log.
    """
    if not is_staff_code(code):
        raise AnswersError(f"{code!r} is not a staff code. Use {CODE_RULE}, then hand in again.")
    log = log or folder / answers_name(quiz.id)
    answers = latest_answers(read_log(log).events)
    files = {answers_name(quiz.id): _log_bytes(log, closing)}
    notebook = _notebook_bytes(folder / f"{quiz.id}.ipynb", quiz, answers)
    if notebook:
        files[f"{quiz.id}.ipynb"] = notebook
    return _zipped(files, f"{code}--{quiz.id}")


def write_zip(
    folder: Path, code: str, quiz: PublicQuiz, log: Path | None = None, closing: Event | None = None
) -> Path:
    """Write the zip beside the notebook in ``folder`` and return its path. Raise AnswersError when it cannot be."""
    content = make_zip(folder, code, quiz, log, closing)
    path = folder / zip_name(code, quiz.id)
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise AnswersError(
            f"{path.name} could not be written ({fault.strerror}). Check that the disk is not full, then hand in again."
        ) from None
    return path


def _log_bytes(log: Path, closing: Event | None) -> bytes:
    try:
        held = log.read_bytes() if closing is None or log.exists() else b""
    except OSError as fault:
        raise AnswersError(
            f"{log.name} cannot be read ({fault.strerror}), so there is nothing to hand in yet. "
            "Answer a question, then hand in."
        ) from None
    torn = b"\n" if held and not held.endswith(b"\n") else b""
    return held + torn + closing.line() if closing else held


def _notebook_bytes(path: Path, quiz: PublicQuiz, answers: Mapping[str, Any]) -> bytes | None:
    try:
        raw = path.read_bytes() if path.stat().st_size <= MOST_NOTEBOOK_BYTES else b""
    except OSError:
        return None
    try:
        notebook = json.loads(raw)
        _clear(notebook)
        put_reflections(notebook["cells"], quiz, answers)
        return (json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return raw or None


def _clear(notebook: dict[str, Any]) -> None:
    """Drop outputs and widget state: they are large, and say nothing that the log does not."""
    notebook["metadata"].pop("widgets", None)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None


def _zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name, content in sorted(files.items()):
            # A fixed date: the bytes tell nothing of when, and handing in twice gives one zip.
            info = ZipInfo(f"{folder}/{name}", date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o100644 << 16
            archive.writestr(info, content)
    return held.getvalue()
