"""The verbs of the instructor notebooks. Each returns a page; none shows the code of a trainee."""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from milkflow.build.cells import cells_of
from milkflow.course_map import read_course_map
from milkflow.errors import MilkflowError
from milkflow.evidence import Evidence, load_evidence
from milkflow.grading.demo import Fault
from milkflow.insight import analysis, debrief, gains
from milkflow.insight.classes import QuizClass
from milkflow.insight.findings import look_at
from milkflow.insight.pages import Page, Words, by_quiz, card, label, mark, told
from milkflow.insight.reading import graded_quizzes, read_class
from milkflow.insight.simulated import NO_FAULTS, simulated_class
from milkflow.places import Places, find_course
from milkflow.questions import read_quiz
from milkflow.reading import CONTENT_DIR
from milkflow.words import read_words, say

# CI and the build set this, so that a stored page never holds a real class.
SIMULATED = "MILKFLOW_CLASS"
BEFORE, AFTER = "pre-test", "post-test"
SHOWN_QUIZ, SHOWN_COUNT, SEED, LEARNED = "quiz-02", 120, 7, 1.0
SHOWN_FAULTS: dict[str, Fault] = {
    f"{SHOWN_QUIZ}-02": "wrong-key", f"{SHOWN_QUIZ}-01": "dead-option", f"{SHOWN_QUIZ}-07": "misconception",
}  # fmt: skip
# They name many claims and teach none of them at length.
NO_LESSONS = ("00-start-here", "09-the-web-page", "10-my-next-shift")


