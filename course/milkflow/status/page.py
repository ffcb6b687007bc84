"""The page that ``milkflow`` alone prints."""

from collections.abc import Iterator, Mapping
from textwrap import fill

from milkflow.status.facts import CourseState
from milkflow.status.steps import Command, Step, next_steps
from milkflow.words import say

WIDTH = 92
ALWAYS = ("start", "teach", "grade", "check", "build")


def page(state: CourseState, words: Mapping[str, str], *, by_make: bool = False) -> str:
    """Return what this course holds, what can be done next in it, and what can be done at any time.

    make lists its own commands, so ``by_make`` leaves that list out.
    """
    parts = [_course(state, words), words["desk-title"]]
    parts += ["\n".join(_told(step, words, by_make)) for step in next_steps(state)]
    parts += [] if by_make else ["\n".join([words["desk-always"], *_always(words)])]
    parts.append(words["desk-more"])
    return "\n\n".join(parts) + "\n"


def _course(state: CourseState, words: Mapping[str, str]) -> str:
    lessons = _counted("desk-lessons", state.lessons, words)
    quizzes = _counted("desk-quizzes", len(state.quizzes), words)
    people = words["desk-no-roster"] if state.roster is None else _counted("desk-roster", state.roster, words)
    return say(words, "desk-course", lessons=lessons, quizzes=quizzes, people=people)


def _told(step: Step, words: Mapping[str, str], by_make: bool) -> Iterator[str]:
    id = f"{step.words}-one" if step.facts.get("count") == 1 and f"{step.words}-one" in words else step.words
    sentence = say(words, id, **step.facts)
    yield fill(sentence, WIDTH, initial_indent="  - ", subsequent_indent="    ", break_on_hyphens=False)
    yield from (f"        {command.typed(by_make)}" for command in step.commands)


def _always(words: Mapping[str, str]) -> Iterator[str]:
    for verb in ALWAYS:
        yield f"  {Command(verb).typed(by_make=False):<16} {words['desk-to-' + verb]}"


def _counted(id: str, count: int, words: Mapping[str, str]) -> str:
    return say(words, id + "-one" if count == 1 else id, count=count)
