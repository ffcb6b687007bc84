"""Forty in a class with every damaged and hostile hand-in that we know: they have exactly their marks."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from attacks import (
    ASKED,
    BEST,
    CASE,
    CLAIMS,
    HARMLESS,
    HELD,
    LOG,
    MARKER,
    NAMED,
    NOTEBOOK,
    NOTED,
    REFUSED,
    RUN,
    log_bytes,
)
from exam_class import CASE as SMALL_CASE
from gradebooks import contents, meaning
from grading_class import COMMON, HALF, PERFECT, QUIZ, lay_course, zip_of
from milkflow.grading import grade

MORE = f"  - {{id: {CASE}, kind: case, play: small, points: 9, ask: Play it to its end., {COMMON}}}\n"
GRADE = f"""
import sys
from milkflow.cli import main
sys.path.append({str(Path(__file__).parent)!r})
from spent import most_memory, most_of_children
sys.argv = ["milkflow", "grade", "--quiz", sys.argv[1]]
try:
    main()
finally:
    print("peak", max(most_memory(), most_of_children()), file=sys.stderr)
"""
Q = [f"{QUIZ}-0{number}" for number in range(8)]
# Answers to each question, with the points that were worked out by hand.
WAYS: dict[str, list[tuple[Any, float]]] = {
    Q[1]: [("b", 1), ("a", 0), (None, 0)],
    Q[2]: [(PERFECT[Q[2]], 3), (HALF[Q[2]], 1), (["o0", "o2"], 2), (["o1"], 0)],
    Q[3]: [(PERFECT[Q[3]], 3), (HALF[Q[3]], 2), ({"s1": "y"}, 0)],
    Q[4]: [(PERFECT[Q[4]], 2), (HALF[Q[4]], 0.6667), (["i3", "i2", "i1"], 0)],
    Q[5]: [(38.4, 1), (39, 0)],
    Q[6]: [(None, 0), ("I listen first.", 0)],  # until somebody reads it
}
# Three key steps for 9 points: 9 x met / 3, and 0 behind a critical choice.
RUNS: list[tuple[tuple[tuple[str, str], ...], float]] = [
    (BEST, 9), (RUN, 6), (ASKED, 3), ((*ASKED, ("plan", "needle"), ("plan", "next")), 0), ((), 0),
]  # fmt: skip
HONEST = {Q[1]: 0.0, Q[2]: 1.0, Q[3]: 2.0, Q[4]: 0.6667, Q[5]: 0.0, Q[6]: 0.0, CASE: 6.0}  # HALF and RUN
GOOD = [f"good-{number:02}" for number in range(40)]
MOST_MEMORY = 420_000  # kB; with all that Python and nbgrader take before the first hand-in


class Run(NamedTuple):
    root: Path
    code: int
    said: str
    peak: int
    seconds: float

    def rows(self) -> dict[str, list[str]]:
        """Return the lines of the table of marks by code, as they stand in the file."""
        text = (self.root / "grades" / f"{QUIZ}.csv").read_text(encoding="utf-8-sig")
        return {row[0]: row for row in list(csv.reader(text.splitlines()))[1:]}

    def told(self, name: str) -> str:
        """Return the lines in which the report speaks of ``name``."""
        lines = (self.root / "grades" / f"{QUIZ}-report.txt").read_text(encoding="utf-8").split("\n")
        return "\n".join(line for line in lines if line.startswith(f"  {name}: "))


def good_ones() -> Iterator[tuple[str, dict[str, Any], tuple[tuple[str, str], ...], dict[str, float]]]:
    """Yield forty trainees: what each one answers and plays, and what each question earns her."""
    for number, code in enumerate(GOOD):
        if number < 2:  # one who gets everything, one who gets nothing
            ways = {name: ways[0 if number == 0 else -1] for name, ways in WAYS.items()}
            steps, earned = RUNS[0 if number == 0 else -1]
        else:
            ways = {name: ways[(number * 7 + place) % len(ways)] for place, (name, ways) in enumerate(WAYS.items())}
            steps, earned = RUNS[number % len(RUNS)]
        answers = {name: answer for name, (answer, _) in ways.items() if answer is not None}
        yield code, answers, steps, {name: float(points) for name, (_, points) in ways.items()} | {CASE: float(earned)}


def put(root: Path, code: str, log: bytes) -> Path:
    """Put a sound hand-in straight into ``submitted``."""
    folder = root / "submitted" / code / QUIZ
    folder.mkdir(parents=True)
    (folder / LOG).write_bytes(log)
    shutil.copyfile(root / "exercises" / QUIZ / NOTEBOOK, folder / NOTEBOOK)
    return folder


def hand_in_all(root: Path) -> None:
    """Hand in the good ones: one half as zips, the other half straight into ``submitted``."""
    notebook = (root / "exercises" / QUIZ / NOTEBOOK).read_bytes()
    for number, (code, answers, steps, _) in enumerate(good_ones()):
        log = log_bytes(answers, steps, code)
        if number % 2:
            put(root, code, log)
        else:
            inside = f"{code}--{QUIZ}"
            zip_of(root / "downloaded" / QUIZ / "archive" / f"{inside}.zip",
                   {f"{inside}/{LOG}": log, f"{inside}/{NOTEBOOK}": notebook})  # fmt: skip


def attack_all(root: Path) -> None:
    put(root, "other-code", log_bytes(HALF, RUN, "other-code"))  # somebody's log that another one sends
    acts: dict[str, Callable[[Path], Any]] = {name: act for name, (act, _) in HELD.items()}
    acts |= {name: kind.act for name, kind in NOTED.items()} | HARMLESS
    for code, act in acts.items():
        act(root / "submitted" / code / QUIZ if code == "other-code" else put(root, code, log_bytes(HALF, RUN, code)))
    for name in NAMED:
        put(root, name, log_bytes(PERFECT, BEST))
    archive = root / "downloaded" / QUIZ / "archive"
    for name, (act, _) in REFUSED.items():
        act(archive / f"{name}.zip")
    for code, zips in CLAIMS.items():
        for number, content in enumerate(zips):
            (archive / f"{code}-{number}.zip").write_bytes(content)


def graded(root: Path, home: Path) -> Run:
    """Type `milkflow grade` in a process of its own."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", GRADE, QUIZ], cwd=root, capture_output=True, text=True, timeout=300, check=False,
        env=os.environ | {"HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    said = done.stdout + done.stderr
    peak = int(done.stderr.rpartition("peak ")[2].split()[0]) if "peak " in done.stderr else 0
    return Run(root, done.returncode, said, peak, time.monotonic() - begun)


def seen(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder``, and what it holds."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def runs(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Run, Run]]:
    """The class without and with the bad ones."""
    scratch = tmp_path_factory.mktemp("hostile")
    outside, peace = scratch / "outside", lay_course(scratch / "peace" / "course", repo, MORE, {"small": SMALL_CASE})
    (peace / "course" / "lessons").mkdir(parents=True)
    (outside / "home").mkdir(parents=True)
    (outside / "precious.txt").write_text("precious")
    grade(peace, QUIZ)  # the gradebook knows the quiz from now on
    hand_in_all(peace)
    war = Path(shutil.copytree(peace, scratch / "war" / "course"))
    attack_all(war)
    before = seen(outside)
    both = graded(peace, outside / "home"), graded(war, outside / "home")
    assert seen(outside) == before, "something was written outside the course"
    assert sorted(path.name for path in scratch.iterdir()) == ["outside", "peace", "war"]
    assert [path.name for path in (scratch / "war").iterdir()] == ["course"]
    yield both
    for path in (war / "downloaded", war / "submitted"):  # large ones are not kept until the end of all tests
        shutil.rmtree(path)


def test_the_forty_have_exactly_their_marks_whoever_else_hands_in(runs: tuple[Run, Run]) -> None:
    peace, war = runs
    assert (peace.code, war.code) == (0, 1), peace.said + war.said
    assert "Traceback" not in war.said
    wanted = {code: [f"{points:g}" for points in earned.values()] for code, _, _, earned in good_ones()}
    for run in runs:
        rows = run.rows()
        assert {code: rows[code][3:10] for code in GOOD} == wanted
    assert {code: war.rows()[code] for code in GOOD} == {code: peace.rows()[code] for code in GOOD}
    first, second = (contents(run.root / "gradebook.db") for run in runs)
    assert {key: second.get(key) for key in first} == first, "a cell of the gradebook is another one"
    for code in GOOD:
        notebooks = [meaning(run.root / "autograded" / code / QUIZ / NOTEBOOK) for run in runs]
        assert notebooks[0] == notebooks[1]
        pages = [(run.root / "grades" / f"{QUIZ}-to-send" / f"{code}--{QUIZ}.html").read_bytes() for run in runs]
        assert pages[0] == pages[1]
    assert not [code for code in GOOD if war.told(code)]
    totals = [sum(earned.values()) for _, _, _, earned in good_ones()]
    assert max(totals) == 19 and min(totals) == 0 and len(set(totals)) > 15


def test_every_bad_one_is_named_with_a_sentence_and_gains_nothing(runs: tuple[Run, Run]) -> None:
    war = runs[1]
    told, rows = war.told, war.rows()
    wrong = {}
    for code, said in {name: said for name, (_, said) in HELD.items()}.items():
        if not (said in told(code) and told(code).endswith((".", "!")) and rows[code][2:11] == ["held", *[""] * 8]):
            wrong[code] = told(code), rows.get(code)
    for code, kind in NOTED.items():
        points = dict(zip(HONEST, map(float, rows[code][3:10]), strict=True)) if rows[code][3] else {}
        exact = points and all(
            0 <= points[name] <= most if name in kind.costs else points[name] == most for name, most in HONEST.items()
        )
        if not (kind.said in told(code) and told(code).endswith(".") and exact):
            wrong[code] = told(code), rows[code]
    for name, (_, said) in REFUSED.items():
        if not (said in told(f"{name}.zip") and told(f"{name}.zip").endswith(".")):
            wrong[name] = told(f"{name}.zip"), None
    for code in CLAIMS:
        if "claim this code" not in told(code) or rows[code][2] != "held":
            wrong[code] = told(code), rows.get(code)
    shown = {"".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in name) for name in NAMED}
    wrong |= {name: (told(name), None) for name in shown if "no staff code" not in told(name)}
    assert not wrong, json.dumps(wrong, indent=1)
    assert len(HELD) + len(NOTED) + len(REFUSED) + len(CLAIMS) + len(NAMED) >= 160
    for code in HARMLESS:
        assert (dict(zip(HONEST, map(float, rows[code][3:10]), strict=True)), told(code)) == (HONEST, "")
    named = {row for row in rows if row.startswith("'")} | set(shown)
    assert rows.keys() - named == {*GOOD, *HELD, *NOTED, *HARMLESS, *CLAIMS, "other-code"}


def test_nothing_of_an_attack_was_run_copied_or_let_onto_a_page(runs: tuple[Run, Run]) -> None:
    war = runs[1]
    assert not list(war.root.rglob(MARKER))
    made = [path for name in ("autograded", "feedback", "grades", ".milkflow") for path in (war.root / name).rglob("*")]
    assert not [path for path in made if path.is_symlink()]
    assert {path.name for path in (war.root / "autograded").glob("*/*/*")} == {LOG, NOTEBOOK, f"{QUIZ}.questions.json"}
    for path in made:
        if path.suffix in (".html", ".ipynb"):
            text = path.read_text(encoding="utf-8")
            assert not [one for one in (MARKER, "<script>alert", "<img src=x") if one in text], path
    text = (war.root / "grades" / f"{QUIZ}-report.txt").read_text(encoding="utf-8")
    assert "\x1b" not in text + war.said and "\u202e" not in text + war.said
    table = (war.root / "grades" / f"{QUIZ}.csv").read_text(encoding="utf-8-sig")
    assert not [line for line in table.splitlines() if line.startswith(("=", "+", "-", "@", "\t"))]


def test_memory_and_time_stay_small(runs: tuple[Run, Run]) -> None:
    assert 0 < runs[1].peak < MOST_MEMORY
    assert runs[1].seconds < 60


def test_a_second_run_says_the_same(runs: tuple[Run, Run]) -> None:
    war = runs[1]
    report = war.root / "grades" / f"{QUIZ}-report.txt"
    before = war.rows(), report.read_text(encoding="utf-8").split("\n")[1:]
    again = graded(war.root, war.root.parent.parent / "outside" / "home")
    assert again.code == 1
    assert (again.rows(), report.read_text(encoding="utf-8").split("\n")[1:]) == before
