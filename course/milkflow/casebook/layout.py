"""Where each step of a case stands when it is drawn: columns by how far from the start, and lanes for long ways."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from milkflow.cases import Case
from milkflow.cases.links import ways

COLUMN, GAP, LANE, MARGIN = 480, 26, 10, 30
SWEEPS = 8
Spot = tuple[str, ...]  # ("step",) for a step; ("from", "to", "3") where the way between two crosses column 3


@dataclass(frozen=True)
class Layout:
    """``x`` and ``y`` (top) of each spot in units of the drawing; ``ahead`` are the ways that lead to the right."""

    x: Mapping[Spot, float]
    y: Mapping[Spot, float]
    ahead: Mapping[tuple[str, str], tuple[Spot, ...]]
    width: float
    height: float


def laid_out(case: Case, heights: Mapping[str, float]) -> Layout:
    """Return where each step stands, given how high its box is. Ways that lead back are left out."""
    column = columns(case)
    ahead = {pair: _spots(pair, column) for pair in _pairs(case) if column[pair[0]] < column[pair[1]]}
    rows = _ordered(_first_rows(column, ahead), ahead)
    high = [sum(_height(spot, heights) + GAP for spot in row) - GAP for row in rows]
    x, y = {}, {}
    for at, row in enumerate(rows):
        top = MARGIN + (max(high) - high[at]) / 2
        for spot in row:
            x[spot], y[spot] = MARGIN + at * COLUMN, top
            top += _height(spot, heights) + GAP
    return Layout(x, y, ahead, len(rows) * COLUMN + MARGIN, max(high) + 2 * MARGIN)


def columns(case: Case) -> dict[str, int]:
    """Return the column of each step: the most steps by which it is reached without going round."""
    found: dict[str, int] = {}
    leads = _leads(case)

    def visit(step: str, at: int, path: tuple[str, ...]) -> None:
        if step in path or found.get(step, -1) >= at:
            return
        found[step] = at
        for target in leads[step]:
            visit(target, at + 1, (*path, step))

    for step in (case.start, *case.steps):
        if step not in found:
            visit(step, 0, ())
    return found


def _leads(case: Case) -> dict[str, list[str]]:
    leads: dict[str, list[str]] = {id: [] for id in case.steps}
    for source, target in _pairs(case):
        leads[source].append(target)
    return leads


def _pairs(case: Case) -> Iterator[tuple[str, str]]:
    yield from dict.fromkeys((step, way.to) for _, step, way in ways(case))


def _spots(pair: tuple[str, str], column: Mapping[str, int]) -> tuple[Spot, ...]:
    """Return the spots that a way goes through, from the first column after its step to its target."""
    source, target = pair
    between = range(column[source] + 1, column[target])
    return (*((source, target, str(at)) for at in between), (target,))


def _first_rows(column: Mapping[str, int], ahead: Mapping[tuple[str, str], Sequence[Spot]]) -> list[list[Spot]]:
    rows: list[list[Spot]] = [[] for _ in range(max(column.values()) + 1)]
    for step, at in column.items():
        rows[at].append((step,))
    for spots in ahead.values():
        for spot in spots[:-1]:
            rows[int(spot[2])].append(spot)
    return rows


def _ordered(rows: list[list[Spot]], ahead: Mapping[tuple[str, str], Sequence[Spot]]) -> list[list[Spot]]:
    """Return the rows with neighbours brought to the same height: fewer ways cross."""
    left: dict[Spot, list[Spot]] = {spot: [] for row in rows for spot in row}
    right: dict[Spot, list[Spot]] = {spot: [] for row in rows for spot in row}
    for (source, _), spots in ahead.items():
        for before, after in zip([(source,), *spots[:-1]], spots, strict=True):
            right[before].append(after)
            left[after].append(before)
    for sweep in range(SWEEPS):
        beside = right if sweep % 2 else left
        place = {spot: at / max(len(row), 1) for row in rows for at, spot in enumerate(row)}
        for row in reversed(rows) if sweep % 2 else rows:
            weight = {s: mean([place[other] for other in beside[s]]) if beside[s] else place[s] for s in row}
            row.sort(key=lambda spot: weight[spot])
            place |= {spot: at / len(row) for at, spot in enumerate(row)}
    return rows


def _height(spot: Spot, heights: Mapping[str, float]) -> float:
    return heights[spot[0]] if len(spot) == 1 else LANE
