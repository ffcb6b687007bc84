"""What a drawn step says: its name, what it asks, and a row for each thing that can be done there."""

from textwrap import shorten, wrap
from typing import NamedTuple

from milkflow.cases import Case
from milkflow.cases.models import ChoiceStep, EndingStep, EnquiryStep, Step
from milkflow.cases.parts import Way

LETTERS, LINE, PAD = 56, 15, 8
# A colour, a symbol and the word: nobody has to tell verdicts apart by colour alone. All are dark enough for white.
LOOKS = {
    "best": ("#146c43", "✓✓ best"),
    "acceptable": ("#3f6212", "✓ acceptable"),
    "weak": ("#8a5a00", "◐ weak"),
    "unsafe": ("#b23c0a", "! unsafe"),
    "critical": ("#9b0c24", "✕ critical"),
    "safe": ("#146c43", "✓ safe"),
    "harm averted": ("#8a5a00", "↺ harm averted"),
    "delayed": ("#8a5a00", "◔ delayed"),
    "harm": ("#9b0c24", "✕ harm"),
    "asked": ("#1f4e79", "? asked"),
    "needed": ("#1f4e79", "? needed"),
    "way": ("#4a5560", "→"),
}


class Row(NamedTuple):
    """One thing that can be done: how it looks, its cost and where it leads, and what is done in short lines."""

    look: str
    head: str
    lines: tuple[str, ...]
    ways: tuple[Way, ...]

    @property
    def height(self) -> float:
        """Return how high it stands."""
        return LINE * (1 + len(self.lines)) + PAD


class Box(NamedTuple):
    """One step, ready to be drawn."""

    title: str
    note: str
    lines: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def top(self) -> float:
        """Return how high the part above the rows is."""
        return LINE * (2 + len(self.lines)) + PAD

    @property
    def height(self) -> float:
        """Return how high the whole box is."""
        return self.top + sum(row.height for row in self.rows) + PAD


def box(case: Case, id: str) -> Box:
    """Return the box of one step."""
    step = case.steps[id]
    asked = getattr(step, "ask", "")
    lines = (*_short(step.scene), *(_short(asked, 2) if asked else ()))
    return Box(id, _note(case, id, step), lines, tuple(_rows(step)))


def _note(case: Case, id: str, step: Step) -> str:
    said = [step.kind, *(["start"] if id == case.start else [])]
    if getattr(step, "rescue", False):
        said.append("rescue")
    if step.minutes:
        said.append(f"{step.minutes} min")
    if getattr(step, "until", None):
        said.append(f"until {step.until}")  # type: ignore[union-attr]
    if feature := getattr(step, "key_feature", None):
        said.append(f"★ {feature}")
    return " · ".join(said)


def _rows(step: Step) -> list[Row]:
    if isinstance(step, ChoiceStep):
        return [Row(one.verdict, _head(one.id, one.minutes, one.to), _short(one.do, 2), one.to) for one in step.options]
    if isinstance(step, EndingStep):
        return [Row(step.outcome, "", _short(step.lesson, 3), ())]
    asks = step.asks if isinstance(step, EnquiryStep) else ()
    needs = step.needs if isinstance(step, EnquiryStep) else ()
    rows = [
        Row("needed" if one.id in needs else "asked", f"{one.id} · {one.minutes} min", _short(one.do, 1), ())
        for one in asks
    ]
    return [*rows, Row("way", ", ".join(way.to for way in step.to), (), step.to)]


def _head(id: str, minutes: int, to: tuple[Way, ...]) -> str:
    return f"{id} · {minutes} min → {' | '.join(dict.fromkeys(way.to for way in to))}"


def _short(text: str, most: int = 2) -> tuple[str, ...]:
    cut = shorten(text, LETTERS * most - 6, placeholder=" …")
    return tuple(wrap(cut, LETTERS, break_long_words=False, break_on_hyphens=False)[:most])
