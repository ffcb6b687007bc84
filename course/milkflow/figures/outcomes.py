"""Thomsen 1984: how infectious mastitis went, by treatment. Three bars from 0 to 100 percent."""

from collections.abc import Mapping

from milkflow.evidence import FactTable
from milkflow.figures.figure import Figure, checked_row, data_table, number
from milkflow.figures.svg import LINE, TEXT, WIDTH, box, drawing, line, text
from milkflow.words import say

BARS = ("infectious-none", "infectious-emptying", "infectious-emptying-antibiotic")
GOOD = "good_outcome_percent"
OTHERS = ("progressed_to_infectious_percent", "abscess_percent", "text")
FULL, LEFT, BAR, STEP = 264, 1, 24, 62  # units: 100 percent, the zero line, a bar's height, from bar to bar
BOTTOM = STEP * len(BARS) + 4


def outcomes(table: FactTable, words: Mapping[str, str]) -> Figure:
    """Return the figure. Raise MilkflowError when one of its three rows has no number that was read."""
    rows = [checked_row(table, id) for id in BARS]
    shares = [number(row, GOOD) for row in rows]
    labels = [say(words, f"outcomes-{row.id}") for row in rows]
    title = say(words, "thomsen-outcomes-title")
    none, emptying, antibiotic = (f"{share:g}" for share in shares)
    story = say(words, "thomsen-outcomes-desc", none=none, emptying=emptying, antibiotic=antibiotic)
    parts = [_axis(words), *(_bar(at, *pair) for at, pair in enumerate(zip(labels, shares, strict=True)))]
    return Figure(
        id="thomsen-outcomes",
        title=title,
        drawing=drawing("mf-thomsen-outcomes", BOTTOM + 44, title, story, parts),
        table=data_table(table, ["state", "treatment"], [GOOD, *OTHERS], words),
        cautions=tuple(say(words, f"thomsen-caution-{name}") for name in ("size", "class", "doubt", "design")),
        words=words,
        story=story,
    )


def _bar(at: int, label: str, share: float) -> str:
    top = at * STEP
    return (
        text(LEFT, top + TEXT, label)
        + box(LEFT, top + LINE + 4, FULL, BAR, "mf-track", "none")
        + box(LEFT, top + LINE + 4, FULL * share / 100, BAR, "mf-bar")
        + text(WIDTH, top + LINE + 4 + BAR * 0.7, f"{share:g}\u202f%", "end", "mf-value")
    )


def _axis(words: Mapping[str, str]) -> str:
    ticks = "".join(
        line(LEFT + FULL * share / 100, BOTTOM - 12, LEFT + FULL * share / 100, BOTTOM - 6)
        + text(LEFT + FULL * share / 100, BOTTOM + LINE - 6, str(share), anchor)
        for share, anchor in ((0, "start"), (50, "middle"), (100, "end"))
    )
    return ticks + text(LEFT, BOTTOM + 2 * LINE, say(words, "outcomes-axis"), css_class="mf-axis")
