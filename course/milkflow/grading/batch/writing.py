"""Write a chunk of marked submissions into nbgrader's gradebook, as `nbgrader autograde` would have, one by one."""

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from nbgrader.api import Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook, new_uuid
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from sqlalchemy import insert, select, update

from milkflow.grading.batch.books import Layout, Standing, standings
from milkflow.grading.batch.marker import Marked

GRADED, COMMENTED = {"GradeCell", "TaskCell"}, {"SolutionCell", "TaskCell"}


def write_chunk(session: Any, known: Layout, late: "LateRule", chunk: Sequence[Marked]) -> dict[str, Standing]:
    """Enter ``chunk`` and return what the gradebook then says. The caller commits."""
    codes = [one.code for one in chunk]
    before = standings(session, known, codes)
    _add_students(session, codes)
    _add_submissions(session, known, [one for one in chunk if one.code not in before])
    held = standings(session, known, codes)
    _put_timestamps(session, [(held[one.code].submission, one.timestamp) for one in chunk if one.code in before])
    _put_scores(session, chunk, held)
    return _put_penalties(session, known, late, standings(session, known, codes))


class LateRule:
    """The course's own rule for late hand-ins: nbgrader's stage with its plugin, as configured."""

    def __init__(self, config: Any) -> None:
        self._stage = AssignLatePenalties(config=config)
        self._stage.init_plugin()

    def penalty(self, code: str, one: Standing, due: Any) -> float | None:
        """Return the penalty for ``one``, or None when it was in time or the rule gives none."""
        if one.timestamp is None or due is None:
            return None
        seconds = (one.timestamp - (due + one.extension if one.extension is not None else due)).total_seconds()
        if seconds <= 0:
            return None
        score = sum(row.score for row in one.grades.values())
        given = self._stage.plugin_inst.late_submission_penalty(code, score, seconds)
        # nbgrader's own limits: never below 0, never above the score
        return None if given is None else float(self._stage._check_late_penalty(SimpleNamespace(score=score), given))


def _add_students(session: Any, codes: Sequence[str]) -> None:
    known = set(session.execute(select(Student.id).where(Student.id.in_(codes))).scalars())
    _insert(session, Student, ({"id": code} for code in codes if code not in known))


def _add_submissions(session: Any, known: Layout, new: Sequence[Marked]) -> None:
    """Mirror the quiz for each newcomer, as nbgrader's ``add_submission`` does."""
    ids = {one.code: (new_uuid(), new_uuid()) for one in new}
    _insert(session, SubmittedAssignment, (
        {"id": ids[one.code][0], "assignment_id": known.assignment, "student_id": one.code,
         "timestamp": parse_utc(one.timestamp)} for one in new
    ))  # fmt: skip
    _insert(session, SubmittedNotebook, (
        {"id": notebook, "assignment_id": submission, "notebook_id": known.notebook}
        for submission, notebook in ids.values()
    ))  # fmt: skip
    for model, types in ((Grade, GRADED), (Comment, COMMENTED)):
        _insert(session, model, (
            {"id": new_uuid(), "cell_id": cell.id, "notebook_id": notebook}
            for _, notebook in ids.values() for cell in known.cells if cell.type in types
        ))  # fmt: skip


def _put_timestamps(session: Any, told: Iterable[tuple[str, str | None]]) -> None:
    rows = [{"id": id, "timestamp": parse_utc(text)} for id, text in told if text]
    if rows:
        session.execute(update(SubmittedAssignment), rows)


def _put_scores(session: Any, chunk: Iterable[Marked], held: dict[str, Standing]) -> None:
    grades, comments = [], []
    for one in chunk:
        standing = held[one.code]
        for name, auto in one.scores.items():
            row = standing.grades[name]
            asks = auto is None or row.manual is not None
            # nbgrader asks for a new look at every score that a person gave; not where all is as she saw it.
            settled = row.manual is not None and not row.asks and name in one.same and row.auto == auto
            grades.append({"id": row.id, "auto_score": auto, "needs_manual_grade": asks and not settled})
        comments += [
            {"id": standing.comments[name].id, "auto_comment": said} for name, said in one.comments.items()
        ]
    for model, rows in ((Grade, grades), (Comment, comments)):
        if rows:
            session.execute(update(model), rows)


def _put_penalties(session: Any, known: Layout, late: LateRule, after: dict[str, Standing]) -> dict[str, Standing]:
    given = {code: late.penalty(code, one, known.due) for code, one in after.items()}
    changed = {code: penalty for code, penalty in given.items() if penalty != after[code].penalty}
    if changed:
        rows = [{"id": after[code].notebook, "late_submission_penalty": penalty} for code, penalty in changed.items()]
        session.execute(update(SubmittedNotebook), rows)
    return after | {code: after[code]._replace(penalty=penalty) for code, penalty in changed.items()}


def _insert(session: Any, model: Any, rows: Iterable[dict[str, Any]]) -> None:
    given = list(rows)
    if given:
        session.execute(insert(model), given)
