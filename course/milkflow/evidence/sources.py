"""A source, and how much of it was read."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from milkflow.reading import Content


def _word_id(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise ValueError(f"{text!r} is not an id; use small letters and digits, with '-' between words")
    return text


WordId = Annotated[str, AfterValidator(_word_id)]
Text = Annotated[str, Field(min_length=1)]

# "recalled" is shown to readers as "not yet checked".
Verified = Literal["read", "recalled"]
SourceKind = Literal[
    "guideline", "systematic-review", "primary-study", "textbook", "patient-leaflet", "source-text"
]


class Source(Content):
    """A paper, guideline, leaflet or page. ``extent_read`` says honestly how much of it was read."""

    id: WordId
    title: Text
    organisation: Text
    year: int | None
    citation: Text
    kind: SourceKind
    kind_note: Text | None = None
    verified: Verified
    doi: Text | None = None
    url: Text | None = None
    extent_read: Text
    note: Text | None = None
