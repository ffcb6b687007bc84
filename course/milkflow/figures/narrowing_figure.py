"""How swelling narrows a duct: three states side by side, and the whole rule in words and as a table."""

from collections.abc import Mapping
from typing import Any

from milkflow.figures.breast import pointer
from milkflow.figures.figure import Figure, plain_table
from milkflow.figures.narrowing import LEVELS, SWELLINGS, Level, Setting, Swelling, outcome
from milkflow.figures.narrowing_parts import HIGH, MIDDLE, WIDE, panel
from milkflow.figures.nodes import Node, lines, node, picture, written
from milkflow.words import say

Words = Mapping[str, str]
LEVEL_NAMES = {-1: "less", 0: "usual", 1: "more"}
LEAVES_NAMES = {-2: "hardly", -1: "less", 0: "usual", 1: "more"}
SWELLING_NAMES = {0: "little", 1: "some", 2: "much"}
FULLNESS_NAMES = {-1: "softer", 0: "usual", 1: "fuller", 2: "fullest"}


def narrowing(words: Words) -> Figure:
    """Return the still figure: little, some and much swelling, with milk made and milk removed as usual."""
    title, story, rule = say(words, "narrowing-title"), say(words, "narrowing-desc"), grid(words)
    states = [_state(at, Setting(swelling=swelling), words) for at, swelling in enumerate(SWELLINGS)]
    return Figure(
        id="narrowing",
        title=title,
        drawing=written(picture(3 * WIDE + 2, HIGH + 78, title, story, *states)),
        table=plain_table(rule["title"], rule["head"], rule["rows"]),
        cautions=tuple(say(words, f"narrowing-caution-{name}") for name in ("think", "first", "second", "open")),
        words=words,
        story=story,
    )


def told(setting: Setting, words: Words) -> str:
    """Return in words what follows from a setting."""
    after = outcome(setting)
    said = [
        say(words, f"narrowing-width-{SWELLING_NAMES[setting.swelling]}"),
        say(words, f"narrowing-leaves-{LEAVES_NAMES[after.leaves]}"),
        say(words, f"narrowing-fullness-{FULLNESS_NAMES[after.fullness]}"),
        say(words, f"narrowing-pull-{after.pull}"),
    ]
    return " ".join(said)


def labelled(words: Words) -> list[Node]:
    """Return the names of the parts beside one state, for the interactive form."""
    parts = {
        "glands": (44, (MIDDLE + 14.0, 40.0)),
        "tissue": (100, (88.0, 100.0)),
        "duct": (130, (MIDDLE + 1.0, 124.0)),
        "nipple": (170, (61.0, 166.0)),
    }
    named = [(y, target, say(words, f"narrowing-part-{name}")) for name, (y, target) in parts.items()]
    return [piece for y, target, name in named for piece in pointer(128, y, target, name)]


def grid(words: Words) -> dict[str, Any]:
    """Return the whole rule as ``title``, ``head`` and ``rows`` of plain text."""
    return {
        "title": say(words, "narrowing-table"),
        "head": [say(words, f"narrowing-head-{name}") for name in ("removed", "swelling", "leaves", "fullness")],
        "rows": [_row(removed, swelling, words) for removed in LEVELS for swelling in SWELLINGS],
    }


def _row(removed: Level, swelling: Swelling, words: Words) -> list[str]:
    settings = [Setting(made, removed, swelling) for made in LEVELS]
    named = [LEVEL_NAMES[removed], SWELLING_NAMES[swelling], LEAVES_NAMES[outcome(settings[0]).leaves]]
    cells = [say(words, f"narrowing-level-{name}") for name in named]
    return [*cells, "\n".join(_cell(setting, words) for setting in settings)]


def _cell(setting: Setting, words: Words) -> str:
    after = outcome(setting)
    values = {
        "made": say(words, f"narrowing-level-{LEVEL_NAMES[setting.made]}"),
        "fullness": say(words, f"narrowing-full-{FULLNESS_NAMES[after.fullness]}"),
        "pull": say(words, f"narrowing-next-{after.pull}"),
    }
    return say(words, "narrowing-cell", **values)


def _state(at: int, setting: Setting, words: Words) -> Node:
    name = SWELLING_NAMES[setting.swelling]
    heading = lines(MIDDLE, HIGH + 20, say(words, f"narrowing-short-{name}"), 14, "middle", "mf-name")
    below = lines(MIDDLE, HIGH + 40, say(words, f"narrowing-gist-{name}"), 15, "middle")
    return node("g", {"transform": f"translate({at * (WIDE + 1)} 0)"}, *panel(setting), *heading, *below)
