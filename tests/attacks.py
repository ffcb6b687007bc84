"""Damaged and hostile hand-ins, one small function for each kind.

``HELD`` and ``NOTED`` are done to ``submitted/<code>/<quiz>``, in which a sound hand-in lies; ``REFUSED`` make a file
where downloads lie; ``CLAIMS`` are a code that several zips claim; ``HARMLESS`` look odd and cost nobody anything.
"""

import gzip
import json
import os
import shutil
import stat
import struct
from collections.abc import Callable, Mapping
from contextlib import chdir
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from socket import AF_UNIX, socket
from typing import Any, NamedTuple
from uuid import uuid4
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

from exam_class import HEARD
from grading_class import HALF, PERFECT, QUIZ, edit_notebook, links, zip_of
from milkflow.handin import answers_name

LOG, NOTEBOOK = answers_name(QUIZ), f"{QUIZ}.ipynb"
CASE = f"{QUIZ}-07"
MARKER = "milkflow-was-here"
RUNS_CODE = f"open({MARKER!r}, 'w').write('x')"
ASKED = (("call", "start"), ("call", "next"), ("ask", "numbers"), ("ask", "next"))
TOLD = (("doctor", "hand-over"), ("doctor", "next"))
BEST = (*ASKED, ("plan", "cool"), ("plan", "next"), *TOLD)
RUN = (*ASKED, ("plan", "press"), ("plan", "next"), ("stop", "let-go"), ("stop", "next"), *TOLD)
Act = Callable[[Path], Any]


class Kind(NamedTuple):
    """What is done, what the report says of it, and the questions that it may cost the sender."""

    act: Act
    said: str
    costs: tuple[str, ...] = ()


def moves(steps: tuple[tuple[str, str], ...], run: str = "r1") -> list[dict[str, Any]]:
    """Return the responses of a run of the small case."""
    return [{"run": run, "step": step, "move": move} | ({"message": HEARD} if move == "hand-over" else {})
            for step, move in steps]  # fmt: skip


