"""The most that any path can reach in each ledger: one denominator for all, so that no run exceeds 100 %."""

from dataclasses import replace

from milkflow.cases.engine import act_of, asks_confidence, move
from milkflow.cases.ledgers import features_met
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
    features = max(sum(features_met(case, state).values()) for state in found.states.values())
    first = found.children_first[-1]
    partnership, calls, harms = most[first]
    return Ceilings(features=features, partnership=partnership, calls=calls, harms=harms, fastest=_fastest(case, found))


def _fastest(case: Case, found: Walk) -> int | None:
    """Return the fewest minutes to the key action. Whoever comes to a step earlier is never later at the next one."""
    order = found.children_first[::-1]
    earliest: dict[Key, int] = {order[0]: found.states[order[0]].minutes}
    times = []
    for key in order:
        early = replace(found.states[key], minutes=earliest[key])
        for edge in found.edges[key]:
            after = move(case, early, edge.move, "fairly")
            earliest[edge.to] = min(after.minutes, earliest.get(edge.to, after.minutes))
            if edge.key_action:
                times.append(after.done[-1].minutes)
    return min(times, default=None)


def _is_harm(case: Case, state: State, made: str) -> int:
    act = None if state.told else act_of(case, state.step, made)
    return int(getattr(act, "verdict", "") in HARMFUL)
