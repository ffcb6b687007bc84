"""What must hold on every path through a case."""

from collections.abc import Iterator

from milkflow.cases.best import best_path
from milkflow.cases.links import Fault, steps_in_loops
from milkflow.cases.models import Case, ChoiceStep, EndingStep, EnquiryStep, HandoverStep
from milkflow.cases.parts import GOOD
from milkflow.cases.walk import Walk, walk

FEWEST_DECISIONS, FEWEST_UNSAFE, FEWEST_ENDINGS = 6, 2, 2


def path_faults(case: Case) -> Iterator[Fault]:
    """Yield what does not hold. The links of the case must be whole."""
    for id in sorted(steps_in_loops(case, free_only=True)):
        yield Fault(("steps", id), "one can come back here without any time passing; give a step on the way minutes")
    for id in sorted(steps_in_loops(case)):
        if isinstance(case.steps[id], HandoverStep):
            yield Fault(("steps", id), "a handover is said once; let no step lead back to it")
    found = walk(case)
    if found.too_many:
        yield Fault(("steps",), "more paths than can be checked; ask about fewer past moves, or let fewer steps loop")
        return
    if found.endless:
        yield Fault(("steps",), "some path goes round for ever; let it lead to an ending")
        return
    yield from _walked(case, found)
    if best_path(case) is None:
        yield Fault(
            ("start",),
            "no path of only best choices leads to a safe ending; follow the best options and mend it",
        )
    yield from _rescues(case)
    yield from _features(case)
    yield from _enough(case)


def _walked(case: Case, found: Walk) -> Iterator[Fault]:
    reached = {state.step for state in found.states.values()}
    for id in case.steps:
        if id not in reached:
            yield Fault(("steps", id), "no path comes here; let a step lead to it, or take it out")
    for id in sorted(found.stuck):
        yield Fault(
            ("steps", id),
            "on some path no condition leads on from here; end its list with a 'to' without 'when'",
        )
    for key, edges in found.edges.items():
        step = found.states[key].step
        if not edges and not isinstance(case.steps[step], EndingStep) and step not in found.stuck:
            yield Fault(
                ("steps", step),
                "on some path every option here is used up; let it lead on after the last one",
            )
    yield from _ranges(case, found)


def _ranges(case: Case, found: Walk) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for state in found.states.values():
        for id, value in state.readings.items():
            range_ = case.observations[id].range
            if range_ and isinstance(value, int | float) and not range_[0] <= value <= range_[1]:
                if (id, state.step) not in seen:
                    yield Fault(
                        ("steps", state.step),
                        f"{id} reaches {value:g} here, outside {range_[0]:g} to {range_[1]:g}",
                    )
                seen.add((id, state.step))


def _rescues(case: Case) -> Iterator[Fault]:
    for id, step in case.steps.items():
        if not isinstance(step, ChoiceStep):
            continue
        if step.rescue and not any(option.verdict in GOOD for option in step.options):
            yield Fault(("steps", id), "a rescue needs an option that is best or acceptable")
        for number, option in enumerate(step.options):
            where = ("steps", id, "options", number, "to")
            targets = [case.steps[way.to] for way in option.to]
            if option.verdict == "unsafe" and not all(isinstance(to, ChoiceStep) and to.rescue for to in targets):
                yield Fault(where, "an unsafe option leads straight to a decision with 'rescue: true'")
            if option.verdict == "critical" and not all(isinstance(to, EndingStep) for to in targets):
                yield Fault(where, "a critical option leads straight to an ending: it is stopped, and talked about")
            if step.rescue and option.verdict == "unsafe":
                yield Fault(where, "one rescue is enough: call this option weak or critical")


def _features(case: Case) -> Iterator[Fault]:
    tested = {step.key_feature for step in case.steps.values() if isinstance(step, ChoiceStep | EnquiryStep)}
    for id in case.key_features:
        if id not in tested:
            yield Fault(("key_features", id), "no step tests this; add 'key_feature' to a decision or an enquiry")
    for id, step in case.steps.items():
        if isinstance(step, EnquiryStep) and step.key_feature and not step.needs:
            yield Fault(("steps", id, "key_feature"), "say in 'needs' which asks this key feature rests on")


def _enough(case: Case) -> Iterator[Fault]:
    decisions = [step for step in case.steps.values() if isinstance(step, ChoiceStep)]
    unsafe = sum(option.verdict == "unsafe" for step in decisions for option in step.options)
    endings = sum(isinstance(step, EndingStep) for step in case.steps.values())
    for what, number, least in (
        ("decisions", len(decisions), FEWEST_DECISIONS),
        ("unsafe options", unsafe, FEWEST_UNSAFE),
        ("endings", endings, FEWEST_ENDINGS),
    ):
        if number < least:
            yield Fault(("steps",), f"{number} {what}; a case of this course has at least {least}")
