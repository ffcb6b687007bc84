"""The Start page's own parts: what to do in the next ten minutes, and what counts so far. Plain HTML, no script."""

from collections.abc import Iterable, Mapping
from html import escape

from milkflow.course_map import Stop
from milkflow.faces.progress import quiz_page, quiz_state
from milkflow.markup import items, paragraphs, tag
from milkflow.progress import Leg, Track, next_leg
from milkflow.words import say

MINUTES = 10
PLAYED = ("play", "clinic")
Words = Mapping[str, str]


class NextStep:
    """The next thing that can be done, from where she stopped, and how much of it fits into ten minutes.

    ``here`` is the page that shows it, and never the next step itself.
    """

    def __init__(self, legs: Iterable[Leg], words: Words, here: str) -> None:
        self.leg, self.here = next_leg(legs, here), here
        self.words = words

    def __repr__(self) -> str:
        return f"<Next: {self.leg.entry.id if self.leg else 'all done'}>"

    def _repr_html_(self) -> str:
        if self.leg is None:
            inner = paragraphs(self._say("start-all-done"))
        else:
            to_read = self.leg.lesson.open and self.leg.entry.id != self.here
            inner = self._lesson(self.leg) if to_read else self._quiz(self.leg)
        return tag("div", inner, "mf mf-card mf-next")

    def _lesson(self, leg: Leg) -> str:
        track, stop = leg.lesson, leg.lesson.open[0]
        begun, fitting = track.at is not None, _fitting(track)
        where = "start-from" if begun and stop.heading else "start-lesson"
        what = "start-case" if stop.verb in PLAYED else "start-one" if len(fitting) == 1 else "start-many"
        minutes = max(1, round(sum(one.minutes for one in fitting)))
        return self._card(
            self._say(where, title=leg.entry.title, heading=stop.heading),
            self._say(what, count=len(fitting), minutes=minutes),
            f"{leg.entry.id}.ipynb" + (f"#cell-id={stop.cell}" if begun else ""),
            "start-go-on" if begun else "start-begin",
        )

    def _quiz(self, leg: Leg) -> str:
        quiz = leg.open_quiz
        assert quiz is not None  # `next_leg` names no lesson in which nothing is left
        track = quiz.track
        left = "start-quiz-left" if track.open else "start-quiz-hand-in"
        said = self._say(left, count=len(track.open), minutes=track.minutes_left)
        if quiz.role == "pre-test" and not track.done:
            said += "\n\n" + self._say("start-pre-test")
        return self._card(quiz.title, said, quiz_page(quiz), "start-go-on" if track.done else "start-quiz-go")

    def _card(self, where: str, what: str, page: str, go: str) -> str:
        link = f'<a class="mf-button" href="{escape(page)}">{escape(self._say(go))}</a>'
        return tag("p", tag("strong", escape(where))) + paragraphs(what) + tag("p", link, "mf-actions")

    def _say(self, id: str, **values: object) -> str:
        return say(self.words, id, **values)


class SoFar:
    """What counts so far: practice done, quizzes handed in, and what is still missing for a certificate."""

    def __init__(self, legs: Iterable[Leg], words: Words) -> None:
        self.legs = [leg for leg in legs if leg.is_ready]
        self.quizzes = [quiz for leg in self.legs for quiz in leg.quizzes]
        self.words = words

    def __repr__(self) -> str:
        return f"<So far: {sum(quiz.handed_in for quiz in self.quizzes)} quizzes handed in>"

    def _repr_html_(self) -> str:
        done = sum(len(leg.lesson.done) for leg in self.legs)
        of = sum(len(leg.lesson.stops) for leg in self.legs)
        lines = [say(self.words, "so-far-practice", done=done, of=of)]
        lines += [
            say(self.words, "so-far-quiz", title=quiz.title, state=quiz_state(quiz, self.words))
            for quiz in self.quizzes
        ]
        lines += [say(self.words, word) for word in self._what_follows()]
        return tag("div", items(map(escape, lines)), "mf")

    def _what_follows(self) -> list[str]:
        """Return the ids of the words on who marks, and on a certificate."""
        if any(quiz.alone for quiz in self.quizzes):
            return ["map-alone-marks", "map-alone-certificate"]
        missing = any(len(leg.quizzes) < len(leg.entry.quizzes) for leg in self.legs)
        certificate = "so-far-certificate" if missing else "so-far-certificate-review"
        return [*(["so-far-marks"] if self.quizzes else []), certificate]


def _fitting(track: Track) -> list[Stop]:
    """Return the stops to do next that fit into ten minutes; at least one. A case is a stop of its own."""
    first, *rest = track.open
    fitting, minutes = [first], first.minutes
    for stop in rest:
        minutes += stop.minutes
        if minutes > MINUTES or stop.verb in PLAYED or first.verb in PLAYED:
            break
        fitting.append(stop)
    return fitting
