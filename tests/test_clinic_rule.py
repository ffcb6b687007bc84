"""Which case is suggested next, and what a log tells of one: a rule that can be read, and these are its sentences."""

from __future__ import annotations

from typing import Any, NamedTuple

import hypothesis.strategies as st
from hypothesis import given

from case_states import rescued
from milkflow.bundles import load_bundle, load_case
from milkflow.cases import State, best_path
from milkflow.cases.choosing import Card, Played, Suggestion, played, suggest

CARDS = tuple(load_bundle("08-case-clinic").clinic.values())
CASE = load_case("night-call").case
SAFE = Played(ending="safe", here=True)


class Made(NamedTuple):
    id: str
    response: Any
    confidence: Any


def moves_of(way: State, run: str = "r1", sure: str | None = None) -> list[Made]:
    made = [Made("0", {"run": run, "step": CASE.start, "move": "start"}, None)]
    for number, done in enumerate(way.done, 1):
        said = {"run": run, "step": done.step, "move": done.move}
        made.append(Made(str(number), said, done.confidence and (sure or done.confidence)))
    return made


def card(id: str, setting: str = "ward", outcomes: tuple[int, ...] = (6,), minutes: int = 15) -> Card:
    she = {"name": "Ada", "age": 30, "days": 9, "wants": "To sleep."}
    return Card.model_validate(
        she | {"id": id, "title": id, "minutes": minutes, "setting": setting, "outcomes": outcomes}
    )


def best() -> State:
    found = best_path(CASE)
    assert found is not None
    return found


def put_right() -> State:
    found = rescued(CASE)
    assert found is not None
    return found


def test_a_run_that_ended_is_played_and_one_that_waits_is_in_play() -> None:
    whole = moves_of(best())
    assert played(CASE, []) == Played()
    assert played(CASE, whole[:4]) == Played(in_play=True)
    assert played(CASE, whole) == Played("safe", here=True)
    assert played(CASE, whole + moves_of(best(), "r2")[:3]) == Played("safe", here=True, in_play=True)


def test_what_was_played_in_another_lesson_counts_and_is_not_in_play_here() -> None:
    assert played(CASE, [], moves_of(best())) == Played("safe")
    assert played(CASE, [], moves_of(best())[:4]) == Played()


def test_sure_and_unsafe_stays_open_until_a_run_without_it_has_ended() -> None:
    risky = moves_of(put_right(), sure="sure")
    assert played(CASE, risky) == Played("harm averted", here=True, sure_unsafe="open")
    assert played(CASE, moves_of(put_right(), sure="guessing")).sure_unsafe == ""
    again = risky + moves_of(best(), "r2")
    assert played(CASE, again[:-1]).sure_unsafe == "open"
    assert played(CASE, again) == Played("safe", here=True, sure_unsafe="mended")


def test_a_case_in_play_comes_before_all_others() -> None:
    known = {"no-better": SAFE._replace(sure_unsafe="open"), "why-me": Played(in_play=True)}
    assert suggest(CARDS, known, ("why-me", "no-better")) == Suggestion("why-me", "in-play")


def test_sure_and_unsafe_comes_back_once_something_else_was_played() -> None:
    known = {"no-better": SAFE._replace(sure_unsafe="open"), "why-me": SAFE}
    now = suggest(CARDS, known, ("why-me", "no-better"))
    assert now is not None and now.id not in known
    assert suggest(CARDS, known, ("no-better", "why-me")) == Suggestion("no-better", "sure")
    alone = [one for one in CARDS if one.id in known]
    assert suggest(alone, known, ("why-me", "no-better")) == Suggestion("no-better", "sure")


def test_a_new_setting_comes_before_a_new_outcome_and_that_before_a_shorter_case() -> None:
    done = card("done", "ward", (5, 6))
    short, other, away = card("short", minutes=5), card("other", outcomes=(6, 3)), card("away", "phone")
    known = {"done": SAFE}
    assert suggest([short, done], {}, ()) == Suggestion("short", "first")
    assert suggest([done, short, other, away], known, ("done",)) == Suggestion("away", "setting", "phone")
    assert suggest([done, short, other], known, ("done",)) == Suggestion("other", "outcome", "3")
    assert suggest([done, card("long"), short], known, ("done",)) == Suggestion("short", "outcome", "6")


def test_when_all_are_played_a_worse_ending_comes_first_and_then_the_longest_ago() -> None:
    cards = [card("a"), card("b"), card("c")]
    known = {"a": SAFE, "b": SAFE._replace(ending="delayed"), "c": SAFE}
    assert suggest(cards, known, ("c", "b", "a")) == Suggestion("b", "ending")
    assert suggest(cards, dict.fromkeys("abc", SAFE), ("c", "b", "a")) == Suggestion("c", "long-ago")
    assert suggest([], {}, ()) is None


endings = st.sampled_from(["", "safe", "delayed", "harm averted", "harm"])
states = st.builds(Played, endings, st.booleans(), st.booleans(), st.sampled_from(["", "open", "mended"]))


@given(
    known=st.dictionaries(st.sampled_from([one.id for one in CARDS]), states),
    recent=st.lists(st.sampled_from([one.id for one in CARDS]), unique=True),
)
def test_there_is_always_a_suggestion_and_it_is_one_of_the_cards(known: dict[str, Played], recent: list[str]) -> None:
    found = suggest(CARDS, known, recent)
    assert found is not None and found.id in {one.id for one in CARDS}
    assert found == suggest(CARDS, known, recent)


def test_following_the_suggestions_leads_through_every_case_and_every_setting_within_four() -> None:
    known: dict[str, Played] = {}
    order: list[str] = []
    for _ in CARDS:
        found = suggest(CARDS, known, order)
        assert found is not None and found.id not in known
        known[found.id] = SAFE
        order.append(found.id)
    settings = {one.id: one.setting for one in CARDS}
    assert {settings[id] for id in order[:4]} == set(settings.values())
    assert len(set(order)) == len(CARDS)
