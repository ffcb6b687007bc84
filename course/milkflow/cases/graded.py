"""Graded play: forward only, resumable, and silent about verdicts until it is marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from milkflow.cases.ledgers import ledgers
from milkflow.cases.models import Case, EndingStep
from milkflow.cases.replay import BACK, START, MoveEvent, Replayed, Skipped, replay
from milkflow.cases.state import State
from milkflow.cases.view import view

SILENT = ("verdict", "because", "heard", "outcome", "lesson", "claims")


@dataclass(frozen=True)
class CaseMark:
    """What a graded run earned. ``share`` is 0 to 1; ``stopped``: a critical choice was made, so it is 0."""

    share: float
    met: int
    of: int
    stopped: bool
    finished: bool
    passed: bool


def replay_graded(case: Case, events: Iterable[MoveEvent]) -> Replayed:
    """Return the one run that counts, the first. Going back and beginning again are left out, and named."""
    kept, skipped, begun = [], [], False
    for event in events:
        made = event.response.get("move") if isinstance(event.response, dict) else None
        if made == BACK or (made == START and begun):
            skipped.append(Skipped(event.id, "a graded case is played forward, once"))
            continue
        kept.append(event)
        begun = begun or replay(case, [event]).now is not None
    played = replay(case, kept)
    return played._replace(skipped=(*skipped, *played.skipped))


def graded_view(case: Case, state: State, fahrenheit: bool = False) -> dict[str, Any]:
    """Return what may be on the screen of a graded run: the story goes on, and nothing says how good a choice was."""
    shown = {key: value for key, value in view(case, state, fahrenheit).items() if key not in SILENT}
    return shown | {"trail": []}


def mark_case(case: Case, state: State | None) -> CaseMark:
    """Return the mark of a run: key features met, as a share of all of them, and 0 behind the safety gate.

    The gate is a critical choice that was not put right. A feature that never came up is not met.
    """
    of = len(case.key_features)
    if state is None:
        return CaseMark(0.0, 0, of, False, False, False)
    kept = ledgers(case, state)
    stopped = any(harm.verdict == "critical" for harm in kept.unrescued)
    finished = isinstance(case.steps[state.step], EndingStep)
    share = 0.0 if stopped else kept.met / of
    return CaseMark(share, kept.met, of, stopped, finished, finished and kept.passed)
