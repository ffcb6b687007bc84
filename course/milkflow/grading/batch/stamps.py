"""What the result of one trainee rests on, as short hashes: her files, and all that marks them."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from milkflow.answers import MOST_BYTES
from milkflow.grading.bank import Bank
from milkflow.grading.plain_files import Held, read_plain
from milkflow.handin import MOST_NOTEBOOK_BYTES, answers_name

# The rooms whose code decides on marks, notebooks and pages: after an update of the course all is graded anew.
ROOMS = ("answers", "build", "cases", "grading", "marking", "questions")


def key_stamp(bank: Bank, settings: str) -> str:
    """Return a stamp that changes with the key, the release, nbgrader's ``settings``, and the code that marks."""
    stories = (one.story.model_dump_json() for one in bank.quiz.questions if one.kind == "case" and one.story)
    facts = (*stories, bank.quiz.model_dump_json(), bank.shown.model_dump_json(), repr(bank.release), settings, _code())
    return _joined(fact.encode() for fact in facts)


def hand_in_stamp(folder: Path, quiz: str, key: str) -> str:
    """Return a stamp of what lies in ``folder`` and of ``key``; "" when a file in it cannot be trusted."""
    caps = ((answers_name(quiz), MOST_BYTES), (f"{quiz}.ipynb", MOST_NOTEBOOK_BYTES), ("timestamp.txt", 100))
    try:
        found = [read_plain(folder / name, most) for name, most in caps]
    except Held:
        return ""
    return _joined(part for content in found for part in (b"-" if content is None else b"+", content or b""))[:32] + key


@cache
def _code() -> str:
    package = Path(str(files("milkflow")))
    paths = [*sorted(path for room in ROOMS for path in (package / room).rglob("*.py")), package / "handin.py"]
    return _joined(path.read_bytes() for path in paths)


def _joined(parts: Iterator[bytes]) -> str:
    """Return a hash of the parts and of where each of them ends."""
    total = sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()[:32]
