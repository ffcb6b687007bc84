"""Two ways to hold a baby, and where its chin points in each. An option for comfort, and no cure."""

from collections.abc import Mapping

from milkflow.figures.figure import Figure, plain_table
from milkflow.figures.nodes import Node, lines, node, on_lines, path, picture, written
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
        path("M16 84C8 118 22 138 46 138S76 124 74 100", "mf-hold__breast"),
        path("M80 98C76 126 88 142 110 142S150 122 142 84", "mf-hold__breast"),
        node("circle", {"cx": 46, "cy": 110, "r": 9, "class": "mf-body__areola"}),
        node("circle", {"cx": 46, "cy": 110, "r": 3, "class": "mf-body__nipple"}),
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
        *_baby(body, (112, 106), "M118 100q7 5 2 11M44 142q8 12 2 28M66 134q8 12 2 26"),
        *_arrow("M92 106H78m6 -6l-6 6l6 6"),
        on_lines(64, 90, say(words, "holds-chin"), "middle", "mf-name"),
    ]


def _under(words: Mapping[str, str]) -> list[Node]:
    body = "M108 116C124 112 142 122 154 138C160 152 158 174 144 176C126 174 108 160 98 142C92 128 96 116 108 116Z"
    return [
        _sore("M112 104L138 88A33 35 0 0 1 138 122Z"),
        *_baby(body, (102, 106), "M96 100q-7 5 -2 11M118 134q10 4 8 22M136 132q8 8 4 26"),
        *_arrow("M122 106H136m-6 -6l6 6l-6 6"),
        on_lines(138, 86, say(words, "holds-chin"), "middle", "mf-name"),
    ]