def played(steps: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    """Return a whole run as marking has it."""
    return [{"response": one, "confidence": "sure"} for one in moves(steps)]


def event(**fields: Any) -> bytes:
    """Return one line of a log."""
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    made = {"v": 1, "id": uuid4().hex, "at": at, "type": "answer", "name": f"{QUIZ}-06"} | fields
    if made["type"] == "move":
        made["confidence"] = "fairly"
    return json.dumps(made).encode() + b"\n"


def log_bytes(answers: Mapping[str, Any], steps: tuple[tuple[str, str], ...] = (), code: str = "bad") -> bytes:
    """Return a sound log."""
    lines = [event(name=name, response=response) for name, response in answers.items()]
    lines += [event(type="move", name=CASE, response=one) for one in moves(steps)]
    return b"".join(lines) + event(type="handed-in", name=QUIZ, response={"code": code})


def log_of(folder: Path) -> Path:
    return folder / LOG


def append(raw: bytes) -> Act:
    return lambda folder: log_of(folder).write_bytes(log_of(folder).read_bytes() + raw)


def replace(raw: bytes) -> Act:
    return lambda folder: log_of(folder).write_bytes(raw)


def recoded(change: Callable[[bytes], bytes]) -> Act:
    return lambda folder: log_of(folder).write_bytes(change(log_of(folder).read_bytes()))


def answering(number: int, raw: str) -> Act:
    """Answer a question once more, with any text in the place of the response."""
    return append(event(name=f"{QUIZ}-0{number}", response="here").replace(b'"here"', raw.encode()))


def odd(number: int, raw: str, said: str = "Not an answer that the page can give") -> Kind:
    return Kind(answering(number, raw), said, (f"{QUIZ}-0{number}",))


def depths(folder: Path) -> None:
    """Answers around the depth at which a reader gives up, wherever that is."""
    for depth in range(900, 996, 6):
        answering(3, "[" * depth + "]" * depth)(folder)


def moving(*responses: Any) -> Act:
    return append(b"".join(event(type="move", name=CASE, response=one) for one in responses))


def dated(at: Any) -> Act:
    return lambda folder: edit_events(folder, lambda made: made | {"at": at})


def edit_events(folder: Path, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    lines = [change(json.loads(line)) for line in log_of(folder).read_bytes().splitlines()]
    log_of(folder).write_bytes(b"".join(json.dumps(line).encode() + b"\n" for line in lines))


def reordered(folder: Path) -> None:
    lines = log_of(folder).read_bytes().splitlines(keepends=True)
    first = json.loads(lines[0]) | {"at": "2026-01-01T00:00:00.000Z"}
    log_of(folder).write_bytes(b"".join(lines[1:]) + json.dumps(first).encode() + b"\n")


def replayed(folder: Path) -> None:
    """A right answer that was changed to a wrong one is copied behind it."""
    line = event(name=f"{QUIZ}-01", response="b")
    log_of(folder).write_bytes(line + log_of(folder).read_bytes() + line)


def doubled(folder: Path) -> None:
    log_of(folder).write_bytes(log_of(folder).read_bytes() * 2)


def one_id(folder: Path) -> None:
    """A new answer under the id of an old one."""
    old = json.loads(log_of(folder).read_bytes().splitlines()[0])
    append(event(id=old["id"], name=f"{QUIZ}-01", response="b"))(folder)


def other_persons_log(folder: Path) -> None:
    """The log of somebody else, with a hand-in of her own put behind it."""
    theirs = folder.parent.with_name("other-code") / QUIZ / LOG
    mine = event(type="handed-in", name=QUIZ, response={"code": folder.parent.name})
    log_of(folder).write_bytes(theirs.read_bytes() + mine)


def pipe(folder: Path) -> None:
    log_of(folder).unlink()
    os.mkfifo(log_of(folder))


def socket_at(path: Path) -> None:
    path.unlink(missing_ok=True)
    with chdir(path.parent), socket(AF_UNIX) as made:  # such a name may not be long
        made.bind(path.name)


def folder_for_log(folder: Path) -> None:
    log_of(folder).unlink()
    log_of(folder).mkdir()


def folder_for_notebook(folder: Path) -> None:
    (folder / NOTEBOOK).unlink()
    (folder / NOTEBOOK).mkdir()


def linked_folder(folder: Path) -> None:
    moved = folder.with_name("moved")
    folder.rename(moved)
    folder.symlink_to(moved)


def linked_person(folder: Path) -> None:
    moved = folder.parents[2] / "moved"
    folder.parent.rename(moved)
    folder.parent.symlink_to(moved)


def linked_log(folder: Path) -> None:
    elsewhere = folder / "elsewhere"
    shutil.copy(log_of(folder), elsewhere)
    links(log_of(folder), elsewhere)


def link_to_itself(folder: Path) -> None:
    links(log_of(folder), Path(LOG))


def grown(name: str, size: int) -> Act:
    def act(folder: Path) -> None:
        os.truncate(folder / name, size)

    return act


def million_events(folder: Path) -> None:
    with log_of(folder).open("wb") as file:
        for _ in range(100):
            file.write(event(name=f"{QUIZ}-01", response="b") * 10_000)


def notebook(text: str) -> Act:
    return lambda folder: (folder / NOTEBOOK).write_text(text, encoding="utf-8")


def cells(change: Callable[[list[Any]], Any]) -> Act:
    return lambda folder: edit_notebook(folder, change)


def whole_notebook(**fields: Any) -> Act:
    def act(folder: Path) -> None:
        path = folder / NOTEBOOK
        path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | fields), encoding="utf-8")

    return act


def code_cell(id: str = "x", source: Any = RUNS_CODE) -> dict[str, Any]:
    return {"cell_type": "code", "id": id, "metadata": {}, "source": source, "outputs": [], "execution_count": 1}


def metadata_of(question: str, **fields: Any) -> Act:
    def change(found: list[Any]) -> None:
        for cell in found:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == question:
                cell["metadata"]["nbgrader"] |= fields

    return cells(change)


def code_in_question(found: list[Any]) -> None:
    for cell in found:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == f"{QUIZ}-01":
            cell["source"] = RUNS_CODE + "; 1.0"


def without_hand_in(folder: Path) -> None:
    lines = log_of(folder).read_bytes().splitlines(keepends=True)
    log_of(folder).write_bytes(b"".join(line for line in lines if b"handed-in" not in line))


