"""A simulated class, clearly labelled: an instructor can try grading in a minute, and tests know what to find."""

from milkflow.grading.demo.folder import demo_class
from milkflow.grading.demo.model import FAULTS, Fault, planted

__all__ = ["FAULTS", "Fault", "demo_class", "planted"]
