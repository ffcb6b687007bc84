"""Everything can be reached, operated and left by keyboard, and says what it is and what happened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

import gallery
from case_states import rescued
from milkflow.answers import AnswerLog
from milkflow.cases import Done, best_path, with_ceilings, written_case
from milkflow.evidence import load_evidence
from milkflow.faces.cards import ClaimCard
from milkflow.faces.case import CaseFace
from milkflow.faces.handin import HandInFace
from milkflow.faces.narrowing import NarrowingFace
from milkflow.faces.question import QuestionFace
from milkflow.figures import FIGURES, figure
from milkflow.library import case_files
from milkflow.marking import mark
from milkflow.questions import PublicQuiz, Question
from milkflow.reading import CONTENT_DIR
from milkflow.words import read_words
from reader import Reader, Seen, axe, listed, stop_faults
from stage import Stage
from trainee import Keys, perfect

WORDS = read_words()
EVIDENCE = load_evidence(CONTENT_DIR / "evidence")
CASES = {path.stem: written_case(path) for path in case_files()}
# For each kind of step the first case that has it: there every stop is walked. All cases are played.
WALKED = {step.kind: id for id, case in reversed(CASES.items()) for step in case.steps.values()}
# A rescue is a decision like others: some of the cases show how it is played.
RUNS = [(id, "best") for id in CASES] + [(id, "rescued") for id in list(CASES)[::5]]
# What can be operated in each kind that an author can write, and what of it a screen reader hears change.
# A new kind without a line here, a sample or hands fails.
CHANGES = {
    "one": ("radio", "checked"),
    "several": ("checkbox", "checked"),
    "match": ("combobox", "value"),
    "order": ("button", "disabled"),
    "number": ("textbox", "value"),
    "reflection": ("textbox", "value"),
    "hotspot": ("radio", "checked"),
    "hotspot-several": ("checkbox", "checked"),
    "chart": ("radio", "checked"),
    "chart-number": ("textbox", "value"),
    "key-feature": ("checkbox", "checked"),
    "urgency": ("radio", "checked"),
    "claim-audit": ("radio", "checked"),
    "dialogue": ("radio", "checked"),
    "sbar": ("combobox", "value"),
}
KINDS = list(gallery.QUESTIONS)


@pytest.fixture
def reader(stage: Stage) -> Iterator[Reader]:
    one = Reader(stage.page)
    yield one
    one.line.detach()


def walk(stage: Stage, reader: Reader) -> list[Any]:
    """Tab from before the faces to after them and back; return the stops. Fail on a fault or a trap."""
    stage.page.focus("#before")
    there = reader.stops("#after")
    back = reader.stops("#before", back=True)
    assert there, "nothing can be reached"
    assert len(back) == len(there), f"there {listed(there)}\nback {listed(back)}"
    faults = list(stop_faults(there))
    assert not faults, listed(faults)
    return there


def test_every_kind_that_can_be_written_is_walked() -> None:
    written = {get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(get_args(Question)[0])}
    assert {gallery.question(kind).kind for kind in KINDS} == written
    assert set(KINDS) == set(CHANGES)


def said(stage: Stage, role: str = "status") -> str:
    return " ".join(text for text in stage.page.get_by_role(role).all_inner_texts() if text)


def test_what_cannot_be_used_is_found(stage: Stage, reader: Reader) -> None:
    stage.html('<div tabindex="0" style="outline: none; width: 9px; height: 9px"></div><img src="data:,">')
    stage.page.focus("#before")
    faults = [fault.split(":")[0] for fault in stop_faults(reader.stops("#after"))]
    assert faults == ["no name", "no role", "the focus is not seen", "smaller than 24 px"]
    assert "image-alt" in {one.rule for one in axe(stage.page)}


@pytest.mark.parametrize("graded", [False, True], ids=["practice", "graded"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_question_is_reached_answered_told_and_left(
    stage: Stage, reader: Reader, tmp_path: Path, kind: str, graded: bool
) -> None:
    asked = gallery.question(kind, confidence=True, id="sample")
    shown = gallery.public(gallery.question(kind, confidence=True, id="sample", points=2)) if graded else asked
    log = AnswerLog(tmp_path / "a.answers.jsonl")
    face = stage.mount(QuestionFace(shown, log, WORDS, graded=graded, claims={"lump-hard-red": gallery.claim()}))
    stops = walk(stage, reader)
    assert stops[-1].role == ("button" if kind != "dialogue" else "radio") or WORDS["go-on"] == stops[-1].name
    ask = asked.ask.split("\n\n")[-1]
    assert any(ask in one.name for one in reader.tree() if one.role in {"group", "textbox", "figure", "region"})
    before, region = reader.tree(), stage.page.locator(".mf-told").element_handle()
    stage.page.focus("#before")
    Keys(stage.page).fill_in(asked, perfect(asked))
    heard_to_change(kind, before, reader.tree(), perfect(asked))
    Keys(stage.page).check(asked)
    kept = log.latest("sample")
    assert kept is not None and mark(asked, kept.response).outcome == ("not yet" if kind == "reflection" else "right")
    assert "Saved" in said(stage)
    if graded:
        assert reader.focused().role == "button", "the focus stays where she pressed"
        assert face.view["result"] is None
    else:
        told, headline = reader.focused(), face.view["result"]["headline"]
        assert (told.role, told.name) == ("group", WORDS["result-name"]), "the focus goes to the reasons"
        assert told.shape["ring"], "the focus is seen there"
        assert region.evaluate("one => one.isConnected && one.role === 'status'"), "the region was there before"
        assert headline in region.inner_text(), "the verdict is announced"
        assert sum(headline in one.name for one in reader.tree() if one.role == "StaticText") == 1, "and told once"
    walk(stage, reader)


def heard_to_change(kind: str, before: list[Seen], after: list[Seen], response: Any) -> None:
    """Check role, name and state of what was operated: as it was, but for what the answer changed."""
    role, state = CHANGES[kind]

    def heard(tree: list[Seen]) -> list[tuple[str, str]]:
        found = [one for one in tree if one.role == role]
        return [(one.name, one.value if state == "value" else str(one.states.get(state))) for one in found]

    was, now = heard(before), heard(after)
    assert was and all(name for name, _ in now), "all of it has a name"
    if kind == "order":
        return _order_changed(was, now)
    if kind != "dialogue":  # its later turns come one by one
        assert [name for name, _ in was] == [name for name, _ in now]
    start = {"checked": "false", "value": WORDS["sbar-leave-out"] if kind == "sbar" else WORDS["choose-one"]}[state]
    start = "" if role == "textbox" else start
    assert {said for _, said in was} == {start}, "nothing is chosen yet"
    assert len([said for _, said in now if said != start]) == len(given(response)), listed(now)


def given(response: Any) -> list[Any]:
    """Return the single answers that a response is made of."""
    parts = list(response.values()) if isinstance(response, dict) else response
    return [one for part in parts for one in given(part)] if isinstance(parts, list) else [parts]


def _order_changed(was: list[tuple[str, str]], now: list[tuple[str, str]]) -> None:
    ends = ({name for name, said in each if said in {"True", "true"}} for each in (was, now))
    assert [len(one) for one in ends] == [2, 2], "the two ends of the list cannot be moved further"
    assert was != now and sorted(name for name, _ in was) == sorted(name for name, _ in now)


@pytest.mark.parametrize("kind", ["one", "several", "claim-audit", "dialogue"])
def test_the_evidence_behind_a_verdict_opens_by_keyboard_and_says_so(
    stage: Stage, reader: Reader, tmp_path: Path, kind: str
) -> None:
    asked = gallery.question(kind, id="sample", hint="A hint.")
    log = AnswerLog(tmp_path / "a.answers.jsonl")
    stage.mount(QuestionFace(asked, log, WORDS, claims={id: gallery.claim() for id in asked.claims}))
    keys = Keys(stage.page)
    for name in (WORDS["show-hint"], WORDS["evidence-title"]):
        if name == WORDS["evidence-title"]:
            keys.answer(asked, perfect(asked))
        stage.page.focus("#before")
        keys.tab_to("summary")
        shut = reader.focused()
        keys.press("Enter")
        opened = reader.focused()
        assert (shut.role, shut.name) == (opened.role, opened.name) == ("DisclosureTriangle", name)
        assert shut.states["expanded"] is (kind == "claim-audit" and name != WORDS["show-hint"])
        assert opened.states["expanded"] is not shut.states["expanded"]


@pytest.mark.parametrize("kind", KINDS)
def test_after_a_verdict_one_can_try_again_by_keyboard(
    stage: Stage, reader: Reader, tmp_path: Path, kind: str
) -> None:
    asked = gallery.question(kind, id="sample")
    log = AnswerLog(tmp_path / "a.answers.jsonl")
    log.append("answer", "sample", perfect(asked))
    stage.mount(QuestionFace(asked, log, WORDS))
    keys = Keys(stage.page)
    stage.page.focus("#before")
    keys.tab_to(".mf-actions .mf-button--quiet")
    assert reader.focused().name == WORDS["try-again"]
    keys.press("Enter")
    assert reader.focused().role in {"radio", "checkbox", "combobox", "textbox", "button"}
    assert stage.page.evaluate("!!document.activeElement.closest('[data-question]')")


# An order is an answer as it stands, and a dialogue shows its button at its end only.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"order", "dialogue"}])
def test_checking_without_an_answer_says_so_and_leads_back_to_it(
    stage: Stage, reader: Reader, tmp_path: Path, kind: str
) -> None:
    log = AnswerLog(tmp_path / "a.answers.jsonl")
    stage.mount(QuestionFace(gallery.question(kind), log, WORDS))
    keys = Keys(stage.page)
    stage.page.focus("#before")
    keys.tab_to(".mf-actions button")
    keys.press("Enter")
    assert said(stage, "alert")
    assert reader.focused().role != "button", "the focus goes to what is to be answered"
    assert not log.path.exists()


def test_arrows_choose_inside_a_group_and_tab_leaves_it(stage: Stage, reader: Reader, tmp_path: Path) -> None:
    asked = gallery.question("one", confidence=True)
    stage.mount(QuestionFace(asked, AnswerLog(tmp_path / "a.answers.jsonl"), WORDS))
    stage.page.focus("#before")
    stage.page.keyboard.press("Tab")
    names = []
    for _ in range(len(asked.options) + 1):
        stage.page.keyboard.press("ArrowDown")
        now = reader.focused()
        assert (now.role, now.states["checked"]) == ("radio", "true")
        names.append(now.name)
    assert sorted(names[:-1]) == sorted(option.say for option in asked.options) and names[0] == names[-1]
    assert sum(one.states["checked"] == "true" for one in reader.all("radio")) == 1
    groups = [one.name for one in reader.all("group") + reader.all("radiogroup")]
    assert asked.ask in groups and WORDS["how-sure"] in groups
    stage.page.keyboard.press("Tab")
    assert reader.focused().name == WORDS["sure-sure"]


def test_a_number_is_read_with_its_unit(stage: Stage, reader: Reader, tmp_path: Path) -> None:
    asked = gallery.question("number")
    stage.mount(QuestionFace(asked, AnswerLog(tmp_path / "a.answers.jsonl"), WORDS))
    stage.page.focus("#before")
    stage.page.keyboard.press("Tab")
    assert reader.focused().description == asked.unit


def test_cards_and_figures_open_by_keyboard_and_are_read_out(stage: Stage, reader: Reader) -> None:
    claim = next(one for one in EVIDENCE.claims.values() if one.disagreement)
    stage.html(ClaimCard(claim, EVIDENCE.sources, WORDS)._repr_html_())
    for id in FIGURES:
        stage.html(figure(id, EVIDENCE.tables, WORDS)._repr_html_())
    stops = walk(stage, reader)
    assert len(stops) == 2 + len(FIGURES)
    stage.page.focus("#before")
    for _ in stops:
        stage.page.keyboard.press("Tab")
        assert reader.focused().states["expanded"] is False
        stage.page.keyboard.press("Enter")
        assert reader.focused().states["expanded"] is True
    pictures = reader.all("image") + reader.all("img")
    assert len(pictures) == len(FIGURES)
    assert all(one.name and one.description for one in pictures), listed(pictures)
    tables = stage.page.locator("table")
    for table in tables.all():
        assert table.locator("caption").count() == 1
        assert table.locator("th[scope=col]").count() and table.locator("th[scope=row]").count()
    assert tables.count() == len(FIGURES)


def test_a_figure_to_set_by_hand_is_a_stop_for_each_row_and_no_trap(stage: Stage, reader: Reader) -> None:
    stage.mount(NarrowingFace(figure("narrowing", EVIDENCE.tables, WORDS), WORDS))
    stops = walk(stage, reader)
    assert [stop.role for stop in stops] == ["radio", "radio", "radio", "button", "DisclosureTriangle"], listed(stops)


def test_a_quiz_is_handed_in_by_keyboard(stage: Stage, reader: Reader, tmp_path: Path, repo: Path) -> None:
    text = next((repo / "exercises").glob("quiz-*/*.questions.json")).read_text(encoding="utf-8")
    quiz = PublicQuiz.model_validate_json(text)
    log = AnswerLog(tmp_path / "a.answers.jsonl")
    made = tmp_path / "ward7-ab.zip"
    made.write_bytes(b"PK")
    stage.mount(QuestionFace(quiz.questions[0], log, WORDS, graded=True))
    stage.mount(HandInFace(quiz, log, WORDS, lambda *_: made))
    walk(stage, reader)
    keys, page = Keys(stage.page), stage.page
    page.focus("#before")
    keys.tab_to(".mf-handin .mf-link")
    keys.press("Enter")
    assert page.evaluate("!!document.activeElement.closest('[data-question]')"), "a question is one press away"
    keys.tab_to(".mf-handin .mf-actions .mf-button:not(.mf-button--quiet)")
    keys.press("Enter")
    code = reader.focused()
    assert (code.role, code.name, code.states["invalid"]) == ("textbox", WORDS["hand-in-code"], "true")
    assert code.description and said(stage, "alert") == WORDS["hand-in-code-wrong"]
    page.keyboard.type("ward7-ab")
    assert reader.focused().states["invalid"] == "false"
    keys.tab_to(".mf-handin .mf-actions .mf-button:not(.mf-button--quiet)")
    keys.press("Enter")
    page.locator(".mf-handed .mf-verdict").wait_for()
    assert made.name in said(stage), "what happened is announced"
    assert (reader.focused().role, made.name in reader.focused().name) == ("link", True)
    walk(stage, reader)


@pytest.mark.parametrize(("id", "way"), RUNS)
def test_a_whole_case_is_played_by_keyboard(stage: Stage, reader: Reader, tmp_path: Path, id: str, way: str) -> None:
    case = with_ceilings(CASES[id])
    run = best_path(case) if way == "best" else rescued(case)
    assert run is not None
    face = stage.mount(CaseFace(case, AnswerLog(tmp_path / "a.answers.jsonl"), WORDS, claims=EVIDENCE.claims))
    keys, kinds = Keys(stage.page), set()
    walk(stage, reader)
    stage.page.focus("#before")
    keys.tab_to(".mf-actions .mf-button:not(.mf-button--quiet)")
    keys.press("Enter")
    for done in run.done:
        now = face.view["now"]
        if now["kind"] not in kinds and id in WALKED.values():  # walked once; the focus is put back where it was
            walk(stage, reader)
            stage.page.focus(".mf-case__heading")
        kinds.add(now["kind"])
        step_on(stage, reader, done, now)
    assert face.view["now"]["kind"] == "ending"
    assert kinds >= {"enquiry", "decision", "told"}
    walk(stage, reader)
    take_note(stage, keys, face)


def step_on(stage: Stage, reader: Reader, done: Done, now: dict[str, Any]) -> None:
    """Do one move by keyboard, and look where the focus is then."""
    keys, page, count, move = Keys(stage.page), stage.page, now["count"], done.move
    if move in [ask["id"] for ask in now.get("asks", ())]:
        keys.tab_to(f'[data-ask="{move}"] button')
        keys.press("Enter")
        page.locator(f'.mf-case[data-moves="{count + 1}"]').wait_for()
        finding = reader.focused()
        assert page.evaluate("document.activeElement.matches('.mf-asks__found')"), finding
        assert WORDS["case-clock"].split("{")[0] in said(stage), "the clock is told"
        return
    if now["kind"] == "decision":
        choose(stage, ".mf-fieldset:not(.mf-sure)", move)
    if now["kind"] == "handover":
        hand_over(stage, keys, dict(done.message), now)
    if now.get("sure"):
        choose(stage, ".mf-sure", "sure")
    keys.tab_to(".mf-actions .mf-button:not(.mf-button--quiet)")
    keys.press("Enter")
    page.locator(f'.mf-case[data-moves="{count + 1}"]').wait_for()
    heading = reader.focused()
    assert heading.role == "heading" and heading.name, "the focus goes to the new heading"
    if page.locator(".mf-case__did").count():
        verdicts = page.locator(".mf-case .mf-chip").evaluate_all("all => all.map((one) => one.lastChild.textContent)")
        assert said(stage) in verdicts, "the verdict is announced"


def hand_over(stage: Stage, keys: Keys, message: dict[str, str], now: dict[str, Any]) -> None:
    for slip in now["slips"]:
        keys.tab_to(f'[data-item="{slip["id"]}"]')
        if slip["id"] in message:
            stage.page.keyboard.type(message[slip["id"]].capitalize())
    built = WORDS["case-handover-count"].format(count=len(message), of=len(now["slips"]))
    assert built in said(stage), "the message is told as it grows"


def choose(stage: Stage, group: str, value: str) -> None:
    keys = Keys(stage.page)
    keys.tab_to(f"{group} input[type=radio]")
    for _ in range(12):
        if stage.page.evaluate("id => document.activeElement.matches(`[value='${id}']:checked`)", value):
            return
        keys.press("ArrowDown")
    raise AssertionError(f"the arrows did not reach {value!r}")


def take_note(stage: Stage, keys: Keys, face: Any) -> None:
    keys.tab_to(".mf-case__note textarea")
    stage.page.keyboard.type("Calm.")
    keys.tab_to(".mf-case__note button")
    keys.press("Enter")
    stage.page.get_by_text("Saved").first.wait_for()
    assert face.view["notes"]["feeling"]["text"] == "Calm."
