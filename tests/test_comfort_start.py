"""Settings are kept when they are said to be; a ward's own rules are shown as the site wrote them, or as not set."""

import os
from pathlib import Path

import pytest

from milkflow.answers import AnswerLog
from milkflow.bundles import load_bundle
from milkflow.cases import best_path, move, start, view
from milkflow.errors import ContentError
from milkflow.faces.settings import SettingsFace
from milkflow.faces.ward import WardCard
from milkflow.lessons import open_lesson
from milkflow.ward import POLICY_FILE, WardPolicy, read_ward_policy
from milkflow.words import read_words

WORDS = read_words()
SET = """
source: Ward handbook, March 2026
emergency: {who: Obstetric emergency team, phone: "2222"}
antibiotic: The prescriber decides at the 24-hour review
"""


@pytest.fixture
def log(tmp_path: Path) -> AnswerLog:
    return AnswerLog(tmp_path / "00-start-here.answers.jsonl")


def pressed(face: SettingsFace, **content: str) -> dict[str, str]:
    sent: list[dict[str, str]] = []
    face.send = lambda content, buffers=None: sent.append(content)  # type: ignore[method-assign]
    face._answer(face, {"type": "setting", "nonce": "n1", **content}, [])
    return sent[-1]


def test_a_choice_is_in_the_log_when_it_is_said_to_be_saved_and_is_shown_when_the_page_opens_again(
    log: AnswerLog,
) -> None:
    assert pressed(SettingsFace(log, WORDS), name="text-size", choice="large")["type"] == "saved"
    groups = {group["name"]: group["now"] for group in SettingsFace(log, WORDS).view["groups"]}
    assert groups == {"text-size": "large", "temperature": "celsius"}


@pytest.mark.parametrize(("name", "choice"), [("text-size", "huge"), ("colour", "large"), ("temperature", "")])
def test_what_is_no_choice_is_refused_and_not_kept(log: AnswerLog, name: str, choice: str) -> None:
    assert pressed(SettingsFace(log, WORDS), name=name, choice=choice)["type"] == "refused"
    assert log.events() == ()


def test_fahrenheit_first_turns_readings_and_charts_round_and_changes_no_rule() -> None:
    case = load_bundle("02-stasis-or-mastitis").cases["sore-wedge"]
    best = best_path(case)
    assert best is not None
    state = start(case)
    for done in best.done:
        state = move(case, state, done.move, done.confidence)
    usual, turned = view(case, state), view(case, state, fahrenheit=True)
    (celsius,) = [row["text"] for row in usual["known"] if row["id"] == "temperature"]
    (fahrenheit,) = [row["text"] for row in turned["known"] if row["id"] == "temperature"]
    first, second = celsius.rstrip(")").split(" (")
    assert "°C" in first and fahrenheit == f"{second} ({first})"
    charts = {one["id"]: one for one in usual["chart"]["series"]}, {one["id"]: one for one in turned["chart"]["series"]}
    before, after = (chart["temperature"] for chart in charts)
    assert (before["unit"], before["low"], after["unit"], after["low"]) == ("°C", 35, "°F", 95)
    assert [one["alert"] for one in before["points"] if one] == [one["alert"] for one in after["points"] if one]
    assert charts[0]["pulse"] == charts[1]["pulse"]


def test_the_course_itself_sets_nothing_for_a_ward() -> None:
    policy = read_ward_policy(POLICY_FILE)
    assert policy == WardPolicy()
    assert WORDS["ward-not-set"] in WardCard(policy, WORDS)._repr_html_().replace("&#x27;", "'")


def test_what_a_site_laid_into_its_workspace_is_shown_with_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(tmp_path, monkeypatch, SET)
    for said in ("Obstetric emergency team: 2222", "24-hour review", "From: Ward handbook, March 2026."):
        assert said in page
    assert page.count(WORDS["ward-ask"]) == 3, "what the site left out is told as not set"


def test_a_file_of_the_site_that_cannot_be_used_is_told_and_the_page_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(tmp_path, monkeypatch, SET.replace("antibiotic", "antibotic"))
    assert "ward-policy.yaml" in page and "did you mean &#x27;antibiotic&#x27;?" in page


def opened(root: Path, monkeypatch: pytest.MonkeyPatch, policy: str) -> str:
    """Return the ward's part of the Start page in a workspace that holds ``policy``."""
    (root / ".milkflow").mkdir()
    (root / "lessons").mkdir()
    (root / "ward-policy.yaml").write_text(policy)
    monkeypatch.chdir(root / "lessons")
    return open_lesson("00-start-here").ward()._repr_html_()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("source: Ward handbook, March 2026", ""), "says nothing of where this comes from"),
        (('"2222"', "0222"), "put the number in quotes"),
        (('"2222"', '"ring us"'), "holds no number to call"),
        (("who: Obstetric emergency team, ", ""), "nobody who answers it"),
    ],
)
def test_a_half_written_policy_is_told_with_the_way_out(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    path = tmp_path / "ward-policy.yaml"
    assert change[0] in SET
    path.write_text(SET.replace(*change))
    with pytest.raises(ContentError) as caught:
        read_ward_policy(path)
    assert said in "\n".join(caught.value.problems)


def test_check_looks_at_the_policy_in_the_usual_workspace_too(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from milkflow.check import check_course
    from milkflow.places import Places

    monkeypatch.setitem(os.environ, "MILKFLOW_HOME", str(tmp_path))
    (tmp_path / "ward-policy.yaml").write_text("heat: Yes\n")
    (fault,) = check_course(Places(repo)).faults
    assert fault.path.endswith("ward-policy.yaml") and "add source" in fault.problems[0]
