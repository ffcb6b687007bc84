"""What a graded key may rest on."""

from collections.abc import Callable

from milkflow.evidence.store import Evidence
from milkflow.reading import did_you_mean

SAFE_TABLE = "common-ground"


def can_back_key(evidence: Evidence, basis: str) -> str | None:
    """Return None if a graded key may rest on ``basis``, else the reason why not and the way out.

    ``claim:ID`` is a claim on which sources agree and of which at least one source was read;
    ``fact:common-ground/ROW`` is a row that was read; ``differ:ID`` is a claim on which sources
    differ, and its question may ask only where they differ or what local policy decides.
    """
    form, _, name = basis.partition(":")
    if form not in _RULES:
        return f"{basis!r} is no basis for a key; write claim:ID, fact:{SAFE_TABLE}/ROW or differ:ID"
    return _RULES[form](evidence, name)


def _claim(evidence: Evidence, name: str) -> str | None:
    claim = evidence.claims.get(name)
    if claim is None:
        return _no_claim(evidence, name)
    if claim.disagreement:
        return f"sources differ on {name!r}; ask where (differ:{name}), or rest the key on {SAFE_TABLE}"
    if not any(cited.verified == "read" for cited in claim.sources):
        return f"no source of {name!r} was read; rest the key on {SAFE_TABLE}"
    return None


def _fact(evidence: Evidence, name: str) -> str | None:
    table_id, _, row_id = name.partition("/")
    if table_id != SAFE_TABLE:
        return f"a key may rest on a row of {SAFE_TABLE} only, not of {table_id!r}"
    rows = {row.id: row for row in evidence.tables[SAFE_TABLE].rows}
    if row_id not in rows:
        return f"{SAFE_TABLE} has no row {row_id!r}{did_you_mean(row_id, rows)}"
    read = rows[row_id].verified == "read"
    return None if read else f"the row {name!r} is not yet checked; rest the key on one that was read"


def _differ(evidence: Evidence, name: str) -> str | None:
    claim = evidence.claims.get(name)
    if claim is None:
        return _no_claim(evidence, name)
    return None if claim.disagreement else f"sources agree on {name!r}; write claim:{name}"


def _no_claim(evidence: Evidence, name: str) -> str:
    return f"no claim is called {name!r}{did_you_mean(name, evidence.claims)}"


_RULES: dict[str, Callable[[Evidence, str], str | None]] = {"claim": _claim, "fact": _fact, "differ": _differ}
