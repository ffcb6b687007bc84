"""Coverage and impact as they are printed."""

from collections.abc import Iterable, Mapping

from milkflow.tracing.coverage import Coverage

HEADINGS = ("claim", "verdict", "taught", "practised", "graded", "read", "review")


def coverage_table(rows: Iterable[Coverage]) -> str:
    """Return one line for each claim, in columns. Lessons stand as their numbers, quizzes as their names."""
    lines = [HEADINGS, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = ([cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines)
    return "\n".join("  ".join(cells).rstrip() for cells in padded)


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
