"""What a trainee has answered: an append-only log of events beside the notebook."""

from milkflow.answers.events import MOST_LINE_BYTES, Event, Fault, parse_line
from milkflow.answers.log import MOST_BYTES, MOST_LINES, AnswerLog, Reading, open_log, read_log

__all__ = [
    "MOST_BYTES",
    "MOST_LINES",
    "MOST_LINE_BYTES",
    "AnswerLog",
    "Event",
    "Fault",
    "Reading",
    "open_log",
    "parse_line",
    "read_log",
]
