"""A case of an examination, played forward by a rule or along its best path."""

from typing import Any

from milkflow.cases import Case, State, best_path, move, moves, start
from milkflow.cases.engine import act_of
from milkflow.cases.models import HandoverStep
from milkflow.check.guessing.guess import Guesser, handover
from milkflow.questions import SBAR, Label

RUN = "r1"
MOST_MOVES = 200


def guessed_moves(case: Case, by: Guesser) -> list[dict[str, Any]]:
    """Return every move of a run by rule. ``case`` may be the form that is given out: nothing else is looked at."""
    state, made = start(case, RUN), [_event(case.start, "start")]
    while (open_moves := moves(case, state)) and len(made) < MOST_MOVES:
        step, message = case.steps[state.step], None
        chosen = by.ranked([Label(id=id, say=_says(case, state, id)) for id in open_moves])[0]
        if isinstance(step, HandoverStep) and not state.told:
            slips = [Label(id=slip.id, say=slip.say) for slip in step.slips]
            message = handover(slips, SBAR, by) or {slips[0].id: SBAR[0]}  # an empty one cannot be sent
        made.append(_event(state.step, chosen, message))
        state = move(case, state, chosen, "guessing", message)
    return made


def best_moves(case: Case) -> list[dict[str, Any]]:
    """Return every move of the best path; none where there is none."""
    path = best_path(case)
    done = path.done if path else ()
    return [_event(case.start, "start"), *(_event(one.step, one.move, dict(one.message)) for one in done)]


def _event(step: str, move: str, message: dict[str, str] | None = None) -> dict[str, Any]:
    response: dict[str, Any] = {"run": RUN, "step": step, "move": move}
    return {"response": response | ({"message": message} if message else {}), "confidence": "guessing"}


def _says(case: Case, state: State, id: str) -> str:
    act = act_of(case, state.step, id)
    return act.do if act else "–"  # going on has no words of its own
