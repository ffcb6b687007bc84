"""One certificate as a PDF of A4 pages, with its fonts in it: it looks and prints alike everywhere."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from milkflow.grading.certificates.letters import BOLD, REGULAR, fonts
from milkflow.words import say

Words = Mapping[str, str]
INK, SOFT, ACCENT, LINE = (HexColor(one) for one in ("#1d2b2c", "#4b5b5b", "#0d6661", "#c9cfc6"))
WIDE = A4[0] - 40 * mm - 12  # the frame keeps 6 points free on each side


class Text(NamedTuple):
    """What one certificate says: title, name ("" for a line to write on), sentence, labelled facts, small print."""

    code: str
    version: str
    title: str
    name: str
    said: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    small: tuple[str, tuple[str, ...]]


def certificate_pdf(text: Text, words: Words) -> bytes:
    """Return the PDF. The same text gives the same bytes."""
    fonts()
    held = BytesIO()
    document = SimpleDocTemplate(
        held, pagesize=A4, leftMargin=20 * mm, rightMargin=20 * mm, topMargin=16 * mm, bottomMargin=16 * mm,
        title=f"{text.title}: {text.code}", author=words["desk-cert-maker"], lang="en", invariant=1,
    )  # fmt: skip
    foot = _foot(text, words)
    document.build([*_head(text, words), _facts(text), *_signing(words), *_small(text)], foot, foot)
    return held.getvalue()


def _style(size: float, **more: Any) -> ParagraphStyle:
    settings = {"fontName": REGULAR, "fontSize": size, "leading": size * 1.36, "textColor": INK} | more
    return ParagraphStyle(f"{size}{sorted(more)}", **settings)


def _say(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text), style)


def _head(text: Text, words: Words) -> list[Flowable]:
    name = text.name or "_" * 34
    parts: list[Flowable] = [
        _say(words["desk-cert-maker"], _style(13, fontName=BOLD, textColor=ACCENT)),
        _say(words["desk-cert-course"], _style(10, textColor=SOFT)),
        Spacer(1, 7 * mm),
        _say(text.title, _style(24, fontName=BOLD, leading=30)),
        Spacer(1, 4 * mm),
        _say(words["desk-cert-name"], _style(10, textColor=SOFT)),
        _say(name, _style(19 if len(name) < 45 else 14, fontName=BOLD, textColor=ACCENT, leading=26)),
    ]
    if not text.name:
        parts.append(_say(words["desk-cert-name-by-hand"], _style(8.5, textColor=SOFT)))
    return [*parts, _say(text.said, _style(12)), Spacer(1, 4 * mm)]


def _facts(text: Text) -> Table:
    label, plain = _style(8.5, fontName=BOLD, textColor=SOFT), _style(9)
    rows = [[_say(name, label), [_say(line, plain) for line in lines]] for name, lines in text.facts]
    table = Table(rows, colWidths=[36 * mm, WIDE - 36 * mm])
    table.setStyle(TableStyle([
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEABOVE", (0, 0), (-1, -1), 0.5, LINE),
        ("TOPPADDING", (0, 0), (-1, -1), 2.6), ("BOTTOMPADDING", (0, 0), (-1, -1), 3.4),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]))  # fmt: skip
    return table


def _signing(words: Words) -> list[Flowable]:
    label = _style(8.5, textColor=SOFT)
    row = [_say(words[f"desk-cert-{one}"], label) for one in ("place", "signer", "signature")]
    third = (WIDE - 16 * mm) / 3
    table = Table([[row[0], "", row[1], "", row[2]]], colWidths=[third, 8 * mm] * 2 + [third])
    table.setStyle(TableStyle([("LINEABOVE", (at, 0), (at, 0), 0.8, INK) for at in (0, 2, 4)]))
    return [Spacer(1, 18 * mm), table]


def _small(text: Text) -> list[Flowable]:
    title, lines = text.small
    heading = _say(title, _style(10, fontName=BOLD, textColor=ACCENT))
    return [PageBreak(), heading, Spacer(1, 3 * mm), *(_say(line, _style(8.5)) for line in lines)]


def _foot(text: Text, words: Words) -> Callable[[Any, Any], None]:
    def draw(canvas: Any, document: Any) -> None:
        canvas.setFont(REGULAR, 7)
        canvas.setFillColor(SOFT)
        line = say(words, "desk-cert-page", code=text.code, title=text.title, version=text.version, page=document.page)
        canvas.drawString(20 * mm + 6, 9 * mm, line)

    return draw
