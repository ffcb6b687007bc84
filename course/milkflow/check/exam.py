"""A case of an examination: all that is asked of any case, and that what is given out tells nothing."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from milkflow import cases
from milkflow.cases import Case, written_case
from milkflow.cases.released import released
from milkflow.errors import ContentError
from milkflow.library import Course, exam_cases
from milkflow.reading import Document

# An id travels with its case. One of these words in it would tell what its author thinks of it.
TELLING = {"acceptable", "bad", "best", "correct", "critical", "harm", "rescue", "safe", "unsafe", "weak", "wrong"}
# The texts of a case that stay at home.
SECRET = ("because", "tempting", "misconception", "lesson", "key_features", "key_action", "facilitator")


def exam_case_problems(page: Document, course: Course) -> list[str]:
    """Return the problems of one case of an examination, each with its line."""
    name = page.path.name.partition(".")[0]
    case = exam_cases(course).get(name) or written_case(page.path)
    found = cases.problems(case, page, claims=course.evidence.claims.keys(), today=date.today())
    return [*(f"line {page.line('id')}: {said}" for said in _names(case, name, course)), *found, *_told(case, page)]


def _names(case: Case, name: str, course: Course) -> Iterator[str]:
    if case.id != name:
        yield f"id is {case.id!r}, but the file is called {name + '.case.yaml'!r}; give both one name"
    if case.id in course.cases:
        yield f"a case of the lessons is called {case.id!r} too; rename one"
    if name not in exam_cases(course):
        yield f"no quiz plays it; add a question with 'kind: case' and 'play: {name}', or take the file away"


def _told(case: Case, page: Document) -> Iterator[str]:
    try:
        text = json.dumps(released(case), ensure_ascii=False)
    except ContentError as fault:
        yield from fault.problems
        return
    for where, said in _secrets(page.data, ()):
        if len(said.split()) > 2 and json.dumps(said, ensure_ascii=False)[1:-1] in text:
            at = ".".join(map(str, where))
            yield f"line {page.line(*where)}: {at}: the same words are in what is given out; reword one"
    for where, id in _ids(page.data):
        if told := sorted(TELLING & set(id.split("-"))):
            yield f"line {page.line(*where)}: id {id!r} is given out, and {told[0]!r} in it tells; rename it"


def _secrets(data: Any, where: tuple[Any, ...], secret: bool = False) -> Iterator[tuple[tuple[Any, ...], str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _secrets(value, (*where, key), secret or key in SECRET)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _secrets(value, (*where, number), secret)
    elif secret and isinstance(data, str):
        yield where, data.strip()


def _ids(data: Any) -> Iterator[tuple[tuple[Any, ...], str]]:
    for step, body in data["steps"].items():
        yield ("steps", step), step
        for kind in ("options", "asks", "slips"):
            for number, one in enumerate(body.get(kind, ())):
                yield ("steps", step, kind, number), one["id"]
