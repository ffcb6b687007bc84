"""For each claim: where it is taught, practised and graded, and what its verdict rests on."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from milkflow.evidence import Claim
from milkflow.tracing.model import How, Use


class Coverage(NamedTuple):
    """One claim. ``taught``, ``practised`` and ``graded`` hold ids of lessons and quizzes, in order."""

    claim: Claim
    taught: tuple[str, ...]
    practised: tuple[str, ...]
    graded: tuple[str, ...]

    @property
    def sources_read(self) -> int:
        """How many of the cited statements were read; the others are recalled."""
        return sum(cited.verified == "read" for cited in self.claim.sources)


def coverage(claims: Mapping[str, Claim], uses: Iterable[Use]) -> tuple[Coverage, ...]:
    """Return one Coverage for each claim, in the order of the web page."""
    found = tuple(uses)

    def owners(claim: str, how: How) -> tuple[str, ...]:
        return tuple(sorted({use.owner for use in found if use.claim == claim and use.how == how}))

    return tuple(
        Coverage(claim, owners(id, "taught"), owners(id, "practised"), owners(id, "graded"))
        for id, claim in claims.items()
    )


def gaps(rows: Iterable[Coverage]) -> Iterator[str]:
    """Yield a sentence for each claim that no lesson teaches, or that no lesson lets her practise."""
    for row in rows:
        if not row.taught:
            yield f"{row.claim.id}: no lesson shows its verdict; add lesson.claim({row.claim.id!r}) or a lens"
        if not row.practised:
            yield f"{row.claim.id}: nothing lets her practise it; add a question, a case or a lens that rests on it"
