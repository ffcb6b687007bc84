"""What a trainee has answered: an append-only log of events beside the notebook."""

from milkflow.answers.events import MOST_LINE_BYTES, Event, Fault, parse_line
from milkflow.answers.log import MOST_BYTES, MOST_LINES, AnswerLog, Reading, log_path, open_log, parse_lines, read_log
from milkflow.answers.orders import ORDER, OrderedLog, seed_for
from milkflow.answers.tries import AGAIN, TryLog, all_tries, handed_in, last_try

__all__ = [
    "AGAIN",
    "MOST_BYTES",
    "MOST_LINES",
    "MOST_LINE_BYTES",
    "ORDER",
    "AnswerLog",
    "Event",
    "Fault",
    "OrderedLog",
    "Reading",
    "TryLog",
    "all_tries",
    "handed_in",
    "last_try",
    "log_path",
    "open_log",
    "parse_line",
    "parse_lines",
    "read_log",
    "seed_for",
]