def timestamp(content: bytes) -> Act:
    return lambda folder: (folder / "timestamp.txt").write_bytes(content)


def file_for_folder(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("x")


def renamed(name: str) -> Act:
    return lambda folder: folder.parent.rename(folder.parent.with_name(name))


def others_inside(folder: Path) -> None:
    for name in ("evil.py", "sitecustomize.py", "nbgrader_config.py", f"{QUIZ}.questions.json", "conftest.py"):
        (folder / name).write_text(RUNS_CODE, encoding="utf-8")
    (folder / "gradebook.db").symlink_to("../../../gradebook.db")


DEEP = "[" * 400 + "]" * 400
FAULTY = "lines in the answers file could not be read"
ODD = "Not an answer that the page can give"
DATES = "not from the time of this course"
OTHER = "The notebook was changed"
HELD: dict[str, tuple[Act, str]] = {
    "missing-log": (lambda folder: log_of(folder).unlink(), "There is no quiz-77.answers.jsonl"),
    "empty-log": (replace(b""), "holds no answers: it is empty"),
    "blank-lines": (replace(b"\n\n \n"), "holds no answers: it is empty"),
    "garbage": (replace(b"\x00\xff\xfe" * 100), "none of its 1 lines can be read"),
    "nothing-but-nul": (replace(b"\0" * 10_000), "none of its 1 lines can be read"),
    "wrong-type-lines": (replace(b'[1]\n"a"\nnull\n{"v": 2}\n'), "none of its 4 lines can be read"),
    "nested": (replace(b"[" * 19_000), "none of its 1 lines can be read"),
    "utf-16": (recoded(lambda raw: raw.decode().encode("utf-16")), "can be read"),
    "gzip": (recoded(gzip.compress), "can be read"),
    "next-version": (lambda folder: edit_events(folder, lambda made: made | {"v": 2}), "can be read"),
    "no-version-of-ours": (lambda folder: edit_events(folder, lambda made: made | {"v": "1; drop"}), "can be read"),
    "one-long-line": (recoded(lambda raw: raw.replace(b"\n", b" ")), "can be read"),
    "huge-log": (replace(b" " * 5_000_001), "too large"),
    "log-of-100-mb": (grown(LOG, 100_000_000), "too large (100.0 MB"),
    "log-of-8-tb": (grown(LOG, 8_000_000_000_000), "too large"),
    "million-events": (million_events, "too large"),
    "many-lines": (replace(b"\n" * 20_001), "at most 20000 are read"),
    "million-lines": (replace(b"{}\n" * 1_000_000), "at most 20000 are read"),
    "linked-log": (linked_log, "is a link"),
    "link-to-itself": (link_to_itself, "is a link"),
    "link-to-a-device": (lambda folder: links(log_of(folder), Path("/dev/zero")), "is a link"),
    "link-to-passwords": (lambda folder: links(log_of(folder), Path("/etc/passwd")), "is a link"),
    "pipe": (pipe, "is not a plain file"),
    "socket": (lambda folder: socket_at(log_of(folder)), "quiz-77.answers.jsonl cannot be opened"),
    "log-folder": (folder_for_log, "quiz-77.answers.jsonl"),
    "linked-folder": (linked_folder, "is a link to another place"),
    "linked-person": (linked_person, "is a link to another place"),
    "file-for-folder": (file_for_folder, "is no folder. Remove it"),
    "pipe-for-folder": (lambda folder: (shutil.rmtree(folder), os.mkfifo(folder)), "is no folder. Remove it"),
    "mostly-faults": (append(b"{}\n" * 17), "17 of its 33 lines cannot be read"),
}  # fmt: skip
# Folders that are called what no code is called: held under that name.
NAMED = (
    "=1+1", "@SUM(1+1)*cmd", "-rf", "good-01 ", "good-01.", "gооd-01", "Jane Doe", "a" * 200,
    "<img src=x onerror=alert(1)>", "x\n  good-01: forged\x1b[2J", os.fsdecode(b"n\xff"),
)  # fmt: skip
NOTED: dict[str, Kind] = {
    # Anything at all as a response.
    "deep-answer": odd(3, DEEP),
    "deep-objects": odd(3, '{"s1":' * 300 + "1" + "}" * 300),
    "very-deep-answer": odd(3, "[" * 900 + "]" * 900),
    "answers-of-every-depth": Kind(depths, FAULTY, (f"{QUIZ}-03",)),
    "too-deep-answer": Kind(answering(3, "[" * 9000 + "]" * 9000), FAULTY),
    "nan": odd(5, "NaN"),
    "infinity": odd(5, "-Infinity"),
    "huge-power": odd(5, "1e99"),
    "beyond-numbers": odd(5, "1e999"),
    "huge-whole-number": odd(5, "9" * 4000),
    "too-many-digits": Kind(answering(5, "9" * 5000), FAULTY),
    "number-as-text": odd(5, '"38.5"'),
    "true-for-a-number": odd(5, "true"),
    "list-for-one": odd(1, '["b"]'),
    "number-for-one": odd(1, "0"),
    "object-for-several": odd(2, '{"o0": true}'),
    "repeated-options": odd(2, '["o0"' + ', "o0"' * 99 + "]"),
    "list-of-nulls": odd(2, "[null, null]"),
    "ids-of-another-question": odd(2, '["s1", "s2", "i1"]'),
    "text-for-match": odd(3, '"x"'),
    "prototype-keys": odd(3, '{"__proto__": {"right": true}, "constructor": "x", "hasOwnProperty": 1}'),
    "python-keys": odd(3, '{"__class__": "x", "__reduce__": ["os.system", "true"]}'),
    "mixed-order": odd(4, "[1, null, {}, [[]]]"),
    "list-for-text": odd(6, '["text"]'),
    "script-as-option": odd(1, '"<script>alert(1)</script>"'),
    "formula-as-option": odd(1, '"=HYPERLINK(1)"'),
    "control-characters": odd(1, r'"\u0000\u001b[2J\u202e\u0007"'),
    "half-character": Kind(append(event(response="abc\ud800")), "torn or not JSON"),
    "half-character-name": Kind(append(b'{"v":1,"\\ud800":1}\n'), "torn or not JSON"),
    "half-character-bytes": Kind(append(b'{"v":1,"\xed\xa0\x80":1}\n'), "torn or not JSON"),
    "100-000-characters": Kind(append(event(response="x" * 100_000)), "longer than 20000 bytes"),
    # The lines of the log.
    "torn-line": Kind(append(b'{"v":1,"id":"aa'), "1 of the lines"),
    "nul-bytes": Kind(append(b"\0" * 4096), "torn or not JSON"),
    "wrong-type-line": Kind(append(b'{"v":1,"id":7}\n'), "not an answer event"),
    "wrong-version": Kind(append(event(v=2, name=f"{QUIZ}-01", response="b")), "v is wrong"),
    "name-is-a-path": Kind(append(event(name="../../etc/passwd", response="b")), "name is wrong"),
    "name-is-a-prototype": Kind(append(event(name="__proto__", response="b")), "name is wrong"),
    "unknown-type": Kind(append(event(type="mark", name=f"{QUIZ}-01", response=1)), "type is wrong"),
    "points-in-an-event": Kind(append(event(points=99)), "not an answer event"),
    "no-zone": Kind(append(event(at="2026-11-23T00:52:24")), "at is wrong"),
    "forged-field": Kind(append(b'{"v":1,"x\\n  good-01: she cheated\\u001b[2J":1}\n'), "an answer event"),
    "no-hand-in": Kind(without_hand_in, "not handed in by the page"),
    "hand-in-is-a-list": Kind(append(event(type="handed-in", name=QUIZ, response=["good-01"])), "Ask how it was made"),
    "unknown-question": Kind(append(event(name="quiz-99-01", response="b")), "were passed over: quiz-99-01"),
    "other-code": Kind(append(event(type="handed-in", name=QUIZ, response={"code": "you"})), "handed in as 'you'"),
    "formula-as-code": Kind(append(event(type="handed-in", name=QUIZ, response={"code": "=cmd|'/C calc'!A1\n\x1b[2J"})),
                            "The answers file was handed in as"),
    "other-persons-log": Kind(other_persons_log, "the very same as those of"),
    "replayed-line": Kind(replayed, "the id of an earlier line"),
    "replayed-log": Kind(doubled, "the id of an earlier line"),
    "id-used-twice": Kind(one_id, "the id of an earlier line"),
    "reordered": Kind(reordered, "not in the order of their times"),
    "future-dated": Kind(dated("2099-01-01T00:00:00Z"), DATES),
    "end-of-time": Kind(dated("9999-12-31T23:59:59.999999-23:59"), DATES),
    "beginning-of-time": Kind(dated("0001-01-01T00:00:00+23:59"), DATES),
    "negative-dated": Kind(dated(-99_999_999_999), DATES),
    "timestamp": Kind(timestamp(b"not a date \x1b[31m"), "timestamp.txt tells no time"),
    "timestamp-bytes": Kind(timestamp(b"\xff\xfe\x00"), "timestamp.txt tells no time"),
    "timestamp-long": Kind(timestamp(b"2026-11-23 " * 99), "timestamp.txt tells no time"),
    "timestamp-linked": Kind(lambda folder: links(folder / "timestamp.txt", Path("/etc/hostname")), "tells no time"),
    # A case that is played for marks.
    "case-moves-back": Kind(moving({"run": "r2", "step": "plan", "move": "back", "from": "r1"}, *moves(BEST[4:], "r2")),
                            ODD),
    "case-begun-again": Kind(moving(*moves(BEST, "r2")), ODD),
    "case-goes-on-after-its-end": Kind(moving(*moves(BEST[4:])), ODD),
    "case-forged-step": Kind(moving({"run": "r1", "step": "home", "move": "next"}), ODD),
    "case-forged-move": Kind(moving({"run": "r1", "step": "plan", "move": "__init__"}), ODD),
    "case-of-another-quiz": Kind(moving({"run": "r9", "step": "first", "move": "ask-first"}), ODD),
    "case-odd-moves": Kind(moving(None, 7, [], "cool", {"run": {}, "step": [], "move": None}), ODD),
    "case-answered-whole": Kind(append(event(name=CASE, response=played(BEST))), "Not written as the page writes it"),
    "move-for-a-question": Kind(append(event(type="move", name=f"{QUIZ}-01", response="b")),
                                "Not written as the page writes it", (f"{QUIZ}-01",)),
    # The notebook: it is rebuilt from the release, whatever it holds.
    "extra-cell": Kind(cells(lambda found: found.insert(0, code_cell())), "1 cell added"),
    "magic-cell": Kind(cells(lambda found: found.append(code_cell("y", f"%%bash\ntouch {MARKER}"))), "1 cell added"),
    "10-000-cells": Kind(cells(lambda found: found.extend(code_cell(f"x{n}") for n in range(10_000))), "10000 cells"),
    "duplicated-cell": Kind(cells(lambda found: found.append(found[3])), "1 cell duplicated"),
    "deleted-cells": Kind(cells(lambda found: found.__delitem__(slice(2, 4))), "2 cells deleted"),
    "no-cells": Kind(cells(lambda found: found.clear()), "cells deleted"),
    "changed-cell": Kind(cells(code_in_question), "1 cell changed"),
    "more-points-for-it": Kind(metadata_of(f"{QUIZ}-01", points=1000), "1 cell changed"),
    "negative-points": Kind(metadata_of(f"{QUIZ}-02", points=-5), "1 cell changed"),
    "grade-id-of-another": Kind(metadata_of(f"{QUIZ}-01", grade_id=f"{QUIZ}-02"), OTHER),
    "unlocked-cell": Kind(metadata_of(f"{QUIZ}-01", locked=False, solution=True), "1 cell changed"),
    "cell-is-a-number": Kind(cells(lambda found: found.append(7)), "The notebook is damaged"),
    "source-is-an-object": Kind(cells(lambda found: found[0].update(source={"a": 1})), "The notebook"),
    "other-format": Kind(whole_notebook(nbformat=99), "The notebook is damaged"),
    "format-3": Kind(whole_notebook(nbformat=3, cells=None, worksheets=[]), "The notebook is damaged"),
    "broken-json": Kind(notebook('{"cells": ['), "The notebook is damaged"),
    "other-json": Kind(notebook("[]"), "The notebook is damaged"),
    "nested-json": Kind(notebook("[" * 100_000), "The notebook is damaged"),
    "empty-notebook": Kind(notebook(""), "The notebook is damaged"),
    "missing-notebook": Kind(lambda folder: (folder / NOTEBOOK).unlink(), "The notebook is missing"),
    "linked-notebook": Kind(lambda folder: links(folder / NOTEBOOK, Path("/etc/hostname")), "is a link"),
    "notebook-folder": Kind(folder_for_notebook, "The notebook was not read"),
    "notebook-of-50-mb": Kind(grown(NOTEBOOK, 50_000_000), "too large (50.0 MB"),
}  # fmt: skip
HARMLESS: dict[str, Act] = {
    "byte-order-mark": recoded(lambda raw: b"\xef\xbb\xbf" + raw),
    "windows-line-ends": recoded(lambda raw: raw.replace(b"\n", b"\r\n")),
    "kernel-of-hers": whole_notebook(metadata={"kernelspec": {"name": "../../evil", "argv": ["touch", MARKER]}}),
    "files-beside": others_inside,
    "script-in-a-text": append(event(response="<script>alert(1)</script><img src=x onerror=alert(1)>")),
    "formula-in-a-text": append(event(response="=HYPERLINK(\"http://x\")\n@SUM(1)\x00\x1b[2J\u202e")),
    "con": append(b""),
}  # fmt: skip


def honest(code: str = "bad") -> dict[str, bytes]:
    """Return what a sound zip holds: whoever takes it from a bad one gives points away."""
    return {f"{code}--{QUIZ}/{LOG}": log_bytes(PERFECT, BEST, code)}


def with_honest(**files: bytes) -> Act:
    return lambda path: zip_of(path, honest() | files)


def named(name: str) -> Act:
    return lambda path: raw_zip(path, (ZipInfo(name), log_bytes(PERFECT)))


def raw_zip(path: Path, *entries: tuple[ZipInfo, bytes]) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for info, content in entries:
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, content)


