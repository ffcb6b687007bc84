"""A case as a drawing for authors and reviewers: every step, option, verdict, minute and ending on one sheet."""

from collections import Counter
from collections.abc import Iterator

from milkflow.casebook.boxes import LINE, LOOKS, PAD, Box, Row, box
from milkflow.casebook.layout import LANE, Layout, Spot, laid_out
from milkflow.cases import Case, best_path
from milkflow.cases.models import ChoiceStep, EndingStep
from milkflow.figures.nodes import Node, label, node, written

WIDTH = 390
INK, SOFT, EDGE, PAPER = "#1b1f23", "#4a5560", "#8b949e", "#ffffff"
FONT = "system-ui, -apple-system, 'Segoe UI', sans-serif"
Point = tuple[float, float]


def graph_svg(case: Case) -> str:
    """Return ``case`` as one SVG on white, read out by its title and description. The links of the case are whole."""
    boxes = {id: box(case, id) for id in case.steps}
    layout = laid_out(case, {id: one.height for id, one in boxes.items()})
    ends = {id: layout.y[id,] + boxes[id].top / 2 for id in boxes}
    ways = [line for id, one in boxes.items() for line in _ways(id, one, layout, ends)]
    drawn = [_box(one, layout.x[id,], layout.y[id,]) for id, one in boxes.items()]
    size = {"viewBox": f"0 0 {layout.width:g} {layout.height:g}", "width": layout.width, "height": layout.height}
    look = {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FONT, "font-size": 12}
    paper = node("rect", {"width": layout.width, "height": layout.height, "fill": PAPER})
    told = [node("title", {}, f"Case {case.id}: {case.title}"), node("desc", {}, story(case))]
    return written(node("svg", look | size, *told, paper, *ways, *drawn)) + "\n"


def story(case: Case) -> str:
    """Return what the drawing shows, in words: how many steps of each kind and verdict, the best path, the endings."""
    kinds: Counter[str] = Counter(step.kind for step in case.steps.values())
    options = [one for step in case.steps.values() if isinstance(step, ChoiceStep) for one in step.options]
    verdicts: Counter[str] = Counter(option.verdict for option in options)
    ends = [f"{id} ({step.outcome})" for id, step in case.steps.items() if isinstance(step, EndingStep)]
    best = best_path(case)
    path = " → ".join(dict.fromkeys(done.step for done in best.done)) if best else "none"
    told = [
        f"{len(case.steps)} steps: {_counted(kinds)}.",
        f"{len(options)} options: {_counted(verdicts)}.",
        f"Endings: {', '.join(ends)}.",
        f"Best path: {path}{f' → {best.step}, {best.minutes} minutes' if best else ''}.",
    ]
    return " ".join(told)


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))


def _box(one: Box, x: float, y: float) -> Node:
    look = {"x": x, "y": y, "width": WIDTH, "height": one.height, "rx": 8, "fill": PAPER, "stroke": EDGE}
    parts = [node("rect", look), _text(x + PAD, y + LINE + 2, one.title, weight=700, size=14)]
    parts.append(_text(x + PAD, y + 2 * LINE + 2, one.note, colour=SOFT))
    parts += [_text(x + PAD, y + (3 + at) * LINE + 2, line) for at, line in enumerate(one.lines)]
    top = y + one.top
    for row in one.rows:
        parts += _row(row, x, top)
        top += row.height
    return node("g", {}, *parts)


def _row(row: Row, x: float, y: float) -> list[Node]:
    colour, word = LOOKS[row.look]
    wide = 7.4 * len(word) + 18
    chip = {"x": x + PAD, "y": y + 3, "width": wide, "height": LINE + 2, "rx": 5, "fill": colour}
    head = [node("rect", chip), _text(x + PAD + 6, y + LINE, word, colour=PAPER, weight=700)]
    head.append(_text(x + PAD + wide + 6, y + LINE, row.head, weight=600, size=11))
    return [*head, *(_text(x + PAD, y + LINE * (2 + at), line) for at, line in enumerate(row.lines))]


def _ways(id: str, one: Box, layout: Layout, ends: dict[str, float]) -> Iterator[Node]:
    top = layout.y[id,] + one.top
    for row in one.rows:
        start = layout.x[id,] + WIDTH, top + LINE * 0.7
        top += row.height
        for way in row.ways:
            spots = layout.ahead.get((id, way.to))
            if spots:  # a way that leads back is named in its row only
                yield _way(start, [_point(spot, layout, ends) for spot in spots], LOOKS[row.look][0], bool(way.when))


def _point(spot: Spot, layout: Layout, ends: dict[str, float]) -> Point:
    return layout.x[spot], ends[spot[0]] if len(spot) == 1 else layout.y[spot] + LANE / 2


def _way(start: Point, points: list[Point], colour: str, asks: bool) -> Node:
    """Return the line of one way; one that holds only under a condition is dashed."""
    (x, y), drawn = start, f"M{start[0]:g} {start[1]:g}"
    for at, (px, py) in enumerate(points):
        bend = max((px - x) / 2, 20)
        drawn += f"C{x + bend:g} {y:g} {px - bend:g} {py:g} {px:g} {py:g}"
        x, y = px, py
        if at < len(points) - 1:
            x += WIDTH
            drawn += f"H{x:g}"
    drawn += f"M{x - 7:g} {y - 4:g}L{x:g} {y:g}L{x - 7:g} {y + 4:g}"
    look = {"d": drawn, "fill": "none", "stroke": colour, "stroke-width": 1.6}
    return node("path", look | ({"stroke-dasharray": "6 4"} if asks else {}))


def _text(x: float, y: float, words: str, colour: str = INK, weight: int = 400, size: float = 12) -> Node:
    drawn = label(x, y, words, css_class="")
    props = drawn["props"] | {"fill": colour, "font-weight": f"{weight}", "font-size": f"{size:g}"}
    return node("text", {name: value for name, value in props.items() if value}, words)
