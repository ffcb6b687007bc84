"""What a rule of item writing finds, and how it takes a question apart: pure functions, no file is read."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from milkflow.questions import Question, public

Level = Literal["error", "warn"]
Where = tuple[str | int, ...]


class Finding(NamedTuple):
    """What breaks ``rule``, as a sentence with the way out; ``at`` is the place inside the question."""

    rule: str
    level: Level
    say: str
    at: Where = ()


class Choices(NamedTuple):
    """One list of options with its key; ``lead`` asks for them, ``name`` tells an author which list it is."""

    at: Where
    lead: str
    options: Sequence[Any]
    name: str = ""

    @property
    def right(self) -> list[Any]:
        """The options that are right."""
        return [option for option in self.options if option.right]

    @property
    def wrong(self) -> list[Any]:
        """The options that are not."""
        return [option for option in self.options if not option.right]


def lists_of(question: Question) -> Iterator[Choices]:
    """Yield each list of options that holds a key."""
    match question.kind:
        case "one" | "several" | "chart":
            if question.options:
                yield Choices(("options",), question.ask, question.options)
        case "hotspot":
            yield Choices(("regions",), question.ask, question.regions)
        case "dialogue":
            for place, turn in enumerate(question.turns):
                yield Choices(("turns", place, "replies"), turn.says, turn.replies, f"turn {turn.id!r}: ")
        case "key-feature":
            for place, one in enumerate(question.features):
                yield Choices(("features", place, "options"), one.ask, one.options, f"feature {one.id!r}: ")


def choices_of(question: Question) -> list[Any]:
    """Return everything that can be chosen or placed in a question: each has ``id`` and ``say``."""
    shown = public(question)
    return [*shown.options, *shown.stems, *shown.items, *(option for menu in shown.menus for option in menu.options)]


def leads(question: Question) -> list[tuple[Where, str]]:
    """Return each sentence or two that asks something, with its place."""
    inner = [((*one.at[:-1], "ask"), one.lead) for one in lists_of(question) if question.kind == "key-feature"]
    return [(("ask",), question.ask), *inner]


def shown_text(question: Question) -> str:
    """Return all that a trainee reads of a question before she answers."""
    shown = public(question)
    said = [shown.case, shown.says, shown.ask, shown.hint, *(menu.say for menu in shown.menus)]
    return " ".join([text for text in said if text] + [choice.say for choice in choices_of(question)])


_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*|\d+(?:\.\d+)?")
# Words that carry no content of their own.
SMALL = frozenset(
    """
    a an and are as at be been but by can did do does for from had has have her hers here him his how i if in
    into is it its just like me my no nor not of off on one or our out over own she so some such than that the
    their them then there they this those to too up us very was we were what when where which while who whom why
    will with would you your about after again any because before being between both each few more most other
    same should under until first now today
    """.split()  # noqa: SIM905
)


def tokens(text: str) -> list[str]:
    """Return the words and numbers of ``text``, in lower case."""
    return _WORD.findall(text.lower())


def stem(word: str) -> str:
    """Return a word without its ending: light, and good enough to see that two words are one.

    >>> stem("feeds"), stem("feeding"), stem("swelling"), stem("hot")
    ('feed', 'feed', 'swell', 'hot')
    """
    for ending in ("ings", "ing", "ness", "ed", "es", "ly", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def stems(text: str) -> set[str]:
    """Return the stems of the content words of ``text``."""
    return {stem(word) for word in tokens(text) if word not in SMALL}
