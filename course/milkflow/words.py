"""The words that faces show, by id. They live in ``content/words/*.yaml``, where anyone may change them."""

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
