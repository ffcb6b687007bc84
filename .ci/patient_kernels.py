"""A pytest plugin for nbval: a kernel that does not come up is started once more before it counts as a fault.

On a busy machine a kernel now and then never answers its first message. That says nothing of the notebook; a notebook
whose kernel does not come up three times fails as before.
"""

from typing import Any

from nbval import plugin
from nbval.kernel import RunningKernel

TRIES = 3


class PatientKernel(RunningKernel):  # type: ignore[misc]  # nbval carries no types
    """nbval's own kernel, started up to TRIES times."""

    def __init__(self, *args: Any, **options: Any) -> None:
        for left in reversed(range(TRIES)):
            try:
                super().__init__(*args, **options)
                return
            except RuntimeError as fault:
                print(f"\nnbval: the kernel did not come up ({fault}); tries left: {left}")
                if not left:
                    raise


def pytest_configure() -> None:
    """Let nbval start its kernels this way; called by pytest in every worker."""
    plugin.RunningKernel = PatientKernel
