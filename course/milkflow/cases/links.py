"""Every name inside a case that points at something: steps, moves, observations, key features."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from milkflow.cases.engine import act_of
from milkflow.cases.models import Case, ChoiceStep, EndingStep, EnquiryStep
from milkflow.cases.parts import Act, Effects, Way, When
from milkflow.cases.state import NEXT
from milkflow.reading import did_you_mean

Where = tuple[str | int, ...]


class Fault(NamedTuple):
    """Something to put right: the place in the file, what is wrong, and the way out."""

    where: Where
    said: str


def ways(case: Case) -> Iterator[tuple[Where, str, Way]]:
    """Yield each way on: its place in the file, the step it leaves, and the way."""
    for id, step in case.steps.items():
        if isinstance(step, ChoiceStep):
            for number, option in enumerate(step.options):
                for way in option.to:
                    yield ("steps", id, "options", number, "to"), id, way
        elif not isinstance(step, EndingStep):
            for way in step.to:
                yield ("steps", id, "to"), id, way


def acts(case: Case) -> Iterator[tuple[Where, str, Act]]:
    """Yield each ask and option: its place in the file, its step, and itself."""
    for id, step in case.steps.items():
        if isinstance(step, ChoiceStep):
            yield from ((("steps", id, "options", number), id, act) for number, act in enumerate(step.options))
        elif isinstance(step, EnquiryStep):
            yield from ((("steps", id, "asks", number), id, act) for number, act in enumerate(step.asks))


def referenced_moves(case: Case) -> set[frozenset[str]]:
    """Return the groups of ``step.move`` that conditions ask about: of each group, only whether any was made."""
    whens = [way.when for _, _, way in ways(case) if way.when]
    return {frozenset(group) for when in whens for group in (when.did, when.did_not) if group}


def steps_in_loops(case: Case, free_only: bool = False) -> set[str]:
    """Return the steps from which one can come back to them; ``free_only``: without any time passing."""
    leads: dict[str, set[str]] = {id: set() for id in case.steps}
    for where, id, way in ways(case):
        step = case.steps[id]
        cost = step.options[int(where[3])].minutes if isinstance(step, ChoiceStep) else 0
        cost += case.steps[way.to].minutes
        if not free_only or cost == 0:
            leads[id].add(way.to)
    return {id for id in leads if id in _reached(leads, leads[id])}


def broken_links(case: Case) -> list[Fault]:
    """Return every name that points at nothing. Only when there is none can the case be played."""
    return [*_step_links(case), *_effect_links(case), *_feature_links(case), *_move_links(case)]


def _reached(leads: dict[str, set[str]], first: Collection[str]) -> set[str]:
    seen: set[str] = set()
    waiting = list(first)
    while waiting:
        step = waiting.pop()
        if step not in seen:
            seen.add(step)
            waiting.extend(leads.get(step, ()))
    return seen


def _unknown(where: Where, what: str, name: str, known: Collection[str]) -> list[Fault]:
    return [] if name in known else [Fault(where, f"no {what} is called {name!r}{did_you_mean(name, known)}")]


def _step_links(case: Case) -> Iterator[Fault]:
    yield from _unknown(("start",), "step", case.start, case.steps)
    for where, _, way in ways(case):
        yield from _unknown(where, "step", way.to, case.steps)
        for ref in _refs(way.when):
            yield from _unknown_move(case, where, ref)
        for id in way.when.reads if way.when else ():
            yield from _unknown(where, "observation", id, case.observations)


def _refs(when: When | None) -> tuple[str, ...]:
    return (*when.did, *when.did_not) if when else ()


def _unknown_move(case: Case, where: Where, ref: str) -> Iterator[Fault]:
    step, _, made = ref.partition(".")
    at = case.steps.get(step)
    if at is not None and (act_of(case, step, made) or (made == NEXT and not isinstance(at, EndingStep))):
        return
    known = [f"{id}.{act.id}" for _, id, act in acts(case)]
    yield Fault(where, f"no move is called {ref!r}; write step.move{did_you_mean(ref, known)}")


def _effect_links(case: Case) -> Iterator[Fault]:
    happenings: list[tuple[Where, Effects, tuple[str, ...]]] = [
        *((("steps", id), step.effects, step.reveals) for id, step in case.steps.items()),
        *((where, act.effects, act.reveals) for where, _, act in acts(case)),
    ]
    for where, effects, reveals in happenings:
        for id in (*effects, *reveals):
            yield from _unknown(where, "observation", id, case.observations)
        for id, effect in effects.items():
            known = case.observations.get(id)
            if known and isinstance(known.start, str) != isinstance(effect, str):
                yield Fault((*where, "effects", id), "words change words, and a number is added to a number")


def _feature_links(case: Case) -> Iterator[Fault]:
    for id, step in case.steps.items():
        if isinstance(step, ChoiceStep | EnquiryStep) and step.key_feature:
            where = ("steps", id, "key_feature")
            yield from _unknown(where, "key feature", step.key_feature, case.key_features)
        if isinstance(step, EnquiryStep):
            for need in step.needs:
                yield from _unknown(("steps", id, "needs"), "ask", need, [ask.id for ask in step.asks])


def _move_links(case: Case) -> Iterator[Fault]:
    for ref in case.key_action.moves:
        yield from _unknown_move(case, ("key_action", "moves"), ref)
    for id, step in case.steps.items():
        mine = [act.id for _, at, act in acts(case) if at == id]
        twins = sorted({act for act in mine if mine.count(act) > 1} | ({NEXT} & set(mine)))
        if twins and not isinstance(step, EndingStep):
            yield Fault(("steps", id), f"the id {twins[0]!r} is used twice, or is kept for going on; choose another")
