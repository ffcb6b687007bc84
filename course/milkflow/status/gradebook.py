"""One question to nbgrader's gradebook, asked of the file itself: nbgrader takes a second to import."""

import sqlite3
from contextlib import closing
from pathlib import Path

TO_READ = """
select count(*) from grade
join submitted_notebook on submitted_notebook.id = grade.notebook_id
join notebook on notebook.id = submitted_notebook.notebook_id
join assignment on assignment.id = notebook.assignment_id
where assignment.name = ? and grade.needs_manual_grade
"""


def answers_to_read(gradebook: Path, quiz: str) -> int | None:
    """Return how many answers of ``quiz`` wait for a person, or None when the gradebook cannot say.

    The file is opened for reading only, so a grading that runs at the same time is not disturbed.
    """
    if not gradebook.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{gradebook.absolute().as_uri()}?mode=ro", uri=True, timeout=0.3)) as book:
            return int(book.execute(TO_READ, (quiz,)).fetchone()[0])
    except sqlite3.Error:
        return None
