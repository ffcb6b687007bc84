"""How a test went that was handed in, as plain HTML: points, standard, what to read again, and every try."""

from html import escape

from milkflow.answers import Event
from milkflow.marking import Mark, as_points
from milkflow.markup import items, paragraphs, tag
from milkflow.solo.keys import Lesson
from milkflow.solo.results import said_of
from milkflow.solo.sitting import Sitting
from milkflow.words import say


class ResultCard:
    """How a whole test went: points and standard, what to read again, and every try."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting, self.words = sitting, sitting.words

    def __repr__(self) -> str:
        return f"<How '{self.sitting.shown.id}' went>"

    def _repr_html_(self) -> str:
        result = self.sitting.result()
        lines = said_of(self.sitting.quiz, result, self.words)
        title = paragraphs(say(self.words, "alone-result-title"), "mf-title")
        inner = title + "".join(map(paragraphs, lines)) + self._again(result.marks) + self._tries()
        return tag("div", inner, "mf mf-card mf-result-card")

    def _again(self, marks: dict[str, Mark]) -> str:
        missed = [
            (number, one.id)
            for number, one in enumerate(self.sitting.quiz.questions, 1)
            if one.kind != "reflection" and marks[one.id].outcome != "right"
        ]
        if not missed:
            return paragraphs(say(self.words, "alone-all-right")) if self.sitting.result().of else ""
        by_lesson: dict[Lesson, list[int]] = {}
        for number, id in missed:
            for lesson in self.sitting.lessons(id)[:1]:
                by_lesson.setdefault(lesson, []).append(number)
        ordered = sorted(by_lesson.items(), key=lambda one: one[0].id)
        lines = [f"{lesson_link(lesson)} · {escape(self._asked(numbers))}" for lesson, numbers in ordered]
        return paragraphs(say(self.words, "alone-read-again")) + items(lines)

    def _asked(self, numbers: list[int]) -> str:
        word = "alone-read-again-one" if len(numbers) == 1 else "alone-read-again-many"
        return say(self.words, word, numbers=", ".join(map(str, numbers)))

    def _tries(self) -> str:
        tries = self.sitting.tries()
        if len(tries) < 2:
            return ""
        lines = items(escape(self._try(one.number, one.closing, one.points)) for one in tries)
        return paragraphs(say(self.words, "alone-tries")) + lines

    def _try(self, number: int, closing: Event, points: tuple[float, float] | None) -> str:
        told = {"points": as_points(points[0]), "of": as_points(points[1])} if points else {}
        word = "alone-try" if points else "alone-try-no-points"
        return say(self.words, word, number=number, date=f"{closing.at:%Y-%m-%d}", **told)


def lesson_link(lesson: Lesson) -> str:
    """Return the way back to a lesson from the page of a test."""
    return f'<a href="../../lessons/{escape(lesson.id)}.ipynb">{escape(lesson.title)}</a>'
