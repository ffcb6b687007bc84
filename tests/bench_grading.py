"""How fast a class is graded, beside stock nbgrader on the same files. Run by `make bench-grading`; it is no test.

Each way is the whole command, from start to end, in a process of its own: stock `nbgrader autograde` with kernels, the
same command under our configuration, and `milkflow grade`, which writes feedback pages and a report besides. The quiz
has 10 questions and stands in the gradebook before the clock starts. The answers are those of a simulated class.

STOCK (default 200) submissions go to stock nbgrader, CLASS (200) to the others. When STOCK is less, stock nbgrader also
grades one alone, and its time for the class is taken as that of one and, for each other, what one more took in the
sample; the table says so. SIZES (1000,10000) are graded by `milkflow grade` from zips. Exit code 1 when a gradebook
differs or a target is missed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from gradebooks import contents
from grading_class import QUIZ, YAML, build
from milkflow.grading import grade
from milkflow.grading.arrivals import collect
from milkflow.grading.demo import demo_class
from milkflow.grading.roster import Roster
from milkflow.places import Places

ROOT = Path(__file__).resolve().parent.parent
CLASS = int(os.environ.get("CLASS", "200"))
STOCK = int(os.environ.get("STOCK", "200"))
SIZES = [int(size) for size in os.environ.get("SIZES", "1000,10000").split(",")]
FASTER, GROWTH = 50, 1.1  # times stock; time for N times the class, as a multiple of N
MORE = "\n".join(
    f"""  - {{id: {QUIZ}-{number:02d}, kind: one, points: 1, ask: Which one is number {number}?, outcomes: [2],
     bloom: apply, claims: [some-claim], key_basis: ['claim:some-claim'], options: [
      {{id: a, say: Words a, because: Reason a}}, {{id: b, say: Words b, right: true, because: Reason b}},
      {{id: c, say: Words c, because: Reason c}}]}}"""
    for number in range(7, 11)
)
STOCK_CONFIG = """
from pathlib import Path
c = get_config()
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.source_directory, c.CourseDirectory.release_directory = "solutions", "exercises"
"""
# Runs a command, then says what it took: seconds, and the most memory of it and of its largest worker, in MB.
MEASURED = f"""
import sys
from milkflow.cli import main
sys.path.append({str(Path(__file__).parent)!r})
from spent import most_memory, most_of_children
sys.argv[0] = "milkflow"
try:
    main()
except SystemExit:
    pass
