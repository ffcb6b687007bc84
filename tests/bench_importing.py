"""What a lesson costs a kernel before its first question, beside a bare `import ipywidgets`. Part of `make bench`."""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BARE = "import ipywidgets"
OURS = "import milkflow; milkflow.lesson({lesson!r})"
SPENT = f"""
import sys
sys.path.append({str(Path(__file__).parent)!r})
import spent
print(spent.seconds(), spent.most_memory() / 1024)
"""
TURNS = 5
MOST_TIMES, MOST_MEGABYTES = 6, 30


def compiled() -> None:
    """Compile the package once, as setting up the course does."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "course" / "milkflow")], check=True)


def cost(source: str) -> tuple[float, float]:
    """Return the seconds of the processor and the megabytes at most that a new Python takes for ``source``."""
    command = [sys.executable, "-c", source + SPENT]
    told = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(TURNS)]
    seconds, megabytes = zip(*(map(float, line.split()) for line in told), strict=True)
    return statistics.median(seconds), statistics.median(megabytes)


def importing() -> bool:
    """Print the costs of every lesson; return whether one is above MOST_TIMES or MOST_MEGABYTES."""
    peer, room = cost(BARE)
    print(f"{BARE:28} {peer:6.2f} s  {1:5.2f}x  {room:5.0f} MB")
    above = False
    for path in sorted((ROOT / "course" / "lessons").glob("*.ipynb")):
        seconds, megabytes = cost(OURS.format(lesson=path.stem))
        print(f"{path.stem:28} {seconds:6.2f} s  {seconds / peer:5.2f}x  {megabytes - room:+5.0f} MB")
        above |= seconds > MOST_TIMES * peer or megabytes - room > MOST_MEGABYTES
    return above
