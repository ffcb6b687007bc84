"""Say on the pages of a workspace for learning alone what is true there: who marks, and what is shown when."""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from milkflow.questions import Quiz
from milkflow.words import say

Words = Mapping[str, str]
# Words called so stand in the place of the cell whose id follows.
CELL = "alone-cell-"
START = "00-start-here"


class SoloPages:
    """Turns the notebooks of the course, as they are laid, into those for somebody who learns alone."""

    def __init__(self, quizzes: Mapping[str, Quiz], words: Words) -> None:
        self._quizzes, self._words = quizzes, words

    def turn(self, name: str, content: bytes) -> bytes:
        """Return what to lay for the file ``name`` of a workspace; a page with nothing to say anew stays as it is."""
        page = PurePosixPath(name)
        if page.suffix != ".ipynb":
            return content
        said = self._of_quiz(self._quizzes[page.stem]) if page.stem in self._quizzes else self._of_lesson(page.stem)
        return _put(content, said) if said else content

    def _of_lesson(self, name: str) -> dict[str, str | None]:
        if name != START:
            return {}
        return {id.removeprefix(CELL): text for id, text in self._words.items() if id.startswith(CELL)}

    def _of_quiz(self, quiz: Quiz) -> dict[str, str | None]:
        """Return the new text of cells by id; None takes a cell out."""
        waits = {f"q-{one.id}": None for one in quiz.questions if one.kind == "reflection"}
        ending = "alone-end-practice" if quiz.role == "lesson" else "alone-end-test"
        return {**waits, f"q-{quiz.id}-title": self._title(quiz), f"q-{quiz.id}-hand-in-words": self._words[ending]}

    def _title(self, quiz: Quiz) -> str:
        # Whether a clinician has signed is said first, and stays; the rest tells of handing in to an instructor.
        signed = [quiz.intro.split("\n\n")[0]] if quiz.reviewed_by is None and quiz.intro.startswith("*") else []
        by_rule = sum(one.points or 0 for one in quiz.questions if one.kind != "reflection")
        kind = "-practice" if quiz.role == "lesson" else "" if by_rule else "-own-words"
        amounts = {"count": len(quiz.questions), "points": f"{by_rule:g}", "minutes": quiz.minutes}
        told = say(self._words, f"alone-facts{kind}", **amounts)
        return "\n\n".join([f"# {quiz.title}", f"*{told}*", *signed, self._words[f"alone-intro-{quiz.role}"]])


def _put(content: bytes, said: Mapping[str, str | None]) -> bytes:
    notebook: dict[str, Any] = json.loads(content)
    notebook["cells"] = [cell for cell in notebook["cells"] if said.get(cell.get("id", ""), "") is not None]
    for cell in notebook["cells"]:
        if text := said.get(cell.get("id", "")):
            cell["source"] = text.splitlines(keepends=True)
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()
