"""Small pieces of Moodle XML. Whatever a text holds, what comes out is well-formed and shows as it was written."""

import re
from html import escape
from xml.etree.ElementTree import Element, SubElement

# What no XML 1.0 file may hold, escaped or not.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    r"""Return ``text`` with a replacement sign for each character that XML cannot hold.

    >>> clean("a\x0bb")
    'a\ufffdb'
    """
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def html(*paragraphs: str | None) -> str:
    """Return plain text as HTML, paragraph by paragraph; empty ones are left out.

    >>> html("if 3 < 4", None)
    '<p>if 3 &lt; 4</p>'
    """
    parts = [part for text in paragraphs if text for part in text.split("\n\n")]
    return "".join(f"<p>{escape(' '.join(part.split()), quote=False)}</p>" for part in parts)


def listed(lines: list[str]) -> str:
    """Return lines of plain text as an HTML list."""
    return "<ul>" + "".join(f"<li>{escape(line, quote=False)}</li>" for line in lines) + "</ul>" if lines else ""


def add(parent: Element, name: str, text: object, **attributes: str) -> Element:
    """Add ``<name>text</name>``."""
    child = SubElement(parent, name, attributes)
    child.text = clean(str(text))
    return child


def add_text(parent: Element, name: str, text: str, format: str | None = "html", **attributes: str) -> Element:
    """Add ``<name format="html"><text>...</text></name>``, the form in which Moodle keeps every text."""
    child = SubElement(parent, name, attributes | ({"format": format} if format else {}))
    add(child, "text", text)
    return child


def number(value: float) -> str:
    """Return a number without a useless end.

    >>> number(38.50), number(14)
    ('38.5', '14')
    """
    return format(value, ".12g")
