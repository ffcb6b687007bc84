"""What every figure is made of: a drawing, its story in words, its cautions, and its data as a table."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from milkflow.errors import MilkflowError
from milkflow.evidence import FactRow, FactTable
from milkflow.markup import details, items, paragraphs, tag
from milkflow.words import say

Words = Mapping[str, str]


@dataclass(frozen=True)
class Figure:
    """A figure as HTML. ``drawing`` is a whole ``<svg>``, ``table`` a whole ``<table>``; the other words are plain.

    ``story`` tells the drawing in words. Where a page strips SVG, title, story, cautions and table are still there.
    """

    id: str
    title: str
    drawing: str
    table: str
    cautions: tuple[str, ...]
    words: Words
    story: str

    @property
    def beside(self) -> str:
        """How to read it with care, as HTML."""
        care = tag("p", escape(say(self.words, "figure-reservations")), "mf-eyebrow")
        return tag("div", care + items(map(escape, self.cautions)), "mf-figure__words")

    @property
    def told(self) -> str:
        """The same in words and as a table, as HTML that opens on a press."""
        return details(say(self.words, "figure-data"), paragraphs(self.story) + self.table)

    def __repr__(self) -> str:
        return f"<Figure '{self.id}'>"

    def _repr_html_(self) -> str:
        drawing = tag("div", self.drawing, "mf-figure__drawing")
        return tag(
            "figure",
            tag("figcaption", escape(self.title), "mf-title")
            + tag("div", drawing + self.beside, "mf-figure")
            + self.told,
            "mf mf-card",
        )


def checked_row(table: FactTable, id: str) -> FactRow:
    """Return a row whose source was read. Raise MilkflowError otherwise: nothing recalled is ever drawn."""
    found = next((row for row in table.checked if row.id == id), None)
    if found is None:
        raise MilkflowError(f"facts.yaml: {table.id} has no row {id!r} that is marked read, so it cannot be drawn.")
    return found


def number(row: FactRow, column: str) -> float:
    """Return the number in ``column``, in that column's unit. Raise MilkflowError when there is none."""
    value = row.values.get(column)
    if not isinstance(value, int | float):
        raise MilkflowError(f"facts.yaml: row {row.id!r} has no number under {column!r}, so it cannot be drawn.")
    return value


def data_table(table: FactTable, own: Sequence[str], joined: Sequence[str], words: Words) -> str:
    """Return the checked rows as a table that fits a phone.

    Columns in ``own`` stand by themselves, the first names the row; what ``joined`` columns hold shares one cell.
    """
    label = {column.id: f"{column.label}, {column.unit}" if column.unit else column.label for column in table.columns}
    heads = [label[id] for id in own] + ([say(words, "figure-found")] if joined else [])
    lines = [tag("tr", "".join(f'<th scope="col">{escape(head)}</th>' for head in heads))]
    for row in table.checked:
        first, *rest = (_cell(row, id, words) for id in own)
        cells = [*rest, *([_joined(table, row, joined, words)] if joined else [])]
        lines.append(tag("tr", f'<th scope="row">{first}</th>' + "".join(tag("td", cell) for cell in cells)))
    return _table(table.title, lines)


def plain_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of plain text; the first cell of a row names it, and a line break in a cell stays one."""
    lines = [tag("tr", "".join(f'<th scope="col">{escape(head)}</th>' for head in heads))]
    for first, *rest in rows:
        cells = "".join(tag("td", "<br>".join(map(_shown, cell.split("\n")))) for cell in rest)
        lines.append(tag("tr", f'<th scope="row">{_shown(first)}</th>{cells}'))
    return _table(title, lines)


def _table(title: str, lines: Sequence[str]) -> str:
    rows = f"{tag('caption', escape(title))}<thead>{lines[0]}</thead><tbody>{''.join(lines[1:])}</tbody>"
    return tag("div", tag("table", rows, "mf-table"), "mf-scroll")


def _cell(row: FactRow, column: str, words: Words) -> str:
    return _shown(row.values.get(column, say(words, "figure-not-stated")))


def _joined(table: FactTable, row: FactRow, columns: Iterable[str], words: Words) -> str:
    wanted = [column for column in table.columns if column.id in columns and column.id in row.values]
    said = [
        f"{column.label}: {row.values[column.id]} {column.unit}" if column.kind == "number" else row.values[column.id]
        for column in wanted
    ]
    return "<br>".join(map(_shown, said)) or _shown(say(words, "figure-not-stated"))


def _shown(value: object) -> str:
    """Return a cell's text, escaped; a number such as 1 000 000 never breaks over two lines."""
    return escape(re.sub(r"(?<=\d) (?=\d{3}\b)", "\u202f", str(value)))
