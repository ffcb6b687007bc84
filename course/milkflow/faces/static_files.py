"""The style sheet and the scripts that travel inside each widget."""

from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"


@cache
def script(*names: str) -> str:
    """Return the named files of ``static/`` as one browser module, in the order given.

    A widget carries its whole script, so files that share helpers are joined here:
    the last one ends with ``export default``, and none of them imports another.
    """
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in names)


@cache
def style(*more: str) -> str:
    """Return the one look of the course, ``milkflow.css``, followed by the named files of ``static/``."""
    return script("milkflow.css", *more)
