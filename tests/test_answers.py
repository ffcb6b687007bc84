"""What was shown as saved is on disk; what is not an answer never stops the reading of the rest."""

import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milkflow.answers import MOST_BYTES, AnswerLog, Event, open_log, parse_line, read_log
from milkflow.errors import AnswersError


@pytest.fixture
def log(tmp_path: Path) -> AnswerLog:
    return AnswerLog(tmp_path / "quiz-02.answers.jsonl")


def test_an_answer_is_one_line_and_comes_back(log: AnswerLog) -> None:
    log.append("answer", "onset", ["a"], "sure", "12ab34cd")
    log.append("answer", "onset", ["b"])
    (first, second) = [json.loads(line) for line in log.path.read_text().splitlines()]
    assert (first["try"], second["try"], first["content"], first["v"]) == (1, 2, "12ab34cd", 1)
    latest = log.latest("onset")
    assert latest is not None and latest.response == ["b"]


def test_a_log_that_is_not_there_is_empty(log: AnswerLog) -> None:
    assert log.read() == ((), ())
    assert log.latest("onset") is None


@given(tail=st.binary(min_size=1, max_size=200).filter(lambda raw: b"\n" not in raw))
def test_an_answer_after_a_torn_line_is_whole(tmp_path_factory: pytest.TempPathFactory, tail: bytes) -> None:
    log = AnswerLog(tmp_path_factory.mktemp("torn") / "a.answers.jsonl")
    log.append("answer", "before", 1)
    with log.path.open("ab") as file:
        file.write(tail)
    log.append("answer", "after", 2)
    assert [event.name for event in log.events()] == ["before", "after"]
    assert len(log.read().faults) == (1 if tail.strip() else 0)


@given(raw=st.binary(max_size=300))
def test_no_line_can_raise(raw: bytes) -> None:
    parse_line(1, raw)


@pytest.mark.parametrize(
    "line",
    ["[]", "1", '"x"', "{}", '{"v":1}', "[" * 5000, '{"v":1,"id":"zz","at":"now","type":"answer","name":"a"}', "nul"],
)
def test_a_line_of_the_wrong_type_is_a_fault_with_its_number(log: AnswerLog, line: str) -> None:
    log.append("answer", "good", 1)
    with log.path.open("a") as file:
        file.write(line + "\n")
    reading = log.read()
    assert [event.name for event in reading.events] == ["good"]
    assert [fault.line for fault in reading.faults] == [2]


def test_a_linked_log_is_refused(log: AnswerLog, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text("secret")
    log.path.symlink_to(other)
    with pytest.raises(AnswersError, match="is a link"):
        log.read()
    with pytest.raises(AnswersError):
        log.append("answer", "onset", 1)
    assert other.read_text() == "secret"


def test_a_huge_log_is_refused_before_it_is_read(log: AnswerLog) -> None:
    with log.path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(AnswersError, match="larger than 5 MB"):
        log.read()


def test_a_log_of_too_many_lines_is_refused(log: AnswerLog) -> None:
    log.path.write_bytes(b"{}\n" * 20_001)
    with pytest.raises(AnswersError, match="more than 20000 lines"):
        log.read()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_in_place_of_a_log_does_not_hang(log: AnswerLog) -> None:
    os.mkfifo(log.path)
    with pytest.raises(AnswersError, match="not a plain file"):
        read_log(log.path)


def test_a_disk_that_refuses_gives_a_sentence_and_nothing_is_said_to_be_saved(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(AnswersError, match=r"could not be saved|cannot be read"):
        AnswerLog(in_the_way / "a.answers.jsonl").append("answer", "onset", 1)


def test_two_tabs_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.answers.jsonl"

    def write(tab: int) -> None:
        for number in range(50):
            AnswerLog(path).append("answer", f"tab-{tab}", number)

    tabs = [threading.Thread(target=write, args=(tab,)) for tab in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    events = AnswerLog(path).events()
    for tab_number in range(2):
        assert [event.response for event in events if event.name == f"tab-{tab_number}"] == list(range(50))


def test_answers_go_where_the_setting_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILKFLOW_ANSWERS", str(tmp_path / "elsewhere"))
    open_log("quiz-02").append("answer", "onset", 1)
    assert (tmp_path / "elsewhere" / "quiz-02.answers.jsonl").is_file()


@given(response=st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_an_event_reads_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, response: object) -> None:
    log = AnswerLog(tmp_path_factory.mktemp("round") / "a.answers.jsonl")
    event = log.append("answer", "onset", response)
    (found,) = log.events()
    assert isinstance(found, Event)
    assert found.response == event.response
