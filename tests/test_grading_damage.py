"""Each damaged submission costs only its own trainee, and is named with the reason and the way out."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

import grading_class
from grading_class import (
    HALF,
    PERFECT,
    POINTS,
    QUIZ,
    copy_of_template,
    edit_notebook,
    hand_in,
    links,
    points_of,
    row_of,
    submit,
)
from milkflow.grading import Report, grade
from milkflow.grading.settings import read_config
from milkflow.handin import answers_name

quiz_course = grading_class.quiz_course
LOG = answers_name(QUIZ)
Damage = Callable[[Path], Any]


def log_of(folder: Path) -> Path:
    return folder / LOG


def append(raw: bytes) -> Damage:
    return lambda folder: log_of(folder).write_bytes(log_of(folder).read_bytes() + raw)


def replace(raw: bytes) -> Damage:
    return lambda folder: log_of(folder).write_bytes(raw)


def event(**fields: Any) -> bytes:
    made = {"v": 1, "id": "0" * 32, "at": "2026-11-23T00:52:24.123Z", "type": "answer", "name": f"{QUIZ}-06"} | fields
    return json.dumps(made).encode() + b"\n"


def pipe(folder: Path) -> None:
    log_of(folder).unlink()
    os.mkfifo(log_of(folder))


def folder_for_log(folder: Path) -> None:
    log_of(folder).unlink()
    log_of(folder).mkdir()


def linked_folder(folder: Path) -> None:
    moved = folder.with_name("moved")
    folder.rename(moved)
    folder.symlink_to(moved)


def linked_log(folder: Path) -> None:
    elsewhere = folder / "elsewhere"
    shutil.copy(log_of(folder), elsewhere)
    links(log_of(folder), elsewhere)


def notebook(text: str) -> Damage:
    return lambda folder: (folder / f"{QUIZ}.ipynb").write_text(text, encoding="utf-8")


def hostile_cell(cells: list[Any]) -> None:
    code = "open('milkflow-was-here', 'w').write('x')"
    cell = {"cell_type": "code", "id": "x", "metadata": {}, "source": code, "outputs": [], "execution_count": 1}
    cells.insert(0, cell)


def duplicate_cell(cells: list[Any]) -> None:
    cells.append(cells[3])


def delete_cells(cells: list[Any]) -> None:
    del cells[2:4]


def regrade_cell(cells: list[Any]) -> None:
    for cell in cells:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == f"{QUIZ}-01":
            cell["source"] = "1.0"
            cell["metadata"]["nbgrader"]["points"] = 1000


def without_hand_in(folder: Path) -> None:
    lines = log_of(folder).read_bytes().splitlines(keepends=True)
    log_of(folder).write_bytes(b"".join(line for line in lines if b"handed-in" not in line))


def timestamp(content: bytes) -> Damage:
    return lambda folder: (folder / "timestamp.txt").write_bytes(content)


def linked_timestamp(folder: Path) -> None:
    links(folder / "timestamp.txt", Path("/etc/hostname"))


def file_for_folder(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("x")


def linked_notebook(folder: Path) -> None:
    links(folder / f"{QUIZ}.ipynb", Path("/etc/hostname"))


HELD: dict[str, tuple[Damage, str]] = {
    "missing-log": (lambda folder: log_of(folder).unlink(), "There is no quiz-77.answers.jsonl"),
    "empty-log": (replace(b""), "holds no answers: it is empty"),
    "blank-lines": (replace(b"\n\n \n"), "holds no answers: it is empty"),
    "garbage": (replace(b"\x00\xff\xfe" * 100), "none of its 1 lines can be read"),
    "wrong-type-lines": (replace(b'[1]\n"a"\n{"v": 2}\n'), "none of its 3 lines can be read"),
    "nested": (replace(b"[" * 19_000), "none of its 1 lines can be read"),
    "huge-log": (replace(b" " * 5_000_001), "too large"),
    "many-lines": (replace(b"\n" * 20_001), "at most 20000 are read"),
    "linked-log": (linked_log, "is a link"),
    "pipe": (pipe, "is not a plain file"),
    "log-folder": (folder_for_log, "quiz-77.answers.jsonl"),
    "linked-folder": (linked_folder, "is a link to another place"),
    "file-for-folder": (file_for_folder, "is no folder. Remove it"),
    "pipe-for-folder": (lambda folder: (shutil.rmtree(folder), os.mkfifo(folder)), "is no folder. Remove it"),
    "mostly-faults": (append(b"{}\n" * 7), "7 of its 13 lines cannot be read"),
}
GRADED: dict[str, tuple[Damage, str]] = {
    "torn-line": (append(b'{"v":1,"id":"aa'), "1 of the lines"),
    "wrong-type-line": (append(b'{"v":1,"id":7}\n'), "not an answer event"),
    "long-line": (append(event(response="x" * 20_001)), "longer than 20000 bytes"),
    "no-hand-in": (without_hand_in, "not handed in by the page"),
    "half-character": (append(event(response="abc\ud800")), "torn or not JSON"),
    "half-character-name": (append(b'{"v":1,"\\ud800":1}\n'), "torn or not JSON"),
    "half-character-bytes": (append(b'{"v":1,"\xed\xa0\x80":1}\n'), "torn or not JSON"),
    "forged-field": (append(b'{"v":1,"x\\n  sound: she cheated\\u001b[2J":1}\n'), "an answer event"),
    "timestamp": (timestamp(b"not a date \x1b[31m"), "timestamp.txt tells no time"),
    "timestamp-bytes": (timestamp(b"\xff\xfe\x00"), "timestamp.txt tells no time"),
    "timestamp-long": (timestamp(b"2026-11-23 " * 99), "timestamp.txt tells no time"),
    "timestamp-linked": (linked_timestamp, "timestamp.txt tells no time"),
    "unknown-question": (append(event(name="quiz-99-01", response="b")), "does not have were passed over: quiz-99-01"),
    "other-code": (append(event(type="handed-in", name=QUIZ, response={"code": "sister"})), "handed in as 'sister'"),
    "extra-cell": (lambda folder: edit_notebook(folder, hostile_cell), "1 cell added"),
    "duplicated-cell": (lambda folder: edit_notebook(folder, duplicate_cell), "1 cell duplicated"),
    "deleted-cells": (lambda folder: edit_notebook(folder, delete_cells), "2 cells deleted"),
    "changed-cell": (lambda folder: edit_notebook(folder, regrade_cell), "1 cell changed"),
    "broken-json": (notebook('{"cells": ['), "The notebook is damaged"),
    "other-json": (notebook("[]"), "The notebook is damaged"),
    "nested-json": (notebook("[" * 100_000), "The notebook is damaged"),
    "missing-notebook": (lambda folder: (folder / f"{QUIZ}.ipynb").unlink(), "The notebook is missing"),
    "linked-notebook": (linked_notebook, "is a link"),
}  # fmt: skip


@pytest.fixture(scope="module")
def graded(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """A class in which everybody but one has handed in something damaged."""
    root = copy_of_template(repo, tmp_path_factory, tmp_path_factory.mktemp("damage") / "course")
    submit(root, "sound", PERFECT)
    for code, (damage, _) in (HELD | GRADED).items():
        damage(submit(root, code, HALF))
    return root, grade(root, QUIZ)


@pytest.mark.parametrize("code", sorted(HELD))
def test_answers_that_cannot_be_read_are_held_and_never_marked_zero(graded: tuple[Path, Report], code: str) -> None:
    root, report = graded
    row = row_of(report, code)
    assert row.status == "held"
    assert not row.scores
    assert HELD[code][1] in row.notes[0]
    assert row.notes[0].endswith((".", "!")), "the way out is a sentence"
    assert not (root / "feedback" / code).exists()
    assert f"{code},,held,,,,,,,,14,," in report.csv()


@pytest.mark.parametrize("code", sorted(GRADED))
def test_a_sound_answer_counts_whatever_became_of_the_rest(graded: tuple[Path, Report], code: str) -> None:
    _, report = graded
    assert points_of(report, code) == POINTS["half"]
    assert GRADED[code][1] in " ".join(row_of(report, code).notes)


def test_the_sound_one_is_graded_and_needs_no_look(graded: tuple[Path, Report]) -> None:
    _, report = graded
    assert points_of(report, "sound") == POINTS["perfect"]
    assert not row_of(report, "sound").notes


def test_the_report_names_every_damaged_one_and_ends_non_zero(graded: tuple[Path, Report]) -> None:
    root, report = graded
    text = (root / "grades" / f"{QUIZ}-report.txt").read_text(encoding="utf-8")
    assert all(f"  {code}: " in text for code in HELD | GRADED)
    assert "  sound: " not in text
    assert report.exit_code == 1


def test_no_line_of_a_trainee_was_run_and_nothing_of_hers_was_copied(graded: tuple[Path, Report]) -> None:
    root, _ = graded
    assert not list(root.rglob("milkflow-was-here"))
    assert not Path("milkflow-was-here").exists()
    for folder in (root / "autograded").glob("*/*"):
        assert {path.name for path in folder.iterdir()} == {f"{QUIZ}.ipynb", LOG, f"{QUIZ}.questions.json"}
        assert "milkflow-was-here" not in (folder / f"{QUIZ}.ipynb").read_text(encoding="utf-8")


def test_wrong_types_in_an_answer_cost_only_that_answer(quiz_course: Path) -> None:
    odd: dict[str, Any] = {f"{QUIZ}-01": ["b"], f"{QUIZ}-02": {"o0": True}, f"{QUIZ}-03": "x",
                           f"{QUIZ}-04": [1, None, {}], f"{QUIZ}-05": "38.5", f"{QUIZ}-06": ["text"]}  # fmt: skip
    for number, (name, value) in enumerate(odd.items()):
        submit(quiz_course, f"odd-{number}", PERFECT | {name: value})
    report = grade(quiz_course, QUIZ)
    for number, name in enumerate(odd):
        wanted = list(POINTS["perfect"])
        wanted[number] = 0
        assert points_of(report, f"odd-{number}") == wanted
        assert f"marked for what is right in it: {name}" in " ".join(row_of(report, f"odd-{number}").notes)


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"1e99", b"9" * 4000])
def test_a_number_that_nobody_means_earns_nothing_and_is_noted(quiz_course: Path, number: bytes) -> None:
    raw = event(name=f"{QUIZ}-05", response="here").replace(b'"here"', number)
    append(raw)(submit(quiz_course, "ab12", PERFECT))
    report = grade(quiz_course, QUIZ)
    assert points_of(report, "ab12")[4] == 0
    assert f"marked for what is right in it: {QUIZ}-05" in " ".join(row_of(report, "ab12").notes)


def test_a_folder_whose_name_is_no_text_is_held_and_the_report_is_written(quiz_course: Path) -> None:
    submit(quiz_course, "sound", PERFECT)
    for raw in (b"n\xff", b"x\n  sound: forged\x1b[2J"):
        (quiz_course / "submitted" / os.fsdecode(raw) / QUIZ).mkdir(parents=True)
    report = grade(quiz_course, QUIZ)
    text = (quiz_course / "grades" / f"{QUIZ}-report.txt").read_text(encoding="utf-8")
    assert "  n\N{REPLACEMENT CHARACTER}: This is no staff code" in text
    assert not [line for line in text.splitlines() if line.startswith("  sound:")]
    assert "n\N{REPLACEMENT CHARACTER},,held," in (quiz_course / "grades" / f"{QUIZ}.csv").read_text("utf-8-sig")
    assert points_of(report, "sound") == POINTS["perfect"]


@pytest.mark.parametrize("where", ["code", "quiz", "draft"])
def test_what_is_in_the_way_of_a_hand_in_costs_only_its_own_trainee(
    quiz_course: Path, tmp_path: Path, where: str
) -> None:
    folder = quiz_course / "submitted" / "ab12"
    folder.parent.mkdir(exist_ok=True)
    path = {"code": folder, "quiz": folder / QUIZ, "draft": folder / QUIZ / f".{LOG}.part" / "x"}[where]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("in the way")
    for code in ("ab12", "sound"):
        hand_in(quiz_course, tmp_path / code, code, PERFECT)
    report = grade(quiz_course, QUIZ)
    assert row_of(report, "ab12").status == "held"
    assert points_of(report, "sound") == POINTS["perfect"]


def test_a_folder_that_may_not_be_opened_costs_only_its_own_trainee(
    quiz_course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.lstat

    def closed(path: Path) -> os.stat_result:
        if path.parent.name == "ab12":
            raise PermissionError(13, "Permission denied")
        return real(path)

    for code in ("ab12", "sound"):
        submit(quiz_course, code, PERFECT)
    monkeypatch.setattr(Path, "lstat", closed)
    report = grade(quiz_course, QUIZ)
    assert "cannot be opened (Permission denied)" in row_of(report, "ab12").notes[0]
    assert points_of(report, "sound") == POINTS["perfect"]


def test_nothing_is_written_through_a_link(quiz_course: Path, tmp_path: Path) -> None:
    folder = quiz_course / "submitted" / "ab12" / QUIZ
    folder.mkdir(parents=True)
    precious = tmp_path / "precious.txt"
    precious.write_text("precious")
    links(folder / f".{LOG}.part", precious)
    hand_in(quiz_course, tmp_path / "desk", "ab12", PERFECT)
    assert points_of(grade(quiz_course, QUIZ), "ab12") == POINTS["perfect"]
    assert precious.read_text() == "precious"


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_the_button_of_formgrader_keeps_nothing_but_what_is_known(quiz_course: Path, tmp_path: Path) -> None:
    folder = submit(quiz_course, "ab12", PERFECT)
    (folder / "evil.py").write_text("1 / 0")
    (folder / "more").mkdir()
    (folder / "more" / "evil.py").write_text("1 / 0")
    (tmp_path / "secret.txt").write_text("secret")
    links(folder / "secret.txt", tmp_path / "secret.txt")
    links(folder / "elsewhere", tmp_path)
    (folder / f"{QUIZ}.questions.json").write_text('{"forged": 1}')
    config = read_config(quiz_course)
    api = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
    assert api.autograde(QUIZ, "ab12")["success"]
    kept = quiz_course / "autograded" / "ab12" / QUIZ
    assert {path.name for path in kept.iterdir()} == {f"{QUIZ}.ipynb", LOG, f"{QUIZ}.questions.json"}
    assert "forged" not in (kept / f"{QUIZ}.questions.json").read_text(encoding="utf-8")
