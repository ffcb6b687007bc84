"""Cues that let a guesser find the key without knowing anything.

Rules as listed in `RULES` of `milkflow.check.rules`; thresholds are tuned on the bank of this course.
"""

import re
from collections.abc import Collection, Iterator
from itertools import combinations
from statistics import mean

from milkflow.check.rules.finding import Choices, Finding, choices_of, lists_of, stem, stems, tokens
from milkflow.questions import Question

CATCH_ALL = re.compile(
    r"\b(all|none|both|neither|any|either) of (the|these)\b|\b(all|none) of them\b|\bboth [ab1] and [bc2]\b"
    r"|\b[ab] and [bc] are\b", re.I
)  # fmt: skip
ABSOLUTE = re.compile(r"\b(always|never|all|only|every time|in every case)\b", re.I)
# "May I" asks for leave, and hedges nothing.
VAGUE = re.compile(r"\b(usually|often|may(?! I\b)|might|sometimes|generally|rarely|occasionally)\b", re.I)
TELLING = re.compile(
    r"^(right|correct|true|key|best|answer|wrong|incorrect|false|distractor)(-?(option|answer|one|\d+))?$"
)
LONGER = 1.25  # times the mean of the other options, in letters
# Share of words in common, by which the key may be closer to the other options than any of them is. No list of this
# bank lies above 0.05.
CLOSER = 0.1
SHORTEST_RARE_WORD = 6  # letters: shorter words are common ones
OPPOSITES = [
    {"more", "less"}, {"increase", "decrease"}, {"higher", "lower"}, {"before", "after"}, {"warm", "cold"},
    {"start", "stop"}, {"longer", "shorter"}, {"left", "right"}, {"up", "down"}, {"with", "without"}, {"can", "cannot"},
    {"always", "never"}, {"rises", "falls"}, {"sooner", "later"}, {"faster", "slower"}, {"is", "isn't"},
]  # fmt: skip


def catch_all(question: Question) -> Iterator[Finding]:
    """Options that gather others."""
    for option in choices_of(question):
        if CATCH_ALL.search(option.say):
            said = f"option {option.id!r} gathers others ('all of the above'); write it as a choice of its own"
            yield Finding("catch-all", "error", said)


def telling_id(question: Question) -> Iterator[Finding]:
    """Ids travel to trainees with the question."""
    for option in choices_of(question) if question.points is not None else ():
        if TELLING.search(option.id):
            yield Finding("telling id", "error", f"the id {option.id!r} tells the key to trainees; name what it says")


def longest(question: Question) -> Iterator[Finding]:
    """A key that is much longer than the rest."""
    for one in lists_of(question):
        if one.right and one.wrong and (ratio := _ratio(one)) > LONGER:
            said = f"{one.name}the right option is {ratio:.2f} times as long as the others; keep it below {LONGER}"
            yield Finding("longest-correct", "warn", said, one.at)


def convergence(question: Question) -> Iterator[Finding]:
    """A key that shares most with all others: writers make wrong options by changing the right one."""
    for one in lists_of(question):
        if len(one.right) != 1 or len(one.wrong) < 2:
            continue
        said = {option.id: stems(option.say) for option in one.options}
        shares = {id: mean(_alike(mine, said[other]) for other in said if other != id) for id, mine in said.items()}
        key = shares.pop(one.right[0].id)
        if key > max(shares.values()) + CLOSER:
            text = f"{one.name}the right option has most words in common with the others; word the wrong ones anew"
            yield Finding("convergence", "warn", text, one.at)


def clang(question: Question, common: Collection[str] = ()) -> Iterator[Finding]:
    """A word that stands in the question and in the key alone. ``common`` holds the stems that many questions use."""
    for one in lists_of(question):
        if len(one.right) != 1:
            continue
        asked = stems(f"{question.case or ''} {question.ask} {one.lead}")
        others = set[str]().union(*(stems(option.say) for option in one.wrong))
        long = {stem(word) for word in tokens(one.right[0].say) if len(word) >= SHORTEST_RARE_WORD}
        if shared := sorted((long & asked) - others - set(common)):
            said = f"{one.name}only the right option repeats {', '.join(shared)!r} of the question; use other words"
            yield Finding("clang", "warn", said, one.at)


def grammar(question: Question) -> Iterator[Finding]:
    """An option list in which only the key fits the question, or only the key has its form."""
    for one in lists_of(question):
        if article := re.search(r"\b(an?)\s*(?:\.\.\.|…|:)?$", one.lead.strip()):
            fits = {option.id: (option.say[:1].lower() in "aeiou") == (article[1] == "an") for option in one.options}
            if not all(fits.values()):
                yield Finding("grammar", "warn", f"{one.name}the question ends in 'a' or 'an'; write 'a/an'", one.at)
        if len(one.right) == 1 and len(one.wrong) > 1:
            forms = {option.id: _form(option.say) for option in one.options}
            key = forms.pop(one.right[0].id)
            if len(set(forms.values())) == 1 and key not in forms.values():
                said = f"{one.name}only the right option is written in its form (full stop, quotes); give all one form"
                yield Finding("grammar", "warn", said, one.at)


def absolute(question: Question) -> Iterator[Finding]:
    """Absolute words in the wrong options alone. One is often what the myth says (24 of 78 lists here), so two."""
    for one in lists_of(question):
        wrong = [option for option in one.wrong if ABSOLUTE.search(option.say)]
        if len(wrong) >= 2 and not any(ABSOLUTE.search(option.say) for option in one.right):
            said = f"{one.name}only wrong options say always, never, all or only; take it out, or let the key have one"
            yield Finding("absolute words", "warn", said, one.at)


def vague(question: Question) -> Iterator[Finding]:
    """Words that make the key safe: usually, may, sometimes. In wrong options as well they are ordinary hedging."""
    for one in lists_of(question):
        right = [option for option in one.right if VAGUE.search(option.say)]
        if right and len(right) == len(one.right) and not any(VAGUE.search(option.say) for option in one.wrong):
            said = f"{one.name}only the right option says usually, often, may or sometimes; hedge all, or none"
            yield Finding("vague frequency", "warn", said, one.at)


def exhaustive(question: Question) -> Iterator[Finding]:
    """Two options that leave no third: the others are never chosen."""
    # Places in a drawing lie left and right of each other, and leave a third all the same.
    for one in lists_of(question) if question.kind != "hotspot" else ():
        for first, second in combinations(one.options, 2):
            only = set(tokens(first.say)) ^ set(tokens(second.say))
            if len(one.options) > 2 and only in OPPOSITES:
                said = f"{one.name}options {first.id!r} and {second.id!r} are opposites and leave no third; replace one"
                yield Finding("exhaustive subset", "warn", said, one.at)


def _ratio(one: Choices) -> float:
    return mean(len(option.say) for option in one.right) / mean(len(option.say) for option in one.wrong)


def _alike(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _form(say: str) -> tuple[bool, bool]:
    bare = say.strip()
    return bare[:1] in "\"'“‘", bare.rstrip("\"'”’")[-1:] in ".!?"
