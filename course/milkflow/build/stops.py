"""What can be done in a lesson or quiz, stop by stop: where it stands, and how long it takes."""

from collections.abc import Iterable, Mapping, Sequence

from milkflow.build.cells import Call, Cell
from milkflow.cases.choosing import ENOUGH
from milkflow.course_map import Stop
from milkflow.lenses import event_name
from milkflow.library import Course
from milkflow.questions import Quiz

VERBS = ("ask", "play", "lens", "clinic")
PLAYED = ("play", "clinic")
WORDS_A_MINUTE = 180  # a careful reader, often in a second language
DECIDING = 0.35  # minutes for one claim of a lens, with the verdict
LOOKING = 0.5  # minutes for a card or a figure
ANSWERING = {"match": 2.0, "order": 1.5, "several": 1.5, "reflection": 3.0}  # minutes; any other kind takes one


def lesson_stops(
    cells: Iterable[Cell], minutes: int, course: Course, placed: Mapping[str, Iterable[str]] | None = None
) -> tuple[Stop, ...]:
    """Return the stops of a lesson in order; their minutes add up to ``minutes``, reading included.

    A case takes the minutes that it states. A stop that is the first below its heading is found at that heading.
    Each claim of a lens is a stop of its own, and a clinic has one for each case that counts in it. ``placed``: by
    case the lessons that place it outside a clinic.
    """
    found: list[Stop] = []
    place, heading, waiting = "", "", 0.0
    for cell in cells:
        if title := _heading(cell.text):
            place, heading = cell.id, title
        waiting += len(cell.text.split()) / WORDS_A_MINUTE
        for call in cell.calls:
            if call.verb not in VERBS:
                waiting += LOOKING
                continue
            for name, takes in _things(call, course):
                if name in [stop.name for stop in found]:
                    continue
                at = place or cell.id
                found.append(Stop(name=name, verb=call.verb, cell=at, heading=heading, minutes=waiting + takes))
                place, waiting = "", 0.0
        found += _clinic([call.id for call in cell.calls if call.verb == "clinic"], place or cell.id, heading, placed)
    return _fitted(found, minutes, _stated(found, course))


def _clinic(
    ids: Sequence[str], cell: str, heading: str, placed: Mapping[str, Iterable[str]] | None
) -> list[Stop]:
    cases = {id: tuple((placed or {}).get(id, ())) for id in ids}
    return [
        Stop(name=f"clinic-{number}", verb="clinic", cell=cell, heading=heading, minutes=0, cases=cases)
        for number in range(1, min(ENOUGH, len(ids)) + 1)
    ]


def _stated(stops: Iterable[Stop], course: Course) -> dict[str, float]:
    """Return the minutes of each stop that is a case: of a clinic nobody knows which, so it is the mean."""
    takes = {id: case.minutes for id, case in course.cases.items()}
    means = {stop.name: sum(map(takes.__getitem__, stop.cases)) / len(stop.cases) for stop in stops if stop.cases}
    return {id: float(minutes) for id, minutes in takes.items()} | means


def _things(call: Call, course: Course) -> list[tuple[str, float]]:
    """Return what one call offers: its name in the log, and the minutes it takes beyond what is stated elsewhere."""
    if call.verb == "lens":
        lens = course.lenses.get(call.id)
        return [(event_name(claim), DECIDING) for claim in (lens.claims if lens else ())]
    if call.verb == "clinic":
        return []
    if call.verb == "play" and call.id in course.cases:
        return [(call.id, 0.0)]
    return [(call.id, _answering(getattr(course.questions.get(call.id), "kind", "")))]


def quiz_stops(quiz: Quiz, heading: str) -> tuple[Stop, ...]:
    """Return one stop for each question; ``heading`` has a place for {number}."""
    found = [
        Stop(name=question.id, verb="play" if question.kind == "case" else "ask", cell=f"q-{question.id}-heading",
             minutes=_answering(question.kind), heading=heading.replace("{number}", str(number)).lstrip("# "))
        for number, question in enumerate(quiz.questions, 1)
    ]  # fmt: skip
    cases = {question.id: question.story.minutes for question in quiz.questions if question.kind == "case"}
    return _fitted(found, quiz.minutes, cases)




def _heading(text: str) -> str:
    lines = [line.lstrip("# ").strip() for line in text.splitlines() if line.startswith("#")]
    return lines[-1].replace("*", "") if lines else ""


def _answering(kind: str) -> float:
    return ANSWERING.get(kind, 1.0)


def _fitted(stops: list[Stop], minutes: int, cases: Mapping[str, float]) -> tuple[Stop, ...]:
    """Stretch or shrink what is guessed, so that it fits the minutes that the course map states."""
    stated = {stop.name: cases.get(stop.name, 0) for stop in stops if stop.verb in PLAYED}
    guessed = sum(stop.minutes for stop in stops)
    scale = max(minutes - sum(stated.values()), len(stops) * 0.1) / guessed if guessed else 1.0
    return tuple(
        stop.model_copy(update={"minutes": round(stop.minutes * scale + stated.get(stop.name, 0), 2)}) for stop in stops
    )
