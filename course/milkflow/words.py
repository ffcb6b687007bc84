"""The words that faces show, by id. They live in ``content/words/*.yaml``, where anyone may change them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from milkflow.errors import ContentError
from milkflow.reading import CONTENT_DIR, read_yaml


def read_words(folder: Path = CONTENT_DIR / "words") -> dict[str, str]:
    """Return every word by its id. Raise ContentError when a file is faulty or two files use one id."""
    words: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        found: dict[str, str] = read_yaml(path, dict[str, str])
        twins = sorted(found.keys() & words.keys())
        if twins:
            raise ContentError(str(path), [f"{id}: another file of words has this id; rename one" for id in twins])
        words |= found
    return words


def picked(words: Mapping[str, str], ids: Iterable[str]) -> dict[str, str]:
    """Return the wanted words. One that is missing shows as its id, so that a page still opens."""
    return {id: words.get(id, id) for id in ids}


def say(words: Mapping[str, str], id: str, **values: object) -> str:
    """Return the words called ``id`` with ``{placeholders}`` filled in."""
    text = words.get(id, id)
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text
