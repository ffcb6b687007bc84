"""What a trainee chose on the Start page: text size, and which temperature scale comes first."""

from collections.abc import Iterable
from pathlib import Path

from milkflow.answers import Event
from milkflow.bundles import START
from milkflow.progress import kept

# Each setting by the name of its events; the first choice holds until another is made.
CHOICES = {
    "text-size": ("normal", "small", "large", "largest"),
    "temperature": ("celsius", "fahrenheit"),
}


def chosen(events: Iterable[Event]) -> dict[str, str]:
    """Return every setting with its choice; an event that names no choice of ours is passed over."""
    found = {name: choices[0] for name, choices in CHOICES.items()}
    for event in events:
        if event.type == "setting" and event.response in CHOICES.get(event.name, ()):
            found[event.name] = event.response
    return found


def preferences(folder: Path | None = None) -> dict[str, str]:
    """Return what she chose; ``folder`` holds the notebook that asks: a lesson, or a quiz two folders away."""
    lessons = lessons_near(folder or Path.cwd())
    return chosen(kept(lessons, START))


def lessons_near(folder: Path) -> Path:
    """Return the folder of the lessons for a notebook in ``folder``: in a workspace or in a checkout."""
    if folder.name == "lessons":
        return folder
    two_up = folder.parent.parent
    return next((place for place in (two_up / "lessons", two_up / "course" / "lessons") if place.is_dir()), folder)
