"""How swelling narrows a duct, drawn: three states side by side, and the pieces that the interactive form changes."""

from collections.abc import Mapping
from math import cos, pi, sin
from typing import Any

from milkflow.figures.breast import pointer
from milkflow.figures.figure import Figure, plain_table
from milkflow.figures.narrowing import LEVELS, SWELLINGS, Level, Outcome, Setting, Swelling, outcome
from milkflow.figures.nodes import Node, dot, label, lines, node, path, picture, written
from milkflow.words import say

Words = Mapping[str, str]
WIDE, HIGH, MIDDLE = 106, 190, 53  # units: one state, and the middle of its duct
LEAVES_NAMES = {-2: "hardly", -1: "less", 0: "usual", 1: "more"}
LEVEL_NAMES = {-1: "less", 0: "usual", 1: "more"}
SWELLING_NAMES = {0: "little", 1: "some", 2: "much"}
FULLNESS_NAMES = {-1: "softer", 0: "usual", 1: "fuller", 2: "fullest"}
HALF_DUCT = {0: 8.0, 1: 4.5, 2: 1.8}  # units: half the width of the duct, by swelling
GLAND = {-1: 20.0, 0: 25.0, 1: 30.0, 2: 34.0}  # units: radius of the gland, by fullness
THREE = (Setting(swelling=0), Setting(swelling=1), Setting(swelling=2))


def narrowing(words: Words) -> Figure:
    """Return the still figure: little, some and much swelling, with milk made and milk removed as usual."""
    title, story = say(words, "narrowing-title"), say(words, "narrowing-desc")
    rule = grid(words)
    states = [_state(at, setting, words) for at, setting in enumerate(THREE)]
    return Figure(
        id="narrowing",
        title=title,
        drawing=written(picture(3 * WIDE + 2, HIGH + 78, title, story, *states)),
        table=plain_table(rule["title"], rule["head"], rule["rows"]),
        cautions=tuple(say(words, f"narrowing-caution-{name}") for name in ("think", "first", "second", "open")),
        words=words,
        story=story,
    )


def told(setting: Setting, words: Words) -> str:
    """Return a setting and what follows from it, in words."""
    after = outcome(setting)
    said = [
        say(words, f"narrowing-width-{SWELLING_NAMES[setting.swelling]}"),
        say(words, f"narrowing-leaves-{LEAVES_NAMES[after.leaves]}"),
        say(words, f"narrowing-fullness-{FULLNESS_NAMES[after.fullness]}"),
        say(words, f"narrowing-pull-{after.pull}"),
    ]
    return " ".join(said)


def panel(setting: Setting) -> list[Node]:
    """Return the pieces of one state, back to front: tissue and duct, gland, nipple, drops."""
    after = outcome(setting)
    return [tissue(setting.swelling), duct(setting.swelling), gland(after.fullness), nipple(), drops(after.leaves)]


def tissue(swelling: Swelling) -> Node:
    """Return the tissue around the duct: the more it swells, the nearer it comes, with more marks and arrows."""
    gap = HALF_DUCT[swelling] + 1
    bulge = [24, 12, 2][swelling]
    left = f"M6 84C{MIDDLE - gap - bulge:g} 88 {MIDDLE - gap:g} 98 {MIDDLE - gap:g} 114S{MIDDLE - gap - bulge:g} 140 6 144Z"
    right = f"M100 84C{MIDDLE + gap + bulge:g} 88 {MIDDLE + gap:g} 98 {MIDDLE + gap:g} 114S{MIDDLE + gap + bulge:g} 140 100 144Z"
    arrows = [piece for at in range(swelling) for piece in _squeeze(114 + 13 * (at if swelling > 1 else 0) - 6 * (swelling - 1))]
    return node("g", {}, path(left, "mf-duct__tissue"), path(right, "mf-duct__tissue"), *arrows)


def _squeeze(y: float) -> list[Node]:
    return [
        path(f"M12 {y:g}H30m-6 -4l6 4l-6 4", "mf-duct__arrow"),
        path(f"M94 {y:g}H76m6 -4l-6 4l6 4", "mf-duct__arrow"),
    ]


def duct(swelling: Swelling) -> Node:
    """Return the duct, squeezed in its middle."""
    half = HALF_DUCT[swelling]
    left, right = MIDDLE - half, MIDDLE + half
    wall = (
        f"M{MIDDLE - 8} 60V84C{MIDDLE - 8} 98 {left:g} 98 {left:g} 114S{MIDDLE - 8} 130 {MIDDLE - 8} 144V158"
        f"H{MIDDLE + 8}V144C{MIDDLE + 8} 130 {right:g} 130 {right:g} 114S{MIDDLE + 8} 98 {MIDDLE + 8} 84V60Z"
    )
    return path(wall, "mf-duct__tube")


