"""Lay the keys of the course into a workspace for learning alone: once, when it is started, from the authors' files."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from milkflow.bundles import bundle_path
from milkflow.course_map import LessonEntry, read_course_map
from milkflow.errors import ServingError
from milkflow.evidence import load_evidence, skill_words
from milkflow.places import quiz_files
from milkflow.questions import Gradable, PublicQuiz, Quiz, public_quiz, read_quiz
from milkflow.reading import CONTENT_DIR
from milkflow.solo.keys import SHARED, Lesson, SoloCourse, SoloQuiz, write
from milkflow.words import read_words, say

# No page of a trainee says these.
ELSEWHERE = ("desk-", "gallery-", "serving-")
# Lessons that hold something of everything: what is taught in one place is better read there.
WIDE = ("00-start-here", "08-case-clinic", "09-the-web-page", "10-my-next-shift")


def read_keys(solutions: Path, exercises: Path) -> dict[str, Quiz]:
    """Return every released quiz with its key, by id.

    Raise ServingError, with the way out, where a key is missing or is not the key of what was released.
    """
    released = sorted(path.parent for path in exercises.glob("*/*.questions.json"))
    files = {path.stem: path for path in quiz_files(solutions)}
    words = read_words()
    if missing := [folder.name for folder in released if folder.name not in files]:
        told = say(words, "serving-solo-no-keys", folder=solutions.name, quizzes=", ".join(missing))
        raise ServingError(told)
    quizzes = {folder.name: read_quiz(files[folder.name]) for folder in released}
    if stale := [folder.name for folder in released if not _is_of(quizzes[folder.name], folder)]:
        raise ServingError(say(words, "serving-solo-stale", quizzes=", ".join(stale)))
    return quizzes


def _is_of(quiz: Quiz, folder: Path) -> bool:
    text = (folder / f"{quiz.id}.questions.json").read_text(encoding="utf-8")
    try:
        return PublicQuiz.model_validate(json.loads(text)).questions == public_quiz(quiz, {}).questions
    except ValueError:
        return False


def lay_keys(folder: Path, quizzes: Mapping[str, Quiz]) -> None:
    """Write the keys into ``folder``, and take away those of quizzes that the course no longer has."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    evidence = load_evidence()
    words = {id: text for id, text in (read_words() | skill_words(evidence)).items() if not id.startswith(ELSEWHERE)}
    taught = _taught(read_course_map(CONTENT_DIR / "lessons.yaml"))
    write(folder / f"{SHARED}.json", SoloCourse(words=words, claims={**evidence.claims}, sources={**evidence.sources}))
    for quiz in quizzes.values():
        stories = {one.play: one.story for one in quiz.questions if one.kind == "case"}
        lessons = {one.id: _lessons(one, taught) for one in quiz.questions}
        write(folder / f"{quiz.id}.json", SoloQuiz(quiz=quiz, stories=stories, lessons=lessons))
    for path in folder.glob("*.json"):
        if path.stem not in {*quizzes, SHARED}:
            path.unlink()


def _taught(entries: Iterable[LessonEntry]) -> list[tuple[LessonEntry, set[str]]]:
    """Return each lesson that has a subject of its own, with the claims that its page rests on."""
    paths = {entry: bundle_path(entry.id) for entry in entries if entry.id not in WIDE}
    return [
        (entry, set(json.loads(path.read_text(encoding="utf-8"))["claims"]))
        for entry, path in paths.items()
        if path.is_file()
    ]


def _lessons(question: Gradable, taught: Sequence[tuple[LessonEntry, set[str]]]) -> tuple[Lesson, ...]:
    """Return the one or two lessons that teach what a question asks.

    A claim that few lessons hold tells more of where to read than one that stands in many.
    """
    held = Counter(claim for _, claims in taught for claim in claims)
    asked, outcomes = {*question.claims}, {*question.outcomes}
    shared = [
        (sum(1 / held[claim] for claim in claims & asked) + len({*entry.outcomes} & outcomes) / 2, at)
        for at, (entry, claims) in enumerate(taught)
    ]
    most = max((count for count, _ in shared), default=0)
    best = [taught[at][0] for count, at in shared if count >= 0.8 * most > 0]
    return tuple(Lesson(id=entry.id, title=entry.title) for entry in best[:2])
