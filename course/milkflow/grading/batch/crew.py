"""Worker processes that mark. One that dies takes down nobody but the submission that it had in hand."""

import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from typing import Self

from milkflow.grading.batch.marker import Bench, Marker, Refusal, Result, Task

SLICE = 20  # submissions that travel together: a message for each one would cost as much as marking it
MOST_WORKERS = 8
DIED = "The process that read it ended at once, so nothing was graded. Keep the file, and report it."
# A copy of this process starts at once; where copies are not safe or not there, a new one imports for a second.
WAY = "fork" if sys.platform == "linux" else "spawn"
_marker: list[Marker] = []


class Crew:
    """Up to ``workers`` processes that mark what they are told by ``bench``; for ``with``."""

    def __init__(self, bench: Bench, workers: int) -> None:
        self._bench, self._workers = bench, workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def results(self, tasks: Iterable[Task]) -> Iterator[list[Result]]:
        """Yield results in the order of ``tasks``, some at a time. No more than a few slices are ever in hand."""
        waiting: deque[tuple[list[Task], Future[list[Result]]]] = deque()
        source = iter(tasks)
        while True:
            while len(waiting) <= 2 * self._workers and (some := list(islice(source, SLICE))):
                waiting.append((some, self._submit(some)))
            if not waiting:
                return
            yield self._taken(*waiting.popleft(), waiting)

    def _taken(
        self, some: list[Task], future: "Future[list[Result]]", rest: "deque[tuple[list[Task], Future[list[Result]]]]"
    ) -> list[Result]:
        try:
            return future.result()
        except BrokenProcessPool:
            # The whole pool is gone, and with it the slices behind this one: they are given out again.
            results = [self._alone(task) for task in some]
            self._pool = None
            for place, (tasks, _) in enumerate(list(rest)):
                rest[place] = (tasks, self._submit(tasks))
            return results

    def _alone(self, task: Task) -> Result:
        with _pool(self._bench, 1) as pool:
            try:
                return _given(pool, [task]).result()[0]
            except BrokenProcessPool:
                return Refusal(task.code, DIED)

    def _submit(self, tasks: list[Task]) -> "Future[list[Result]]":
        self._pool = self._pool or _pool(self._bench, self._workers)
        try:
            return _given(self._pool, tasks)
        except BrokenProcessPool as fault:
            gone: Future[list[Result]] = Future()
            gone.set_exception(fault)
            return gone


def workers_for(tasks: int) -> int:
    """Return how many processes are worth starting for so many submissions."""
    here = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(here, MOST_WORKERS, tasks // SLICE))


def _pool(bench: Bench, workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, multiprocessing.get_context(WAY), _begin, (bench,))


def _given(pool: ProcessPoolExecutor, tasks: list[Task]) -> "Future[list[Result]]":
    with warnings.catch_warnings():
        # Python 3.12 warns of copying a process with threads; ours (a progress bar's) hold nothing that workers need.
        warnings.simplefilter("ignore", DeprecationWarning)
        return pool.submit(_mark, tasks)


def _begin(bench: Bench) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _marker[:] = [Marker(bench)]


def _end_with_parent() -> None:
    """Wait until the process that writes is gone, however it went; then there is nothing left to work for."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _mark(tasks: list[Task]) -> list[Result]:
    return _marker[0].mark_all(tasks)
