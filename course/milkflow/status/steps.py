"""From the state of a course to what can be done next: rules, most pressing first."""

from collections.abc import Iterator
from typing import NamedTuple

from milkflow.status.facts import CourseState, QuizState


class Command(NamedTuple):
    """A command to type. ``options`` are given to it by name, such as ``(("quiz", "quiz-02"),)``."""

    verb: str
    options: tuple[tuple[str, str], ...] = ()

    def typed(self, by_make: bool) -> str:
        """Return the line to type, for somebody who came through make or through milkflow.

        >>> Command("grade", (("quiz", "quiz-02"),)).typed(by_make=True)
        'make grade QUIZ=quiz-02'
        >>> Command("grade", (("quiz", "quiz-02"),)).typed(by_make=False)
        'milkflow grade --quiz quiz-02'
        """
        forms = [f"{name.upper()}={value}" if by_make else f"--{name} {value}" for name, value in self.options]
        return " ".join(["make" if by_make else "milkflow", self.verb, *forms])


class Step(NamedTuple):
    """Something to do: the id of the words that tell it, what fills them, and the commands to type, in order."""

    words: str
    facts: dict[str, object]
    commands: tuple[Command, ...] = ()


def next_steps(state: CourseState) -> tuple[Step, ...]:
    """Return what can be done now, most pressing first; never empty."""
    quizzes = [step for quiz in state.quizzes for step in _quiz(quiz)]
    return (*_author(state), *quizzes, *_waiting(state)) or (Step("desk-no-quiz", {}),)


def _author(state: CourseState) -> Iterator[Step]:
    if state.faults:
        names = ", ".join(fault.path.replace("\\", "/").rsplit("/", 1)[-1] for fault in state.faults)
        count = sum(len(fault.problems) for fault in state.faults)
        yield Step("desk-faults", {"count": count, "files": names}, (Command("check"),))
    elif state.edited:
        facts: dict[str, object] = {"count": len(state.edited), "files": ", ".join(state.edited)}
        yield Step("desk-edited", facts, (Command("check"), Command("build")))


def _quiz(quiz: QuizState) -> Iterator[Step]:
    grade, teach = Command("grade", (("quiz", quiz.quiz),)), Command("teach")
    facts = quiz._asdict()
    if not quiz.released:
        yield Step("desk-unreleased", facts, (Command("build"),))
        return
    if quiz.zips:
        yield Step("desk-zips", {**facts, "count": quiz.zips}, (grade,))
    elif quiz.collected:
        yield Step("desk-collected", {**facts, "count": quiz.collected}, (grade,))
    if quiz.held:
        yield Step("desk-held", {**facts, "count": quiz.held}, (grade,))
    if quiz.to_read:
        yield Step("desk-read", {**facts, "count": quiz.to_read}, (teach, grade))
    elif quiz.read_since:
        yield Step("desk-read-since", {**facts, "count": quiz.read_since}, (grade,))
    elif quiz.to_send and not quiz.zips:
        yield Step("desk-send", {**facts, "count": quiz.to_send})


def _waiting(state: CourseState) -> Iterator[Step]:
    """Yield one step for all quizzes that nobody has handed in: of ten quizzes most wait, for most of the time."""
    names = [
        quiz.quiz
        for quiz in state.quizzes
        if quiz.released and not (quiz.zips or quiz.collected or quiz.graded or quiz.held)
    ]
    if len(names) == 1:
        yield Step("desk-nothing", {"quiz": names[0]}, (Command("grade", (("quiz", names[0]),)),))
    elif names:
        yield Step("desk-nothing-many", {"quizzes": ", ".join(names)}, (Command("grade"),))
