"""What a finished run is talked about with: five ledgers, the own path beside the best, chart and evidence."""

from typing import Any

from milkflow.cases.best import best_path
from milkflow.cases.ceilings import ceilings
from milkflow.cases.chart import chart, clock
from milkflow.cases.engine import act_of
from milkflow.cases.handover import heard
from milkflow.cases.ledgers import Ledgers, ledgers
from milkflow.cases.models import Case, Ceilings, ChoiceStep, EndingStep, EnquiryStep, HandoverStep
from milkflow.cases.parts import Option
from milkflow.cases.state import Done, State


def debrief(case: Case, state: State, fahrenheit: bool = False) -> dict[str, Any] | None:
    """Return the debrief of a finished run as plain JSON, or None while it is not at an ending."""
    step = case.steps[state.step]
    if not isinstance(step, EndingStep):
        return None
    best = best_path(case)
    return {
        "outcome": step.outcome,
        "lesson": step.lesson,
        "ledgers": _ledgers(case, ledgers(case, state), case.ceilings or ceilings(case)),
        "path": path_rows(case, state),
        "best": [{"ask": row["ask"], "did": row["did"]} for row in path_rows(case, best)] if best else [],
        "chart": chart(case, state, fahrenheit),
    }


def _ledgers(case: Case, kept: Ledgers, most: Ceilings) -> dict[str, Any]:
    return {
        "features": [{"say": say, "met": kept.features.get(id)} for id, say in case.key_features.items()],
        "met": kept.met,
        "of": most.features,
        "standard": kept.standard,
        "passed": kept.passed,
        "harms": [_harm(case, harm.step, harm.move) | {"rescued": harm.rescued} for harm in kept.harms],
        "key": {"say": case.key_action.say, "minutes": kept.key_minutes, "fastest": most.fastest},
        "partnership": kept.partnership,
        "partnership_of": most.partnership,
        "calls": [
            {
                "ask": case.steps[call.step].ask,  # type: ignore[union-attr]
                "feature": case.key_features[call.feature],
                "confidence": call.confidence,
                "met": call.met,
                "harmful": call.harmful,
            }
            for call in kept.calls
        ],
    }


def _harm(case: Case, step: str, made: str) -> dict[str, Any]:
    act = act_of(case, step, made)
    return {"did": act.do if act else made, "verdict": act.verdict if isinstance(act, Option) else ""}


def path_rows(case: Case, state: State) -> list[dict[str, Any]]:
    """Return one row for each decision and enquiry of the run, in order."""
    rows: list[dict[str, Any]] = []
    for number, done in enumerate(state.done):
        step, act = case.steps[done.step], act_of(case, done.step, done.move)
        if isinstance(step, ChoiceStep) and isinstance(act, Option):
            rows.append(_chosen(case, step, act, done))
        elif isinstance(step, EnquiryStep) and act is None:
            asked = [before.move for before in state.done[:number] if before.step == done.step]
            rows.append(_enquired(case, step, asked, done))
    return rows


def _chosen(case: Case, step: ChoiceStep, option: Option, done: Done) -> dict[str, Any]:
    best = next((other for other in step.options if other.verdict == "best"), None)
    better = None
    if best is not None and option.verdict != "best" and not isinstance(step, HandoverStep):
        better = {"do": best.do, "because": best.because}
    claims = [*option.claims, *(best.claims if better and best else ())]
    return {
        "step": done.step,
        "ask": step.ask,
        "did": [option.do],
        "verdict": option.verdict,
        "because": option.because,
        "heard": heard(step, done.message) if isinstance(step, HandoverStep) else None,
        "better": better,
        "missed": [],
        "confidence": done.confidence,
        "claims": list(dict.fromkeys(claims)),
        **clock(case, done.minutes),
    }


def _enquired(case: Case, step: EnquiryStep, asked: list[str], done: Done) -> dict[str, Any]:
    missed = [ask for ask in step.asks if ask.id in step.needs and ask.id not in asked]
    took = [ask for ask in step.asks if ask.id in asked]
    return {
        "step": done.step,
        "ask": step.ask,
        "did": [ask.do for ask in took],
        "verdict": None if not step.needs else "weak" if missed else "best",
        "because": "",
        "better": None,
        "missed": [{"do": ask.do, "because": ask.because} for ask in missed],
        "asked": [{"do": ask.do, "because": ask.because} for ask in took],
        "confidence": done.confidence,
        "claims": list(dict.fromkeys(claim for ask in (*took, *missed) for claim in ask.claims)),
        **clock(case, done.minutes),
    }
