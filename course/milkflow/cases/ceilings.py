"""The most that any path can reach in each ledger: one denominator for all, so that no run exceeds 100 %."""

from milkflow.cases.engine import act_of, asks_confidence
from milkflow.cases.happening import passed
from milkflow.cases.models import Case, Ceilings
from milkflow.cases.parts import HARMFUL
from milkflow.cases.state import State
from milkflow.cases.walk import Key, Walk, walk


def ceilings(case: Case) -> Ceilings:
    """Return the most that any path through ``case`` can reach, ledger by ledger. No path may be endless."""
    found = walk(case)
    most: dict[Key, tuple[int, int, int]] = {}
    for key in found.children_first:
        edges, state = found.edges[key], found.states[key]
        most[key] = (
            max((edge.partnership + most[edge.to][0] for edge in edges), default=0),
            max((int(asks_confidence(case, state, edge.move)) + most[edge.to][1] for edge in edges), default=0),
            max((_is_harm(case, state, edge.move) + most[edge.to][2] for edge in edges), default=0),
        )
    features = max(sum(met.values()) for met in found.features.values())
    first = found.children_first[-1]
    partnership, calls, harms = most[first]
    return Ceilings(features=features, partnership=partnership, calls=calls, harms=harms, fastest=_fastest(case, found))


def _fastest(case: Case, found: Walk) -> int | None:
    """Return the fewest minutes to the key action. Whoever comes to a step earlier is never later at the next one."""
    order = found.children_first[::-1]
    earliest: dict[Key, int] = {order[0]: found.states[order[0]].minutes}
    times = []
    for key in order:
        state, early = found.states[key], earliest[key]
        for edge in found.edges[key]:
            # An act takes its own minutes; to go on takes those of the step that is entered.
            act = act_of(case, state.step, edge.move)
            after = passed(case, early, act or case.steps[found.states[edge.to].step])
            earliest[edge.to] = min(after, earliest.get(edge.to, after))
            if edge.key_action:
                times.append(after if act else early)
    return min(times, default=None)


def _is_harm(case: Case, state: State, made: str) -> int:
    act = None if state.told else act_of(case, state.step, made)
    return int(getattr(act, "verdict", "") in HARMFUL)
