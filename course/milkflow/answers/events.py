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

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

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


class Fault(NamedTuple):
    """A line that is no event: its number (1 is the first) and the reason in plain words."""

    line: int
    reason: str


def parse_line(number: int, raw: bytes) -> Event | Fault:
    """Return the event on line ``number``, or the fault that it is. Never raises."""
    if len(raw) > MOST_LINE_BYTES:
        return Fault(number, f"longer than {MOST_LINE_BYTES} bytes")
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return Fault(number, "torn or not JSON")
    try:
        return Event.model_validate(data, strict=False)
    except ValidationError as fault:
        where = ".".join(map(str, fault.errors()[0]["loc"])) or "the line"
        return Fault(number, f"not an answer event: {where} is wrong")
