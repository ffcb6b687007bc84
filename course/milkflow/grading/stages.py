"""Our stages of nbgrader's `autograde`. No kernel is started, and no line of a trainee's code is run.

They are nbgrader preprocessors, so formgrader's own button gives the same marks as `milkflow grade`.
"""

import shutil
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, NbGraderPreprocessor, SaveAutoGrades

from milkflow.answers import read_log
from milkflow.errors import GradingError
from milkflow.grading.bank import Bank, open_bank
from milkflow.grading.inspecting import inspect
from milkflow.grading.plain_files import Held
from milkflow.handin import answers_name, latest_answers, put_reflections
from milkflow.marking import mark, review_html
from milkflow.questions import Gradable

Staged = tuple[NotebookNode, Any]


class QuizStage(NbGraderPreprocessor):  # type: ignore[misc]
    """What both stages know: the quiz that is graded."""

    def bank(self, resources: Any) -> Bank:
        """Return the quiz, found through nbgrader's own course directory."""
        course = self.parent.parent.coursedir
        quiz = resources["nbgrader"]["assignment"]
        folders = (course.source_directory, course.release_directory)
        solutions, exercises = (Path(course.format_path(folder, ".", quiz)).parent for folder in folders)
        return open_bank(quiz, solutions, exercises)

    def graded(self, resources: Any) -> Path:
        """Return ``autograded/<code>/<quiz>``, where nbgrader put a copy of all that was handed in."""
        course, facts = self.parent.parent.coursedir, resources["nbgrader"]
        return Path(course.format_path(course.autograded_directory, facts["student"], facts["assignment"]))


class RebuildFromRelease(QuizStage):
    """Put the released notebook in place of the handed-in one, with the reflections in their cells."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Staged:
        """Return the rebuilt notebook. Raise GradingError when the answers cannot be read."""
        bank = self.bank(resources)
        folder, code = Path(resources["metadata"]["path"]), resources["nbgrader"]["student"]
        try:
            found = inspect(folder, code, bank.shown, bank.release)
        except Held as reason:
            # Marks of 0 would look like her own; nbgrader leaves a failed submission ungraded.
            raise GradingError(f"{code} was not graded: {reason}") from None
        for note in found.notes:
            self.log.warning("%s: %s", code, note)
        rebuilt = deepcopy(bank.release)
        put_reflections(rebuilt["cells"], bank.shown, found.answers)
        return nbformat.from_dict(rebuilt), resources


class MarkAnswers(QuizStage):
    """Mark the log as data, and store beside each question what running its cell would have shown."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Staged:
        """Return the notebook with a review for each question, and its points where no person is needed."""
        bank = self.bank(resources)
        folder = self.graded(resources)
        _keep_only(folder, bank.shown.id)
        log = folder / answers_name(bank.shown.id)
        answers = latest_answers(read_log(log).events)
        for number, cell in enumerate((cell for cell in nb.cells if cell.cell_type == "code"), 1):
            mark_cell(cell, number, bank, answers)
        return nb, resources


def question_of(cell: Any, bank: Bank) -> Gradable | None:
    """Return the question that a code cell asks, or None."""
    id = str(cell["metadata"].get("nbgrader", {}).get("grade_id"))
    return bank.quiz.question(id) or bank.quiz.question(id.removesuffix("-answer"))


def mark_cell(cell: NotebookNode, number: int, bank: Bank, answers: Mapping[str, Any]) -> None:
    """Store in code cell ``number`` what running it would have shown: a review, and points where no person decides."""
    cell.outputs, cell.execution_count = [], number
    question = question_of(cell, bank)
    if question:
        given = mark(question, answers.get(question.id))
        shown = bank.shown.question(question.id) or question
        review = review_html(shown, answers.get(question.id), given, bank.shown.words)
        data = {"text/html": review, "text/plain": f"<Answer '{question.id}'>"}
        cell.outputs.append(_output("display_data", data))
        if cell.metadata.nbgrader.grade:
            cell.outputs.append(_output("execute_result", {"text/plain": repr(given.points)}, number))


def _keep_only(folder: Path, quiz: str) -> None:
    """Remove what nbgrader copied beside the notebook, whatever a trainee sent, but for what is known."""
    known = {f"{quiz}.ipynb", answers_name(quiz), f"{quiz}.questions.json", "timestamp.txt"}
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name not in known:
            path.unlink()


def _output(kind: str, data: dict[str, str], number: int | None = None) -> NotebookNode:
    count = {} if number is None else {"execution_count": number}
    output: NotebookNode = new_output(kind, data=data, **count)
    return output


SANITIZE_STAGES: list[type[NbGraderPreprocessor]] = [RebuildFromRelease, CheckCellMetadata]
AUTOGRADE_STAGES: list[type[NbGraderPreprocessor]] = [
    MarkAnswers,
    SaveAutoGrades,
    AssignLatePenalties,
    CheckCellMetadata,
]
