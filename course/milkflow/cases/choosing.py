"""Which case to play next: what is known of each before it is opened, what a log tells of it, and one rule."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from pydantic import Field

from milkflow.cases.engine import moves
from milkflow.cases.ledgers import ledgers
from milkflow.cases.models import Case
from milkflow.cases.replay import MoveEvent, replay
from milkflow.cases.state import State
from milkflow.reading import Content

# So many cases, whichever she chooses, and a clinic counts as done.
ENOUGH = 4
Why = Literal["in-play", "sure", "first", "setting", "outcome", "ending", "long-ago"]


class Card(Content):
    """What is known of a case before it is opened: neither how it ends nor what is right in it.

    ``lessons`` are the other lessons that place the case: title by id.
    """

    id: str
    title: str
    minutes: int
    setting: str
    name: str
    age: int
    days: int
    wants: str
    outcomes: tuple[int, ...]
    lessons: dict[str, str] = Field(default_factory=dict)


class Played(NamedTuple):
    """What the logs tell of one case.

    ``ending``: outcome of the run that was begun last of those that ended, or "" while none has. ``here``: one of them
    ended in the clinic itself. ``in_play``: a run of the clinic waits to be gone on with. ``sure_unsafe``: she was sure
    of a choice that could do harm, in the last run that ended ("open") or only in an earlier one ("mended").
    """

    ending: str = ""
    here: bool = False
    in_play: bool = False
    sure_unsafe: Literal["", "open", "mended"] = ""


class Suggestion(NamedTuple):
    """The case to play next, and why; ``about`` is the setting or the outcome meant, where there is one."""

    id: str
    why: Why
    about: str = ""


def card_of(case: Case, lessons: Mapping[str, str]) -> Card:
    """Return the card of a case that ``lessons`` (title by id) place as well."""
    she = case.patient
    return Card(
        id=case.id,
        title=case.title,
        minutes=case.minutes,
        setting=case.setting,
        name=she.name,
        age=she.age,
        days=she.days_since_birth,
        wants=she.wants,
        outcomes=case.outcomes,
        lessons=dict(lessons),
    )


def played(case: Case, here: Iterable[MoveEvent], elsewhere: Iterable[MoveEvent] = ()) -> Played:
    """Return what the moves of a case tell: those made in the clinic, and those made in other lessons before."""
    own = replay(case, here)
    ended = [run for run in (*replay(case, elsewhere).runs, *own.runs) if has_ended(case, run)]
    risky = [any(call.harmful and call.confidence == "sure" for call in ledgers(case, run).calls) for run in ended]
    return Played(
        ending=getattr(case.steps[ended[-1].step], "outcome", "") if ended else "",
        here=any(has_ended(case, run) for run in own.runs),
        in_play=own.now is not None and not has_ended(case, own.now),
        sure_unsafe="" if not any(risky) else "open" if risky[-1] else "mended",
    )


def has_ended(case: Case, run: State) -> bool:
    """Return whether a run stands at an ending."""
    return not moves(case, run)


def suggest(cards: Sequence[Card], known: Mapping[str, Played], recent: Sequence[str] = ()) -> Suggestion | None:
    """Return the case to play next; None without cards. ``recent``: ids of cases touched, the latest last.

    In this order: (1) a case in play; (2) one in which she was sure of a choice that could do harm, but with something
    else in between; (3) a case never played: first in a setting where she has played none, then for the outcome that
    she has practised least, then the shortest; (4) one that ended worse than safe, (5) the one played longest ago.
    """
    of = {card.id: known.get(card.id, Played()) for card in cards}
    ages = [*(id for id in of if id not in recent), *(id for id in recent if id in of)]
    fresh = [card for card in cards if not of[card.id].ending]
    if playing := [id for id in ages if of[id].in_play]:
        return Suggestion(playing[-1], "in-play")
    risky = [id for id in ages if of[id].sure_unsafe == "open"]
    if risky and (risky[0] != ages[-1] or not fresh):
        return Suggestion(risky[0], "sure")
    if fresh:
        return _unplayed(fresh, [card for card in cards if of[card.id].ending])
    worse = [id for id in ages if of[id].ending != "safe"]
    return Suggestion(worse[0], "ending") if worse else Suggestion(ages[0], "long-ago") if ages else None


def _unplayed(fresh: Sequence[Card], done: Sequence[Card]) -> Suggestion:
    settings = {card.setting for card in done}
    practised = Counter(outcome for card in done for outcome in card.outcomes)

    def rank(card: Card) -> tuple[bool, int, int]:
        return card.setting in settings, min(practised[one] for one in card.outcomes), card.minutes

    best = min(fresh, key=rank)  # of equals the first on the page
    if not done:
        return Suggestion(best.id, "first")
    if best.setting not in settings:
        return Suggestion(best.id, "setting", best.setting)
    return Suggestion(best.id, "outcome", str(min(best.outcomes, key=lambda one: practised[one])))
