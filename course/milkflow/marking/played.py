"""A case of an examination: the run that its moves tell of, its share of the marks, and the run in words.

A response is a list of ``{"response": move, "confidence": ...}``, as `milkflow.handin.latest_answers` gives it.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from milkflow.marking.shares import Share
from milkflow.questions import SBAR, Casework

if TYPE_CHECKING:  # a case marks its handover with this room: asked for at the top, neither could begin
    from milkflow.cases import Case
    from milkflow.cases.replay import Replayed


class Made(NamedTuple):
    """One move as `milkflow.cases.replay` reads it; ``id`` is its place in the response."""

    id: str
    response: Any
    confidence: Any


def run_of(case: "Case", response: Any) -> "Replayed":
    """Return the one run that counts (``now`` is None without one), and what was left out. Any JSON is read."""
    from milkflow.cases.graded import replay_graded

    said = response if isinstance(response, list | tuple) else ()
    moves = [Made(str(number), one.get("response"), one.get("confidence"))
             for number, one in enumerate(said) if isinstance(one, dict)]  # fmt: skip
    return replay_graded(case, moves)


def is_finished(case: "Case | None", response: Any) -> bool:
    """Return whether the run has come to an ending. A run that stopped before it can still go on."""
    from milkflow.cases import moves

    now = run_of(case, response).now if case else None
    return case is not None and now is not None and not moves(case, now)


def played_share(question: Casework, response: Any) -> Share | None:
    """Return the share of key features met, with a part for each; None when the case was never begun."""
    from milkflow.cases.graded import mark_case
    from milkflow.cases.ledgers import ledgers

    case = question.story
    now = run_of(case, response).now if case else None
    if now is None:
        return None
    met = ledgers(case, now).features
    return Share(mark_case(case, now).share, tuple((id, met.get(id, False)) for id in case.key_features))


def say_moves(case: "Case | None", response: Any, words: Mapping[str, str]) -> list[str]:
    """Return a line for each decision, handover and enquiry of the run, and one where it was left before its end."""
    now = run_of(case, response).now if case else None
    if case is None or now is None:
        return []
    left = [] if is_finished(case, response) else [words.get("exam-left", "…")]
    return [*_lines(case, now, words), *left]


def _lines(case: "Case", now: Any, words: Mapping[str, str]) -> Iterator[str]:
    from milkflow.cases.view import trail

    sent = {done.step: done.message for done in now.done if done.message}
    for row in trail(case, now):
        did = "; ".join(row["did"]) or words.get("case-trail-nothing", "–")
        yield f"{row['time']} · {row['ask']} → {did}"
        slips = {slip.id: slip.say for slip in getattr(case.steps[row["step"]], "slips", ())}
        for part in SBAR:
            placed = [slips[id] for id, own in sent.get(row["step"], ()) if own == part]
            yield from (f"{words.get(f'sbar-{part}', part)}: {slip}" for slip in placed)
