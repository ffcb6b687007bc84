"""When a mother must not wait is said in one way, wherever a lesson says it."""

import json
from pathlib import Path

import pytest

LESSONS = ("02-stasis-or-mastitis", "04-helps-or-harms", "05-feeding-and-comfort", "06-when-to-call-for-help")


def points(repo: Path, lesson: str, lead: str) -> str:
    """Return the list that follows ``lead`` in a lesson, its lead line included and its line breaks left out."""
    cells = json.loads((repo / "course" / "lessons" / f"{lesson}.ipynb").read_text(encoding="utf-8"))["cells"]
    text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    assert text.count(lead) == 1, f"{lesson} has {text.count(lead)} lists that begin with {lead!r}"
    head, listed, *_ = text[text.index(lead) :].split("\n\n")
    return " ".join(f"{head} {listed}".split())


@pytest.mark.parametrize("lead", ["**Emergency now**", "**Same day,**"])
def test_every_lesson_gives_the_same_signs_word_for_word(repo: Path, lead: str) -> None:
    first, *others = (points(repo, lesson, lead) for lesson in LESSONS)
    assert others == [first] * len(others)
