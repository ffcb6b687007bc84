"""Every path through a case, so that what is promised of it can be proven and each ledger has an honest maximum."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from milkflow.cases.engine import act_of, move, moves, start
from milkflow.cases.ledgers import features_met, partnership
from milkflow.cases.links import acts, referenced_moves, steps_in_loops
from milkflow.cases.models import Case, EnquiryStep
from milkflow.cases.state import NEXT, NotPossible, State

# Far above any hand-written case; what reaches it has so many paths that nobody could review them.
MOST_STATES = 40_000
LONGEST_PATH = 200  # moves; a story this long goes round in a circle
Key = Any


class Edge(NamedTuple):
    """One move: where it leads, the partnership it shows, and whether it is the key action."""

    move: str
    to: Key
    partnership: int
    key_action: bool


@dataclass
class Walk:
    """The states that can be reached, alike ones as one; ``children_first`` lists them with every end first.

    ``endless``: some path never ends. ``stuck``: steps where no condition leads on. ``too_many``: given up.
    """

    states: dict[Key, State] = field(default_factory=dict)
    edges: dict[Key, tuple[Edge, ...]] = field(default_factory=dict)
    children_first: list[Key] = field(default_factory=list)
    endless: bool = False
    too_many: bool = False
    stuck: set[str] = field(default_factory=set)


def walk(case: Case) -> Walk:
    """Return all that can happen in ``case``. Its steps must exist (see `milkflow.cases.links`)."""
    return _walked(case.model_dump_json(exclude={"limits", "ceilings"}))


def endless(case: Case) -> bool:
    """Return whether some path goes round for ever, or there are too many paths to tell."""
    found = walk(case)
    return found.endless or found.too_many


@lru_cache(maxsize=32)
def _walked(text: str) -> Walk:
    return _Walker(Case.model_validate_json(text)).walk


class _Walker:
    def __init__(self, case: Case) -> None:
        self.case, self.walk = case, Walk()
        loops = steps_in_loops(case)
        # Inside a loop it matters which act is used up; elsewhere only what some condition asks about.
        looped = {frozenset([f"{id}.{act.id}"]) for _, id, act in acts(case) if id in loops}
        self.tells = sorted(referenced_moves(case) | looped, key=sorted)
        self.told = frozenset().union(*self.tells)
        self.open: set[Key] = set()
        self._visit(start(case))

    def _visit(self, state: State) -> Key:
        key = self._key(state)
        if key in self.open or len(self.open) > LONGEST_PATH:
            self.walk.endless = True
        if key in self.walk.states or self.walk.too_many or self.walk.endless:
            return key
        self.walk.states[key] = state
        self.walk.too_many = len(self.walk.states) > MOST_STATES
        self.open.add(key)
        edges = [self._edge(state, made) for made in self._moves(state)]
        self.walk.edges[key] = tuple(edge for edge in edges if edge is not None)
        self.open.discard(key)
        self.walk.children_first.append(key)
        return key

    def _key(self, state: State) -> Key:
        here = state.done_here() if isinstance(self.case.steps[state.step], EnquiryStep) else ()
        refs = {done.ref for done in state.done}
        history = tuple(not refs.isdisjoint(tell) for tell in self.tells)
        features = tuple(sorted(features_met(self.case, state).items()))
        numbers = tuple(value for value in state.readings.values() if not isinstance(value, str))
        return (state.step, state.told, frozenset(here), history, features, numbers)

    def _moves(self, state: State) -> Iterator[str]:
        for made in moves(self.case, state):
            if made == NEXT or not self._is_idle(state.step, made):
                yield made

    def _is_idle(self, step: str, made: str) -> bool:
        # An ask that changes nothing else need not double the number of paths: it only adds to the sums.
        at, act = self.case.steps[step], act_of(self.case, step, made)
        if not isinstance(at, EnquiryStep) or act is None:
            return False
        ref = f"{step}.{made}"
        needed = made in at.needs or ref in self.told or ref in self.case.key_action.moves
        return not needed and not act.effects

    def _edge(self, state: State, made: str) -> Edge | None:
        try:
            after = move(self.case, state, made, "fairly")
        except NotPossible:
            self.walk.stuck.add(state.step)
            return None
        done = after.done[-1]
        gain = partnership(self.case, done) + (self._idle_partnership(state) if made == NEXT else 0)
        return Edge(made, self._visit(after), gain, done.ref in self.case.key_action.moves)

    def _idle_partnership(self, state: State) -> int:
        step = self.case.steps[state.step]
        if not isinstance(step, EnquiryStep):
            return 0
        return sum(len(set(ask.partnership)) for ask in step.asks if self._is_idle(state.step, ask.id))
