"""The path that makes only the best choices."""

from milkflow.cases.engine import move, moves, start
from milkflow.cases.models import Case, ChoiceStep, EndingStep, EnquiryStep
from milkflow.cases.state import NEXT, NotPossible, State

# A path longer than this goes round in a circle.
LONGEST_PATH = 500


def best_path(case: Case) -> State | None:
    """Return a finished run of best choices that ends safe and needs no rescue, or None when there is none."""
    waiting = [start(case)]
    while waiting:
        state = waiting.pop()
        step = case.steps[state.step]
        if isinstance(step, EndingStep):
            if step.outcome == "safe":
                return state
        elif len(state.done) < LONGEST_PATH:
            waiting.extend(reversed(_onward(case, state)))
    return None


def _onward(case: Case, state: State) -> list[State]:
    step, open_moves = case.steps[state.step], moves(case, state)
    wanted: list[str] = [NEXT]
    if isinstance(step, ChoiceStep) and not state.told:
        if step.rescue:
            return []
        wanted = [option.id for option in step.options if option.verdict == "best" and option.id in open_moves]
    elif isinstance(step, EnquiryStep):
        wanted = [need for need in step.needs if need in open_moves][:1] or [NEXT]
    found = []
    for made in wanted:
        try:
            found.append(move(case, state, made, "sure"))
        except NotPossible:
            continue
    return found
