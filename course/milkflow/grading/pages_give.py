"""Which answers the page of a question can give, by kind: another one was made by something else."""

from collections.abc import Callable, Iterable
from typing import Any

from milkflow.marking import run_of
from milkflow.questions import PublicQuestion

# The page takes an implausible number too, once it has pointed it out; nobody means one like this.
MOST_NUMBER = 1e9


def _options(question: PublicQuestion, answer: Any) -> bool:
    return _one_of(answer, (option.id for option in question.options))


def _several(question: PublicQuestion, answer: Any) -> bool:
    return _some_of(answer, (one.id for one in (*question.options, *question.items)))


def _hotspot(question: PublicQuestion, answer: Any) -> bool:
    return (_options if question.choose == 1 else _several)(question, answer)


def _match(question: PublicQuestion, answer: Any) -> bool:
    stems, options = ([one.id for one in group] for group in (question.stems, question.options))
    return _each(answer, stems, lambda _, id: id is None or _one_of(id, options))


def _number(question: PublicQuestion, answer: Any) -> bool:
    number = isinstance(answer, int | float) and not isinstance(answer, bool)
    return number and -MOST_NUMBER <= answer <= MOST_NUMBER  # what is not a number is in no range


def _chart(question: PublicQuestion, answer: Any) -> bool:
    return (_options if question.options else _number)(question, answer)


def _text(question: PublicQuestion, answer: Any) -> bool:
    return isinstance(answer, str)


def _verdict(question: PublicQuestion, answer: Any) -> bool:
    return _one_of(answer, question.scale)


def _scaled(question: PublicQuestion, answer: Any) -> bool:
    return _each(answer, [item.id for item in question.items], lambda _, id: _one_of(id, question.scale))


def _menus(question: PublicQuestion, answer: Any) -> bool:
    options = {menu.id: [option.id for option in menu.options] for menu in question.menus}
    fits = _some_of if question.kind == "key-feature" else _one_of
    return _each(answer, options, lambda menu, chosen: fits(chosen, options[menu]))


def _one_of(answer: Any, known: Iterable[str]) -> bool:
    return isinstance(answer, str) and answer in set(known)


def _some_of(answer: Any, known: Iterable[str]) -> bool:
    known = set(known)
    return isinstance(answer, list) and all(_one_of(id, known) for id in answer) and len(set(answer)) == len(answer)


def _each(answer: Any, keys: Iterable[str], fits: Callable[[str, Any], bool]) -> bool:
    return isinstance(answer, dict) and answer.keys() <= set(keys) and all(fits(*pair) for pair in answer.items())


def _moves(question: PublicQuestion, answer: Any) -> bool:
    return isinstance(answer, list) and not run_of(question.story, answer).skipped


CAN_GIVE: dict[str, Callable[[PublicQuestion, Any], bool]] = {
    "one": _options,
    "several": _several,
    "match": _match,
    "order": _several,
    "number": _number,
    "reflection": _text,
    "hotspot": _hotspot,
    "chart": _chart,
    "key-feature": _menus,
    "urgency": _scaled,
    "claim-audit": _verdict,
    "dialogue": _menus,
    "sbar": _scaled,
    "case": _moves,
}
