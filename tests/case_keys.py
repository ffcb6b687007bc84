"""A case played by somebody who has only a keyboard, along a way that the engine found."""

from __future__ import annotations

from typing import Any

from case_states import rescued
from milkflow import cases
from milkflow.cases import Case, State
from milkflow.cases.handover import example
from milkflow.cases.models import EndingStep, HandoverStep
from milkflow.faces.case import CaseFace
from trainee import Keys

ENDINGS = ("best", "rescued", "harm")
# Of several, the one to see: a mother who was hurt, then help that came late.
WORST = ("harm", "delayed", "harm averted")
ON = ".mf-case .mf-actions > .mf-button:not(.mf-button--quiet)"


def way_to(case: Case, ending: str) -> State | None:
    """Return a finished run: of best choices, with one choice put right, or to the worst ending; None without one."""
    return {"best": cases.best_path, "rescued": rescued, "harm": harmed}[ending](case)


def harmed(case: Case) -> State | None:
    """Return the shortest run to the worst ending that a choice which can do harm leads to."""
    found = []
    for state in cases.walk(case).states.values():
        step = case.steps[state.step]
        if isinstance(step, EndingStep) and step.outcome in WORST and cases.ledgers(case, state).unrescued:
            found.append((WORST.index(step.outcome), len(state.done), state.step, state))
    return min(found, key=lambda one: one[:3])[3] if found else None
# 0: it has the focus; 1: it comes after it on the page; -1: before it.
WHERE = """css => {
  const [now, to] = [document.activeElement, document.querySelector(css)];
  return now === to ? 0 : now.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
}"""


class CaseKeys:
    """Plays ``face``, which stands on ``page``, by keyboard, and asks after each press where the focus is."""

    def __init__(self, page: Any, face: CaseFace) -> None:
        self.page, self.face, self.keys = page, face, Keys(page)

    def play(self, way: State) -> None:
        """Begin, and make every move of ``way``."""
        self._go()
        for number, done in enumerate(way.done, 1):
            self._make(done.step, done.move)
            self._shown(number)

    def _make(self, step: str, move: str) -> None:
        now = self.face.view["now"]
        assert now["step"] == step
        if now["kind"] == "enquiry" and move != "next":
            self._to(f'[data-ask="{move}"] button')
            self.keys.press("Enter")
            return
        if now["kind"] == "decision":
            self.keys._radio(".mf-case fieldset:not(.mf-sure)", move)
        elif now["kind"] == "handover":
            handover = self.face.case.steps[step]
            assert isinstance(handover, HandoverStep)
            self.keys._sbar(None, dict(example(handover, move)), ".mf-case")
        if now.get("sure"):
            self.keys._radio(".mf-case .mf-sure", "sure")
        self._go()

    def _to(self, selector: str) -> None:
        """Tab to an element by the shorter way: back, where it stands before the focus."""
        while where := self.page.evaluate(WHERE, selector):
            self.keys.press("Tab" if where > 0 else "Shift+Tab")

    def _go(self) -> None:
        self._to(ON)
        self.keys.press("Enter")

    def _shown(self, count: int) -> None:
        self.page.wait_for_function(f"document.querySelector('.mf-case').dataset.moves === '{count}'")
        lost = "document.activeElement === document.body || !document.activeElement.closest('.mf-case')"
        assert not self.page.evaluate(lost), f"the focus was lost at move {count}"
