"""Two documents for the end of the course: taking part, and achievement."""

from milkflow.grading.certificates.issue import Issued, issue
from milkflow.grading.certificates.sample import Sample, sample

__all__ = ["Issued", "Sample", "issue", "sample"]
