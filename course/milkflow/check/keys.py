"""What the key of a graded question may rest on (`milkflow.evidence.keys` says it of one basis)."""

from collections.abc import Iterator

from milkflow.evidence import Evidence, can_back_key
from milkflow.questions import Casework, Question


def key_faults(question: Question | Casework, evidence: Evidence) -> list[str]:
    """Return what is wrong with the ground of a graded key, each as a sentence with the way out."""
    reasons = ((basis, can_back_key(evidence, basis)) for basis in question.key_basis)
    faults = [f"key_basis {basis!r}: {reason}" for basis, reason in reasons if reason]
    return [*faults, *_audit(question, evidence), *_cited(question, evidence), *_disputed(question, evidence)]


def _audit(question: Question | Casework, evidence: Evidence) -> Iterator[str]:
    claim = evidence.claims.get(question.claims[0])
    if question.kind == "claim-audit" and claim and claim.disagreement:
        yield (f"sources differ on {claim.id!r}, so its verdict cannot be a graded key; audit another claim, "
               "or ask in another kind where sources differ")  # fmt: skip


def _cited(question: Question | Casework, evidence: Evidence) -> Iterator[str]:
    for basis in question.key_basis:
        form, _, name = basis.partition(":")
        if form in ("claim", "differ") and name in evidence.claims and name not in question.claims:
            yield f"key_basis {basis!r} is not among the claims of the question; add {name!r} to claims"


def _disputed(question: Question | Casework, evidence: Evidence) -> Iterator[str]:
    """A key on common ground may touch a disputed claim; else the question asks where the sources differ."""
    if question.kind == "reflection" or any(basis.startswith("fact:") for basis in question.key_basis):
        return
    for id in question.claims:
        claim = evidence.claims.get(id)
        if claim and claim.disagreement and question.kind != "claim-audit" and f"differ:{id}" not in question.key_basis:
            yield (f"sources differ on {id!r}; add 'differ:{id}' to key_basis and ask only where they differ or what "
                   "local policy decides, or rest the key on a row of common-ground")  # fmt: skip
