"""What a question lets people choose from, and what they chose: whatever its kind, as plain lists."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from milkflow.marking import mark
from milkflow.questions import LEVELS, SBAR, VERDICTS, Gradable


class Choice(NamedTuple):
    """Something that can be chosen; ``because`` is the reason that the author gives, or "" where there is none."""

    id: str
    say: str
    right: bool
    because: str = ""


class Slot(NamedTuple):
    """One decision within a question. ``part`` is "" where it is the only one."""

    part: str
    say: str
    choices: tuple[Choice, ...]


LEFT_OUT = "-"


def slots(question: Gradable) -> tuple[Slot, ...]:
    """Return the decisions that a question asks for; none for a kind without fixed choices (order, number, text)."""
    match question.kind:
        case "one" | "several" | "hotspot":
            return (Slot("", "", _options(question.options)),)
        case "chart":
            return slots(question.asked)
        case "match":
            shared = [(option.id, option.say) for option in question.options]
            return tuple(Slot(one.id, one.say, _named(shared, one.answer, one.because)) for one in question.stems)
        case "key-feature":
            return tuple(Slot(f.id, f.ask, _options(f.options)) for f in question.features)
        case "dialogue":
            return tuple(Slot(turn.id, turn.says, _options(turn.replies)) for turn in question.turns)
        case "urgency":
            return tuple(
                Slot(item.id, item.say, _named(_scale("urgency", LEVELS), item.level, item.because))
                for item in question.items
            )
        case "sbar":
            parts = [*_scale("sbar", SBAR), (LEFT_OUT, "sbar-leave-out")]
            return tuple(
                Slot(one.id, one.say, _named(parts, one.part or LEFT_OUT, one.because)) for one in question.statements
            )
        case "claim-audit":
            said = question.because
            choices = (Choice(v, f"claim-audit-{v}", v == question.verdict, said.get(v, "")) for v in VERDICTS)
            return (Slot("", "", tuple(choices)),)
        case _:
            return ()


def _scale(kind: str, ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return the levels of a scale, each with the id of its words."""
    return [(id, f"{kind}-{id}") for id in ids]


def _options(options: Any) -> tuple[Choice, ...]:
    return tuple(Choice(option.id, option.say, option.right, option.because) for option in options)


def _named(named: list[tuple[str, str]], right: str, because: str) -> tuple[Choice, ...]:
    return tuple(Choice(id, say, id == right, because if id == right else "") for id, say in named)


def picked(question: Gradable, slot: Slot, response: Any) -> tuple[str, ...]:
    """Return the ids of what ``response`` chooses in ``slot``: known ones only, none for one that is not answered.

    It is read with the same care as when it is marked: any JSON value may stand in a log.
    """
    if mark(question, response).outcome == "not answered":
        return ()
    given = (response.get(slot.part) if isinstance(response, dict) else None) if slot.part else response
    if question.kind == "sbar" and given is None:
        given = LEFT_OUT
    chosen = given if isinstance(given, list) else [given]
    known = {choice.id for choice in slot.choices}
    return tuple(dict.fromkeys(id for id in chosen if isinstance(id, str) and id in known))
