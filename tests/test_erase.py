"""One person is erased: nothing in the course's folder speaks of her afterwards, and nobody else has changed."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, is_zipfile

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

import grading_class
from grading_class import HALF, PERFECT, QUIZ, hand_in, zip_of
from milkflow.cli import app
from milkflow.errors import GradingError
from milkflow.grading import grade
from milkflow.grading.erasing import erase, look

quiz_course = grading_class.quiz_course
HERS, NAME, MAIL = "mw-042", "Amina Yusuf", "amina@ward.example"
ROSTER = f"id,name,idnumber,username,email\n{HERS},{NAME},90210,ayusuf,{MAIL}\nmw-04,Beth Ødegård,11,b,b@x.example\n"
ROSTER += "mw-0422,Amina Said,12,c,c@x.example\n"
TRACES = re.compile(r"(?<![\w-])(mw-042(?!\w)|amina yusuf|90210|ayusuf|amina@ward)", re.IGNORECASE)


@pytest.fixture
def course(quiz_course: Path, tmp_path: Path) -> Path:
    """Return a graded course of three people who handed in by a class zip and by single zips."""
    root, zips = quiz_course, tmp_path / "zips"
    (root / "roster.csv").write_text(ROSTER, encoding="utf-8")
    for code, answers in ((HERS, PERFECT), ("mw-04", HALF), ("mw-0422", PERFECT)):
        hand_in(root, tmp_path / code, code, answers, zips)
    archive = root / "downloaded" / QUIZ / "archive"
    archive.mkdir(parents=True)
    with ZipFile(archive / "class.zip", "w", ZIP_DEFLATED) as whole:
        for name, code in ((NAME, HERS), ("Beth Ødegård", "mw-04"), ("Amina Said", "mw-0422")):
            place = f"{name}_4711_assignsubmission_file"
            whole.writestr(f"{place}/{code}--{QUIZ}.zip", (zips / f"{code}--{QUIZ}.zip").read_bytes())
            whole.writestr(f"{place}/.DS_Store", b"x" * 3000)
    (root / "hand-ins").mkdir()
    shutil.copy(zips / f"{HERS}--{QUIZ}.zip", root / "hand-ins" / "renamed.zip")
    shutil.copy(zips / f"mw-04--{QUIZ}.zip", root / "hand-ins")
    grade(root, QUIZ)
    zip_of(root / "grades" / "back.zip", {f"{NAME}_4711_assignsubmission_file_/{HERS}--{QUIZ}.html": b"x", "b": b"y"})
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        book.update_or_create_student(HERS, first_name="Amina", last_name="Yusuf", email=MAIL)
        book.find_comment(f"{QUIZ}-06", QUIZ, QUIZ, HERS).manual_comment = f"Well done, {NAME}"
        book.db.commit()
    (root / "grades" / f"{QUIZ}-moodle.csv").write_text(f"Username,{QUIZ}\r\nayusuf,3\r\nb,4\r\n", newline="")
    (root / "grades" / "certificates").mkdir()
    (root / "grades" / "certificates" / f"{HERS}--taking-part.pdf").write_bytes(NAME.encode())
    (root / "list.csv").write_text(f"Full name;Email address\n{NAME};{MAIL}\nBeth Ødegård;b@x.example\n", "utf-8")
    return root


def traces(root: Path) -> list[str]:
    """Return every place below ``root`` where her code, name or address stands, zips unpacked."""
    found = []
    for path in root.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for id in ids(path) if path.suffix == ".db" else ():
            content = content.replace(id, b"|")  # beside mw-04, one whose first byte reads as 2 is no mw-042
        texts = [path.relative_to(root).as_posix(), content.decode("utf-8", "replace")]
        if path.suffix == ".zip" and is_zipfile(path):
            with ZipFile(path) as archive:
                texts += [info.filename + archive.read(info).decode("utf-8", "replace") for info in archive.infolist()]
        found += [str(path) for text in texts if TRACES.search(text)]
    return found


def ids(database: Path) -> set[bytes]:
    """Return the ids of events that a database holds: 16 bytes by chance. Nothing else is looked past."""
    with closing(sqlite3.connect(database)) as book:
        names = [name for (name,) in book.execute("select name from sqlite_master where type = 'table'")]
        return {cell for name in names for row in book.execute(f'select * from "{name}"') for cell in row
                if isinstance(cell, bytes) and len(cell) == 16}  # fmt: skip


def others(root: Path) -> dict[str, object]:
    """Return what must stay: rows, marks, pages and hand-ins of everybody else."""
    kept: dict[str, object] = {}
    for path in root.rglob("*"):
        if path.is_file() and re.search(r"mw-04(22)?(--|/)", path.as_posix()):
            kept[path.relative_to(root).as_posix()] = path.read_bytes()
    table = (root / "grades" / f"{QUIZ}.csv").read_text(encoding="utf-8-sig").splitlines()
    kept["table"] = [row for row in table if not row.startswith(HERS + ",")]
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        for submission in book.assignment_submissions(QUIZ):
            if submission.student.id != HERS:
                kept["book " + submission.student.id] = [(g.name, g.auto_score) for g in submission.notebooks[0].grades]
    with ZipFile(root / "downloaded" / QUIZ / "archive" / "class.zip") as whole:
        infos = [info for info in whole.infolist() if not info.filename.startswith(NAME)]
        kept["zip"] = {info.filename: (info.date_time, whole.read(info)) for info in infos}
    return kept


def test_nothing_speaks_of_her_afterwards_and_nobody_else_has_changed(course: Path) -> None:
    assert len(traces(course)) > 12, "there is something to erase"
    before, found = others(course), look(course, HERS.upper())
    assert {find.kind for find in found.finds} == {"folder", "file", "zip", "text", "ledger", "gradebook", "roster"}
    left = erase(course, found)
    assert (left.faults, left.finds) == ((), ())
    assert traces(course) == []
    assert others(course) == before
    assert (course / "grades" / f"{QUIZ}-moodle.csv").read_bytes() == f"Username,{QUIZ}\r\nb,4\r\n".encode()
    assert (course / "list.csv").read_text("utf-8") == "Full name;Email address\nBeth Ødegård;b@x.example\n"
    assert len([name for name in before if name.startswith("book")]) == 2
    report = grade(course, QUIZ)
    assert [row.code for row in report.rows] == ["mw-04", "mw-0422"]
    with pytest.raises(GradingError, match="Nothing here speaks of 'mw-042'"):
        look(course, HERS)


def test_she_is_asked_about_before_anything_goes(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (course / "course" / "lessons").mkdir(parents=True)
    monkeypatch.chdir(course)
    before = traces(course)
    done = CliRunner().invoke(app, ["erase", HERS], input="n\n")
    assert done.exit_code == 1 and "Nothing was changed." in done.stdout
    assert f"{HERS} ({NAME})" in done.stdout and f"downloaded/{QUIZ}/archive/class.zip: 2 of 6 files" in done.stdout
    assert traces(course) == before
    done = CliRunner().invoke(app, ["erase", HERS, "--yes"])
    assert done.exit_code == 0, done.stdout
    assert traces(course) == []


def test_what_nobody_can_read_or_rewrite_is_named_and_the_rest_is_erased(course: Path) -> None:
    (course / "hand-ins" / "torn.zip").write_bytes(b"PK\x03\x04 not a zip")
    (course / "old.csv").write_bytes(f"Name;E-mail\nBjörk;\n{NAME};{MAIL}\n".encode("cp1252"))
    left = erase(course, look(course, HERS))
    assert left.faults == ()
    assert [find.path.name for find in left.finds] == ["torn.zip", "old.csv"]
    assert [Path(one).name for one in traces(course)] == ["old.csv"]


def test_a_code_of_digits_takes_nobody_elses_points(course: Path) -> None:
    shutil.rmtree(course / "downloaded")
    (course / "roster.csv").write_text("id,name\n14,Ann\n10,Bo\n", encoding="utf-8")
    (course / "grades" / "x.csv").write_text("code,name,total,max\n10,Bo,14,14\n14,Ann,10,14\n", encoding="utf-8")
    erase(course, look(course, "14"))
    assert (course / "grades" / "x.csv").read_text(encoding="utf-8") == "code,name,total,max\n10,Bo,14,14\n"
    assert (course / "roster.csv").read_text(encoding="utf-8-sig").splitlines()[1:] == ["10,Bo,,,"]
