"""The graph of a graded case: it can be played to its end, and holds no verdict, no reason and no score."""

from datetime import date
from typing import Any

from milkflow.cases.models import Case, HandoverStep
from milkflow.cases.steps import CLEAR, GAPS
from milkflow.errors import ContentError
from milkflow.questions import SBAR

Data = dict[str, Any]
# What tells which option is right, and why; and what tells where the marks are.
OF_A_CASE = ("key_features", "standard", "key_action", "claims", "ceilings", "facilitator", "right_act",
             "outcomes", "author", "reviewed_by", "review_by")  # fmt: skip
OF_A_STEP = ("rescue", "needs", "key_feature", "outcome", "lesson")
OF_AN_ACT = ("verdict", "because", "tempting", "misconception", "partnership", "claims")
OF_A_SLIP = ("part", "because")
ASIDE = "-"


def released(case: Case) -> Data:
    """Return the graph of ``case`` as plain JSON, to be given out. How sure she is will be asked at every decision.

    Raise ContentError when a handover goes on differently after a clear message: the graph would tell.
    """
    if faults := [f"steps.{id}: {fault}" for id in case.steps for fault in _tells(case, id)]:
        raise ContentError(f"case {case.id}", faults)
    graph: Data = case.model_dump(mode="json", exclude=set(OF_A_CASE))
    for step in graph["steps"].values():
        _drop(step, OF_A_STEP)
        for act in (*step.get("options", ()), *step.get("asks", ())):
            _drop(act, OF_AN_ACT)
        for slip in step.get("slips", ()):
            _drop(slip, OF_A_SLIP)
    return graph


def reopened(graph: Data) -> Case:
    """Return a case that plays as ``graph`` says. Its verdicts, reasons and key features are blanks."""
    steps = {id: _filled(dict(step)) for id, step in graph["steps"].items()}
    first = next(f"{id}.next" for id in steps)
    blanks = {
        "key_features": {"a": ASIDE, "b": ASIDE},
        "standard": 1,
        "key_action": {"say": ASIDE, "moves": [first]},
        "claims": [ASIDE],
        "outcomes": [1],
        "author": ASIDE,
        "reviewed_by": None,
        "review_by": date.max,
    }
    return Case.model_validate(graph | blanks | {"steps": steps})


def _filled(step: Data) -> Data:
    """Return a step with blanks in the place of what was taken out."""
    kind = step["kind"]
    act = {"because": ASIDE, "claims": [ASIDE]}
    if kind in ("decision", "handover", "enquiry"):
        # Asked at the key features alone, it would show where the marks are.
        step["key_feature"] = "a"
    if kind == "decision":
        step["options"] = [one | act | {"verdict": "acceptable"} for one in step["options"]]
    if kind == "handover":
        blank = {"tempting": ASIDE, "misconception": ASIDE}
        verdicts = {CLEAR: {"verdict": "best"}, GAPS: {"verdict": "weak"} | blank}
        step["options"] = [one | act | verdicts[one["id"]] for one in step["options"]]
        parts = [*SBAR, *[None] * len(step["slips"])]
        step["slips"] = [
            slip | {"because": ASIDE, "part": part} for slip, part in zip(step["slips"], parts, strict=False)
        ]
    if kind == "enquiry":
        step["asks"] = [one | act for one in step["asks"]]
    return step | {"outcome": "safe", "lesson": ASIDE} if kind == "ending" else step


def _drop(data: Data, keys: tuple[str, ...]) -> None:
    for key in keys:
        data.pop(key, None)


def _tells(case: Case, id: str) -> list[str]:
    step = case.steps[id]
    if not isinstance(step, HandoverStep):
        return []
    clear, gaps = (one.model_dump(exclude={"id", *OF_AN_ACT}) for one in sorted(step.options, key=lambda one: one.id))
    differ = [key for key in clear if clear[key] != gaps[key]]
    said = f"in a graded case, 'clear' and 'gaps' have the same words and the same way on; {', '.join(differ)} differ"
    return [said] if differ else []
