"""The questions of the gallery: one of each kind, with a right answer and one that is not yet right."""

from pathlib import Path
from typing import Any

from milkflow.questions.kinds import Question
from milkflow.reading import CONTENT_DIR, Content, read_yaml_list

GALLERY = CONTENT_DIR / "gallery.yaml"


class Sample(Content):
    """A question, and two responses as a page would save them."""

    question: Question
    right: Any
    not_yet: Any


def read_samples(path: Path = GALLERY) -> tuple[Sample, ...]:
    """Return the samples in the order of the file. Raise ContentError with every problem."""
    return read_yaml_list(path, Sample)