class Desk:
    """The classes that were graded in a course, newest first; or a simulated one where there is none yet."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.words: Words = read_words()

    def __repr__(self) -> str:
        return "<Desk>"

    @cached_property
    def classes(self) -> tuple[QuizClass, ...]:
        """Every graded class, that with the latest answer first; else a simulated one with faults planted in it."""
        return self._graded or (self._simulated(self._stand_in, faults=SHOWN_FAULTS),)

    @cached_property
    def _graded(self) -> tuple[QuizClass, ...]:
        if os.environ.get(SIMULATED) == "simulated":
            return ()
        found = [read_class(self.places, id) for id in graded_quizzes(self.places)]
        return tuple(sorted(found, key=_latest, reverse=True))

    @cached_property
    def evidence(self) -> Evidence:
        """All the evidence of the course."""
        return load_evidence()

    def shown(self) -> Page:
        """Return which classes this page is about, and what may be said of them."""
        none = ""
        if not self._graded:
            planted: dict[str, object] = {fault: id for id, fault in SHOWN_FAULTS.items()}
            none = told(say(self.words, "insight-none-yet")) + told(say(self.words, "insight-planted", **planted))
        return self._page("Classes", lambda people: label(people, self.words), none)

    def wrong(self) -> Page:
        """Return what each class got wrong, as a picture and a table."""
        claims = self.evidence.claims
        return self._page("Wrong answers", lambda one: debrief.chart(one, debrief.troubles(one, claims), self.words))

    def debrief(self) -> Page:
        """Return something ready to say about each wrong answer, unsafe and sure first."""
        claims, lessons = self.evidence.claims, self._lessons
        return self._page(
            "Debrief", lambda one: debrief.ready_debrief(debrief.troubles(one, claims), claims, lessons, self.words)
        )

    def whole_quiz(self) -> Page:
        """Return the numbers about each quiz as a whole."""
        return self._page("Whole quiz", lambda people: analysis.whole_quiz(people, self.words))

    def questions(self) -> Page:
        """Return the numbers about each question, and what may be said of it."""
        return self._page("Questions", lambda people: analysis.each_question(look_at(people), self.words))

    def tests(self) -> Page:
        """Return which two tests are compared, and in how many people."""
        before, after = self._tests
        graded = before in self._graded
        none = "" if graded else told(say(self.words, "insight-no-tests"))
        if before.quiz.id == after.quiz.id:
            none += told(say(self.words, "insight-stands-in", quiz=before.quiz.id))
        counted = say(self.words, "gain-people", count=len(gains.both(before, after)), before=before.quiz.title,
                      after=after.quiz.title)  # fmt: skip
        return Page(f"Tests: {self._named((before,))}", card(none + told(counted) + label(after, self.words)))

    def gain(self) -> Page:
        """Return what was gained, outcome by outcome, with ranges."""
        found = gains.parts(*self._tests)
        if not found:
            return self._of_tests("Gain", told(say(self.words, "gain-few-pairs")))
        shown = gains.gain_chart(found, self.words) + gains.gain_table(found, self.words)
        return self._of_tests("Gain", shown + gains.whole_test(found[0].gain, self.words))

    def certainty(self) -> Page:
        """Return how sure people were, and how right, before and after."""
        return self._of_tests("Certainty", gains.certainty_table(gains.certainties(*self._tests), self.words))

    def _page(self, name: str, shown: Callable[[QuizClass], str], first: str = "") -> Page:
        marked = [mark(people, self.words) if not first else "" for people in self.classes]
        parts = [above + shown(people) for above, people in zip(marked, self.classes, strict=True)]
        html = (card(first) if first else "") + by_quiz(self.classes, parts, self.words)
        return Page(f"{name}: {self._named(self.classes)}", html)

    def _of_tests(self, name: str, shown: str) -> Page:
        before, after = self._tests
        return Page(f"{name}: {self._named((before, after))}", card(mark(after, self.words) + shown))

    def _named(self, classes: Sequence[QuizClass]) -> str:
        return ", ".join(f"{one.quiz.id}, {one.count} {'simulated' if one.simulated else 'people'}" for one in classes)

    @cached_property
    def _tests(self) -> tuple[QuizClass, QuizClass]:
        by_id = {people.quiz.id: people for people in self._graded}
        if BEFORE in by_id and AFTER in by_id:
            return by_id[BEFORE], by_id[AFTER]
        there = all((self._own / f"{id}.yaml").is_file() for id in (BEFORE, AFTER))
        first, second = (BEFORE, AFTER) if there else (self._stand_in, self._stand_in)
        return self._simulated(first), self._simulated(second, LEARNED)

    @property
    def _own(self) -> Path:
        # Never a private bank: what is stored in a notebook of this course may be published with it.
        return self.places.root / "solutions"

    @property
    def _stand_in(self) -> str:
        there = sorted(path.stem for path in self._own.glob("*.yaml") if (self._own / path.stem).is_dir())
        if not there:
            raise MilkflowError("This course has no quiz yet, so there is no class to show. Build one: make build")
        return SHOWN_QUIZ if SHOWN_QUIZ in there else there[0]

    def _simulated(self, quiz: str, learned: float = 0.0, faults: Mapping[str, Fault] = NO_FAULTS) -> QuizClass:
        return simulated_class(read_quiz(self._own / f"{quiz}.yaml"), SHOWN_COUNT, SEED, faults, learned)

    @cached_property
    def _lessons(self) -> dict[str, list[tuple[str, str]]]:
        """Return by claim the lessons that tell of it, in order, each as a link from solutions/ and its title."""
        titles = {entry.id: entry.title for entry in read_course_map(CONTENT_DIR / "lessons.yaml")}
        found: dict[str, list[tuple[str, str]]] = {}
        for path in self.places.notebooks():
            if path.stem in NO_LESSONS:
                continue
            page = (f"../course/lessons/{path.name}", titles.get(path.stem, path.stem))
            for claim in {claim for cell in cells_of(path) for claim in cell.claims}:
                found.setdefault(claim, []).append(page)
        return found


def open_desk(start: Path | None = None) -> Desk:
    """Return the desk of the course at or above ``start``, or the current folder. Raise MilkflowError without one."""
    return Desk(find_course(start))


def _latest(people: QuizClass) -> float:
    times = [at.timestamp() for at in people.answers["at"] if at is not None]
    return max(times, default=0.0)
