"""From YAML to typed models; every fault is named with its line and the way out."""

from pathlib import Path

from milkflow.reading.document import Document, document
from milkflow.reading.models import Content, Problem, read_yaml, read_yaml_list
from milkflow.reading.spelling import did_you_mean

CONTENT_DIR = Path(__file__).resolve().parent.parent / "content"

__all__ = [
    "CONTENT_DIR",
    "Content",
    "Document",
    "Problem",
    "did_you_mean",
    "document",
    "read_yaml",
    "read_yaml_list",
]
