"""Swelling narrows a duct: three things to set by hand, and what follows, drawn and said at once."""

from collections.abc import Mapping
from typing import Any

from milkflow.faces.base import Face, Message
from milkflow.faces.static_files import script, style
from milkflow.figures import Figure, narrowing_figure
from milkflow.figures.narrowing import SWELLINGS, Setting, outcome, settings
from milkflow.figures.nodes import Node, picture
from milkflow.words import picked, say

WORDS_SHOWN = ["narrowing-how", "narrowing-try", "narrowing-follows", "narrowing-reset"]
ASKED = ("made", "removed", "swelling")


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
        names = {"made": narrowing_figure.LEVEL_NAMES, "removed": narrowing_figure.LEVEL_NAMES}
        names["swelling"] = narrowing_figure.SWELLING_NAMES
        return {
            "title": self.figure.title,
            "cautions": list(self.figure.cautions),
            "story": self.figure.story,
            "table": narrowing_figure.grid(words),
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
                for name in ASKED
            ],
        }

    def _drawn(self, words: Mapping[str, str]) -> dict[str, Any]:
        """Return the picture without what changes, the layers that do, and for every setting which of them to show."""
        draw = narrowing_figure
        layers: dict[str, dict[str, Node]] = {
            "swelling": {f"{at}": _both(draw.tissue(at), draw.duct(at)) for at in SWELLINGS},
            "fullness": {f"{at}": draw.gland(at) for at in draw.FULLNESS_NAMES},
            "leaves": {f"{at}": draw.drops(at) for at in draw.LEAVES_NAMES},
        }
        base = picture(236, draw.HIGH + 4, self.figure.title, "", draw.nipple())
        return {
            "picture": base,
            "labels": draw.labelled(words),
            "layers": layers,
            "states": {_key(one): _state(one, words) for one in settings()},
        }


def _both(*pieces: Node) -> Node:
    return {"tag": "g", "props": {}, "children": list(pieces)}


def _key(setting: Setting) -> str:
    return ",".join(map(str, setting))


def _state(setting: Setting, words: Mapping[str, str]) -> dict[str, Any]:
    after = outcome(setting)
    show = {"swelling": f"{setting.swelling}", "fullness": f"{after.fullness}", "leaves": f"{after.leaves}"}
    return {"show": show, "said": narrowing_figure.told(setting, words)}
