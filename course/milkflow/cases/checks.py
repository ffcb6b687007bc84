"""What `milkflow check` says about a case: every problem at once, with its line and the way out."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from milkflow.cases.ceilings import ceilings
from milkflow.cases.guessing import given_away, places
from milkflow.cases.links import Fault, acts, broken_links
from milkflow.cases.models import Case, Ceilings
from milkflow.cases.paths import path_faults
from milkflow.cases.plain import hard_words
from milkflow.cases.policy import read_policy
from milkflow.cases.walk import endless
from milkflow.cases.wording import read_avoid, wording
from milkflow.errors import ContentError
from milkflow.reading import did_you_mean, document, read_yaml


class Page(Protocol):
    """What the checks need of a `milkflow.reading.Document`."""

    @property
    def data(self) -> Any:
        """The whole file as plain data."""

    def line(self, *where: str | int) -> int:
        """Return the line of the value at ``where``."""


def read_case(path: Path, policy: Path | None = None) -> Case:
    """Return the case in ``path``, with early-warning limits and ceilings put in, ready to play.

    Raise ContentError with every fault that would stop a player. `problems` finds the rest.
    """
    return with_ceilings(written_case(path, policy))


def written_case(path: Path, policy: Path | None = None) -> Case:
    """Return the case in ``path`` with its limits, without ceilings: to read what it says, no path need be walked.

    Raise ContentError as `read_case` does.
    """
    case = read_yaml(path, Case)
    if faults := broken_links(case):
        raise ContentError(str(path), _said(faults, document(path)))
    limits = (read_policy(policy) if policy else read_policy()).limits
    return case.model_copy(update={"limits": limits})


def with_ceilings(case: Case) -> Case:
    """Return the case with the most that any path through it can reach."""
    return case.model_copy(update={"ceilings": _most(case.model_dump_json(exclude={"limits", "ceilings"}))})


# To walk all paths takes long, and one run reads a case several times.
@lru_cache(maxsize=64)
def _most(written: str) -> Ceilings | None:
    """Return the ceilings of the case; one that goes round for ever has none, and `problems` says so."""
    case = Case.model_validate_json(written)
    return None if endless(case) else ceilings(case)


def problems(case: Case, page: Page, claims: Collection[str] | None = None, today: date | None = None) -> list[str]:
    """Return all that an author should put right, as ``line 11: steps.arrive.to: ...``.

    ``claims`` are the ids that exist and ``today`` the date to hold ``review_by`` against; None leaves each out.
    """
    broken = broken_links(case)
    faults = [*broken, *_claims(case, claims), *_out_of_date(case, today), *wording(page.data, read_avoid())]
    faults += [*_policy_is_elsewhere(page.data), *_giveaways(case), *_for_the_set(case)]
    if not broken:
        faults += path_faults(case)
    return _said(faults, page)


def _said(faults: Iterable[Fault], page: Page) -> list[str]:
    found = {(page.line(*fault.where), ".".join(map(str, fault.where)), fault.said) for fault in faults}
    return [f"line {line}: {where}: {said}" for line, where, said in sorted(found)]


def _claims(case: Case, known: Collection[str] | None) -> Iterator[Fault]:
    for number, id in enumerate(case.claims):
        if known is not None and id not in known:
            yield Fault(("claims", number), f"no claim is called {id!r}{did_you_mean(id, known)}")
    for where, _, act in acts(case):
        for id in act.claims:
            if id not in case.claims:
                mean = did_you_mean(id, case.claims)
                yield Fault((*where, "claims"), f"claim {id!r} is not in the list at the top; add it there{mean}")


def _out_of_date(case: Case, today: date | None) -> Iterator[Fault]:
    if today is not None and case.review_by < today:
        yield Fault(
            ("review_by",),
            f"the evidence was to be reviewed by {case.review_by}; review it, then set a new date",
        )


def _for_the_set(case: Case) -> Iterator[Fault]:
    if case.facilitator is None:
        yield Fault(("facilitator",), "no sheet for the facilitator; add aims, questions and traps")
    if case.right_act is None:
        yield Fault(("right_act",), "say what is right for her in the end: reassure, treat or refer")


def _policy_is_elsewhere(data: Any) -> Iterator[Fault]:
    for key in ("limits", "ceilings"):
        if isinstance(data, dict) and key in data:
            yield Fault((key,), "is worked out for every case (limits from policy.yaml); take it out here")


def advice(page: Page) -> list[str]:
    """Return what an author may want to put in plainer words; nothing of it stops a build."""
    return _said(hard_words(page.data), page)


def _giveaways(case: Case) -> Iterator[Fault]:
    for what, share in given_away(places(case), ("first", "longest")):
        yield Fault(
            ("steps",),
            f"the best option is the {what} one in {share:.0%} of the decisions; reorder or reword some",
        )
