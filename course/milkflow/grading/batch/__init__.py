"""A whole class into nbgrader's gradebook: worker processes look and mark, one process writes, a chunk at a time.

The same gradebook and the same autograded notebooks as nbgrader's own `autograde` with our stages (``stages.py``),
without a converter for each trainee.
"""

from milkflow.grading.batch.driver import Batch, Graded
from milkflow.grading.batch.ledger import Ledger

__all__ = ["Batch", "Graded", "Ledger"]