def of_mode(mode: int) -> Act:
    def act(path: Path) -> None:
        info = ZipInfo(f"bad--{QUIZ}/{LOG}")
        info.external_attr = (mode | 0o777) << 16
        raw_zip(path, (info, b"/etc/hostname"))

    return act


def packed(method: int) -> Act:
    def act(path: Path) -> None:
        with ZipFile(path, "w", method) as archive:
            archive.writestr(f"bad--{QUIZ}/{LOG}", b"{}" * 99)

    return act


def patched(change: Callable[[bytearray], Any], method: int = ZIP_STORED) -> Act:
    """Change bytes of a sound zip."""

    def act(path: Path) -> None:
        held = BytesIO()
        with ZipFile(held, "w", method) as archive:
            for name, content in honest().items():
                archive.writestr(name, content)
        raw = bytearray(held.getvalue())
        change(raw)
        path.write_bytes(raw)

    return act


def central(raw: bytearray) -> int:
    return raw.index(b"PK\1\2")


def encrypted(raw: bytearray) -> None:
    raw[6] |= 1
    raw[central(raw) + 8] |= 1


def wrong_checksum(raw: bytearray) -> None:
    raw[central(raw) + 16] ^= 0xFF


def size_of_more(raw: bytearray) -> None:
    raw[central(raw) + 24 : central(raw) + 28] = struct.pack("<L", 4_000_000)


