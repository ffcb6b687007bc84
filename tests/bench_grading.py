"""How fast a class is graded, beside stock nbgrader on the same files. Run by `make bench-grading`; it is no test.

Each way is the whole command, from start to end, in a process of its own: stock `nbgrader autograde` with kernels, the
same command under our configuration, and `milkflow grade`, which writes feedback pages and a report besides. The quiz
has 10 questions and stands in the gradebook before the clock starts. The answers are those of a simulated class.

STOCK (default 200) submissions go to stock nbgrader, CLASS (200) to the others; SIZES (1000,10000) are graded by
`milkflow grade` from zips. Exit code 1 when a gradebook differs or a target is missed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
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
MEASURED = """
import resource, sys, time
from milkflow.cli import main
sys.argv[0] = "milkflow"
try:
    main()
except SystemExit:
    pass
print("MB", *(resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
"""


class Run(NamedTuple):
    """What one command took: seconds, and the MB of its process and of its largest child (0 when not measured)."""

    seconds: float
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


def nbgrader(folder: Path) -> Run:
    """Grade by `nbgrader autograde`, with whatever configuration lies in the folder."""
    begun = time.perf_counter()
    settings = os.environ | {"MILKFLOW_SOLUTIONS": str(folder / "solutions")}
    command = [sys.executable, "-m", "nbgrader", "autograde", QUIZ]
    subprocess.run(command, cwd=folder, env=settings, check=True, capture_output=True)
    return Run(time.perf_counter() - begun)


def milkflow(folder: Path) -> Run:
    """Grade by `milkflow grade`."""
    begun = time.perf_counter()
    command = [sys.executable, "-c", MEASURED, "grade", "--quiz", QUIZ]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    parent, child = done.stdout.splitlines()[-1].split()[1:]
    return Run(time.perf_counter() - begun, int(parent), int(child))


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
    counts = {"stock": min(STOCK, CLASS)}
    peer = counts["stock"] / runs["stock"].seconds
    print(f"\n{'a class of 10 questions':34}{'submissions':>12}{'seconds':>9}{'per second':>12}{'x stock':>9}")
    titles = {"stock": "stock nbgrader autograde", "configured": "nbgrader, our configuration",
              "batch": "milkflow grade (with feedback)", "batch again": "milkflow grade, nothing changed"}  # fmt: skip
    for name, title in titles.items():
        count, seconds = counts.get(name, CLASS), runs[name].seconds
        print(f"{title:34}{count:12}{seconds:9.1f}{count / seconds:12.1f}{count / seconds / peer:9.1f}")
    sample = set(codes[:STOCK])
    same = {"stock and batch": same_cells(ways["stock"], ways["batch"], sample),
            "configuration and batch": same_cells(ways["configured"], ways["batch"], set(codes))}  # fmt: skip
    print("gradebooks, every cell: " + ", ".join(f"{name} {'equal' if ok else 'DIFFER'}" for name, ok in same.items()))
    return all(same.values()) and CLASS / runs["batch"].seconds >= FASTER * peer


def by_size(places: Places, scratch: Path) -> bool:
    """Print time and memory for classes of each size; return whether time grows no faster than they do."""
    titles = f"{'submissions':>12}{'seconds':>9}{'per second':>12}{'MB parent':>11}{'MB child':>10}"
    print(f"\n{'milkflow grade, from zips':34}{titles}")
    taken: list[tuple[int, float]] = []
    for size in SIZES:
        folder = class_of(places, size, scratch / f"class-{size}")
        for title in ("a new class", "nothing changed"):
            run = milkflow(folder)
            speed = f"{size:12}{run.seconds:9.1f}{size / run.seconds:12.1f}"
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
