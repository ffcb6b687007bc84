"""What nbgrader says while it works: caught, so that a person reads one sentence instead of a page of log."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SAWarning


class Said(logging.Handler):
    """A log handler that keeps messages, newest last."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.messages.append(record.getMessage())

    def reason(self) -> str:
        """Return the last line of the traceback that nbgrader logged, without the name of the exception."""
        for message in reversed(self.messages):
            if message.startswith("Traceback"):
                _, _, said = message.strip().splitlines()[-1].partition(": ")
                return said or message.strip().splitlines()[-1]
        return self.messages[-1] if self.messages else "nbgrader gave no reason"


@contextmanager
def captured(log: logging.Logger | logging.LoggerAdapter[logging.Logger]) -> Iterator[Said]:
    """Yield what ``log`` says from warnings up; nothing of it reaches the screen."""
    logger = log.logger if isinstance(log, logging.LoggerAdapter) else log
    said, before = Said(), (logger.propagate, logger.handlers[:])
    logger.handlers, logger.propagate = [said], False
    try:
        with warnings.catch_warnings():
            # nbgrader makes rows before it adds them to a session; SQLAlchemy says so for each one.
            warnings.simplefilter("ignore", SAWarning)
            yield said
    finally:
        logger.propagate, logger.handlers = before[0], before[1]
