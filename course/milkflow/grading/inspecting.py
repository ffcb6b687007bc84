"""Look at one submission as at something hostile; nothing in it is run.

A log that cannot be trusted to hold the answers is held for a person: marks are then not given, not even 0.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from milkflow.answers import MOST_BYTES, MOST_LINES, Event, Fault, parse_lines
from milkflow.grading.notebooks import notebook_notes
from milkflow.grading.plain_files import AGAIN, Held, read_plain
from milkflow.grading.remarks import answer_notes, code_notes, event_notes, fault_notes, say
from milkflow.handin import MOST_NOTEBOOK_BYTES, answers_name, latest_answers
from milkflow.questions import PublicQuiz


class Submission(NamedTuple):
    """A submission that can be graded. ``notes`` say what a person should know; ``answers`` are by question id."""

    log: bytes
    events: tuple[Event, ...]
    answers: dict[str, Any]
    notes: tuple[str, ...]


def inspect(folder: Path, code: str, quiz: PublicQuiz, release: dict[str, Any]) -> Submission:
    """Return what ``folder`` holds of ``quiz``. Raise Held when the answers are missing or cannot be read."""
    log = read_plain(folder / answers_name(quiz.id), MOST_BYTES)
    if log is None:
        raise Held(f"There is no {answers_name(quiz.id)}, so there are no answers to mark. {AGAIN}")
    events, faults = _events(log, answers_name(quiz.id))
    answers = latest_answers(events)
    notes = [*fault_notes(faults), *event_notes(events, quiz), *code_notes(events, code, quiz.id)]
    notes += [*answer_notes(answers, quiz), *_notebook(folder, quiz.id, release)]
    return Submission(log, events, answers, tuple(notes))


def _events(log: bytes, name: str) -> tuple[tuple[Event, ...], tuple[Fault, ...]]:
    lines = log.split(b"\n")
    if len(lines) > MOST_LINES:
        raise Held(f"{name} has {len(lines)} lines; at most {MOST_LINES} are read. {AGAIN}")
    events, faults = parse_lines(lines)
    if not events:
        said = f"none of its {len(faults)} lines can be read ({say(faults[0])})" if faults else "it is empty"
        raise Held(f"{name} holds no answers: {said}. {AGAIN}")
    if len(faults) > len(events):
        share = f"{len(faults)} of its {len(faults) + len(events)} lines"
        raise Held(f"{name} is damaged: {share} cannot be read ({say(faults[0])}), and with them answers. {AGAIN}")
    return events, faults


def _notebook(folder: Path, quiz: str, release: dict[str, Any]) -> Iterable[str]:
    try:
        raw = read_plain(folder / f"{quiz}.ipynb", MOST_NOTEBOOK_BYTES)
    except Held as reason:
        return [f"The notebook was not read: {reason} The answers were marked from the answers file."]
    return notebook_notes(raw, release)
