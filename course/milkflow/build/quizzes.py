"""From ``solutions/<quiz>.yaml`` to nbgrader's source version, and to the key-free questions beside it."""

import json
from collections.abc import Mapping
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from milkflow.build.quiz_cells import closing_cells, opening_cells, question_cells
from milkflow.build.running import run_notebook, write_notebook
from milkflow.questions import PublicQuiz, Quiz, public_quiz

# Words that no face of a quiz shows: what stays at home cannot leak, and does not change a release.
ELSEWHERE = (
    *("desk-", "instructor-", "feedback-", "serving-", "gallery-", "skill-", "alone-"),
    *("case-", "exam-", "map-", "figure-", "card-", "source-", "thomsen-"),
)
# What the page of a case says while it is played; its words on how a choice was stay at home.
IN_PLAY = (
    *("exam-", "case-setting-", "case-who", "case-wants", "case-begin", "case-clock", "case-since", "case-heading-"),
    *("case-you-chose", "case-costs", "case-enough", "case-none-asked", "case-how-sure", "case-decide", "case-go-on"),
    *("case-choose-first", "case-sure-first", "case-hand-over", "case-handover-first", "case-handover-count"),
    *("case-known", "case-chart", "case-level-", "case-trail-nothing"),
)


def quiz_notebook(quiz: Quiz, words: Mapping[str, str]) -> NotebookNode:
    """Return the source version, not yet run: every question with its answer and reasons for the instructor."""
    cells = opening_cells(quiz, words)
    for number, question in enumerate(quiz.questions, 1):
        cells += question_cells(number, question, words)
    notebook: NotebookNode = new_notebook(cells=cells + closing_cells(quiz, words), nbformat_minor=5)
    return notebook


def key_free(quiz: Quiz, words: Mapping[str, str]) -> PublicQuiz:
    """Return the form of the quiz that travels to trainees, with the words its faces show."""
    played = IN_PLAY if any(question.kind == "case" for question in quiz.questions) else ()
    shown = {id: text for id, text in words.items() if id.startswith(played) or not id.startswith(ELSEWHERE)}
    return public_quiz(quiz, shown)


def write_source(solutions: Path, quiz: Quiz, words: Mapping[str, str]) -> Path:
    """Write ``<quiz>/<quiz>.ipynb`` and ``<quiz>/<quiz>.questions.json`` below ``solutions``; return the notebook.

    The notebook is run once, so that its stored outputs say what a reader sees. Raise BuildError when a cell fails.
    """
    folder = solutions / quiz.id
    folder.mkdir(parents=True, exist_ok=True)
    write_questions(folder, key_free(quiz, words))
    path = folder / f"{quiz.id}.ipynb"
    write_notebook(run_notebook(quiz_notebook(quiz, words), folder, path.name), path)
    return path


def write_questions(folder: Path, quiz: PublicQuiz) -> Path:
    """Write the key-free questions into ``folder`` and return the file; the same quiz is the same bytes."""
    path = folder / f"{quiz.id}.questions.json"
    text = json.dumps(quiz.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return path
