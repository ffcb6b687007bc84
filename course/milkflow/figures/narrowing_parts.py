"""The pieces of the narrowed duct: tissue, duct, glands, nipple and drops, each drawn for each of its states."""

from math import cos, pi, sin

from milkflow.figures.narrowing import Setting, Swelling, outcome
from milkflow.figures.nodes import Node, dot, node, path

WIDE, HIGH, MIDDLE = 106, 190, 53  # units: one state, and the middle of its duct
WALL, WAIST = 8.0, {0: 8.0, 1: 4.5, 2: 1.8}  # units: half the width of the duct, and of its waist by swelling
BULGE = {0: 24.0, 1: 12.0, 2: 2.0}  # units: how far the tissue stays behind at its corners
BERRIES = {-1: 20.0, 0: 25.0, 1: 30.0, 2: 34.0}  # units: half the width of the glands, by fullness
ARROWS = {0: (), 1: (114,), 2: (108, 121)}  # units: where arrows of pressure stand


def panel(setting: Setting) -> list[Node]:
    """Return the pieces of one state, back to front."""
    after = outcome(setting)
    return [tissue(setting.swelling), duct(setting.swelling), glands(after.fullness), nipple(), drops(after.leaves)]


def tissue(swelling: Swelling) -> Node:
    """Return the tissue around the duct: the more it swells, the nearer it comes, with one or two arrows."""
    gap, bulge = WAIST[swelling] + 1, BULGE[swelling]
    sides = [_side(turn, gap, bulge) for turn in (-1, 1)]
    arrows = [_arrow(turn, y) for y in ARROWS[swelling] for turn in (-1, 1)]
    return node("g", {}, *sides, *arrows)


def _side(turn: int, gap: float, bulge: float) -> Node:
    outer, near, far = MIDDLE + 47 * turn, MIDDLE + gap * turn, MIDDLE + (gap + bulge) * turn
    d = f"M{outer} 84C{far:g} 88 {near:g} 98 {near:g} 114S{far:g} 140 {outer} 144Z"
    return path(d, "mf-duct__tissue")


def _arrow(turn: int, y: float) -> Node:
    start, tip = MIDDLE + 41 * turn, MIDDLE + 23 * turn
    return path(f"M{start} {y:g}H{tip}m{6 * turn} -4l{-6 * turn} 4l{6 * turn} 4", "mf-duct__arrow")


def duct(swelling: Swelling) -> Node:
    """Return the duct with its waist."""
    a, b, left, right = MIDDLE - WALL, MIDDLE + WALL, MIDDLE - WAIST[swelling], MIDDLE + WAIST[swelling]
    down = f"M{a:g} 60V84C{a:g} 98 {left:g} 98 {left:g} 114S{a:g} 130 {a:g} 144V158"
    up = f"H{b:g}V144C{b:g} 130 {right:g} 130 {right:g} 114S{b:g} 98 {b:g} 84V60Z"
    return path(down + up, "mf-duct__tube")


def glands(fullness: int) -> Node:
    """Return the milk glands: larger when fuller, with a dashed line for the usual size and marks of tension."""
    wide = BERRIES[fullness]
    y = 62 - wide * 0.86
    around = [(MIDDLE + wide * 0.6 * cos(at * pi / 3), y + wide * 0.5 * sin(at * pi / 3)) for at in range(6)]
    berries = [dot(x, up, wide * 0.44, "mf-duct__gland") for x, up in [*around, (float(MIDDLE), y)]]
    size = {"cx": MIDDLE, "cy": 62 - BERRIES[0] * 0.86, "rx": BERRIES[0], "ry": BERRIES[0] * 0.86}
    usual = node("ellipse", size | {"class": "mf-duct__usual", "stroke-dasharray": "3 3"})
    return node("g", {}, *berries, *([usual] if fullness else []), *_tension(fullness, wide, y))


def _tension(fullness: int, wide: float, y: float) -> list[Node]:
    marks = []
    for turn in (-1, 1):
        x = MIDDLE + (wide + 4) * turn
        marks += [path(f"M{x:g} {y - 12:g}q{5 * turn} 12 0 24", "mf-duct__tense")] if fullness > 0 else []
        marks += [path(f"M{x + 6 * turn:g} {y - 9:g}q{4 * turn} 9 0 18", "mf-duct__tense")] if fullness > 1 else []
    return marks


def nipple() -> Node:
    """Return the nipple, at the end of the duct."""
    return path("M14 158H38C41 158 41 170 46 170H60C65 170 65 158 68 158H92", "mf-duct__nipple")


def drops(leaves: int) -> Node:
    """Return one, two or three drops of milk: less, as usual, more. Where hardly any leaves, the drop is empty."""
    count = max(1, leaves + 2)
    look = "mf-duct__drop" if leaves > -2 else "mf-duct__drop mf-duct__drop--empty"
    places = [MIDDLE + 16 * (at - (count - 1) / 2) for at in range(count)]
    return node("g", {}, *(path(f"M{x:g} 174c5 7 5 12 0 12s-5 -5 0 -12Z", look) for x in places))
