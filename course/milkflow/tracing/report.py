"""Coverage and impact as they are printed."""

from collections.abc import Iterable, Mapping

from rich.table import Table

from milkflow.tracing.coverage import Coverage

HEADINGS = ("claim", "verdict", "taught in", "practised in", "graded in", "sources read", "review")


def coverage_table(rows: Iterable[Coverage]) -> Table:
    """Return one line for each claim. Lessons stand as their numbers, quizzes as their names."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in HEADINGS:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*_cells(row))
    return table


def _cells(row: Coverage) -> tuple[str, ...]:
    claim = row.claim
    return (
        claim.id,
        claim.verdict,
        " ".join(id.split("-")[0] for id in row.taught) or "-",
        " ".join(id.split("-")[0] for id in row.practised) or "-",
        " ".join(row.graded) or "-",
        f"{row.sources_read} of {len(claim.sources)}",
        claim.reviewed_by or "awaiting",
    )


def coverage_summary(rows: Iterable[Coverage]) -> str:
    """Return the counts in one line."""
    found = tuple(rows)
    counts = ((word, sum(map(bool, ids))) for word, ids in (
        ("taught", (row.taught for row in found)),
        ("practised", (row.practised for row in found)),
        ("graded", (row.graded for row in found)),
        ("signed by a clinician", (row.claim.reviewed_by for row in found)),
    ))  # fmt: skip
    return f"{len(found)} claims: " + ", ".join(f"{count} {word}" for word, count in counts) + "."


def impact_text(id: str, found: Mapping[str, Iterable[str]]) -> str:
    """Return the places by file, one a line, and how many there are."""
    lines = [line for file, places in found.items() for line in (file, *(f"  {place}" for place in places))]
    count = sum(line.startswith("  ") for line in lines)
    return "\n".join([*lines, f"{count} places in {len(found)} files rest on {id}. Read each of them again."])
