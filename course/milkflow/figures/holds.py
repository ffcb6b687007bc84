"""Two ways to hold a baby, and where its chin points in each. An option for comfort, and no cure."""

from collections.abc import Mapping

from milkflow.figures.figure import Figure, plain_table
from milkflow.figures.nodes import Node, label, lines, node, path, picture, written
from milkflow.words import say

HOLDS = ("across", "under")
WIDE, HIGH = 158.0, 200.0  # units: one drawing


def holds(words: Mapping[str, str]) -> Figure:
    """Return the figure."""
    title, story = say(words, "holds-title"), say(words, "holds-desc")
    drawn = [_hold(at, hold, words) for at, hold in enumerate(HOLDS)]
    heads = [say(words, f"holds-head-{name}") for name in ("hold", "chin", "may")]
    rows = [[say(words, f"holds-{hold}-{name}") for name in ("name", "chin", "may")] for hold in HOLDS]
    return Figure(
        id="feeding-positions",
        title=title,
        drawing=written(picture(320, HIGH + 78, title, story, *drawn)),
        table=plain_table(say(words, "holds-table"), heads, rows),
        cautions=tuple(say(words, f"holds-caution-{name}") for name in ("evidence", "differ", "try")),
        words=words,
        story=story,
    )


def _hold(at: int, hold: str, words: Mapping[str, str]) -> Node:
    pieces = [*_mother(), *(_across(words) if hold == "across" else _under(words))]
    name = lines(WIDE / 2, HIGH + 18, say(words, f"holds-{hold}-name"), 20, "middle", "mf-name")
    chin = lines(WIDE / 2, HIGH + 37, say(words, f"holds-{hold}-chin"), 21, "middle")
    return node("g", {"transform": f"translate({at * (WIDE + 4):g} 0)"}, *pieces, *name, *chin)


def _mother() -> list[Node]:
    """Return a mother from the front, from her chin to her lap. Nothing of her tells where she comes from."""
    body = (
        "M64 4C64 22 60 28 46 33C20 41 8 52 6 84C2 130 2 160 2 196H156C156 160 156 130 152 84"
        "C150 52 138 41 112 33C98 28 94 22 94 4"
    )
    return [
        path(body, "mf-hold__mother"),
        path("M26 92C22 124 22 160 24 196M132 92C136 124 136 160 134 196", "mf-hold__arm"),
        node("ellipse", {"cx": 47, "cy": 104, "rx": 28, "ry": 31, "class": "mf-hold__breast"}),
        node("ellipse", {"cx": 108, "cy": 104, "rx": 33, "ry": 35, "class": "mf-hold__breast"}),
        node("circle", {"cx": 47, "cy": 108, "r": 8, "class": "mf-body__areola"}),
    ]


def _baby(body: str, head: tuple[float, float], ear: str) -> list[Node]:
    x, y = head
    return [
        path(body, "mf-hold__cloth"),
        node("circle", {"cx": x, "cy": y, "r": 19, "class": "mf-hold__head"}),
        path(ear, "mf-hold__line"),
    ]


def _sore(d: str) -> Node:
    return path(d, "mf-hold__sore", **{"stroke-dasharray": "3 2"})


def _arrow(d: str) -> list[Node]:
    return [path(d, "mf-hold__halo"), path(d, "mf-hold__arrow")]


def _across(words: Mapping[str, str]) -> list[Node]:
    body = "M104 114C80 122 50 126 26 136C6 146 4 174 26 178C58 180 92 164 112 144C122 134 120 112 104 114Z"
    return [
        _sore("M104 104L78 88A33 35 0 0 0 78 122Z"),
        *_baby(body, (112, 106), "M118 100q7 5 2 11"),
        *_arrow("M92 104H66m7 -6l-7 6l7 6"),
        label(66, 92, say(words, "holds-chin"), "middle", "mf-picture__text mf-name mf-hold__word"),
    ]


def _under(words: Mapping[str, str]) -> list[Node]:
    body = "M108 116C124 112 142 122 154 138C160 152 158 174 144 176C126 174 108 160 98 142C92 128 96 116 108 116Z"
    return [
        _sore("M112 104L138 88A33 35 0 0 1 138 122Z"),
        *_baby(body, (102, 106), "M96 100q-7 5 -2 11"),
        *_arrow("M122 104H147m-7 -6l7 6l-7 6"),
        label(140, 88, say(words, "holds-chin"), "middle", "mf-picture__text mf-name mf-hold__word"),
    ]