def zip64_lie(raw: bytearray) -> None:
    """The sizes stand in a part that is not there."""
    raw[central(raw) + 20 : central(raw) + 28] = b"\xff" * 8


def elsewhere(raw: bytearray) -> None:
    raw[central(raw) + 42 : central(raw) + 46] = struct.pack("<L", 7)


def not_utf_8(raw: bytearray) -> None:
    for place in (0, central(raw)):
        raw[place + (9 if place == central(raw) else 7)] |= 8
        raw[place + (46 if place == central(raw) else 30)] = 0xFF


def overlapping(path: Path) -> None:
    """Two entries that are one and the same bytes of the file."""
    other = f"bad--{QUIZ}/{LOG}"[:-1] + "x"
    zip_of(path, honest() | {other: b""})
    raw = bytearray(path.read_bytes())
    first, second = central(raw), raw.index(b"PK\1\2", central(raw) + 1)
    raw[second : second + 46 + len(other)] = raw[first : first + 46 + len(other)]
    path.write_bytes(raw)


def same_name_twice(path: Path) -> None:
    two_alike(LOG, LOG[:-1] + "x")(path)
    path.write_bytes(path.read_bytes().replace(LOG[:-1].encode() + b"x", LOG.encode()))


def million_members(path: Path, zip64: bool = False) -> None:
    """A list of 10^6 members, none of which is there: to read the list alone takes hundreds of MB."""
    record = b"PK\1\2" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
    listed = record * 1_000_000
    large = struct.pack("<4sQHHLLQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, 10**6, 10**6, len(listed), 0)
    large += struct.pack("<4sLQL", b"PK\6\7", 0, len(listed), 1)
    size = 0 if zip64 else len(listed)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 99, 99, size, 0, 0)
    path.write_bytes(listed + large * zip64 + end)


