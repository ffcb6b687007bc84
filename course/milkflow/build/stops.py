"""What can be done in a lesson or quiz, stop by stop: where it stands, and how long it takes."""

from collections.abc import Iterable

from milkflow.build.cells import Cell
from milkflow.course_map import Stop
from milkflow.library import Course
from milkflow.questions import Quiz

VERBS = ("ask", "play")
WORDS_A_MINUTE = 180  # a careful reader, often in a second language
LOOKING = 0.5  # minutes for a card or a figure
ANSWERING = {"match": 2.0, "order": 1.5, "several": 1.5, "reflection": 3.0}  # minutes; any other kind takes one


def lesson_stops(cells: Iterable[Cell], minutes: int, course: Course) -> tuple[Stop, ...]:
    """Return the stops of a lesson in order; their minutes add up to ``minutes``, reading included.

    A case takes the minutes that it states. A stop that is the first below its heading is found at that heading.
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
            elif call.id not in [stop.name for stop in found]:
                case = course.cases.get(call.id) if call.verb == "play" else None
                takes = waiting + (0 if case else _answering(getattr(course.questions.get(call.id), "kind", "")))
                found.append(Stop(name=call.id, verb=call.verb, cell=place or cell.id, heading=heading, minutes=takes))
                place, waiting = "", 0.0
    return _fitted(found, minutes, {case.id: case.minutes for case in course.cases.values()})


def quiz_stops(quiz: Quiz | None, heading: str) -> tuple[Stop, ...]:
    """Return one stop for each question; ``heading`` has a place for {number}."""
    if quiz is None:
        return ()
    found = [
        Stop(name=question.id, verb="ask", cell=f"q-{question.id}-heading", minutes=_answering(question.kind),
             heading=heading.replace("{number}", str(number)).lstrip("# "))
        for number, question in enumerate(quiz.questions, 1)
    ]  # fmt: skip
    return _fitted(found, quiz.minutes, {})




def _heading(text: str) -> str:
    lines = [line.lstrip("# ").strip() for line in text.splitlines() if line.startswith("#")]
    return lines[-1].replace("*", "") if lines else ""


def _answering(kind: str) -> float:
    return ANSWERING.get(kind, 1.0)


def _fitted(stops: list[Stop], minutes: int, cases: dict[str, int]) -> tuple[Stop, ...]:
    """Stretch or shrink what is guessed, so that it fits the minutes that the course map states."""
    stated = {stop.name: cases.get(stop.name, 0) for stop in stops if stop.verb == "play"}
    guessed = sum(stop.minutes for stop in stops)
    scale = max(minutes - sum(stated.values()), len(stops) * 0.1) / guessed if guessed else 1.0
    return tuple(
        stop.model_copy(update={"minutes": round(stop.minutes * scale + stated.get(stop.name, 0), 1)}) for stop in stops
    )
