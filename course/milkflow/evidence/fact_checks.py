"""Faults of fact tables: columns, rows, cells and the sources they name."""

from collections.abc import Iterator, Sequence

from milkflow.evidence.facts import FactColumn, FactRow, FactTable
from milkflow.evidence.findings import Finding, Sources, Where, cited_badly, repeated_ids, unknown


def fact_findings(tables: Sequence[FactTable], sources: Sources) -> Iterator[Finding]:
    """Yield what is wrong with tables, their columns and their rows."""
    yield from repeated_ids(tables)
    for number, table in enumerate(tables):
        yield from repeated_ids(table.columns, (number, "columns"))
        yield from repeated_ids(table.rows, (number, "rows"))
        for place, source_id in enumerate(table.see_also):
            yield from unknown(source_id, sources, "source", (number, "see_also", place))
        for place, row in enumerate(table.rows):
            yield from _row_findings(row, table.columns, sources, (number, "rows", place))


def _row_findings(
    row: FactRow, columns: Sequence[FactColumn], sources: Sources, at: Where
) -> Iterator[Finding]:
    declared = {column.id: column for column in columns}
    if columns[0].id not in row.values:
        yield (*at, "values"), f"{columns[0].id!r} is missing; it names the row"
    for name, cell in row.values.items():
        yield from unknown(name, declared, "column", (*at, "values", name))
        if name in declared:
            yield from _cell_findings(cell, declared[name], sources, (*at, "values", name))
    for place, source_id in enumerate(row.sources):
        yield from cited_badly(source_id, row.verified, sources, (*at, "sources", place))


def _cell_findings(cell: object, column: FactColumn, sources: Sources, at: Where) -> Iterator[Finding]:
    if column.kind == "number" and isinstance(cell, str):
        yield at, f"{cell!r} is not a number, and the column {column.id!r} holds numbers; use a text column"
    if column.kind == "text" and not isinstance(cell, str):
        yield at, f"{cell!r} is a number in a text column; put it in quotes, or declare 'kind: number'"
    if column.kind == "source":
        yield from unknown(str(cell), sources, "source", at)
