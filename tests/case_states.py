"""A case at each of its steps: one face for everything that can stand on the screen."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from milkflow.answers import AnswerLog
from milkflow.cases import Case, NotPossible, State, move, moves, start
from milkflow.cases.engine import act_of
from milkflow.cases.models import EndingStep
from milkflow.evidence import Claim
from milkflow.faces.case import CaseFace


def states(case: Case) -> Iterator[State]:
    """Yield one state for everything that looks different: kind of step, asked or not, rescue, verdict, outcome."""
    waiting, seen, shown = deque([start(case)]), set(), set()
    while waiting:
        state = waiting.popleft()
        key = (state.step, state.told, bool(state.done_here()))
        if key in seen:
            continue
        seen.add(key)
        if (look := _look(case, state)) not in shown:
            shown.add(look)
            yield state
        for made in moves(case, state):
            with suppress(NotPossible):
                waiting.append(move(case, state, made, "sure"))


def rescued(case: Case) -> State | None:
    """Return a finished run with a rescue in it: one unsafe choice, then the best ones; None where none is needed."""
    waiting = deque(one for one in states(case) if getattr(case.steps[one.step], "rescue", False) and not one.told)
    while waiting:
        state = waiting.pop()
        if isinstance(case.steps[state.step], EndingStep):
            return state
        rank = {"best": 0, "acceptable": 1, "": 2}
        verdicts = {made: getattr(act_of(case, state.step, made), "verdict", "") for made in moves(case, state)}
        for made in sorted(verdicts, key=lambda made: rank.get(verdicts[made], 3), reverse=True):
            with suppress(NotPossible):
                waiting.append(move(case, state, made, "sure"))
    return None


def _look(case: Case, state: State) -> tuple[object, ...]:
    step = case.steps[state.step]
    if state.told:
        return ("told", getattr(act_of(case, state.step, state.told), "verdict", ""))
    kinds = [getattr(step, name, None) for name in ("rescue", "outcome")]
    return (step.kind, *kinds, bool(getattr(step, "key_feature", None)), bool(step.says), bool(state.done_here()))


def case_faces(
    case: Case, folder: Path, words: Mapping[str, str], claims: Mapping[str, Claim]
) -> Iterator[CaseFace]:
    """Yield a face for each of `states`, on a log of its own in ``folder``."""
    for number, state in enumerate(states(case)):
        log = AnswerLog(folder / f"{case.id}-{number}.answers.jsonl")
        log.append("move", case.id, {"run": "r1", "step": case.start, "move": "start"})
        for done in state.done:
            log.append("move", case.id, {"run": "r1", "step": done.step, "move": done.move}, done.confidence)
        face = CaseFace(case, log, words, claims=claims)
        assert face.view["now"]["step"] == state.step
        yield face
