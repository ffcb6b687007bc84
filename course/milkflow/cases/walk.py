"""Every path through a case, so that what is promised of it can be proven and each ledger has an honest maximum."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from milkflow.cases.engine import move, moves, start
from milkflow.cases.ledgers import call_of, partnership
from milkflow.cases.links import acts, referenced_moves, steps_in_loops
from milkflow.cases.models import Case, EnquiryStep
from milkflow.cases.parts import Act
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

    ``features``: the key features that came up on the way to a state, and whether each was met every time.
    ``endless``: some path never ends. ``stuck``: steps where no condition leads on. ``too_many``: given up.
    """

    states: dict[Key, State] = field(default_factory=dict)
    edges: dict[Key, tuple[Edge, ...]] = field(default_factory=dict)
    features: dict[Key, dict[str, bool]] = field(default_factory=dict)
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
    with _nothing_thrown_away():
        return _Walker(Case.model_validate_json(text)).walk


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    # All that a walk makes is kept, so looking for garbage in it finds none, and takes a third of its time.
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Past(NamedTuple):
    """What of the moves so far still matters: a bit for each group a condition asks about, and the key features."""

    groups: int = 0
    features: dict[str, bool] = {}  # noqa: RUF012  (never changed: a move makes a new one)


class _Walker:
    def __init__(self, case: Case) -> None:
        self.case, self.walk = case, Walk()
        loops = steps_in_loops(case)
        # Inside a loop it matters which act is used up; elsewhere only what some condition asks about.
        looped = {frozenset([f"{id}.{act.id}"]) for _, id, act in acts(case) if id in loops}
        self.groups: dict[str, int] = {}
        for number, group in enumerate(referenced_moves(case) | looped):
            for ref in group:
                self.groups[ref] = self.groups.get(ref, 0) | 1 << number
        self.open: set[Key] = set()
        self.idle = {(id, act.id) for _, id, act in acts(case) if self._is_idle(id, act)}
        self.partnership = {(id, act.id): partnership(case, id, act.id) for _, id, act in acts(case)}
        self._visit(start(case), _Past())

    def _visit(self, state: State, past: _Past) -> Key:
        key = self._key(state, past)
        if key in self.open or len(self.open) > LONGEST_PATH:
            self.walk.endless = True
        if key in self.walk.states or self.walk.too_many or self.walk.endless:
            return key
        self.walk.states[key], self.walk.features[key] = state, past.features
        self.walk.too_many = len(self.walk.states) > MOST_STATES
        self.open.add(key)
        made = [made for made in moves(self.case, state) if (state.step, made) not in self.idle]
        edges = [self._edge(state, past, one) for one in made]
        self.walk.edges[key] = tuple(edge for edge in edges if edge is not None)
        self.open.discard(key)
        self.walk.children_first.append(key)
        return key

    def _key(self, state: State, past: _Past) -> Key:
        here = state.done_here() if isinstance(self.case.steps[state.step], EnquiryStep) else ()
        numbers = tuple(value for value in state.readings.values() if not isinstance(value, str))
        return (state.step, state.told, frozenset(here), past.groups, frozenset(past.features.items()), numbers)

    def _edge(self, state: State, past: _Past, made: str) -> Edge | None:
        try:
            after = move(self.case, state, made, "fairly")
        except NotPossible:
            self.walk.stuck.add(state.step)
            return None
        done, features = after.done[-1], past.features
        if call := call_of(self.case, after, len(after.done) - 1):
            features = {**features, call.feature: call.met and features.get(call.feature, True)}
        to = self._visit(after, _Past(past.groups | self.groups.get(done.ref, 0), features))
        gain = self._idle_partnership(state.step) if made == NEXT else self.partnership.get((state.step, done.move), 0)
        return Edge(made, to, gain, done.ref in self.case.key_action.moves)

    def _is_idle(self, step: str, act: Act) -> bool:
        # An ask that changes nothing else need not double the number of paths: it only adds to the sums.
        at, ref = self.case.steps[step], f"{step}.{act.id}"
        if not isinstance(at, EnquiryStep):
            return False
        needed = act.id in at.needs or ref in self.groups or ref in self.case.key_action.moves
        return not needed and not act.effects

    def _idle_partnership(self, step: str) -> int:
        return sum(gain for made, gain in self.partnership.items() if made in self.idle and made[0] == step)
