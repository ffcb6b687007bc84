"""The map of the course on the Start page: plain HTML, so that it reads without a kernel and on paper."""

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from milkflow.markup import chip, items, tag
from milkflow.progress import Leg, exercises
from milkflow.words import say


class ProgressMap:
    """A list of lessons with what is done, what is next and the minutes left; the next step is marked in words."""

    def __init__(self, legs: Iterable[Leg], words: Mapping[str, str]) -> None:
        self.legs = tuple(legs)
        self.words = words

    def __repr__(self) -> str:
        ready = [leg for leg in self.legs if leg.entry.status == "ready"]
        return f"<Progress: {sum(leg.is_done for leg in ready)} of {len(ready)} lessons done>"

    def _repr_html_(self) -> str:
        following = next((leg for leg in self.legs if leg.entry.status == "ready" and not leg.is_done), None)
        return tag("div", items([self._leg(leg, leg is following) for leg in self.legs], "mf-map"), "mf")

    def _leg(self, leg: Leg, is_next: bool) -> str:
        title = escape(leg.entry.title)
        ready = leg.entry.status == "ready"
        link = f'<a href="{escape(leg.entry.id)}.ipynb">{title}</a>' if ready else title
        state = chip("quiet", "·", self._say("map-coming")) if not ready else self._state(leg, is_next)
        about = tag("span", escape(leg.entry.about), "mf-map__about")
        return tag("span", f"{link} {state}", "mf-map__title") + about + self._quiz(leg)

    def _state(self, leg: Leg, is_next: bool) -> str:
        if leg.is_done:
            return chip("supported", "✓", self._say("map-done"))
        how_far = "map-started" if leg.done else "map-open"
        said = escape(self._say(how_far, done=leg.done, of=leg.of, minutes=leg.minutes_left))
        return (chip("next", "→", self._say("map-next")) if is_next else "") + f" <small>{said}</small>"

    def _quiz(self, leg: Leg) -> str:
        if leg.quiz is None or leg.entry.status != "ready":
            return ""
        quiz = escape(str(leg.entry.quiz))
        place = exercises(Path.cwd()).as_posix()
        link = f'<a href="{place}/{quiz}/{quiz}.ipynb">{escape(self._say("map-quiz"))}</a>'
        return tag("span", f"{link} <small>{escape(self._say('map-quiz-' + leg.quiz))}</small>", "mf-map__quiz")

    def _say(self, id: str, **values: object) -> str:
        return say(self.words, id, **values)
