"""Swelling narrows a duct: three things to set by hand, and what follows, drawn and said at once."""

from collections.abc import Mapping
from typing import Any

from milkflow.faces.base import Face, Message
from milkflow.faces.static_files import script, style
from milkflow.figures import Figure
from milkflow.figures import narrowing_parts as parts
from milkflow.figures.narrowing import SWELLINGS, Setting, outcome, settings
from milkflow.figures.narrowing_figure import (
    FULLNESS_NAMES,
    LEAVES_NAMES,
    LEVEL_NAMES,
    SWELLING_NAMES,
    grid,
    labelled,
    told,
)
from milkflow.figures.nodes import Node, node, picture
from milkflow.words import picked, say

WORDS_SHOWN = ["narrowing-how", "narrowing-try", "narrowing-follows", "narrowing-reset"]


class NarrowingFace(Face):
    """The figure ``narrowing``, to set by hand. Nothing is sent or kept: every state is already in ``view``."""

    _esm = script("common.js", "kinds.js", "kinds-pictures.js", "narrowing.js")
    _css = style("kinds.css")

    def __init__(self, figure: Figure, words: Mapping[str, str]) -> None:
        self.figure = figure
        super().__init__(words, {**self._drawn(words), **self._asked(words)})

    def received(self, content: Message) -> None:
        """Do nothing: this face keeps no answer."""

    def static_html(self) -> str:
        """Return three states side by side, as on paper."""
        return self.figure._repr_html_()

    def __repr__(self) -> str:
        return f"<Figure '{self.figure.id}' · interactive>"

    def _asked(self, words: Mapping[str, str]) -> dict[str, Any]:
        names = {"made": LEVEL_NAMES, "removed": LEVEL_NAMES, "swelling": SWELLING_NAMES}
        return {
            "title": self.figure.title,
            "cautions": list(self.figure.cautions),
            "story": self.figure.story,
            "table": grid(words),
            "words": picked(words, [*WORDS_SHOWN, "figure-reservations", "figure-data"]),
            "groups": [
                {
                    "name": name,
                    "legend": say(words, f"narrowing-set-{name}"),
                    "options": [
                        {"id": f"{level}", "say": say(words, f"narrowing-level-{said}")}
                        for level, said in names[name].items()
                    ],
                    "now": "0",
                }
                for name in names
            ],
        }

    def _drawn(self, words: Mapping[str, str]) -> dict[str, Any]:
        """Return the picture without what changes, the layers that do, and for every setting which of them to show."""
        layers: dict[str, dict[str, Node]] = {
            "swelling": {f"{at}": node("g", {}, parts.tissue(at), parts.duct(at)) for at in SWELLINGS},
            "fullness": {f"{at}": parts.glands(at) for at in FULLNESS_NAMES},
            "leaves": {f"{at}": parts.drops(at) for at in LEAVES_NAMES},
        }
        return {
            "picture": picture(236, parts.HIGH + 4, self.figure.title, "", parts.nipple()),
            "labels": labelled(words),
            "layers": layers,
            "states": {_key(one): _state(one, words) for one in settings()},
        }


def _key(setting: Setting) -> str:
    return ",".join(map(str, setting))


def _state(setting: Setting, words: Mapping[str, str]) -> dict[str, Any]:
    after = outcome(setting)
    show = {"swelling": f"{setting.swelling}", "fullness": f"{after.fullness}", "leaves": f"{after.leaves}"}
    return {"show": show, "said": told(setting, words)}
