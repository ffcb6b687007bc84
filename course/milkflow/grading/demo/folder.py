"""Lay the folder of a simulated class: a small course of its own, with hand-ins that wait to be graded."""

import csv
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from milkflow.answers import Event
from milkflow.errors import GradingError
from milkflow.grading.bank import Bank, open_bank
from milkflow.grading.demo.answering import Answering
from milkflow.grading.demo.model import Class, Fault
from milkflow.grading.settings import CONFIG_NAME
from milkflow.grading.whole_files import plain_faults, write_whole
from milkflow.handin import answers_name, make_zip, zip_name
from milkflow.places import Places
from milkflow.words import read_words, say

MARK = "SIMULATED-CLASS.txt"
MOST = 20_000
BEGUN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
CHANGES_HER_MIND = 0.1
NO_FAULTS: Mapping[str, Fault] = {}


def demo_class(
    places: Places, quiz: str, count: int, to: Path, seed: int = 1, faults: Mapping[str, Fault] = NO_FAULTS,
    begin: Callable[[str], None] = lambda code: None,
) -> Path:  # fmt: skip
    """Lay a class of ``count`` simulated trainees in the folder ``to``; return the folder of their zips.

    The same seed gives the same zips. Raise GradingError when the folder holds anything else, or a class of this quiz.
    """
    bank = open_bank(quiz, places.solutions, places.exercises)
    if not 1 <= count <= MOST:
        raise GradingError(f"{count} is no size for a class. Give a number from 1 to {MOST}.")
    for id in faults:
        if bank.quiz.question(id) is None:
            raise GradingError(f"{quiz} has no question {id!r}, so no fault can be planted there.")
    archive = to / "downloaded" / quiz / "archive"
    if (to.exists() and not (to / MARK).is_file()) or archive.exists():
        raise GradingError(f"{to.name} is there already. Remove it, or name another folder with --to.")
    with plain_faults(to.parent.absolute()):
        codes = [f"demo-{number:0{max(3, len(str(count)))}d}" for number in range(1, count + 1)]
        _lay_course(places, quiz, to, codes)
        archive.mkdir(parents=True)
        for code, content in _zips(bank, codes, Class(seed, dict(faults)), begin):
            (archive / zip_name(code, quiz)).write_bytes(content)
    return archive


def _lay_course(places: Places, quiz: str, to: Path, codes: list[str]) -> None:
    (to / "course" / "lessons").mkdir(parents=True, exist_ok=True)
    write_whole(to / MARK, say(read_words(), "demo-label", count=len(codes)) + "\n")
    for source, name in ((places.solutions, "solutions"), (places.exercises, "exercises")):
        shutil.copytree(source / quiz, to / name / quiz, dirs_exist_ok=True)
    # With their dates, as the folders above: a copy is no edit.
    shutil.copy2(places.solutions / f"{quiz}.yaml", to / "solutions")
    for notebook in sorted((places.root / "solutions").glob("*.ipynb")):  # the instructor's, to look at this class with
        shutil.copy2(notebook, to / "solutions")
    if (places.root / CONFIG_NAME).is_file():
        shutil.copy(places.root / CONFIG_NAME, to)
    page = StringIO()
    csv.writer(page, lineterminator="\n").writerows([("id", "name"), *((code, f"Simulated {code}") for code in codes)])
    write_whole(to / "roster.csv", page.getvalue())


def _zips(
    bank: Bank, codes: list[str], people: Class, begin: Callable[[str], None]
) -> Iterator[tuple[str, bytes]]:
    text, quiz = read_words()["demo-reflection"], bank.shown
    with TemporaryDirectory() as desk:
        folder = Path(desk)
        (folder / f"{quiz.id}.ipynb").write_text(json.dumps(bank.release), encoding="utf-8")
        for code in codes:
            begin(code)
            lines = [event.line() for event in _events(bank, code, people, text.replace("{code}", code))]
            (folder / answers_name(quiz.id)).write_bytes(b"".join(lines))
            yield code, make_zip(folder, code, quiz)


def _events(bank: Bank, code: str, people: Class, text: str) -> Iterator[Event]:
    """Yield what the trainee's page would have written, question by question, and the hand-in."""
    chance, at = Random(f"{people.seed}/{code}/events"), BEGUN

    def event(type: str, name: str, response: Any, **more: Any) -> Event:
        nonlocal at
        at += timedelta(seconds=chance.randint(15, 120))
        id = f"{chance.getrandbits(128):032x}"
        return Event.model_validate({"id": id, "at": at, "type": type, "name": name, "response": response} | more)

    for question in bank.quiz.questions:
        mind = people.mind(code, question.id)
        tries = [Answering(people, mind, text).answer(question)]
        if chance.random() < CHANGES_HER_MIND:
            tries.append(Answering(people, mind, text).answer(question))
        for number, response in enumerate((one for one in tries if one is not None), 1):
            sure = mind.confidence() if question.confidence else None
            yield event("answer", question.id, response, confidence=sure, content=bank.shown.version, number=number)
    yield event("handed-in", bank.shown.id, {"code": code})
