"""What a change of one claim reaches."""

from collections.abc import Iterable, Mapping

from milkflow.errors import MilkflowError
from milkflow.evidence import Claim
from milkflow.reading import did_you_mean
from milkflow.tracing.model import Use


def impact(id: str, claims: Mapping[str, Claim], uses: Iterable[Use]) -> dict[str, tuple[str, ...]]:
    """Return the places that rest on the claim, by file, in order. Raise MilkflowError for an unknown claim."""
    if id not in claims:
        raise MilkflowError(f"No claim is called {id!r}{did_you_mean(id, claims)}")
    found: dict[str, dict[str, None]] = {}
    for use in uses:
        if use.claim == id:
            found.setdefault(use.file, {})[use.place] = None
    return {file: tuple(places) for file, places in found.items()}
