"""A drawing as plain data: the server writes it out as SVG for paper, and a page builds it node by node."""

from collections.abc import Mapping
from html import escape
from textwrap import wrap
from typing import Any

Node = dict[str, Any]
LINE = 17  # units from baseline to baseline


def node(tag: str, props: Mapping[str, Any] | None = None, *children: Node | str) -> Node:
    """Return one element: ``{"tag", "props", "children"}``, its properties as text, its children nodes or text."""
    written = {name: f"{value:g}" if isinstance(value, float | int) else value for name, value in (props or {}).items()}
    return {"tag": tag, "props": written, "children": list(children)}


def written(drawn: Node) -> str:
    """Return a node as SVG text, every word of it escaped."""
    props = "".join(f' {name}="{escape(str(value))}"' for name, value in drawn["props"].items())
    inside = "".join(escape(child) if isinstance(child, str) else written(child) for child in drawn["children"])
    return f"<{drawn['tag']}{props}>{inside}</{drawn['tag']}>"


def picture(width: float, height: float, title: str, story: str, *parts: Node) -> Node:
    """Return a whole ``<svg>`` that is read out as one picture: its title, then its story."""
    # No ids: the same picture may stand on one page twice.
    look = {"fill": "none", "stroke": "currentColor", "font-size": 13.5, "class": "mf-picture", "role": "img"}
    props = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width:g} {height:g}", "width": width} | look
    return node("svg", props, node("title", {}, title), node("desc", {}, story), *parts)


def label(x: float, y: float, words: str, anchor: str = "start", css_class: str = "mf-picture__text") -> Node:
    """Return one line of text; ``y`` is its baseline. ``anchor`` is start, middle or end."""
    props = {"x": x, "y": y, "text-anchor": anchor, "class": css_class, "fill": "currentColor", "stroke": "none"}
    return node("text", props, words)


def path(d: str, css_class: str, **props: str | float) -> Node:
    """Return a path. ``css_class`` colours it; ``props`` are for pages that drop the style sheet."""
    return node("path", {"d": d, "class": css_class} | props)


def dot(x: float, y: float, r: float, css_class: str, **props: str | float) -> Node:
    """Return a circle around (x, y)."""
    return node("circle", {"cx": x, "cy": y, "r": r, "class": css_class} | props)


def on_lines(x: float, y: float, words: str, anchor: str = "start", css_class: str = "") -> Node:
    """Return one line of text with a rim of paper, for a place where lines of the drawing run under it."""
    return label(x, y, words, anchor, f"mf-picture__text mf-picture__on {css_class}".strip())


def lines(x: float, y: float, words: str, letters: int, anchor: str = "start", css_class: str = "") -> list[Node]:
    """Return ``words`` in lines of at most ``letters``; ``y`` is the baseline of the first."""
    look = f"mf-picture__text {css_class}".strip()
    told = wrap(words, letters, break_long_words=False, break_on_hyphens=False)
    return [label(x, y + LINE * at, line, anchor, look) for at, line in enumerate(told)]
