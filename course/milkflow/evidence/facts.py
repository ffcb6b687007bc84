"""Tables of facts: declared columns, and rows that each name their sources."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, StrictFloat, StrictInt, StrictStr

from milkflow.evidence.sources import Text, Verified, WordId
from milkflow.reading import Content

Cell = StrictStr | StrictInt | StrictFloat


class FactColumn(Content):
    """A column. ``number`` cells are numbers in ``unit``; ``source`` cells are ids of sources."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Text
    unit: Text | None = None
    kind: Literal["text", "number", "source"] = "text"


class FactRow(Content):
    """A row. A column missing from ``values`` has nothing stated for this row."""

    id: WordId
    values: Mapping[str, Cell]
    sources: tuple[WordId, ...] = Field(min_length=1)
    verified: Verified
    note: Text | None = None


class FactTable(Content):
    """A table, or a list of statements. The first column names the row."""

    id: WordId
    title: Text
    kind: Literal["table", "statements"] = "table"
    use: Text | None = None
    columns: tuple[FactColumn, ...] = Field(min_length=1)
    rows: tuple[FactRow, ...] = Field(min_length=1)
    see_also: tuple[WordId, ...] = ()
    note: Text | None = None

    def row(self, row_id: str) -> FactRow | None:
        """Return the row called ``row_id``, or None."""
        return next((row for row in self.rows if row.id == row_id), None)

    @property
    def checked(self) -> tuple[FactRow, ...]:
        """The rows whose source was read: the only ones a figure or a graded question may use."""
        return tuple(row for row in self.rows if row.verified == "read")

    @property
    def verified(self) -> Literal["read", "recalled", "mixed"]:
        """``mixed`` when some rows were read and others not."""
        marks = {row.verified for row in self.rows}
        return marks.pop() if len(marks) == 1 else "mixed"

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of all sources, in order of first mention, then those to see also."""
        cited = [source for row in self.rows for source in (*row.sources, *self._source_cells(row))]
        return tuple(dict.fromkeys([*cited, *self.see_also]))

    def _source_cells(self, row: FactRow) -> list[str]:
        names = [column.id for column in self.columns if column.kind == "source"]
        return [str(row.values[name]) for name in names if name in row.values]
