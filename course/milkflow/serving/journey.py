"""What a page's header and foot say of the way through the course: how far, what is left, and where to go on."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from milkflow.answers import handed_in, last_try
from milkflow.bundles import START, course_waypoints
from milkflow.course_map import QuizStops, Waypoint
from milkflow.preferences import lessons_near
from milkflow.progress import Track, exercises, kept, track
from milkflow.solo.places import is_solo
from milkflow.words import say

Words = Mapping[str, str]


class Spot(NamedTuple):
    """Where a page stands in the course: ``at`` counts the lessons that are ready, a quiz stands at its lesson."""

    ready: tuple[Waypoint, ...]
    at: int
    quiz: QuizStops | None = None


def journey(page: Path, words: Words) -> dict[str, Any]:
    """Return what is known of the notebook at ``page``; {} for one that is not on the map.

    ``track``: its stops (name, minutes), the names done, and in ``said`` how far that is. ``here``: where to go on,
    None before she began and after the end. The Start page has neither.
    ``ways``: the links on, each with kind, title, address, and the id of the words that it is ``called`` by.
    """
    spot = _spot(page.stem)
    if spot is None:
        return {}
    waypoint = spot.ready[spot.at]
    stops = spot.quiz.stops if spot.quiz else waypoint.stops if page.stem != START else ()
    events = kept(page.parent, page.stem)
    so_far = track(stops, page.stem, events, page.parent)
    if is_solo(page.parent) and handed_in(last_try(events)):  # final: there is nothing to go back to
        so_far = so_far._replace(done=frozenset(stop.name for stop in stops))
    return {
        "track": {
            "stops": [{"name": stop.name, "minutes": stop.minutes} for stop in stops],
            "done": sorted(so_far.done),
            "said": how_far(so_far, words),
        },
        "here": so_far.here.model_dump(include={"cell", "heading"}) if so_far.here and so_far.at else None,
        "ways": list(_ways(spot, page.parent)),
    }


def how_far(so_far: Track, words: Words) -> str:
    """Return "3 of 14 done, about 30 min left" in the words of the course; "" on a page with nothing to do."""
    if not so_far.stops:
        return ""
    word = "serving-far-done" if so_far.is_done else "serving-far"
    return say(words, word, done=len(so_far.done), of=len(so_far.stops), minutes=max(1, so_far.minutes_left))


def _spot(name: str) -> Spot | None:
    ready = tuple(one for one in course_waypoints() if one.entry.status == "ready")
    for at, waypoint in enumerate(ready):
        if name == waypoint.entry.id:
            return Spot(ready, at)
        for quiz in waypoint.quizzes:
            if name == quiz.id:
                return Spot(ready, at, quiz)
    return None


def _ways(spot: Spot, folder: Path) -> Iterator[dict[str, str]]:
    """Yield the links on, those whose page is there: back, to the quizzes, on."""
    lessons = lessons_near(folder)
    up = "" if lessons == folder else f"../../{lessons.relative_to(folder.parent.parent).as_posix()}/"
    mine = spot.ready[spot.at]
    before = mine if spot.quiz else spot.ready[spot.at - 1] if spot.at else None
    after = spot.ready[spot.at + 1] if spot.at + 1 < len(spot.ready) else None
    ways = [
        ("previous", "previous", before.entry.title, f"{up}{before.entry.id}.ipynb") if before else None,
        *(_way(quiz, spot, lessons) for quiz in _quizzes_from(spot)),
        ("next", "next", after.entry.title, f"{up}{after.entry.id}.ipynb") if after else None,
    ]
    for kind, called, title, href in filter(None, ways):
        if (folder / href).is_file():
            yield {"kind": kind, "called": f"serving-way-{called}", "title": title, "href": href}


def _quizzes_from(spot: Spot) -> tuple[QuizStops, ...]:
    """Return the quizzes to go on to: all of a lesson, and from a quiz the one that follows it there."""
    quizzes = spot.ready[spot.at].quizzes
    return quizzes if spot.quiz is None else quizzes[quizzes.index(spot.quiz) + 1 :][:1]


def _way(quiz: QuizStops, spot: Spot, lessons: Path) -> tuple[str, str, str, str]:
    folder = exercises(lessons).as_posix() if spot.quiz is None else ".."
    called = "quiz" if quiz.role == "lesson" else quiz.role
    return "quiz", called, quiz.title, f"{folder}/{quiz.id}/{quiz.id}.ipynb"
