"""From a log of moves back to the runs it tells of. The same log gives the same runs, always."""

from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

from milkflow.cases.engine import move, start
from milkflow.cases.models import Case, ChoiceStep, EnquiryStep
from milkflow.cases.state import Confidence, NotPossible, State

START, BACK = "start", "back"


class MoveEvent(Protocol):
    """What `replay` needs of an event of the answers log."""

    @property
    def id(self) -> str:
        """The id of the event."""

    @property
    def response(self) -> Any:
        """What was pressed: any JSON."""

    @property
    def confidence(self) -> Confidence | None:
        """How sure she was, where that was asked."""


class Skipped(NamedTuple):
    """An event that is no move of this case as it now is: its id, and why."""

    event: str
    why: str


class Replayed(NamedTuple):
    """All runs in the order they were begun, the one to go on with (None before the first), and what was left out."""

    runs: tuple[State, ...]
    now: State | None
    skipped: tuple[Skipped, ...]


def replay(case: Case, events: Iterable[MoveEvent]) -> Replayed:
    """Return the runs that ``events`` tell of. Never raises: what is stale, unknown or damaged is skipped and named.

    A response is ``{"run", "step", "move"}``; ``move`` is an ask, an option, ``next``, ``start`` (a new run),
    or ``back`` (a new run that begins as a copy of run ``from``, up to its first arrival at ``step``).
    """
    runs: dict[str, State] = {}
    now, skipped = "", []
    for event in events:
        try:
            state = _after(case, runs, event)
        except NotPossible as fault:
            skipped.append(Skipped(event.id, str(fault)))
        else:
            now = state.run
            runs[now] = state
    return Replayed(tuple(runs.values()), runs.get(now), tuple(skipped))


def back(case: Case, state: State, step: str, run: str) -> State:
    """Return a new run called ``run``: ``state`` as it was on first coming to ``step``.

    Raise NotPossible when that step was never reached, or offers nothing to decide.
    """
    if not isinstance(case.steps.get(step), ChoiceStep | EnquiryStep):
        raise NotPossible(f"nothing was decided at {step!r}")
    again = start(case, run)
    for done in state.done:
        if again.step == step:
            return again
        again = move(case, again, done.move, done.confidence, dict(done.message) or None)
    if again.step == step:
        return again
    raise NotPossible(f"this run never came to {step!r}")


def _after(case: Case, runs: dict[str, State], event: MoveEvent) -> State:
    said = event.response
    if not isinstance(said, dict):
        raise NotPossible("not a move")
    run, step, made = (_text(said, name) for name in ("run", "step", "move"))
    if made in (START, BACK):
        if run in runs:
            raise NotPossible(f"a run called {run!r} has begun already")
        return start(case, run) if made == START else back(case, _known(runs, said.get("from")), step, run)
    state = _known(runs, run)
    if state.step != step:
        raise NotPossible(f"the run was at {state.step!r}, not at {step!r}")
    return move(case, state, made, event.confidence, said.get("message"))


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value:
        raise NotPossible(f"not a move: {name} is missing")
    return value


def _known(runs: dict[str, State], run: object) -> State:
    if not isinstance(run, str) or run not in runs:
        raise NotPossible(f"no run is called {run!r}")
    return runs[run]