def zip_bytes(files: Mapping[str, bytes], method: int = ZIP_STORED) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def nested_bomb(path: Path) -> None:
    inner = zip_bytes({f"bad--{QUIZ}/{LOG}": b"\n" * 50_000_000}, ZIP_DEFLATED)
    zip_of(path, {f"Ng_{number}/a.zip": inner for number in range(9)})


def zip_in_zip_in_zip(path: Path) -> None:
    inner = zip_bytes(honest())
    for _ in range(5):
        inner = zip_bytes({"deeper.zip": inner})
    path.write_bytes(inner)


def two_alike(one: str, other: str) -> Act:
    def act(path: Path) -> None:
        raw_zip(path, (ZipInfo(f"bad--{QUIZ}/{one}"), log_bytes(PERFECT)), (ZipInfo(f"bad--{QUIZ}/{other}"), b"{}"))

    return act


def sized(size: int) -> Act:
    def act(path: Path) -> None:
        zip_of(path, honest())
        os.truncate(path, size)

    return act


OUTSIDE, NONE = "outside its own folder", "no folder named"
UNREAD = "no zip that can be read"
REFUSED: dict[str, tuple[Act, str]] = {
    "traversal": (named(f"../../bad--{QUIZ}/{LOG}"), OUTSIDE),
    "inner-traversal": (named(f"bad--{QUIZ}/../../{LOG}"), OUTSIDE),
    "beside-a-sound-one": (with_honest(**{"../../../nbgrader_config.py": RUNS_CODE.encode()}), OUTSIDE),
    "absolute": (named(f"/bad--{QUIZ}/{LOG}"), OUTSIDE),
    "drive-letter": (named(f"C:bad--{QUIZ}/{LOG}"), OUTSIDE),
    "stream": (named(f"bad--{QUIZ}/{LOG}:evil"), OUTSIDE),
    "backslashes": (named(f"..\\bad--{QUIZ}\\{LOG}"), OUTSIDE),
    "network-share": (named(f"\\\\host\\bad--{QUIZ}\\{LOG}"), OUTSIDE),
    "link": (of_mode(stat.S_IFLNK), "a link or a device"),
    "device": (of_mode(stat.S_IFCHR), "a link or a device"),
    "disk-device": (of_mode(stat.S_IFBLK), "a link or a device"),
    "pipe-inside": (of_mode(stat.S_IFIFO), "a link or a device"),
    "bomb": (lambda path: raw_zip(path, (ZipInfo(f"bad--{QUIZ}/{LOG}"), b"x" * 5_000_001)), "would unpack to"),
    "ratio": (lambda path: raw_zip(path, (ZipInfo(f"bad--{QUIZ}/{LOG}"), b"x" * 4_000_000)), "would unpack to"),
    "bomb-of-100-mb": (lambda path: raw_zip(path, (ZipInfo(f"bad--{QUIZ}/{LOG}"), bytes(100_000_000))), "100.0 MB"),
    "nested-bomb": (nested_bomb, "would unpack to 50.0 MB"),
    "overlapping": (overlapping, "holds one name twice"),
    "lzma": (packed(ZIP_LZMA), "packed by a method that is not read"),
    "bzip2": (packed(ZIP_BZIP2), "packed by a method that is not read"),
    "torn": (patched(lambda raw: raw.__delitem__(slice(-30, None))), UNREAD),
    "half": (patched(lambda raw: raw.__delitem__(slice(len(raw) // 2, None))), UNREAD),
    "wrong-checksum": (patched(wrong_checksum), UNREAD),
    "encrypted": (patched(encrypted), UNREAD),
    "size-of-more": (patched(size_of_more), "would unpack to 4.0 MB"),
    "zip64-lie": (patched(zip64_lie), "would unpack to 4295.0 MB"),
    "entry-elsewhere": (patched(elsewhere), UNREAD),
    "name-not-utf-8": (patched(not_utf_8), UNREAD),
    "no-zip": (lambda path: path.write_bytes(b"hello"), UNREAD),
    "empty": (lambda path: path.write_bytes(b""), UNREAD),
    "gzip-for-zip": (lambda path: path.write_bytes(gzip.compress(log_bytes(PERFECT))), UNREAD),
    "many": (lambda path: zip_of(path, honest() | {f"bad--{QUIZ}/{n}": b"" for n in range(60)}), "a hand-in holds two"),
    "10-000-members": (lambda path: zip_of(path, honest() | {f"{n}": b"" for n in range(10_000)}), "holds 10001 files"),
    "million-members": (million_members, "a list of 47 MB"),
    "million-in-zip64": (lambda path: million_members(path, zip64=True), "a list of 47 MB"),
    "name-twice": (same_name_twice, "holds one name twice"),
    "colliding-names": (two_alike(LOG, LOG.upper()), "holds one name twice"),
    "no-folder": (named(LOG), NONE),
    "no-members": (lambda path: zip_of(path, {}), NONE),
    "zip-in-zip": (zip_in_zip_in_zip, NONE),
    "zip-beside": (with_honest(**{"evil.zip": b"PK"}), "It is no zip, so nothing was taken"),
    "two-people": (lambda path: zip_of(path, honest("a1") | honest("b2")), "several people"),
    "two-spellings": (lambda path: zip_of(path, honest("bad") | honest("BAD")), "holds one name twice"),
    "other-quiz": (named("bad--quiz-99/quiz-99.answers.jsonl"), "does not have"),
    "quiz-renamed": (named(f"bad--{QUIZ}-copy/{QUIZ}-copy.answers.jsonl"), "does not have"),
    "code-of-dots": (named(f"..--{QUIZ}/{LOG}"), NONE),
    "code-of-one-dot": (named(f".--{QUIZ}/{LOG}"), NONE),
    "code-with-a-space": (named(f"good-01 --{QUIZ}/{LOG}"), NONE),
    "code-look-alike": (named(f"gооd-01--{QUIZ}/{LOG}"), NONE),
    "code-is-a-formula": (named(f"=1+1--{QUIZ}/{LOG}"), NONE),
    "code-with-a-dash": (named(f"-rf--{QUIZ}/{LOG}"), NONE),
    "code-over-long": (named(f"{'a' * 60_000}--{QUIZ}/{LOG}"), NONE),
    "code-with-nul": (named(f"good-01\0--{QUIZ}/{LOG}"), NONE),
    "linked-zip": (lambda path: path.symlink_to("/etc/hostname"), "It is a link"),
    "folder": (lambda path: path.mkdir(), "a link or no file"),
    "pipe-for-zip": (lambda path: os.mkfifo(path), "a link or no file"),
    "socket-for-zip": (socket_at, "a link or no file"),
    "zip-of-100-mb": (sized(100_000_000), UNREAD),
    "zip-of-3-gb": (sized(3_000_000_000), "larger than 2 GB"),
}  # fmt: skip
# Codes, each with the zips that claim it: nobody can say which one counts.
CLAIMS: dict[str, tuple[bytes, ...]] = {
    "two-zips": (zip_bytes(honest("two-zips")), zip_bytes({f"two-zips--{QUIZ}/{LOG}": log_bytes(HALF)})),
    "two-cases": (zip_bytes(honest("two-cases")), zip_bytes(honest("TWO-CASES"))),
    "no-log-beside-one": (
        zip_bytes({f"no-log-beside-one--{QUIZ}/{NOTEBOOK}": b"{}"}), zip_bytes(honest("no-log-beside-one")),
    ),
}  # fmt: skip
