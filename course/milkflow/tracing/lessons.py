"""What the cells of a lesson rest on."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from milkflow.build.cells import Call, Cell, cells_of
from milkflow.cases.links import acts
from milkflow.library import Course
from milkflow.tracing.model import How, Use

PLAYED = ("play", "clinic")


def placed_cases(notebooks: Iterable[Path]) -> set[str]:
    """Return the ids of the cases that these lessons play, on their page or in a clinic."""
    cells = [cell for notebook in notebooks for cell in cells_of(notebook)]
    return {call.id for cell in cells for call in cell.calls if call.verb in PLAYED}


def lesson_uses(notebook: Path, course: Course, root: Path) -> Iterator[Use]:
    """Yield each use of a claim in a lesson notebook, with the number of the cell and the heading above it."""
    heading = ""
    for number, cell in enumerate(cells_of(notebook), 1):
        heading = _heading(cell) or heading
        for how, claim in _rests_on(cell, course):
            place = f"cell {number}, under {heading!r}"
            yield Use(claim, how, str(notebook.relative_to(root)), place, notebook.stem)


def _rests_on(cell: Cell, course: Course) -> Iterator[tuple[How, str]]:
    yield from (("told", claim) for claim in cell.claims)
    for call in cell.calls:
        yield from _brought(call, course)


def _brought(call: Call, course: Course) -> Iterator[tuple[How, str]]:
    if call.verb == "claim":
        yield "taught", call.id
    elif call.verb == "lens":
        # She decides first and sees the verdict then: both at once.
        for claim in course.lenses[call.id].claims:
            yield "taught", claim
            yield "practised", claim
    elif call.verb == "ask":
        yield from (("practised", claim) for claim in course.questions[call.id].claims)
    elif call.verb in PLAYED:
        yield from (("practised", claim) for _, _, act in acts(course.cases[call.id]) for claim in act.claims)


def _heading(cell: Cell) -> str:
    headings = [line.lstrip("# ").strip() for line in cell.text.splitlines() if line.startswith("#")]
    return headings[-1] if headings else ""
