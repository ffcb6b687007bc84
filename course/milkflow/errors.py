"""Every error that a person may meet: one family, each message a sentence that says where, what and the way out."""

from collections.abc import Iterable


class MilkflowError(Exception):
    """A fault told in the reader's words. A notebook shows its sentence, never a traceback."""

    def _render_traceback_(self) -> list[str]:
        """Return the lines IPython prints in place of a traceback."""
        return str(self).splitlines()


class ContentError(MilkflowError):
    """A content file that cannot be used.

    ``path`` names the file; ``problems`` holds every fault found in it, each as
    ``line 11: steps.arrive.to: no step is called 'x'; did you mean 'y'?``.
    """

    def __init__(self, path: str, problems: Iterable[str]) -> None:
        self.path = path
        self.problems = tuple(problems)
        lines = [f"{path}: {len(self.problems)} to fix", *(f"  {problem}" for problem in self.problems)]
        super().__init__("\n".join(lines))


class AnswersError(MilkflowError):
    """An answer could not be read or kept."""


class BuildError(MilkflowError):
    """A derived file could not be made from its source."""


class GradingError(MilkflowError):
    """A class could not be graded at all (one bad submission never raises this)."""


class ServingError(MilkflowError):
    """The course could not be opened on this computer."""
