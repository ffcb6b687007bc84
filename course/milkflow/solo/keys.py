"""The keys of a workspace for learning alone, as JSON that a kernel reads quickly and only when it may."""

import json
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from milkflow.cases import Case
from milkflow.errors import MilkflowError
from milkflow.evidence import Claim, Source
from milkflow.questions import Quiz
from milkflow.reading import Content

M = TypeVar("M", bound=Content)
NO_KEY = (
    "The answers to this page are not in this folder, so it cannot be shown here. "
    "Close it and start the course again: make start SOLO=1"
)
SHARED = "course"  # no quiz is called so: it would be the name of the folder of all


class Lesson(Content):
    """A lesson to go back to: its id and its title."""

    id: str
    title: str


class SoloCourse(Content):
    """What all quizzes share: the words of the course, and the evidence, by id."""

    words: dict[str, str]
    claims: dict[str, Claim]
    sources: dict[str, Source]


class SoloQuiz(Content):
    """One quiz with its key. ``stories`` are the cases that it plays; ``lessons`` by question: where it is taught."""

    quiz: Quiz
    stories: dict[str, Case] = Field(default_factory=dict)
    lessons: dict[str, tuple[Lesson, ...]] = Field(default_factory=dict)

    def told(self) -> Quiz:
        """Return the quiz with its cases in their places."""
        questions = (
            one.model_copy(update={"story": self.stories[one.play]}) if one.kind == "case" else one
            for one in self.quiz.questions
        )
        return self.quiz.model_copy(update={"questions": tuple(questions)})


def read_course(folder: Path) -> SoloCourse:
    """Return what all quizzes share. Raise MilkflowError, in plain words, when it cannot be read."""
    return _read(folder / f"{SHARED}.json", SoloCourse)


def read_key(folder: Path, quiz: str) -> SoloQuiz:
    """Return the key of ``quiz``. Raise MilkflowError, in plain words, when it cannot be read."""
    return _read(folder / f"{quiz}.json", SoloQuiz)


def write(path: Path, data: Content) -> None:
    """Write ``data`` in one step: a page that is just being opened reads the old file or the new one."""
    part = path.with_suffix(".part")
    part.write_text(data.model_dump_json(), encoding="utf-8")
    part.replace(path)


def _read(path: Path, kind: type[M]) -> M:
    try:
        return kind.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        raise MilkflowError(NO_KEY) from None
