"""The map of the course on the Start page: plain HTML, so that it reads without a kernel and on paper."""

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from milkflow.marking import as_points
from milkflow.markup import chip, items, tag
from milkflow.progress import Leg, QuizLeg, exercises, next_leg
from milkflow.words import say


def about(minutes: int) -> int:
    """Return a guess as a guess is told: to five minutes, once it is more than ten.

    >>> about(67), about(4)
    (65, 4)
    """
    return minutes if minutes <= 10 else 5 * round(minutes / 5)


def quiz_page(quiz: QuizLeg) -> str:
    """Return the address of a quiz, seen from the lessons."""
    return f"{exercises(Path.cwd()).as_posix()}/{quiz.id}/{quiz.id}.ipynb"


def quiz_state(quiz: QuizLeg, words: Mapping[str, str]) -> str:
    """Return how far a quiz is, in words."""
    done, of = len(quiz.track.done), len(quiz.track.stops)
    if quiz.is_practice:
        word = "done" if quiz.is_done else "started" if done else "open"
        return say(words, f"map-practice-{word}", done=done, of=of)
    if quiz.points:
        points, most = map(as_points, quiz.points)
        return say(words, "map-quiz-marked", points=points, of=most)
    word = "handed-in" if quiz.handed_in else "started" if done else "open"
    return say(words, f"map-quiz-{word}", done=done, of=of)


class ProgressMap:
    """A list of lessons with what is done, what is next and the minutes left; the next step is marked in words.

    ``here`` is the page that shows the map.
    """

    def __init__(self, legs: Iterable[Leg], words: Mapping[str, str], here: str = "") -> None:
        self.legs, self.here = tuple(legs), here
        self.words = words

    def __repr__(self) -> str:
        ready = [leg for leg in self.legs if leg.is_ready]
        return f"<Progress: {sum(leg.lesson.is_done for leg in ready)} of {len(ready)} lessons done>"

    def _repr_html_(self) -> str:
        following = next_leg(self.legs, self.here)
        return tag("div", items([self._leg(leg, leg is following) for leg in self.legs], "mf-map"), "mf")

    def _leg(self, leg: Leg, is_next: bool) -> str:
        title = escape(leg.entry.title)
        link = f'<a href="{escape(leg.entry.id)}.ipynb">{title}</a>' if leg.is_ready else title
        state = self._state(leg, is_next) if leg.is_ready else chip("quiet", "·", self._say("map-coming"))
        about = tag("span", escape(leg.entry.about), "mf-map__about")
        return tag("span", f"{link} {state}", "mf-map__title") + about + self._quizzes(leg)

    def _state(self, leg: Leg, is_next: bool) -> str:
        track = leg.lesson
        if track.is_done:
            return chip("supported", "✓", self._say("map-done"))
        how_far = "map-started" if track.done else "map-open"
        said = escape(self._say(how_far, done=len(track.done), of=len(track.stops), minutes=about(track.minutes_left)))
        return (chip("next", "→", self._say("map-next")) if is_next else "") + f" <small>{said}</small>"

    def _quizzes(self, leg: Leg) -> str:
        return "".join(map(self._quiz, leg.quizzes)) if leg.is_ready else ""

    def _quiz(self, quiz: QuizLeg) -> str:
        name = self._say("map-quiz" if quiz.role == "lesson" else f"map-{quiz.role}")
        link = f'<a href="{escape(quiz_page(quiz))}">{escape(name)}</a>'
        return tag("span", f"{link} <small>{escape(quiz_state(quiz, self.words))}</small>", "mf-map__quiz")

    def _say(self, id: str, **values: object) -> str:
        return say(self.words, id, **values)
