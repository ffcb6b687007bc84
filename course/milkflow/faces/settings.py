"""The settings of one trainee: each choice is kept in the Start page's log, then shown at once."""

from collections.abc import Mapping
from typing import Any

from milkflow.answers import AnswerLog
from milkflow.errors import AnswersError, MilkflowError
from milkflow.faces.base import Face, Message
from milkflow.faces.static_files import script, style
from milkflow.markup import items, paragraphs, tag
from milkflow.preferences import CHOICES, chosen
from milkflow.words import picked, say

WORDS_SHOWN = ["saving", "not-saved", "setting-saved"]
ORDER = {"text-size": ("small", "normal", "large", "largest"), "temperature": ("celsius", "fahrenheit")}


class SettingsFace(Face):
    """Text size and temperature scale. A choice counts from the moment it is made; there is no button to forget."""

    _esm = script("common.js", "kinds.js", "settings.js")
    _css = style()

    def __init__(self, log: AnswerLog, words: Mapping[str, str]) -> None:
        self.answers, self.words = log, words
        super().__init__(words, self._opening())

    def received(self, content: Message) -> None:
        """Keep one choice, then show it. Raise MilkflowError when there is no such choice, or it cannot be kept."""
        name, choice = str(content.get("name")), content.get("choice")
        if choice not in CHOICES.get(name, ()):
            raise MilkflowError(say(self.words, "unexpected"))
        self.answers.append("setting", name, choice)
        self.view = self._view(chosen(self.answers.events()))

    def static_html(self) -> str:
        """Return what can be set, as it reads on paper."""
        lines = [group["legend"] for group in self._view(chosen(()))["groups"]]
        note = paragraphs(say(self.words, "setting-static"), "mf-hint")
        return tag("div", items(lines) + note, "mf mf-card mf-static")

    def __repr__(self) -> str:
        return f"<Settings: {', '.join(ORDER)}>"

    def _opening(self) -> dict[str, Any]:
        try:
            return self._view(chosen(self.answers.events()))
        except AnswersError as error:
            return self._view(chosen(())) | {"trouble": str(error)}

    def _view(self, now: Mapping[str, str]) -> dict[str, Any]:
        return {
            "groups": [self._group(name, now[name]) for name in ORDER],
            "words": picked(self.words, WORDS_SHOWN),
            "trouble": "",
        }

    def _group(self, name: str, now: str) -> dict[str, Any]:
        options = [{"id": choice, "say": say(self.words, f"setting-{choice}")} for choice in ORDER[name]]
        return {
            "name": name,
            "legend": say(self.words, f"setting-{name}"),
            "note": say(self.words, f"setting-{name}-note"),
            "options": options,
            "now": now,
        }
