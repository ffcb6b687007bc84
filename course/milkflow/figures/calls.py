"""How soon a mother needs care: a ladder of four steps, from emergency now to care at home with a review."""

from collections.abc import Mapping
from textwrap import wrap

from milkflow.evidence import FactTable
from milkflow.figures.figure import Figure, checked_row, number, plain_table
from milkflow.figures.nodes import LINE, Node, dot, label, path, picture, written
from milkflow.words import say

Words = Mapping[str, str]
STEPS = ("now", "today", "review", "home")
LISTED = {"now": 6, "today": 5, "review": 1, "home": 1}  # how many lines each step has in the table
LEFT, LETTERS, GAP = 50.0, 36, 10  # units: where text starts; letters in a line; units between two steps


def calls(table: FactTable, words: Words) -> Figure:
    """Return the figure. Its limits come from the facts; raise MilkflowError when one of them was not read."""
    limits = {
        "breaths": f"{number(checked_row(table, 'breathing'), 'high_min'):g}",
        "pulse": f"{number(checked_row(table, 'heart-rate'), 'high_min') - 1:g}",
        "pressure": f"{number(checked_row(table, 'blood-pressure'), 'high_max'):g}",
    }
    title, story = say(words, "calls-title"), say(words, "calls-desc")
    parts, y = [], 4.0
    for step in STEPS:
        drawn, y = _step(step, y, say(words, f"calls-{step}-gist", **limits), words)
        parts += drawn
    return Figure(
        id="when-to-call",
        title=title,
        drawing=written(picture(320, y, title, story, *parts)),
        table=_table(limits, words),
        cautions=tuple(say(words, f"calls-caution-{name}") for name in ("chart", "words", "fever", "ward")),
        words=words,
        story=story,
    )


def listed(step: str, limits: Mapping[str, str], words: Words) -> list[str]:
    """Return every line of a step, in full."""
    return [say(words, f"calls-{step}-{at}", **limits) for at in range(1, LISTED[step] + 1)]


def _table(limits: Mapping[str, str], words: Words) -> str:
    heads = [say(words, "calls-head-how"), say(words, "calls-head-when")]
    rows = [[say(words, f"calls-{step}"), "\n".join(f"– {one}" for one in listed(step, limits, words))]
            for step in STEPS]  # fmt: skip
    return plain_table(say(words, "calls-table"), heads, rows)


def _step(step: str, y: float, gist: str, words: Words) -> tuple[list[Node], float]:
    """Return one step of the ladder, and where the next one starts. ``gist`` is split into points at each semicolon."""
    lead, points = say(words, f"calls-{step}-lead"), gist.split("; ")
    written = [*_lines(0, lead), *(piece for point in points for piece in _lines(1, point))]
    high = 34 + LINE * len(written)
    field = f"M46 {y:g}H313q6 0 6 6V{y + high - 6:g}q0 6 -6 6H46q-6 0 -6 -6V{y + 6:g}q0 -6 6 -6Z"
    drawn = [
        *([path(f"M18 {y - GAP:g}V{y + 6:g}", "mf-calls__way")] if step != STEPS[0] else []),
        *([path(f"M18 {y + 6:g}V{y + high:g}", "mf-calls__way")] if step != STEPS[-1] else []),
        path(field, f"mf-calls__field mf-calls__field--{step}"),
        *_sign(step, y + 21),
        label(LEFT, y + 20, say(words, f"calls-{step}"), "start", "mf-picture__text mf-name"),
    ]
    for at, (indent, first, text) in enumerate(written):
        base = y + 40 + LINE * at
        drawn.append(label(LEFT + 11 * indent, base, text))
        if indent and first:
            drawn.append(dot(LEFT + 3, base - 4.5, 2.2, "mf-calls__dot", fill="currentColor"))
    return drawn, y + high + GAP


def _lines(indent: int, words: str) -> list[tuple[int, bool, str]]:
    """Return the lines of one point: how far in, whether it is the first, and its text."""
    told = wrap(words, LETTERS - indent, break_long_words=False, break_on_hyphens=False)
    return [(indent, at == 0, text) for at, text in enumerate(told)]


def _sign(step: str, y: float) -> list[Node]:
    """Return a sign of its own shape for each step, so that none rests on colour."""
    shapes = {
        "now": f"M12 {y - 14:g}h12l8 8v12l-8 8h-12l-8 -8v-12Z",
        "today": f"M18 {y - 15:g}L34 {y + 12:g}H2Z",
        "review": f"M3 {y:g}a15 15 0 1 0 30 0a15 15 0 1 0 -30 0Z",
        "home": f"M3 {y - 1:g}L18 {y - 14:g}L33 {y - 1:g}V{y + 13:g}H3Z",
    }
    marks = {
        "now": f"M18 {y - 8:g}v9m0 5v1",
        "today": f"M18 {y - 6:g}v9m0 4v1",
        "review": f"M18 {y - 9:g}v9l6 5",
        "home": f"M18 {y + 8:g}c-9 -5 -6 -11 0 -7c6 -4 9 2 0 7Z",
    }
    return [
        path(shapes[step], f"mf-calls__sign mf-calls__sign--{step}"),
        path(marks[step], f"mf-calls__mark mf-calls__mark--{step}"),
    ]
