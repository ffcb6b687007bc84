"""What may be shown of a run, as plain JSON. No verdict or reason is in it before the choice is made."""

from typing import Any

from milkflow.cases.chart import chart, clock, said
from milkflow.cases.engine import act_of, asks_confidence, moves
from milkflow.cases.handover import heard
from milkflow.cases.models import Case, ChoiceStep, EndingStep, EnquiryStep, HandoverStep
from milkflow.cases.parts import Ask, Option
from milkflow.cases.policy import alert
from milkflow.cases.state import NEXT, State
from milkflow.questions import SBAR
from milkflow.questions.shuffling import own_order


def header(case: Case) -> dict[str, Any]:
    """Return what is known before the first step."""
    patient = case.patient.model_dump(mode="json", exclude={"skin_tone"})
    return {
        "id": case.id,
        "title": case.title,
        "minutes": case.minutes,
        "setting": case.setting,
        "patient": patient,
    }


def view(case: Case, state: State, fahrenheit: bool = False) -> dict[str, Any]:
    """Return what is on the screen. ``kind`` is the kind of step, or ``told`` while a consequence is being shown.

    ``fahrenheit``: that scale comes first in readings and charts.
    ``count`` is the number of moves made: a press that names another count was made on an older screen.
    """
    step = case.steps[state.step]
    shown: dict[str, Any] = {
        "run": state.run,
        "step": state.step,
        "count": len(state.done),
        "kind": "told" if state.told else step.kind,
        "clock": clock(case, state.minutes),
        "known": [_known(case, state, id, fahrenheit) for id in case.observations if id in state.seen],
        "chart": chart(case, state, fahrenheit),
        "trail": trail(case, state),
    }
    if state.told:
        return shown | _told(case, state)
    shown |= {"scene": step.scene, "says": step.says}
    if isinstance(step, EnquiryStep):
        return shown | _enquiry(case, state, step)
    if isinstance(step, HandoverStep):
        return shown | _handover(case, state, step)
    if isinstance(step, ChoiceStep):
        return shown | _decision(case, state, step)
    if isinstance(step, EndingStep):
        return shown | {"outcome": step.outcome, "lesson": step.lesson}
    return shown


def trail(case: Case, state: State) -> list[dict[str, Any]]:
    """Return the decisions and enquiries of this run that can be gone back to, first arrival first."""
    found: dict[str, dict[str, Any]] = {}
    for done in state.done:
        step, act = case.steps[done.step], act_of(case, done.step, done.move)
        if isinstance(step, ChoiceStep | EnquiryStep):
            kept = found.setdefault(
                done.step, {"step": done.step, "ask": step.ask, "did": [], **clock(case, done.minutes)}
            )
            if act is not None:
                kept["did"].append(act.do)
    return list(found.values())


def _known(case: Case, state: State, id: str, fahrenheit: bool) -> dict[str, Any]:
    item, value = case.observations[id], state.seen[id]
    crossed = alert(case.limits, id, value)
    warning = {"level": crossed.level, "says": crossed.says} if crossed else None
    return {"id": id, "label": item.label, "text": said(item.unit, value, fahrenheit), "alert": warning}


def _told(case: Case, state: State) -> dict[str, Any]:
    option = act_of(case, state.step, state.told)
    step = case.steps[state.step]
    if not isinstance(option, Option) or not isinstance(step, ChoiceStep):
        return {}
    told = option.model_dump(mode="json", include={"do", "consequence", "because", "verdict", "minutes", "claims"})
    if isinstance(step, HandoverStep):
        told["heard"] = heard(step, state.done[-1].message)
    return told | {"ask": step.ask}


def _enquiry(case: Case, state: State, step: EnquiryStep) -> dict[str, Any]:
    here = state.done_here()
    return {
        "ask": step.ask,
        "asks": [_ask(ask, ask.id in here) for ask in step.asks],
        "sure": asks_confidence(case, state, NEXT),
    }


def _ask(ask: Ask, done: bool) -> dict[str, Any]:
    return {"id": ask.id, "do": ask.do, "minutes": ask.minutes, "finding": ask.finding if done else None}


def _decision(case: Case, state: State, step: ChoiceStep) -> dict[str, Any]:
    open_moves = moves(case, state)
    options = [{"id": option.id, "do": option.do} for option in step.options if option.id in open_moves]
    return {
        "ask": step.ask,
        "options": options,
        "sure": asks_confidence(case, state, open_moves[0] if open_moves else NEXT),
    }


def _handover(case: Case, state: State, step: HandoverStep) -> dict[str, Any]:
    slips = own_order(f"{case.id}:{state.step}", step.slips)
    return {
        "ask": step.ask,
        "slips": [{"id": slip.id, "say": slip.say} for slip in slips],
        "parts": list(SBAR),
        "sure": step.key_feature is not None,
    }
