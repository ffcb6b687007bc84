"""A claim of the web page, restated, with its verdict and what the verdict rests on."""

from typing import Literal

from pydantic import Field, field_validator

from milkflow.evidence.sources import Text, Verified, WordId
from milkflow.reading import Content

Verdict = Literal["supported", "partly-supported", "superseded", "unsafe", "no-evidence"]
Topic = Literal[
    "anatomy",
    "causes",
    "clearing-procedure",
    "complications",
    "counselling",
    "definition",
    "distinction",
    "help-seeking",
    "prevention",
    "remedies",
    "symptoms",
]


class Disagreement(Content):
    """Where current sources differ. Several claims may point to one."""

    id: WordId
    title: Text
    text: Text


class ClaimSource(Content):
    """One cited statement: what the source says, where in it, and whether that place was read."""

    id: WordId
    says: Text
    locator: Text
    verified: Verified


class WrittenClaim(Content):
    """A claim as an author writes it; ``differs`` is the id of a disagreement."""

    id: WordId
    order: int = Field(ge=1)
    topic: Topic
    says: Text
    verdict: Verdict
    teach: Text
    safety_critical: bool = False
    differs: WordId | None = None
    sources: tuple[ClaimSource, ...] = Field(min_length=1)
    note: Text | None = None
    # None is shown as "awaiting clinical review"; a name goes here only when a clinician has signed it off.
    reviewed_by: Text | None = None

    @field_validator("sources")
    @classmethod
    def _rests_on_a_read_source(cls, cited: tuple[ClaimSource, ...]) -> tuple[ClaimSource, ...]:
        if all(one.verified == "recalled" for one in cited):
            raise ValueError("the verdict rests on recalled sources only; cite at least one that was read")
        return cited


class Claim(WrittenClaim):
    """A claim as a face receives it: ``disagreement`` holds the full text, or None where sources agree."""

    disagreement: Text | None = None
