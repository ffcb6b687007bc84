"""Marks and feedback find the right person on the learning platform, or are left out with the reason."""

import csv
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

import grading_class
from grading_class import HALF, PERFECT, QUIZ, hand_in
from milkflow.errors import GradingError
from milkflow.grading import grade
from milkflow.grading.moodle import feedback_for_moodle, marks_for_moodle

quiz_course = grading_class.quiz_course
ROSTER = """id,name,idnumber,username,email
a_1,Amina Yusuf,001,ayusuf,A@x.example
b-2,Beth,002,beth,b@x.example
c-3,Cai,,cai,
d-4,Dee,004,dee,d@x.example
e-5,=Eve,=1+1,eve,e@x.example
"""
BLANK: dict[str, object] = {}


@pytest.fixture
def course(quiz_course: Path, tmp_path: Path) -> Path:
    """Return a graded course: three with marks, one whose text waits to be read, one who sent nothing."""
    (quiz_course / "roster.csv").write_text(ROSTER, encoding="utf-8")
    for code, answers in {"a_1": HALF, "b-2": PERFECT, "c-3": BLANK, "e-5": HALF}.items():
        hand_in(quiz_course, tmp_path / code, code, answers, tmp_path / "zips")
    grade(quiz_course, QUIZ, [tmp_path / "zips"])
    return quiz_course


def submissions(path: Path, zips: Path, folders: dict[str, str]) -> Path:
    """Write Moodle's zip of submissions: a folder for each participant."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for folder, code in folders.items():
            archive.writestr(f"{folder}/{code}--{QUIZ}.zip", (zips / f"{code}--{QUIZ}.zip").read_bytes())
    return path


def participant(name: str) -> tuple[str, str]:
    """Read a path of the zip as Moodle's import does: the number is the second part of four, and the file the rest."""
    folder, _, file = name.partition("/")
    parts = folder.split("_", 4)
    assert parts[1].isdigit() and parts[2:4] == ["assignsubmission", "file"]
    return parts[1], file


def test_marks_have_one_line_for_each_person_that_moodle_can_find(course: Path) -> None:
    done = marks_for_moodle(course, QUIZ, "idnumber")
    rows = list(csv.reader(done.path.read_text(encoding="utf-8").splitlines()))
    assert rows == [["ID number", QUIZ], ["001", "3.6667"]]
    left = dict(done.left)
    assert left["b-2"] == "a written answer waits to be read" and left["d-4"] == "no marks yet"
    assert "no idnumber" in left["c-3"] and "formula" in left["e-5"]
    assert done.most == 14
    done = marks_for_moodle(course, QUIZ)
    assert done.by == "Username"
    assert done.path.read_bytes().endswith(b"ayusuf,3.6667\r\ncai,0\r\neve,3.6667\r\n")


def test_a_roster_that_moodle_could_not_read_says_how_to_mend_it(course: Path) -> None:
    (course / "roster.csv").write_text("id,name\na_1,Amina\n", encoding="utf-8")
    with pytest.raises(GradingError, match="Bring in a class list"):
        marks_for_moodle(course, QUIZ)


def test_two_people_with_one_number_get_each_others_marks_never(course: Path) -> None:
    (course / "roster.csv").write_text(ROSTER.replace("beth,b@", "AYUSUF,b@"), encoding="utf-8")
    left = dict(marks_for_moodle(course, QUIZ, "username").left)
    assert left["a_1"] == "two people on roster.csv have this username"


def test_feedback_goes_back_to_the_number_that_handed_it_in(course: Path, tmp_path: Path) -> None:
    folders = {"Someone_4711_assignsubmission_file": "a_1", "Beth_4712_assignsubmission_file_": "b-2",
               "Cai_4713_assignsubmission_file": "c-3", "Two_4714_assignsubmission_file": "e-5",
               "Three_4715_assignsubmission_file": "e-5"}  # fmt: skip
    source = submissions(tmp_path / "all.zip", tmp_path / "zips", folders)
    done = feedback_for_moodle(course, QUIZ, source)
    with ZipFile(done.path) as archive:
        found = dict(participant(name) for name in archive.namelist())
        page = archive.read(archive.namelist()[0])
    assert found == {"4711": f"a_1--{QUIZ}.html", "4713": f"c-3--{QUIZ}.html"}
    assert page == (course / "grades" / f"{QUIZ}-to-send" / f"a_1--{QUIZ}.html").read_bytes()
    left = dict(done.left)
    assert "waits to be read" in left["b-2"] and "several participants" in left["e-5"]


def test_the_grading_worksheet_is_as_good(course: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(
        "Identifier,Full name,ID number,Email address,Status,Grade\n"
        'Participant 4711,"Yusuf, Amina",001,a@x.example,Submitted,\nParticipant 4713,Cai,,,Submitted,\n',
        encoding="utf-8-sig",
    )
    done = feedback_for_moodle(course, QUIZ, sheet)
    with ZipFile(done.path) as archive:
        assert dict(participant(name) for name in archive.namelist()) == {
            "4711": f"a_1--{QUIZ}.html", "4713": f"c-3--{QUIZ}.html",
        }  # fmt: skip
    assert dict(done.left)["e-5"] == "sheet.csv has nobody with this code"


def test_what_moodle_did_not_make_is_refused_with_a_way_out(course: Path, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("x.txt", "x")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for name, sentence in {"other.zip": "grading worksheet", "other.csv": "no column 'Identifier'"}.items():
        with pytest.raises(GradingError, match=sentence):
            feedback_for_moodle(course, QUIZ, tmp_path / name)
    with pytest.raises(GradingError, match="did you mean 'quiz-77'"):
        marks_for_moodle(course, "quiz-7")
