"""What a trainee can decide about a claim, and which decision each verdict calls for."""

from collections.abc import Mapping
from typing import Literal, get_args

from milkflow.evidence import Verdict

Stance = Literal["give", "give-with-limit", "no-longer", "never", "not-known"]
STANCES: tuple[Stance, ...] = get_args(Stance)

# The one place that says what a verdict means for practice. The words of a stance are in words/lens.yaml.
STANCE_OF: Mapping[Verdict, Stance] = {
    "supported": "give",
    "partly-supported": "give-with-limit",
    "superseded": "no-longer",
    "unsafe": "never",
    # Nothing was found for it or against it: so it is not given as advice, and not called false either.
    "no-evidence": "not-known",
}

# More careful than the verdict asks, and as safe: to name a limit of what is supported, or not to give what nobody has
# shown. Caution is not marked down; the page still says how this course decides.
CAREFUL: frozenset[tuple[Verdict, Stance]] = frozenset(
    {("supported", "give-with-limit"), ("no-evidence", "no-longer"), ("no-evidence", "never")}
)


def event_name(claim: str) -> str:
    """Return the name under which a decision on ``claim`` is kept; the dot keeps it apart from every question's id."""
    return f"lens.{claim}"
