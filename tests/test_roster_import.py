"""A class list comes into the roster from any common CSV; codes are kept or random; what is wrong is named."""

from pathlib import Path

import pytest

from milkflow.errors import GradingError
from milkflow.grading.class_list import import_class
from milkflow.grading.people import read_people
from milkflow.grading.roster import read_roster

MOODLE = [
    ("First name", "Last name", "ID number", "Email address", "Groups"),
    ("Zoë", "Nguyễn", "4711", "zoe@ward.example", "North"),
    ("Łucja", "O'Brien-Ødegård", "-", "lucja@ward.example", ""),
]
WESTERN = [("name", "code"), ("Zoë Müller", "mw-1"), ("Renée", "mw-2")]


def put(
    path: Path, rows: list[tuple[str, ...]], separator: str = ",", encoding: str = "utf-8", end: str = "\n"
) -> Path:
    lines = [separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in rows]
    path.write_bytes((end.join(lines) + end).encode(encoding))
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_participants_list_is_read_whatever_its_form(tmp_path: Path, separator: str, encoding: str) -> None:
    done = import_class(tmp_path, put(tmp_path / "list.csv", MOODLE, separator, encoding, "\r\n"))
    assert [(one.name, one.idnumber, one.email) for one in done.people] == [
        ("Zoë Nguyễn", "4711", "zoe@ward.example"), ("Łucja O'Brien-Ødegård", "", "lucja@ward.example"),
    ]  # fmt: skip
    assert (done.added, done.made, done.known) == (2, 2, 0)
    assert read_people(tmp_path) == done.people
    assert list(read_roster(tmp_path / "roster.csv").names.values()) == [one.name for one in done.people]


@pytest.mark.parametrize("first_line", ["", "sep=;\n"])
def test_a_list_from_an_old_spreadsheet_keeps_its_letters_and_codes(tmp_path: Path, first_line: str) -> None:
    path = put(tmp_path / "list.csv", WESTERN, ";", "cp1252")
    path.write_bytes(first_line.encode() + path.read_bytes())
    done = import_class(tmp_path, path)
    assert {one.id: one.name for one in done.people} == {"mw-1": "Zoë Müller", "mw-2": "Renée"}
    assert (done.made, done.encoding) == (0, "cp1252")


def test_a_code_is_random_and_stays_when_the_list_comes_again(tmp_path: Path) -> None:
    path = put(tmp_path / "list.csv", MOODLE)
    first = import_class(tmp_path, path).people
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert not {one.id for one in first} & {one.id for one in import_class(elsewhere, path).people}
    renamed = [MOODLE[0], ("Zoë", "Nguyễn-Smith", "4711", "", ""), ("Ada", "Obi", "", "ada@ward.example", "")]
    again = import_class(tmp_path, put(path, renamed))
    assert (again.added, again.known) == (1, 1)
    assert [one.id for one in again.people[:2]] == [one.id for one in first]
    assert [one.name for one in again.people] == ["Zoë Nguyễn-Smith", first[1].name, "Ada Obi"]
    assert again.people[0].email == "zoe@ward.example", "what a list does not say is kept"


def test_a_column_that_somebody_added_by_hand_is_kept(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("id,name,ward\nmw-7,Bo,4 North\n", encoding="utf-8")
    import_class(tmp_path, put(tmp_path / "list.csv", MOODLE))
    first, *_ = (tmp_path / "roster.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert first == "mw-7,Bo,,,,4 North"


def test_headings_in_another_language_are_told(tmp_path: Path) -> None:
    path = put(tmp_path / "list.csv", [("Vorname", "Nachname"), ("Ada", "Obi")])
    with pytest.raises(GradingError, match="--column last=Nachname"):
        import_class(tmp_path, path)
    done = import_class(tmp_path, path, {"first": "Vorname", "last": "Nachname"})
    assert done.people[0].name == "Ada Obi"
    with pytest.raises(GradingError, match="did you mean 'Vorname'"):
        import_class(tmp_path, path, {"first": "Vornane"})


def test_every_fault_is_named_with_its_line_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("id,name,email\nmw-1,Ada,ada@x.example\n", encoding="utf-8")
    before = (tmp_path / "roster.csv").read_bytes()
    rows = [("code", "name", "email"), ("../x", "A", ""), ("ok-1", "B", "b@x.example"), ("OK-1", "C", ""),
            ("ok-2", "=cmd()", ""), ("ok-3", "D", "B@x.example"), ("ok-4", "Ada", "ada@x.example"), ("", "", ""),
            ("mw-1", "Eve", "eve@x.example")]  # fmt: skip
    with pytest.raises(GradingError) as told:
        import_class(tmp_path, put(tmp_path / "list.csv", rows))
    said = str(told.value)
    for part in ("line 2: '../x' is not a staff code", "line 4: the code 'ok-1' stands in line 3 too",
                 "line 5: the name '=cmd()' begins with a sign", "line 6: the email 'b@x.example' stands in line 3 too",
                 "line 7: roster.csv has her as 'mw-1' and not as 'ok-4'",
                 "line 9: roster.csv gives the code 'mw-1' to somebody else"):  # fmt: skip
        assert part in said
    assert said.splitlines()[0] == "list.csv: 6 to fix; the roster is as it was"
    assert (tmp_path / "roster.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04rest", "save it as 'CSV UTF-8'"),
        (b"", "is empty"),
        (b"name\n", "nobody below"),
        (b"colour,shape\nred,round\n", "no column is known"),
        (b"name\n\x81\x8d\xff", "encoding that is not known"),
    ],
)
def test_what_is_no_class_list_is_refused_with_a_way_out(tmp_path: Path, content: bytes, sentence: str) -> None:
    (tmp_path / "list.csv").write_bytes(content)
    with pytest.raises(GradingError, match=sentence):
        import_class(tmp_path, tmp_path / "list.csv")
    assert not (tmp_path / "roster.csv").exists()
