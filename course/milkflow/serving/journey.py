"""What a page's header and foot say of the way through the course: how far, what is left, and where to go on."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from milkflow.bundles import START, course_waypoints
from milkflow.course_map import Waypoint
from milkflow.preferences import lessons_near
from milkflow.progress import Track, exercises, kept, track
from milkflow.words import say

Words = Mapping[str, str]


class Spot(NamedTuple):
    """Where a page stands in the course: ``at`` counts the lessons that are ready, a quiz stands at its lesson."""

    ready: tuple[Waypoint, ...]
    at: int
    is_quiz: bool


def journey(page: Path, words: Words) -> dict[str, Any]:
    """Return what is known of the notebook at ``page``; {} for one that is not on the map.

    ``track``: its stops (name, minutes), the names done, and in ``said`` how far that is. ``here``: where to go on,
    None before she began and after the end. The Start page has neither.
    ``ways``: the links on, each with kind, title and address.
    """
    spot = _spot(page.stem)
    if spot is None:
        return {}
    waypoint = spot.ready[spot.at]
    stops = waypoint.quiz_stops if spot.is_quiz else waypoint.stops if page.stem != START else ()
    so_far = track(stops, page.stem, kept(page.parent, page.stem), page.parent)
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
        if name in (waypoint.entry.id, waypoint.entry.quiz):
            return Spot(ready, at, name != waypoint.entry.id)
    return None


def _ways(spot: Spot, folder: Path) -> Iterator[dict[str, str]]:
    """Yield the links on, those whose page is there: back, to the quiz, on."""
    lessons = lessons_near(folder)
    up = "" if lessons == folder else f"../../{lessons.relative_to(folder.parent.parent).as_posix()}/"
    mine = spot.ready[spot.at]
    before = mine if spot.is_quiz else spot.ready[spot.at - 1] if spot.at else None
    after = spot.ready[spot.at + 1] if spot.at + 1 < len(spot.ready) else None
    quiz = f"{exercises(lessons).as_posix()}/{mine.entry.quiz}/{mine.entry.quiz}.ipynb"
    ways = [
        ("previous", before.entry.title if before else "", f"{up}{before.entry.id}.ipynb" if before else ""),
        ("quiz", "" if spot.is_quiz else mine.quiz_title, quiz),
        ("next", after.entry.title if after else "", f"{up}{after.entry.id}.ipynb" if after else ""),
    ]
    for kind, title, href in ways:
        if title and (folder / href).is_file():
            yield {"kind": kind, "title": title, "href": href}
