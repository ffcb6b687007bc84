"""One place that rests on a claim."""

from typing import Literal, NamedTuple

# taught: its verdict is shown; practised: she decides something that rests on it; graded: it bears marks;
# told: a text rests on it; written: it stands in a file of words, wherever that is shown.
How = Literal["taught", "practised", "graded", "told", "written"]


class Use(NamedTuple):
    """``claim`` is used in ``file`` (relative to the course) at ``place``; ``owner`` is the lesson or quiz, if any."""

    claim: str
    how: How
    file: str
    place: str
    owner: str = ""