def gland(fullness: int) -> Node:
    """Return the milk glands of this part: larger when fuller, with marks of tension when they are."""
    wide = GLAND[fullness]
    y = 62 - wide * 0.86
    marks = []
    if fullness > 0:
        for x, turn in ((MIDDLE - wide - 4, -1), (MIDDLE + wide + 4, 1)):
            marks.append(path(f"M{x:g} {y - 12:g}q{5 * turn} 12 0 24", "mf-duct__tense"))
            if fullness > 1:
                marks.append(path(f"M{x + 6 * turn:g} {y - 9:g}q{4 * turn} 9 0 18", "mf-duct__tense"))
    berries = [
        dot(MIDDLE + wide * 0.6 * cos(turn * pi / 3), y + wide * 0.5 * sin(turn * pi / 3), wide * 0.44, "mf-duct__gland")
        for turn in range(6)
    ]
    body = node("g", {}, *berries, dot(MIDDLE, y, wide * 0.44, "mf-duct__gland"))
    dashed = {"cx": MIDDLE, "cy": 62 - GLAND[0] * 0.86, "rx": GLAND[0], "ry": GLAND[0] * 0.86}
    usual = node("ellipse", dashed | {"class": "mf-duct__usual", "stroke-dasharray": "3 3"})
    return node("g", {}, body, *([usual] if fullness else []), *marks)


def nipple() -> Node:
    """Return the nipple, at the end of the duct."""
    return path("M14 158H38C41 158 41 170 46 170H60C65 170 65 158 68 158H92", "mf-duct__nipple")


def drops(leaves: int) -> Node:
    """Return one, two or three drops of milk: less, as usual, more. Where hardly any leaves, the drop is empty."""
    count = max(1, leaves + 2)
    look = "mf-duct__drop" if leaves > -2 else "mf-duct__drop mf-duct__drop--empty"
    places = [MIDDLE + 16 * (at - (count - 1) / 2) for at in range(count)]
    return node("g", {}, *(path(f"M{x:g} 174c5 7 5 12 0 12s-5 -5 0 -12Z", look) for x in places))


def _state(at: int, setting: Setting, words: Words) -> Node:
    name = SWELLING_NAMES[setting.swelling]
    heading = lines(MIDDLE, HIGH + 20, say(words, f"narrowing-short-{name}"), 14, "middle", "mf-name")
    below = lines(MIDDLE, HIGH + 40, say(words, f"narrowing-gist-{name}"), 15, "middle")
    return node("g", {"transform": f"translate({at * (WIDE + 1)} 0)"}, *panel(setting), *heading, *below)


def grid(words: Words) -> dict[str, Any]:
    """Return the whole rule as ``title``, ``head`` and ``rows`` of plain text."""
    return {
        "title": say(words, "narrowing-table"),
        "head": [say(words, f"narrowing-head-{name}") for name in ("removed", "swelling", "leaves", "fullness")],
        "rows": [_row(removed, swelling, words) for removed in LEVELS for swelling in SWELLINGS],
    }


def _row(removed: Level, swelling: Swelling, words: Words) -> list[str]:
    def short(after: Outcome, made: Level) -> str:
        values = {
            "made": say(words, f"narrowing-level-{LEVEL_NAMES[made]}"),
            "fullness": say(words, f"narrowing-full-{FULLNESS_NAMES[after.fullness]}"),
            "pull": say(words, f"narrowing-next-{after.pull}"),
        }
        return say(words, "narrowing-cell", **values)

    found = [outcome(Setting(made, removed, swelling)) for made in LEVELS]
    return [
        say(words, f"narrowing-level-{LEVEL_NAMES[removed]}"),
        say(words, f"narrowing-level-{SWELLING_NAMES[swelling]}"),
        say(words, f"narrowing-level-{LEAVES_NAMES[found[0].leaves]}"),
        "\n".join(short(after, made) for after, made in zip(found, LEVELS, strict=True)),
    ]


def labelled(words: Words) -> list[Node]:
    """Return the names of the parts beside one state, for the interactive form."""
    parts = [("glands", 44, (MIDDLE + 14, 40)), ("tissue", 100, (88, 100)), ("duct", 130, (MIDDLE + 1, 124)), ("nipple", 170, (61, 166))]
    return [piece for name, y, target in parts for piece in pointer(128, y, target, say(words, f"narrowing-part-{name}"))]
