"""Zips are read as data: under caps, and a code that two people claim is held for a person."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

import grading_class
from grading_class import HALF, PERFECT, POINTS, QUIZ, hand_in, points_of, row_of, shown, submit, work, zip_of
from milkflow.errors import GradingError
from milkflow.grading import grade, unpacking
from milkflow.grading.drawer import Drawer
from milkflow.grading.zips import Arrival, Refused, read_zip
from milkflow.handin import answers_name, make_zip

quiz_course = grading_class.quiz_course
LOG = answers_name(QUIZ)
Make = Callable[[Path], object]


def raw_zip(path: Path, *entries: tuple[ZipInfo, bytes]) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for info, content in entries:
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, content)


def test_two_people_who_claim_one_code_are_both_held(quiz_course: Path, tmp_path: Path) -> None:
    hand_in(quiz_course, tmp_path / "one", "ab12", PERFECT)
    hand_in(quiz_course, tmp_path / "two", "AB12", HALF, zips=tmp_path / "more")
    hand_in(quiz_course, tmp_path / "three", "cd34", HALF)
    report = grade(quiz_course, QUIZ, [quiz_course / "downloaded", tmp_path / "more"])
    row = row_of(report, "ab12")
    assert row.status == "held"
    assert "ab12--quiz-77.zip" in row.notes[0]
    assert "AB12--quiz-77.zip" in row.notes[0]
    assert points_of(report, "cd34") == POINTS["half"]


def test_the_same_zip_twice_is_one_hand_in(quiz_course: Path, tmp_path: Path) -> None:
    path = hand_in(quiz_course, tmp_path / "desk", "ab12", PERFECT)
    path.with_name("ab12--quiz-77 (1).zip").write_bytes(path.read_bytes())
    report = grade(quiz_course, QUIZ)
    assert points_of(report, "ab12") == POINTS["perfect"]
    assert report.exit_code == 0


def test_who_hands_in_again_after_one_more_answer_is_graded_on_the_later_one(quiz_course: Path, tmp_path: Path) -> None:
    first = hand_in(quiz_course, tmp_path / "desk", "ab12", HALF)
    grade(quiz_course, QUIZ)
    first.rename(first.with_name("earlier.zip"))
    hand_in(quiz_course, tmp_path / "desk", "ab12", PERFECT)
    report = grade(quiz_course, QUIZ)
    row = row_of(report, "ab12")
    assert points_of(report, "ab12") == POINTS["perfect"]
    assert row.remarks == ("Handed in 2 times from one page; the latest counts (ab12--quiz-77.zip).",)
    assert "For your information:\n  ab12: Handed in 2 times" in report.text()
    assert row.remarks[0] in report.csv()
    assert report.exit_code == 0


def test_a_stranger_cannot_replace_what_was_handed_in(quiz_course: Path, tmp_path: Path) -> None:
    submit(quiz_course, "ab12", HALF)
    hand_in(quiz_course, tmp_path / "desk", "ab12", PERFECT)
    before = (quiz_course / "submitted" / "ab12" / QUIZ / LOG).read_bytes()
    report = grade(quiz_course, QUIZ)
    assert row_of(report, "ab12").status == "held"
    assert (quiz_course / "submitted" / "ab12" / QUIZ / LOG).read_bytes() == before


def test_a_class_that_a_learning_platform_sends_as_one_zip_is_graded(quiz_course: Path, tmp_path: Path) -> None:
    files = {"readme.txt": b"", "Ng_3_file/broken.zip": b"no zip", "Lee_4_file/answers.rar": b"Rar!"}
    for code, answers in {"ab12": PERFECT, "cd34": HALF}.items():
        work(quiz_course, tmp_path / code, answers, code)
        files[f"Ng_{code}_assignsubmission_file/renamed.zip"] = make_zip(tmp_path / code, code, shown(quiz_course))
    report = grade(quiz_course, QUIZ, [zip_of(tmp_path / "class.zip", files)])
    assert points_of(report, "ab12") == POINTS["perfect"]
    assert points_of(report, "cd34") == POINTS["half"]
    names = [name for name, _ in report.refused]
    assert names == ["class.zip: Ng_3_file/broken.zip", "class.zip: Lee_4_file/answers.rar"]
    assert "It is no zip" in report.refused[1][1]


def test_the_roster_decides_who_is_in_the_class(quiz_course: Path, tmp_path: Path) -> None:
    (quiz_course / "roster.csv").write_text("id,name\nAB12,A. Ng\ncd34,=1+1\n", encoding="utf-8")
    hand_in(quiz_course, tmp_path / "one", "ab12", PERFECT)
    hand_in(quiz_course, tmp_path / "two", "cd33", HALF)
    report = grade(quiz_course, QUIZ)
    assert points_of(report, "AB12") == POINTS["perfect"]
    assert row_of(report, "cd34").status == "not handed in"
    assert row_of(report, "cd33").notes == (
        "The code 'cd33' is not on roster.csv; did you mean 'cd34'? Correct the roster or the name of the hand-in.",
    )
    assert "\ncd34,'=1+1,not handed in," in report.csv()


def test_a_faulty_roster_names_each_line(quiz_course: Path) -> None:
    (quiz_course / "roster.csv").write_text("id\nab12\na b\nAB12\n", encoding="utf-8")
    with pytest.raises(GradingError) as caught:
        grade(quiz_course, QUIZ)
    assert str(caught.value).splitlines()[1:] == [
        "  line 3: 'a b' is not a staff code: 2 to 32 letters, digits, hyphens or underscores, "
        "beginning with a letter or digit",
        "  line 4: 'AB12' stands on the roster twice",
    ]


def test_people_who_used_one_page_are_pointed_out(quiz_course: Path, tmp_path: Path) -> None:
    hand_in(quiz_course, tmp_path / "shared", "ab12", HALF)
    hand_in(quiz_course, tmp_path / "shared", "cd34", {f"{QUIZ}-01": "b"})
    report = grade(quiz_course, QUIZ)
    assert "the very same as those of cd34" in row_of(report, "ab12").notes[0]
    assert "the very same as those of ab12" in row_of(report, "cd34").notes[0]


def test_a_folder_with_a_name_that_is_no_code_is_held(quiz_course: Path) -> None:
    submit(quiz_course, "Jane Doe [x]", HALF)
    report = grade(quiz_course, QUIZ)
    assert row_of(report, "Jane Doe [x]").status == "held"


def test_a_source_that_is_not_there_is_told(quiz_course: Path) -> None:
    with pytest.raises(GradingError, match="is not there"):
        grade(quiz_course, QUIZ, [quiz_course / "nowhere"])


def test_a_zip_in_memory_has_the_same_bytes_each_time(quiz_course: Path, tmp_path: Path) -> None:
    work(quiz_course, tmp_path / "desk", HALF, "ab12")
    first, second = (make_zip(tmp_path / "desk", "ab12", shown(quiz_course)) for _ in range(2))
    assert first == second
    with ZipFile(BytesIO(first)) as archive:
        assert archive.namelist() == [f"ab12--{QUIZ}/{LOG}", f"ab12--{QUIZ}/{QUIZ}.ipynb"]


def test_a_bomb_of_nested_zips_is_read_up_to_the_cap_and_what_came_before_is_taken(
    quiz_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(quiz_course, tmp_path / "desk", HALF, "ab12")
    one = make_zip(tmp_path / "desk", "ab12", shown(quiz_course))
    path = zip_of(tmp_path / "class.zip", {f"Ng_{n}/a.zip": one for n in range(9)})
    with ZipFile(BytesIO(one)) as archive:
        each = len(one) + sum(info.file_size for info in archive.infolist())
    monkeypatch.setattr("milkflow.grading.zips.MOST_UNPACKED", 3 * each + each // 2)
    found = list(read_zip(path, "class.zip"))
    assert [type(one) for one in found] == [Arrival, Arrival, Arrival, Refused]
    assert "was read up to 'Ng_3/a.zip'. Hand over the rest in parts." in found[-1][1]
    assert unpacking.MOST_UNPACKED <= 500_000_000


def test_an_entry_without_a_name_is_told_as_any_other(tmp_path: Path) -> None:
    nameless = ZipInfo("a")
    nameless.filename = "\0a"  # read as ""
    raw_zip(tmp_path / "class.zip", (ZipInfo("a.zip"), b"no zip"), (nameless, b"x"))
    assert [name for name, _ in read_zip(tmp_path / "class.zip", "class.zip")] == ["class.zip: a.zip", "class.zip: "]


def test_what_was_unpacked_is_kept_on_disk_and_comes_back_whole() -> None:
    with Drawer() as drawer:
        first, second = drawer.keep({"a": b"one", "b": b""}), drawer.keep({"a": b"two"})
        assert dict(first) == {"a": b"one", "b": b""}
        assert dict(second) == {"a": b"two"}
        assert first != second


def test_every_other_file_in_a_source_is_named_by_its_place(quiz_course: Path, tmp_path: Path) -> None:
    zips = tmp_path / "zips"
    hand_in(quiz_course, tmp_path / "desk", "good", PERFECT, zips=zips)
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "README.md", "._good.zip"):
        (zips / name).write_bytes(b"x")
    for name in ("Ng_1/quiz.zip", "Lee_2/quiz.zip", "ab12.rar", f"cd34--{QUIZ}/{LOG}", "ef56.zip.part"):
        (zips / name).parent.mkdir(exist_ok=True)
        (zips / name).write_bytes(b"x")
    (zips / "leads-out").symlink_to(tmp_path)
    report = grade(quiz_course, QUIZ, [zips])
    named = {name for name, _ in report.refused}
    assert named == {"Ng_1/quiz.zip", "Lee_2/quiz.zip", "ab12.rar", f"cd34--{QUIZ}/{LOG}", "ef56.zip.part", "leads-out"}
    assert "It is no zip, so nothing was taken from it." in dict(report.refused)["ab12.rar"]
    assert points_of(report, "good") == POINTS["perfect"]


@pytest.mark.parametrize("raw", [b"bad\xff.zip", b"x\n  good: forged\x1b[2J.zip"])
def test_a_name_that_is_no_text_is_told_on_one_line_and_stops_nothing(
    quiz_course: Path, tmp_path: Path, raw: bytes
) -> None:
    path = hand_in(quiz_course, tmp_path / "desk", "good", PERFECT)
    (path.parent / os.fsdecode(raw)).write_bytes(b"no zip")
    report = grade(quiz_course, QUIZ)
    text = (quiz_course / "grades" / f"{QUIZ}-report.txt").read_text(encoding="utf-8")
    told = next(line for line in text.splitlines() if "no zip that can be read" in line)
    assert "\N{REPLACEMENT CHARACTER}" in told
    assert "\x1b" not in text
    assert not [line for line in text.splitlines() if line.startswith("  good:")]
    assert points_of(report, "good") == POINTS["perfect"]


def test_a_zip_whose_name_says_another_code_is_pointed_out(quiz_course: Path, tmp_path: Path) -> None:
    names = {"ab12": f"eve--{QUIZ}.zip", "cd34": f"smith_4711_cd34--{QUIZ} (1).zip", "ef56": "whatever.zip"}
    for code, name in names.items():
        path = hand_in(quiz_course, tmp_path / code, code, HALF)
        path.rename(path.with_name(name))
    report = grade(quiz_course, QUIZ)
    assert row_of(report, "ab12").notes[0].startswith(f"'eve--{QUIZ}.zip' holds a hand-in of 'ab12'")
    assert not row_of(report, "cd34").notes
    assert not row_of(report, "ef56").notes


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), os.mkfifo, lambda path: path.symlink_to(path.name)])
def test_a_roster_that_is_no_plain_file_is_told(quiz_course: Path, make: Make) -> None:
    make(quiz_course / "roster.csv")
    with pytest.raises(GradingError, match=r"roster.csv is no plain file. Save the roster there"):
        grade(quiz_course, QUIZ)
