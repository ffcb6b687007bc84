"""No rule of WCAG 2.2 A and AA is broken on any page of the course, in light and in dark."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

import grading_class
from case_states import case_faces
from course_pages import VIEWS, CoursePages
from milkflow.answers import AnswerLog
from milkflow.cases import with_ceilings, written_case
from milkflow.evidence import load_evidence
from milkflow.faces.cards import ClaimCard, SourceList
from milkflow.faces.case import CaseFace
from milkflow.faces.handin import HandInFace
from milkflow.faces.narrowing import NarrowingFace
from milkflow.faces.question import QuestionFace
from milkflow.figures import FIGURES, figure
from milkflow.galleries import STATES, Gallery
from milkflow.grading import grade
from milkflow.library import case_files
from milkflow.questions import PublicQuiz, Question, public
from milkflow.reading import CONTENT_DIR
from milkflow.words import read_words
from reader import Broken, axe, listed, pale
from stage import Stage

WORDS = read_words()
EVIDENCE = load_evidence(CONTENT_DIR / "evidence")
CASES = {path.stem: written_case(path) for path in case_files()}
# Cases look alike; axe goes over the colours of these, and `pale` over those of all.
COLOURED = list(CASES)[::5]

# What JupyterLab's own shell breaks around our pages. A trainee reads in Voilà, where nothing is broken; the link to
# JupyterLab is for those who want it. Which of them show depends on how much of the shell has loaded.
LAB_SHELL = {
    "aria-allowed-attr": "its toolbar buttons say aria-pressed on an element without a role",
    "aria-prohibited-attr": "each of its cells bears a label on an element without a role",
    "aria-required-children": "its list of cells calls itself a feed and holds no articles",
    "button-name": "its button that folds a heading has no name",
    "region": "its skip links stand outside of all landmarks",
}


DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# A theme changes colours and nothing else.
COLOUR = ["color-contrast", "link-in-text-block"]


def in_both_themes(page: Any, dark: Any = None) -> list[Broken]:
    """Return what is broken in light and then in dark, with everything open that opens."""
    all_open(page)
    found = axe(page)
    (dark or (lambda: page.emulate_media(color_scheme="dark")))()
    page.evaluate(DRAWN)
    return found + axe(page, COLOUR)


def all_open(page: Any) -> None:
    """Open everything that opens; no colour is caught half way to another."""
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


@pytest.mark.parametrize(("name", "state"), VIEWS)
def test_a_page_of_the_course_breaks_no_rule(course_pages: CoursePages, name: str, state: str) -> None:
    # To axe each page shows its colours once: its parts stand on the stage in both themes, in every state.
    page = getattr(course_pages, state)(name)
    page.locator("html[data-theme=light]").wait_for(state="attached")
    all_open(page)
    page.evaluate(DRAWN)
    found: list[Any] = [*axe(page, contrast=state == "answered"), *pale(page)]
    page.emulate_media(color_scheme="dark")
    page.locator("html[data-theme=dark]").wait_for(state="attached")
    page.evaluate(DRAWN)
    found += pale(page)
    assert not found, listed(found)


def test_pale_text_is_seen_at_a_glance_as_axe_sees_it(stage: Stage) -> None:
    stage.html("<p style='color: #777'>4.48</p><p style='color: #767676'>4.54</p><p hidden style='color: #fff'>No</p>"
               "<p style='color: #949494; font-size: 24px'>3.03</p><p style='background: #000; color: #333'>1.66</p>"
               "<p style='color: rgb(0 0 0 / 40%)'>2.85</p>")  # fmt: skip
    stage.page.evaluate("document.body.style.background = 'white'")
    ours = [one.split(">")[-2].split("<")[0] for one in pale(stage.page)]
    assert ours == ["4.48", "1.66", "2.85"] == [one.html.split(">")[1].split("<")[0] for one in axe(stage.page, COLOUR)]


def on_stage(stage: Stage) -> list[Broken]:
    """Return what is broken on the stage in both themes. Raise AssertionError when nothing stands on it."""
    assert stage.page.locator("#stage .mf").count(), "nothing to look at"
    return in_both_themes(stage.page, lambda: stage.theme("dark"))


def test_every_kind_of_question_breaks_no_rule_in_any_state(stage: Stage, tmp_path: Path) -> None:
    for room in Gallery().rooms.values():
        for state in STATES:
            show(stage, room.in_state(state))
        new = public(room.sample.question.model_copy(update={"points": 2.0, "id": f"{room.sample.question.id}-new"}))
        stage.mount(QuestionFace(new, AnswerLog(tmp_path / "new.answers.jsonl"), WORDS, graded=True), live=False)
    # An empty one now says what is missing. A dialogue shows its button at the end only.
    stage.page.locator(".mf-actions button:not(.mf-button--quiet)").evaluate_all(
        "all => all.filter((one) => one.checkVisibility()).forEach((one) => one.click())"
    )
    assert stage.page.locator(".mf-alarm:not(:empty)").count() >= len(get_args(get_args(Question)[0])) - 2
    found = on_stage(stage)
    assert not found, listed(found)


def show(stage: Stage, shown: Any) -> None:
    """Put a face, or a piece of plain HTML, on the stage."""
    if isinstance(shown, QuestionFace):
        stage.mount(shown, live=False)
    else:
        stage.html(shown._repr_html_())


@pytest.mark.parametrize("id", CASES)
def test_every_step_of_a_case_breaks_no_rule(stage: Stage, tmp_path: Path, id: str) -> None:
    case = with_ceilings(CASES[id])
    kinds: Counter[str] = Counter()
    stage.mount(CaseFace(case, AnswerLog(tmp_path / "new.answers.jsonl"), WORDS), live=False)
    for face in case_faces(case, tmp_path, WORDS, EVIDENCE.claims):
        stage.mount(face, live=False)
        kinds[face.view["now"]["kind"]] += 1
    assert set(kinds) == {step.kind for step in case.steps.values()} | {"told"}
    if id in COLOURED:
        found: list[Any] = on_stage(stage)
    else:
        all_open(stage.page)
        found = [*axe(stage.page, contrast=False), *pale(stage.page)]
        stage.theme("dark")
        stage.page.evaluate(DRAWN)
        found += pale(stage.page)
    assert not found, listed(found)


def test_every_claim_figure_and_hand_in_breaks_no_rule(stage: Stage, tmp_path: Path, repo: Path) -> None:
    # Cards that differ in more than their words.
    kinds = {(one.verdict, bool(one.disagreement), bool(one.reviewed_by)): one for one in EVIDENCE.claims.values()}
    for claim in kinds.values():
        stage.html(ClaimCard(claim, EVIDENCE.sources, WORDS)._repr_html_())
    stage.html(SourceList(EVIDENCE.sources.values(), WORDS)._repr_html_())
    for id in FIGURES:
        stage.html(figure(id, EVIDENCE.tables, WORDS)._repr_html_())
    stage.mount(NarrowingFace(figure("narrowing", EVIDENCE.tables, WORDS), WORDS), live=False)
    text = next((repo / "exercises").glob("*/*.questions.json")).read_text(encoding="utf-8")
    quiz = PublicQuiz.model_validate_json(text)
    log = AnswerLog(tmp_path / "quiz.answers.jsonl")
    log.append("handed-in", quiz.id, {"code": "ward7-ab"})
    stage.mount(HandInFace(quiz, log, WORDS, lambda *_: tmp_path), live=False)
    found = on_stage(stage)
    assert not found, listed(found)


def test_what_grading_writes_to_read_breaks_no_rule(
    repo: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, open_page: Any
) -> None:
    root = grading_class.copy_of_template(repo, tmp_path_factory, tmp_path / "course")
    grading_class.hand_in(root, tmp_path / "desk", "perfect", grading_class.PERFECT)
    grading_class.hand_in(root, tmp_path / "desk2", "half", grading_class.HALF)
    bank = root / "solutions" / f"{grading_class.QUIZ}.yaml"
    bank.write_text(grading_class.YAML.replace("feedback: marks", "feedback: answers after closing"), encoding="utf-8")
    pages: dict[str, str] = {}
    for closed in (False, True):
        grade(root, grading_class.QUIZ, closed=closed)
        for path in (one for folder in ("grades", "feedback") for one in (root / folder).rglob("*.html")):
            pages[path.read_text(encoding="utf-8")] = path.name
    assert len(pages) >= 4, "two trainees, before and after closing"
    page = open_page()
    for text, name in pages.items():
        page.set_content(text)
        found = in_both_themes(page)
        page.emulate_media(color_scheme="light")
        assert not found, f"{name}\n{listed(found)}"


@pytest.mark.parametrize("path", ["login", "nothing-here", "voila/render/lessons/none.ipynb"])
def test_a_page_of_the_server_breaks_no_rule(course_pages: CoursePages, path: str) -> None:
    page = course_pages.new_page()
    site = course_pages.site
    page.goto(f"http://127.0.0.1:{site.port}/{path}" if path == "login" else site.url(path))
    assert "Milkflow" in page.title()
    found = in_both_themes(page)
    page.context.close()
    assert not found, listed(found)


def test_in_jupyterlab_only_its_own_shell_breaks_rules(course_pages: CoursePages) -> None:
    page = course_pages.new_page()
    page.goto(course_pages.site.url("lab/tree/lessons/00-start-here.ipynb"))
    page.locator(".jp-Notebook .mf").first.wait_for()
    found = axe(page)
    ours = [one for one in found if ".mf" in one.target or 'class="mf' in one.html]
    shell = {one.rule for one in found} - {one.rule for one in ours}
    page.context.close()
    assert not ours, listed(ours)
    assert shell, "the shell was not there"
    assert shell <= set(LAB_SHELL), listed(one for one in found if one.rule not in LAB_SHELL)
