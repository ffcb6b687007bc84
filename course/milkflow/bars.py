"""A progress bar that says how many of how many, and which one is in hand."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")
LINES = 10


@contextmanager
def counted(console: Console | None, of: int, doing: str) -> Iterator[Callable[[str], None]]:
    """Yield ``begin(name)``, to be called before each of ``of`` things; the bar then shows that name and its number.

    A terminal shows one line that is gone at the end. Anything else, such as a log, gets about ten plain lines at most.
    With ``console`` None nothing is shown.
    """
    begun = 0
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    live = console is not None and console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=not live) as bar:
        task = bar.add_task(doing, total=of)

        def begin(name: str) -> None:
            nonlocal begun
            bar.update(task, completed=begun, description=f"{doing} {name}")
            begun += 1
            tenth = begun * LINES // of > (begun - 1) * LINES // of
            if console is not None and not live and (tenth or begun == 1):
                console.print(f"{doing} {begun} of {of}: {name}", markup=False)

        yield begin


def each(console: Console | None, things: Iterable[T], doing: str) -> Iterator[T]:
    """Yield ``things`` while a bar counts them."""
    todo = tuple(things)
    with counted(console, len(todo), doing) as begin:
        for one in todo:
            begin(str(one))
            yield one
