"""How somebody answers who has only the page before her, and goes by one rule.

========  ====================================================================================
random    takes anything
first     takes what stands first, in the order that this person sees
longest   takes what has most letters
shortest  takes what has fewest
========  ====================================================================================

Where N are to be chosen, the first N by the rule are taken; of a key feature, as many as it allows. Steps are put in
the order of the rule. Several lines with one list of answers all get the same one, except at random. A number gives
no rule a hold: everybody takes any that the page accepts.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, Literal, NamedTuple

from milkflow.questions import Label, PublicQuestion

Rule = Literal["random", "first", "longest", "shortest"]
RULES: tuple[Rule, ...] = ("random", "first", "longest", "shortest")
# A range shorter than this is answered in tenths, a longer one in whole numbers.
IN_TENTHS = 20
OUT = "leave-out"  # a sentence that is left out of a handover


class Guesser(NamedTuple):
    """Somebody who goes by ``rule``; ``chance`` is hers alone. ``words`` says a scale as her page does."""

    rule: Rule
    chance: Random
    words: Mapping[str, str]

    def ranked(self, labels: Sequence[Label]) -> list[str]:
        """Return all ids, the one that she likes best first."""
        if self.rule == "random":
            return [one.id for one in self.chance.sample(labels, len(labels))]
        if self.rule == "longest":
            return [one.id for one in sorted(labels, key=lambda one: -len(one.say))]
        if self.rule == "shortest":
            return [one.id for one in sorted(labels, key=lambda one: len(one.say))]
        return [one.id for one in labels]

    def scale(self, kind: str, ids: Sequence[str]) -> list[Label]:
        """Return a fixed scale of answers with its words."""
        return [Label(id=id, say=self.words[f"{kind}-{id}"]) for id in ids]

    def number(self, low: float, high: float) -> float:
        """Return any number that the page accepts."""
        return round(self.chance.uniform(low, high), 1 if high - low < IN_TENTHS else 0)


def guess(shown: PublicQuestion, by: Guesser) -> Any:
    """Return the response to a question as it stands on the page; None where only words of her own would do."""
    match shown.kind:
        case "one" | "several" | "hotspot" | "chart" | "number":
            return _choice(shown, by)
        case "match":
            return {stem.id: by.ranked(shown.options)[0] for stem in shown.stems}
        case "order":
            return by.ranked(shown.items)
        case "key-feature":
            return {menu.id: by.ranked(menu.options)[: menu.most] for menu in shown.menus}
        case "dialogue":
            return {menu.id: by.ranked(menu.options)[0] for menu in shown.menus}
        case "claim-audit":
            return by.ranked(by.scale(shown.kind, shown.scale))[0]
        case "urgency":
            levels = by.scale(shown.kind, shown.scale)
            return {item.id: by.ranked(levels)[0] for item in shown.items}
        case "sbar":
            return handover(shown.items, shown.scale, by)
        case "case":
            from milkflow.check.guessing.play import guessed_moves

            return guessed_moves(shown.story, by)
        case _:
            return None


def handover(items: Sequence[Label], parts: Sequence[str], by: Guesser) -> dict[str, str]:
    """Return a part for each sentence; one that is left out has none."""
    scale = [*by.scale("sbar", parts), Label(id=OUT, say=by.words["sbar-leave-out"])]
    placed = {item.id: by.ranked(scale)[0] for item in items}
    return {id: part for id, part in placed.items() if part != OUT}


def _choice(shown: PublicQuestion, by: Guesser) -> Any:
    if not shown.options:
        return by.number(shown.low or 0, shown.high or 0)
    ranked, many = by.ranked(shown.options), shown.choose or 1
    return ranked[0] if shown.kind in ("one", "chart") or (shown.kind == "hotspot" and many == 1) else ranked[:many]
