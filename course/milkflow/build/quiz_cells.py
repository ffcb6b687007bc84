"""The cells of a quiz notebook. What only an instructor may read is in cells of its own, marked so."""

from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from milkflow.build.quiz_keys import Words, filled, key_lines
from milkflow.questions import Gradable, Quiz, reflection_prompt_cell

INSTRUCTOR = "instructor"
HIDDEN = {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}


def opening_cells(quiz: Quiz, words: Words) -> list[NotebookNode]:
    """Return title and introduction, the instructor's note on review, and the cell that opens the quiz."""
    facts = filled(
        words, "quiz-facts", minutes=quiz.minutes, count=len(quiz.questions), points=f"{quiz.points:g}"
    )
    reviewed = "instructor-reviewed" if quiz.reviewed_by else "instructor-not-reviewed"
    return [
        _words(f"{quiz.id}-title", f"# {quiz.title}\n\n*{facts}*\n\n{quiz.intro}"),
        _instructor(f"{quiz.id}-review", [filled(words, reviewed, name=quiz.reviewed_by)], words),
        _code(f"{quiz.id}-open", f'import milkflow; quiz = milkflow.quiz("{quiz.id}")'),
    ]


def question_cells(number: int, question: Gradable, words: Words) -> list[NotebookNode]:
    """Return heading, locked question cell, the instructor's key, and for free text the cell a person marks."""
    source = f'quiz.question("{question.id}")'
    heading = _words(f"{question.id}-heading", filled(words, "quiz-question", number=number))
    if question.kind != "reflection":
        return [heading, _code(question.id, source, question.points), _key(question, words)]
    manual = _words(question.id, reflection_prompt_cell(question, words["quiz-waiting"]))
    # The stock answer is no solution to be cleared away: nbgrader compares the handed-in cell with it.
    manual.metadata["milkflow"]["keep"] = True
    manual.metadata["nbgrader"] = _marks(question.id, points=question.points, solution=True)
    return [heading, _code(f"{question.id}-answer", source), manual, _key(question, words)]


def closing_cells(quiz: Quiz, words: Words) -> list[NotebookNode]:
    """Return the words and the cell of the hand-in."""
    plays = any(question.kind == "case" for question in quiz.questions)
    return [
        _words(f"{quiz.id}-hand-in-words", words["exam-hand-in" if plays else "quiz-hand-in"]),
        _code(f"{quiz.id}-hand-in", "quiz.hand_in()"),
    ]


def _key(question: Gradable, words: Words) -> NotebookNode:
    return _instructor(f"{question.id}-key", key_lines(question, words), words)


def _instructor(id: str, lines: list[str], words: Words) -> NotebookNode:
    cell = _words(id, "\n".join([f"> **{words['instructor-title']}**", ">", *(f"> - {line}" for line in lines)]))
    cell.metadata["milkflow"]["audience"] = INSTRUCTOR
    return cell


def _words(id: str, source: str) -> NotebookNode:
    cell: NotebookNode = new_markdown_cell(source, id=_cell_id(id), metadata={"milkflow": {"quiz": True}})
    return cell


def _code(id: str, source: str, points: float | None = None) -> NotebookNode:
    metadata = {**HIDDEN, "milkflow": {"quiz": True}, "nbgrader": _marks(id, points=points)}
    cell: NotebookNode = new_code_cell(source, id=_cell_id(id), metadata=metadata)
    return cell


def _marks(id: str, points: float | None, solution: bool = False) -> dict[str, Any]:
    marks = {"grade": points is not None, "grade_id": id, "locked": not solution, "schema_version": 3,
             "solution": solution, "task": False}  # fmt: skip
    return marks if points is None else marks | {"points": points}


def _cell_id(id: str) -> str:
    # nbformat takes at most 64 characters; long ids keep their end, which is what tells cells apart.
    return f"q-{id}"[-64:] if len(id) > 62 else f"q-{id}"

