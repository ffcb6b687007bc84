"""One question of a test that was handed in, as plain HTML: her answer with its mark, its reason and a way back."""

from collections.abc import Iterator
from html import escape
from typing import Any

from milkflow.case_feedback import case_feedback
from milkflow.faces.alone_result import lesson_link
from milkflow.faces.alone_rows import rows_html
from milkflow.faces.question_html import chart_html
from milkflow.marking import Mark, as_points, say_response
from milkflow.markup import chip, items, paragraphs, tag
from milkflow.questions import Gradable, PublicQuestion
from milkflow.solo.sitting import Sitting
from milkflow.words import say

CHIPS = {"right": ("good", "✓"), "partly": ("warn", "◐"), "not-yet": ("warn", "○"), "not-answered": ("warn", "○")}


class Reviewed:
    """One question of a test that was handed in."""

    def __init__(self, sitting: Sitting, question: PublicQuestion) -> None:
        self.sitting, self.shown, self.words = sitting, question, sitting.words

    def __repr__(self) -> str:
        return f"<Question '{self.shown.id}' · {self.shown.kind} · handed in>"

    def _repr_html_(self) -> str:
        question = self.sitting.quiz.question(self.shown.id)
        assert question is not None  # the key is the key of what is shown: looked at when it was laid
        answer = self.sitting.answers().get(question.id)
        mark = self.sitting.result().marks[question.id]
        parts = [
            *self._asked(),
            self._outcome(mark),
            *self._told(question, answer, mark),
            self._lessons(question, mark),
        ]
        return tag("div", "".join(parts), "mf mf-card mf-question mf-reviewed")

    def _asked(self) -> Iterator[str]:
        yield paragraphs(self.shown.case or "", "mf-vignette")
        if self.shown.says:
            yield tag("div", paragraphs(f"{say(self.words, 'claim-says')}: {self.shown.says}"), "mf-vignette")
        yield chart_html(self.shown, self.words)
        yield paragraphs(self.shown.ask, "mf-legend")

    def _outcome(self, mark: Mark) -> str:
        if self.shown.kind == "reflection":
            return "" if mark.needs_person else paragraphs(say(self.words, "feedback-no-answer"))
        partly = mark.outcome == "not yet" and mark.points > 0
        outcome = "partly" if partly else mark.outcome.replace(" ", "-")
        word = say(self.words, "feedback-partly" if partly else f"outcome-{outcome}")
        points = say(self.words, "review-points", points=as_points(mark.points), of=as_points(mark.of))
        return tag("p", chip(*CHIPS[outcome], f"{word} · {points}"))

    def _told(self, question: Gradable, answer: Any, mark: Mark) -> Iterator[str]:
        """Yield her answer with the reasons; without them where the feedback of this test is marks only."""
        if self.sitting.shown.feedback == "marks" and question.kind != "reflection":
            yield items(map(escape, say_response(self.shown, answer, self.words)))
            yield paragraphs(say(self.words, "alone-marks-only"), "mf-hint")
        elif question.kind == "case":
            course = self.sitting.course
            yield case_feedback(question, answer, self.words, course.claims, course.sources)
        else:
            yield rows_html(question, answer, mark, self.sitting.course)

    def _lessons(self, question: Gradable, mark: Mark) -> str:
        lessons = self.sitting.lessons(question.id)
        if mark.outcome == "right" or not lessons:
            return ""
        links = " · ".join(map(lesson_link, lessons))
        return tag("p", f"{escape(say(self.words, 'alone-lessons'))} {links}", "mf-note")
