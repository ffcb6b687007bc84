"""The same inflamed place on ten tones of skin, drawn: warmth and swelling stay, the contrast of the colour fades."""

from collections.abc import Mapping

from milkflow.figures.figure import Figure, plain_table
from milkflow.figures.nodes import Node, label, node, path, picture, written
from milkflow.figures.tones import TONES, contrast, inflamed
from milkflow.words import say

COLUMNS, WIDE, HIGH, TOP = 5, 63.0, 120.0, 0.0  # units: five steps in a row, and the place of each


def skin(words: Mapping[str, str]) -> Figure:
    """Return the figure. Its contrasts are those of the drawn colours."""
    shown = [f"{contrast(tone, inflamed(tone)):.2f}" for tone in TONES]
    title = say(words, "skin-title")
    story = say(words, "skin-desc", first=shown[0], last=shown[-1])
    steps = [_step(at, tone) for at, tone in enumerate(TONES)]
    key = _key(TOP + 2 * HIGH + 12, words)
    return Figure(
        id="skin-tones",
        title=title,
        drawing=written(picture(320, TOP + 2 * HIGH + 78, title, story, *steps, *key)),
        table=_table(shown, words),
        cautions=tuple(say(words, f"skin-caution-{name}") for name in ("look", "ask", "feel", "drawn")),
        words=words,
        story=story,
    )


def _table(shown: list[str], words: Mapping[str, str]) -> str:
    heads = [say(words, f"skin-head-{name}") for name in ("step", "colour", "marks")]
    marks = say(words, "skin-marks")
    rows = [[say(words, "skin-step", step=at), value, marks] for at, value in enumerate(shown, 1)]
    return plain_table(say(words, "skin-table"), heads, rows)


def _step(at: int, tone: str) -> Node:
    x, y = (at % COLUMNS) * WIDE + WIDE / 2 + 2, TOP + at // COLUMNS * HIGH
    return node(
        "g",
        {"transform": f"translate({x:g} {y:g})"},
        *_skin(tone),
        *warmth(),
        label(0, 103, f"{at + 1}", "middle", "mf-picture__text mf-name"),
    )


def _skin(tone: str) -> list[Node]:
    """Return skin that bulges at the sore place, a dashed line where it would lie flat, and the sore place."""
    body = "M-28 46C-20 46 -16 45 -12 38C-7 28 7 28 12 38C16 45 20 46 28 46V80Q28 88 20 88H-20Q-28 88 -28 80Z"
    sore = "M-15 44C-13 34 -7 31.5 0 31.5S13 34 15 44C17 56 10 66 0 66S-17 56 -15 44Z"
    return [
        path(body, "mf-skin__body", fill=tone),
        path(sore, "mf-skin__sore", fill=inflamed(tone), stroke="none"),
        path(body, "mf-skin__edge", fill="none", stroke="currentColor"),
        path("M-14 46H14", "mf-skin__flat", **{"stroke-dasharray": "2 2"}, stroke=_seen_on(tone)),
    ]


def _seen_on(tone: str) -> str:
    """Return black or white, whichever stands out more."""
    return max("#ffffff", "#000000", key=lambda ink: contrast(tone, ink))


def warmth() -> list[Node]:
    """Return three wavy lines of warmth: the same on every step."""
    return [path(f"M{x} 24c-5 -4 5 -8 0 -12s5 -8 0 -12", "mf-skin__warm") for x in (-10, 0, 10)]


def _key(y: float, words: Mapping[str, str]) -> list[Node]:
    bulge = path(f"M2 {y + 34:g}c6 0 7 -12 14 -12s8 12 14 12", "mf-skin__edge", fill="none", stroke="currentColor")
    patch = node("circle", {"cx": 16, "cy": y + 53, "r": 7, "class": "mf-skin__spot", "fill": inflamed(TONES[3])})
    waves = [path(f"M{x} {y + 14:g}c-3 -3 3 -6 0 -9s3 -6 0 -9", "mf-skin__warm") for x in (9, 16, 23)]
    places = {"warm": 10, "swollen": 34, "colour": 58}
    names = [label(42, y + at, say(words, f"skin-key-{name}")) for name, at in places.items()]
    return [*waves, bulge, patch, *names]
