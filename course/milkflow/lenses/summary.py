"""Her own map of the decisions: where she and the evidence agree, and what to talk about."""

from collections.abc import Iterable
from typing import NamedTuple

from milkflow.lenses.deciding import Decision, Outcome

__all__ = ["Outcome", "Summary", "Tally", "by_topic", "summary"]


class Summary(NamedTuple):
    """Every decision in exactly one list, in the order given; of those that differ, what can harm comes first."""

    sure_and_wrong: tuple[Decision, ...]
    not_yet: tuple[Decision, ...]
    open: tuple[Decision, ...]
    agrees: tuple[Decision, ...]
    undecided: tuple[Decision, ...]

    @property
    def decided(self) -> int:
        """How many claims she has decided."""
        return sum(map(len, self)) - len(self.undecided)


class Tally(NamedTuple):
    """How many claims of one topic agree, are open between sources, differ from the evidence, or are not decided."""

    topic: str
    agrees: int
    open: int
    not_yet: int
    undecided: int


def summary(made: Iterable[Decision]) -> Summary:
    """Return the decisions sorted into the lists of a map."""
    found = tuple(made)
    differ = sorted((one for one in found if one.outcome == "not-yet"), key=lambda one: not one.claim.safety_critical)
    return Summary(
        sure_and_wrong=tuple(one for one in differ if one.is_sure_and_wrong),
        not_yet=tuple(one for one in differ if not one.is_sure_and_wrong),
        open=tuple(one for one in found if one.outcome == "open"),
        agrees=tuple(one for one in found if one.outcome == "agrees"),
        undecided=tuple(one for one in found if one.outcome == "undecided"),
    )


def by_topic(made: Iterable[Decision]) -> tuple[Tally, ...]:
    """Return one tally for each topic, in order of first mention."""
    found = tuple(made)
    topics = dict.fromkeys(one.claim.topic for one in found)
    return tuple(_tally(topic, [one.outcome for one in found if one.claim.topic == topic]) for topic in topics)


def _tally(topic: str, outcomes: list[Outcome]) -> Tally:
    count = outcomes.count
    return Tally(topic, count("agrees"), count("open"), count("not-yet"), count("undecided"))
