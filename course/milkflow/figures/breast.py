"""The breast from the front: ducts that branch early and lead to the nipple, and one main duct enlarged."""

from collections.abc import Mapping
from math import cos, radians, sin

from milkflow.evidence import FactTable
from milkflow.figures.figure import Figure, checked_row, data_table, number
from milkflow.figures.nodes import Node, dot, label, lines, node, path, picture, written
from milkflow.words import say

X, Y, ROUND, AREOLA, NIPPLE = 114.0, 122.0, 112.0, 36.0, 9.0  # units: the middle, and three radii
FORK, TWIG, END = 34.0, 60.0, 82.0  # units from the middle: first branch, second branch, milk glands
SHADED = 1  # which lobe is shaded, counted from the right and upwards
INSET, SCALE = 262.0, 13.0  # units: where the enlarged duct starts; one millimetre of it


def breast(table: FactTable, words: Mapping[str, str]) -> Figure:
    """Return the figure. Raise MilkflowError when a number that it draws was not read."""
    ducts = round(_both(table, "ducts"))
    width, first = _both(table, "duct-width"), number(checked_row(table, "first-branch"), "mean")
    women = number(checked_row(table, "women-scanned"), "n")
    title = say(words, "breast-title")
    told = {"ducts": f"{ducts}", "width": f"{width:.0f}", "first": f"{first:.0f}", "women": f"{women:g}"}
    story = say(words, "breast-desc", **told)
    parts = [*_body(), *_tree(ducts), *_names(words), *_enlarged(width, first, told, words)]
    return Figure(
        id="breast-ducts",
        title=title,
        drawing=written(picture(320, INSET + 118, title, story, *parts)),
        table=data_table(table, ["statement", "mean", "sd", "n"], [], words),
        cautions=tuple(say(words, f"breast-caution-{name}", **told) for name in ("number", "lobe", "drawn")),
        words=words,
        story=story,
    )


def _both(table: FactTable, stem: str) -> float:
    """Return the mean of the left and the right breast, in the unit of the rows."""
    return sum(number(checked_row(table, f"{stem}-{side}"), "mean") for side in ("left", "right")) / 2


def _at(distance: float, degrees: float) -> tuple[float, float]:
    return round(X + distance * cos(radians(degrees)), 1), round(Y - distance * sin(radians(degrees)), 1)


def _body() -> list[Node]:
    return [dot(X, Y, ROUND, "mf-body__skin"), dot(X, Y, AREOLA, "mf-body__areola")]


def _tree(ducts: int) -> list[Node]:
    step = 360 / ducts
    drawn = [_sector(step * (SHADED - 0.5), step * (SHADED + 0.5))]
    for at in range(ducts):
        drawn += _lobe(step * at, step)
    return [*drawn, dot(X, Y, NIPPLE, "mf-body__nipple"), *(_opening(step * at) for at in range(ducts))]


def _sector(start: float, end: float) -> Node:
    (x1, y1), (x2, y2) = _at(ROUND - 6, start), _at(ROUND - 6, end)
    far = f"{ROUND - 6:g}"
    return path(f"M{X:g} {Y:g}L{x1} {y1}A{far} {far} 0 0 0 {x2} {y2}Z", "mf-body__lobe")


def _opening(degrees: float) -> Node:
    x, y = _at(NIPPLE * 0.6, degrees)
    return dot(x, y, 1.1, "mf-body__opening", fill="currentColor")


def _lobe(degrees: float, step: float) -> list[Node]:
    """Return a main duct from the nipple, its branches, and the glands at their ends."""
    spread = step * 0.21
    trunk = [_limb(NIPPLE * 0.6, degrees, FORK, degrees, 5.5)]
    branches, glands = [], []
    for side in (-1, 1):
        arm = degrees + side * spread
        branches.append(_limb(FORK, degrees, TWIG, arm, 4))
        for turn in (-1, 0, 1):
            twig = arm + turn * spread * 0.62
            far = END + (5 if turn == 0 else -2)
            branches.append(_limb(TWIG, arm, far, twig, 2.4))
            glands += _cluster(far + 5, twig)
    return [*glands, *branches, *trunk]


def _limb(near: float, start: float, far: float, end: float, width: float) -> Node:
    (x1, y1), (cx, cy), (x2, y2) = _at(near, start), _at((near + far) / 2, start), _at(far, end)
    return path(f"M{x1} {y1}Q{cx} {cy} {x2} {y2}", "mf-body__duct", **{"stroke-width": width})


def _cluster(distance: float, degrees: float) -> list[Node]:
    spots = [_at(distance, degrees - 2.6), _at(distance, degrees + 2.6), _at(distance + 5, degrees)]
    return [dot(x, y, 3.1, "mf-body__gland") for x, y in spots]


def _names(words: Mapping[str, str]) -> list[Node]:
    """Return the names in a column at the right, each with a line to its part."""
    parts = [
        ("glands", 26, _at(END + 10, 68)),
        ("lobe", 62, _at(ROUND - 14, 41)),
        ("duct", 112, _at(FORK - 7, 0)),
        ("areola", 156, _at(AREOLA - 4, -22)),
        ("nipple", 194, _at(NIPPLE - 3, -45)),
        ("skin", 232, _at(ROUND, -56)),
    ]
    return [piece for name, y, target in parts for piece in pointer(240, y, target, say(words, f"breast-{name}"))]


def pointer(x: float, y: float, target: tuple[float, float], words: str) -> list[Node]:
    """Return a name that starts at (x, y), and a line from it to its part."""
    line = f"M{x - 4:g} {y - 4:g}L{target[0]:g} {target[1]:g}"
    return [
        path(line, "mf-body__halo"),
        path(line, "mf-body__leader"),
        dot(*target, 2.6, "mf-body__point", fill="currentColor"),
        label(x, y, words),
    ]


def _enlarged(width: float, first: float, told: Mapping[str, str], words: Mapping[str, str]) -> list[Node]:
    """Return a main duct from the nipple to its first branch, both measures at one scale."""
    x, middle, half, end = 30.0, INSET + 66, width * SCALE / 2, 30 + first * SCALE
    tube = (
        f"M{x:g} {middle - half:g}H{end:g}l62 -16M{x:g} {middle + half:g}H{end:g}l62 16"
        f"M{end + 62:g} {middle - 8:g}L{end + 22:g} {middle:g}L{end + 62:g} {middle + 8:g}"
    )
    inside = (
        f"M{x:g} {middle - half:g}H{end:g}l62 -16V{middle - 8:g}L{end + 22:g} {middle:g}L{end + 62:g} {middle + 8:g}"
        f"V{middle + half + 16:g}L{end:g} {middle + half:g}H{x:g}Z"
    )
    across = f"M{x + 30:g} {middle - half:g}v{2 * half:g}m-4 0h8m-8 {-2 * half:g}h8"
    along = f"M{x:g} {middle + half + 12:g}H{end:g}m0 -4v8M{x:g} {middle + half + 8:g}v8"
    return [
        *lines(0, INSET + 12, say(words, "breast-enlarged"), 44, css_class="mf-name"),
        node("ellipse", {"cx": x - 6, "cy": middle, "rx": 10, "ry": 30, "class": "mf-body__nipple"}),
        path(inside, "mf-body__milk"),
        path(tube, "mf-body__wall"),
        path(across, "mf-body__measure"),
        path(along, "mf-body__measure"),
        label(x, middle - half - 12, say(words, "breast-wide", **told)),
        label(x, middle + half + 34, say(words, "breast-first", **told)),
    ]
