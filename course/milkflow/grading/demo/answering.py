"""What a simulated trainee answers, by kind. A kind that is not known here is left open."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from milkflow.grading.demo.model import Class, Mind
from milkflow.questions import LEVELS, SBAR, VERDICTS

Pick = Callable[[str, Iterable[str]], str]


class Answering:
    """Answers one question as one trainee."""

    def __init__(self, people: Class, mind: Mind, text: str) -> None:
        self._people, self._mind, self._text = people, mind, text

    def answer(self, question: Any) -> Any:
        """Return a response as the question's page writes it, or None for a question left open."""
        made = getattr(self, "_" + question.kind.replace("-", "_"), None)
        return None if made is None or self._mind.leaves_open() else made(question)

    def _pick(self, question: str, right: str, among: Iterable[str]) -> str:
        return self._mind.choose(right, self._people.tempting(question, [id for id in among if id != right]))

    def _best(self, id: str, options: Sequence[Any]) -> str:
        return self._pick(id, next(one.id for one in options if one.right), [one.id for one in options])

    def _set(self, id: str, options: Sequence[Any]) -> list[str]:
        """Choose as many as are right; where one is not known, another is taken."""
        wrong = self._people.tempting(id, [one.id for one in options if not one.right])
        chosen: list[str] = []
        for right in (one.id for one in options if one.right):
            chosen.append(self._mind.choose(right, [one for one in wrong if one not in chosen]))
        return list(dict.fromkeys(chosen))

    def _one(self, question: Any) -> str:
        return self._best(question.id, question.options)

    def _several(self, question: Any) -> list[str]:
        return self._set(question.id, question.options)

    def _match(self, question: Any) -> dict[str, str]:
        among = [option.id for option in question.options]
        return {stem.id: self._pick(f"{question.id}/{stem.id}", stem.answer, among) for stem in question.stems}

    def _order(self, question: Any) -> list[str]:
        order = [item.id for item in question.items]
        for place in range(len(order) - 1):
            if not self._mind.sees():
                order[place], order[place + 1] = order[place + 1], order[place]
        return order

    def _number(self, question: Any) -> float:
        wrong = [f"{near.value}" for near in question.near] or [f"{(question.low + question.high) / 2}"]
        return float(self._pick(question.id, f"{question.answer}", wrong))

    def _reflection(self, question: Any) -> str:
        return self._text

    def _hotspot(self, question: Any) -> Any:
        chosen = self._set(question.id, question.regions)
        return chosen[0] if sum(one.right for one in question.regions) == 1 else chosen

    def _chart(self, question: Any) -> Any:
        asked = question.asked
        return self._number(asked) if asked.kind == "number" else self._best(question.id, asked.options)

    def _key_feature(self, question: Any) -> dict[str, list[str]]:
        return {one.id: self._set(f"{question.id}/{one.id}", one.options) for one in question.features}

    def _urgency(self, question: Any) -> dict[str, str]:
        return {item.id: self._pick(f"{question.id}/{item.id}", item.level, LEVELS) for item in question.items}

    def _claim_audit(self, question: Any) -> str:
        return self._pick(question.id, question.verdict, VERDICTS)

    def _dialogue(self, question: Any) -> dict[str, str]:
        return {turn.id: self._best(f"{question.id}/{turn.id}", turn.replies) for turn in question.turns}

    def _sbar(self, question: Any) -> dict[str, str]:
        """Put each statement into a part, or leave it out."""
        out = "-"
        placed = {
            one.id: self._pick(f"{question.id}/{one.id}", one.part or out, [*SBAR, out]) for one in question.statements
        }
        return {id: part for id, part in placed.items() if part != out}