print("MB", most_memory() // 1024, most_of_children() // 1024)
"""


class Run(NamedTuple):
    """What one command took: seconds, those that processors worked for it, and the MB of its process and largest child.

    0 MB is: not measured.
    """

    seconds: float
    worked: float
    parent: int = 0
    child: int = 0


def lay(folder: Path) -> Places:
    """Lay a course with the quiz, built and released; nobody has handed in."""
    (folder / "course" / "lessons").mkdir(parents=True)
    (folder / "solutions").mkdir()
    (folder / "exercises").mkdir()
    (folder / "solutions" / f"{QUIZ}.yaml").write_text(YAML + MORE, encoding="utf-8")
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    build(folder)
    return Places(folder)


def class_of(places: Places, count: int, folder: Path) -> Path:
    """Lay a simulated class whose gradebook knows the quiz; nothing is graded yet."""
    zips = demo_class(places, QUIZ, count, folder)
    waiting = zips.with_name("waiting")
    zips.rename(waiting)
    grade(folder, QUIZ)
    waiting.rename(zips)
    return folder


def started() -> Callable[[], tuple[float, float]]:
    """Return a clock: it tells the seconds since now, and those that processors worked for commands that have ended."""

    def now() -> tuple[float, float]:
        times = os.times()
        return time.perf_counter(), times.children_user + times.children_system

    begun = now()
    return lambda: (now()[0] - begun[0], now()[1] - begun[1])


def nbgrader(folder: Path) -> Run:
    """Grade by `nbgrader autograde`, with whatever configuration lies in the folder."""
    clock = started()
    settings = os.environ | {"MILKFLOW_SOLUTIONS": str(folder / "solutions")}
    command = [sys.executable, "-m", "nbgrader", "autograde", QUIZ]
    subprocess.run(command, cwd=folder, env=settings, check=True, capture_output=True)
    return Run(*clock())


def milkflow(folder: Path) -> Run:
    """Grade by `milkflow grade`."""
    clock = started()
    command = [sys.executable, "-c", MEASURED, "grade", "--quiz", QUIZ]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    parent, child = done.stdout.splitlines()[-1].split()[1:]
    return Run(*clock(), int(parent), int(child))


def extrapolated(folder: Path, codes: list[str], sample: Run) -> Run:
    """Return what stock nbgrader would take for the whole class, from the time of one and that of the sample."""
    alone = Path(shutil.copytree(folder, folder.with_name("alone")))
    for code in codes[1:STOCK]:
        shutil.rmtree(alone / "submitted" / code)
    shutil.rmtree(alone / "autograded")
    one = nbgrader(alone)
    more = (CLASS - 1) / (STOCK - 1)
    return Run(*(first + (all - first) * more for first, all in zip(one[:2], sample[:2], strict=True)))


def same_cells(one: Path, other: Path, codes: set[str]) -> bool:
    """Return whether two gradebooks say the same of ``codes``, in every column of every table."""

    def of_them(folder: Path) -> dict[tuple[str, str], object]:
        rows = contents(folder / "gradebook.db").items()
        named = ((key, row, [part for part in key[1].split("/") if part.startswith("demo-")]) for key, row in rows)
        return {key: row for key, row, found in named if not found or found[0] in codes}

    return of_them(one) == of_them(other)


def beside_stock(places: Places, scratch: Path) -> bool:
    """Print how fast each way is on the same submissions; return whether the target is met and the books agree."""
    root = class_of(places, CLASS, scratch / "class")
    zips = [root / "downloaded" / QUIZ / "archive"]
    codes = sorted(collect(QUIZ, [QUIZ], zips, root / "submitted", Roster({}, False, {})).folders)
    shutil.rmtree(root / "downloaded")
    ways = {name: Path(shutil.copytree(root, scratch / name)) for name in ("stock", "configured", "batch")}
    (ways["stock"] / "nbgrader_config.py").write_text(STOCK_CONFIG, encoding="utf-8")
    for code in codes[STOCK:]:
        shutil.rmtree(ways["stock"] / "submitted" / code)
    runs = {"batch": milkflow(ways["batch"]), "batch again": milkflow(ways["batch"])}
    runs |= {name: nbgrader(ways[name]) for name in ("configured", "stock")}
    title = "stock nbgrader autograde"
    if STOCK < CLASS:
        runs["stock"] = extrapolated(ways["stock"], codes, runs["stock"])
        title += f" (from {STOCK})"
    peer, hard = (CLASS / taken for taken in runs["stock"][:2])
    columns = f"{'submissions':>12}{'seconds':>9}{'per second':>12}{'x stock':>9}{'worked s':>10}{'x stock':>9}"
    print(f"\n{'a quiz of 10 questions':34}{columns}")
    titles = {"stock": title, "configured": "nbgrader, our configuration",
              "batch": "milkflow grade (with feedback)", "batch again": "milkflow grade, nothing changed"}  # fmt: skip
    for name, title in titles.items():
        seconds, worked = runs[name][:2]
        speed = f"{seconds:9.1f}{CLASS / seconds:12.2f}{CLASS / seconds / peer:9.1f}"
        print(f"{title:34}{CLASS:12}{speed}{worked:10.1f}{CLASS / worked / hard:9.1f}")
    sample = set(codes[:STOCK])
    same = {"stock and batch": same_cells(ways["stock"], ways["batch"], sample),
            "configuration and batch": same_cells(ways["configured"], ways["batch"], set(codes))}  # fmt: skip
    print("gradebooks, every cell: " + ", ".join(f"{name} {'equal' if ok else 'DIFFER'}" for name, ok in same.items()))
    return all(same.values()) and CLASS / runs["batch"].seconds >= FASTER * peer


def by_size(places: Places, scratch: Path) -> bool:
    """Print time and memory for classes of each size; return whether time grows no faster than they do."""
    titles = f"{'submissions':>12}{'seconds':>9}{'per second':>12}{'worked s':>10}{'MB parent':>11}{'MB child':>10}"
    print(f"\n{'milkflow grade, from zips':34}{titles}")
    taken: list[tuple[int, float]] = []
    for size in SIZES:
        folder = class_of(places, size, scratch / f"class-{size}")
        for title in ("a new class", "nothing changed"):
            run = milkflow(folder)
            speed = f"{size:12}{run.seconds:9.1f}{size / run.seconds:12.1f}{run.worked:10.1f}"
            print(f"{title:34}{speed}{run.parent:11}{run.child:10}", flush=True)
            if title == "a new class":
                taken.append((size, run.seconds))
        shutil.rmtree(folder)
    (small, first), (large, last) = taken[0], taken[-1]
    print(f"{large} take {last / first:.1f} times as long as {small}")
    return last / first <= GROWTH * large / small


def main() -> int:
    """Return the exit code."""
    with TemporaryDirectory() as scratch:
        places = lay(Path(scratch, "course").resolve())
        met = [beside_stock(places, Path(scratch)), by_size(places, Path(scratch))]
    return int(not all(met))


if __name__ == "__main__":
    sys.exit(main())
