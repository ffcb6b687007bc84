"""Small pieces of SVG. A drawing is 320 units wide and scales to its place; its text stays readable on a phone."""

from collections.abc import Iterable
from html import escape
from textwrap import wrap

WIDTH = 320
TEXT = 13.5  # units; about 11 px where a 320 px screen leaves 265 px for the drawing
LINE = 17


def drawing(id: str, height: float, title: str, story: str, parts: Iterable[str]) -> str:
    """Return a whole ``<svg>`` that is read out as one picture: its title, then its story."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" role="img"'
        f' aria-labelledby="{id}-title {id}-story" font-size="{TEXT}" fill="currentColor">'
        f'<title id="{id}-title">{escape(title)}</title><desc id="{id}-story">{escape(story)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def text(x: float, y: float, words: str, anchor: str = "start", css_class: str = "") -> str:
    """Return one line of text; ``y`` is its baseline. ``anchor`` is start, middle or end."""
    kind = f' class="{css_class}"' if css_class else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{kind}>{escape(words)}</text>'


def block(x: float, middle: float, words: str, letters: int, css_class: str = "") -> str:
    """Return ``words`` centred on (x, middle), in lines of at most ``letters``."""
    lines = wrap(words, letters, break_long_words=False, break_on_hyphens=False)
    top = middle - LINE * (len(lines) - 1) / 2 + TEXT * 0.35
    return "".join(text(x, top + LINE * at, line, "middle", css_class) for at, line in enumerate(lines))


def box(x: float, y: float, width: float, height: float, css_class: str, fill: str = "currentColor") -> str:
    """Return a rectangle. ``css_class`` colours it; ``fill`` is for pages that drop the style sheet."""
    size = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect {size} class="{css_class}" fill="{fill}" stroke="currentColor"/>'


def line(x1: float, y1: float, x2: float, y2: float, css_class: str = "mf-rule") -> str:
    """Return a straight line."""
    return f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" class="{css_class}" stroke="currentColor" fill="none"/>'


def grouped(number: float) -> str:
    r"""Return a whole number with narrow no-break spaces between thousands.

    >>> grouped(1_000_000) == "1\u202f000\u202f000"
    True
    """
    return f"{number:,.0f}".replace(",", "\u202f")
