"""What every command uses: the screen, and examples that its help shows."""

from rich.console import Console

console = Console(highlight=False, soft_wrap=True)


def examples(*lines: str) -> str:
    """Return an epilog that shows ``lines`` as they stand; the mark at its start keeps them from being joined."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])
