"""The face that all others grow from: a press comes in, a rule decides, and the answer is kept before it is shown."""

import logging
from collections.abc import Mapping
from typing import Any

import anywidget
import traitlets

from milkflow.errors import MilkflowError
from milkflow.words import say

Message = Mapping[str, Any]
LONGEST_NONCE = 64
DRESSED: set[type] = set()  # the kinds of face whose style sheet this kernel has sent


class Face(anywidget.AnyWidget):
    """A widget whose whole state is ``view``, and whose presses are messages.

    A press is ``{"type": ..., "nonce": ..., ...}``. It is answered with ``saved`` once `received` has
    returned, or with ``refused`` and a sentence; only then does a changed ``view`` leave. A subclass
    sets ``_esm`` and ``_css`` (see `milkflow.faces.static_files`), and gives `received` and `static_html`.
    """

    view = traitlets.Dict().tag(sync=True)

    def __init__(self, words: Mapping[str, str], view: dict[str, Any]) -> None:
        self.words = words
        self._last: tuple[str, dict[str, Any]] = ("", {})
        # A browser keeps one style sheet for each kind of face, and reads it anew whenever a face brings one. With
        # twenty faces it would lay out the whole page twenty times, so only the first of its kind brings the sheet.
        if type(self) in DRESSED:
            self._css = ""
        DRESSED.add(type(self))
        super().__init__(view=view)
        self.on_msg(self._answer)

    def received(self, content: Message) -> dict[str, Any] | None:
        """Act on one press: append to the log, then set ``view``.

        What is returned travels with ``saved``. Raise MilkflowError to refuse in plain words.
        """
        raise NotImplementedError

    def static_html(self) -> str:
        """Return the face as it reads on paper or before the page runs: no answer, no key, every word escaped."""
        raise NotImplementedError

    def _answer(self, _widget: object, content: object, _buffers: object) -> None:
        """Reply to one press. The trainee never meets a traceback; the server's log does."""
        if not isinstance(content, dict):
            return
        nonce = str(content.get("nonce", ""))[:LONGEST_NONCE]
        with self.hold_sync():  # the reply must overtake the new view: first "saved", then what follows from it
            self.send(self._reply(nonce, content) | {"nonce": nonce})

    def _reply(self, nonce: str, content: Message) -> dict[str, Any]:
        """Return the reply to a press. One pressed again because its reply was late is not kept twice."""
        if nonce and nonce == self._last[0]:
            return self._last[1]
        reply = self._attempt(content)
        if reply["type"] == "saved":
            self._last = (nonce, reply)
        return reply

    def _attempt(self, content: Message) -> dict[str, Any]:
        try:
            return {"type": "saved", **(self.received(content) or {})}
        except MilkflowError as error:
            return {"type": "refused", "message": str(error)}
        except Exception:
            logging.getLogger(__name__).exception("a press failed")
            return {"type": "refused", "message": say(self.words, "unexpected")}

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the widget, with a text and an HTML twin that are the same every time."""
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({"text/plain": repr(self)}, {})
        return data | {"text/html": self.static_html()}, metadata
