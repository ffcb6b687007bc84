"""One line of a result: a chip, the answer's own words, notes, and the reason."""

from collections.abc import Mapping
from typing import Any

Words = Mapping[str, str]
Row = dict[str, Any]
GOOD, MISSED, BAD, PLAIN = ("good", "✓"), ("warn", "○"), ("bad", "✕"), ("plain", "–")
# For an option: whether it is right, and whether it was chosen.
SINGLE = {(True, True): GOOD, (True, False): GOOD, (False, True): BAD, (False, False): PLAIN}
MANY = SINGLE | {(True, False): MISSED}


def row(look: tuple[str, str], word: str, text: str, because: str, *notes: str, group: str = "") -> Row:
    """Return one line of the result. Lines that follow each other with one ``group`` stand under it."""
    chip = {"kind": look[0], "icon": look[1], "word": word}
    kept = [note for note in notes if note]
    return {"chip": chip, "say": text, "notes": kept, "because": because, "group": group}
