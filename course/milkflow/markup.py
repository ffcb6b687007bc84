"""Small pieces of HTML, every word of them escaped."""

from collections.abc import Iterable
from html import escape

VERDICT_ICONS = {"supported": "✓", "partly-supported": "◐", "superseded": "↺", "unsafe": "!", "no-evidence": "?"}


def tag(name: str, inner: str, css_class: str = "") -> str:
    """Return one element around ``inner``, which is HTML already."""
    kind = f' class="{escape(css_class)}"' if css_class else ""
    return f"<{name}{kind}>{inner}</{name}>"


def paragraphs(text: str, css_class: str = "") -> str:
    """Return a ``<p>`` for each paragraph of ``text`` (split at blank lines)."""
    return "".join(tag("p", escape(part), css_class) for part in parts(text))


def parts(text: str) -> list[str]:
    """Return the paragraphs of ``text``, without the blank lines between them."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def items(lines: Iterable[str], css_class: str = "", ordered: bool = False) -> str:
    """Return a list of ``lines``, which are HTML already."""
    return tag("ol" if ordered else "ul", "".join(tag("li", line) for line in lines), css_class)


def chip(kind: str, icon: str, word: str) -> str:
    """Return a chip: a symbol for the eye and a word for everybody, in the colours of ``kind``."""
    symbol = f'<span class="mf-chip__icon" aria-hidden="true">{escape(icon)}</span>'
    return tag("span", f"{symbol} {escape(word)}", f"mf-chip mf-chip--{kind}")


def details(summary: str, inner: str, css_class: str = "mf-details") -> str:
    """Return text that opens on a press. ``summary`` is plain text, ``inner`` is HTML already."""
    return tag("details", tag("summary", escape(summary)) + inner, css_class)
