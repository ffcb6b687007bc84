"""One line of the log: an answer, a move in a case, a setting, or a hand-in."""

import json
from typing import Any, Literal, NamedTuple

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

# The longest honest line is a reflection of 600 words; what is longer was not written by a face of ours.
MOST_LINE_BYTES = 20_000

EventType = Literal["answer", "move", "setting", "handed-in"]
Confidence = Literal["sure", "fairly", "guessing"]


class Event(BaseModel):
    """``response`` is JSON whose shape the question's kind decides; ``content`` is the version she saw (8 hex digits).

    An answer whose response is null takes the earlier one back. ``at`` is UTC with milliseconds,
    ``try`` counts from 1 for each name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, populate_by_name=True)

    v: Literal[1] = 1
    id: str = Field(pattern=r"^[0-9a-f]{32}$")
    at: AwareDatetime
    type: EventType
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,127}$")
    response: Any = None
    confidence: Confidence | None = None
    number: int = Field(default=1, ge=1, validation_alias="try", serialization_alias="try")
    content: str = Field(default="", max_length=64)

    @property
    def takes_back(self) -> bool:
        """Whether this takes an earlier answer back: the question then counts as not answered."""
        return self.type == "answer" and self.response is None

    def line(self) -> bytes:
        """Return the event as one line of UTF-8 JSON, newline included."""
        at = self.at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{self.at.microsecond // 1000:03d}Z"
        data = self.model_dump(mode="python", by_alias=True) | {"at": at}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


KNOWN = {field.serialization_alias or name for name, field in Event.model_fields.items()}


class Fault(NamedTuple):
    """A line that is no event: its number (1 is the first) and the reason in plain words."""

    line: int
    reason: str


def parse_line(number: int, raw: bytes) -> Event | Fault:
    """Return the event on line ``number``, or the fault that it is. Never raises."""
    if len(raw) > MOST_LINE_BYTES:
        return Fault(number, f"longer than {MOST_LINE_BYTES} bytes")
    try:
        data = _parsed(raw)
    except (ValueError, RecursionError):
        return Fault(number, "torn or not JSON")
    try:
        return Event.model_validate(data, strict=False)
    except ValidationError as fault:
        return Fault(number, f"not an answer event: {_field(fault)} is wrong")


def _parsed(raw: bytes) -> Any:
    data = json.loads(raw.decode("utf-8-sig"))
    if b"\\u" in raw:
        # Half a character can be read from an escape, and then be written nowhere.
        json.dumps(data, ensure_ascii=False).encode()
    return data


def _field(fault: ValidationError) -> str:
    """Return the name of the field, unless it is a word of the sender's own: it would stand in the report."""
    where = fault.errors()[0]["loc"]
    return str(where[0]) if where and where[0] in KNOWN else "a field" if where else "the line"
