"""A case drawn, its sheet printed, and all cases beside each other: what authors and facilitators get."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from milkflow import cases
from milkflow.casebook import graph_svg, sheet_html, spread_table
from milkflow.casebook.boxes import LOOKS, box
from milkflow.casebook.layout import columns, laid_out
from milkflow.cases import Case
from milkflow.cases.guessers import guessers
from milkflow.cases.links import acts, ways
from milkflow.cases.models import ChoiceStep, DecisionStep
from milkflow.library import case_files
from milkflow.words import read_words

CASES = {path.stem: cases.written_case(path) for path in case_files()}
WORDS = read_words()
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


def words_of(svg: ElementTree.Element) -> str:
    return " ".join(node.text or "" for node in svg.iter(f"{SVG}text"))


def test_a_drawing_names_every_step_option_verdict_and_minute(case: Case) -> None:
    svg = ElementTree.fromstring(graph_svg(case))
    assert [child.tag for child in svg][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert case.title in (svg[0].text or "") and "Best path:" in (svg[1].text or "")
    said = words_of(svg)
    assert all(id in said for id in case.steps)
    for _, step, act in acts(case):
        assert f"{act.id} · {act.minutes} min" in said, (step, act.id)
    verdicts = {o.verdict for step in case.steps.values() if isinstance(step, ChoiceStep) for o in step.options}
    assert all(LOOKS[verdict][1] in said for verdict in verdicts), "a colour never stands alone"


def test_the_same_case_gives_the_same_drawing_and_names_no_machine(case: Case) -> None:
    assert graph_svg(case) == graph_svg(Case.model_validate(case.model_dump(mode="json")))
    assert "href" not in graph_svg(case)


def test_boxes_stand_apart_and_ways_lead_to_the_right(case: Case) -> None:
    heights = {id: box(case, id).height for id in case.steps}
    layout, column = laid_out(case, heights), columns(case)
    for one in case.steps:
        for other in case.steps:
            if one != other and column[one] == column[other]:
                top, low = sorted([one, other], key=lambda id: layout.y[id,])
                assert layout.y[top,] + heights[top] <= layout.y[low,], (top, low)
    assert all(layout.y[id,] >= 0 and layout.y[id,] + heights[id] <= layout.height for id in case.steps)
    for _, step, way in ways(case):
        assert column[step] < column[way.to] or (step, way.to) not in layout.ahead


@pytest.mark.parametrize("look", LOOKS)
def test_a_word_on_its_colour_has_contrast(look: str) -> None:
    red, green, blue = (int(LOOKS[look][0][at : at + 2], 16) / 255 for at in (1, 3, 5))
    light = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in (red, green, blue)]
    luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    assert 1.05 / (luminance + 0.05) >= 4.5


def test_a_sheet_holds_aims_questions_and_traps_and_every_word_exists(case: Case) -> None:
    page = sheet_html(case, WORDS)
    assert case.facilitator is not None
    text = re.sub(r"<[^>]+>", " ", page)
    assert "desk-sheet" not in page and "<script" not in page and "{" not in text.split("</style>")[-1].split("}")[-1]
    for said in (*case.facilitator.aims, *case.facilitator.traps, *(one.ask for one in case.facilitator.questions)):
        assert said.split("\"")[0].split("'")[0] in text


def test_a_case_without_a_sheet_still_prints_what_its_steps_tell(case: Case) -> None:
    page = sheet_html(case.model_copy(update={"facilitator": None, "title": "A <b>"}), WORDS)
    assert WORDS["desk-sheet-none"] in page and "A <b>" not in page


def test_a_sheet_prints_on_one_or_two_pages(page: Any, case: Case) -> None:
    page.set_content(sheet_html(case, WORDS))
    pdf = page.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page[^s]", pdf)) <= 2


def test_the_list_shows_every_case_and_what_chance_would_do() -> None:
    told = spread_table(list(CASES.values()))
    lines = told.splitlines()
    assert [line.split()[0] for line in lines[1 : len(CASES) + 1]] == list(CASES)
    assert "By chance each would be" in told
    assert "No case has a decision." in spread_table([])
    assert "by setting" in told and "by skin tone" in told and "by weeks" in told


def test_no_simple_guesser_does_better_than_the_stated_bound() -> None:
    found = list(guessers(list(CASES.values())))
    assert {one.what for one in found} == {"best option", "right act"} and len(found) == 4 + 2 * 4 + 4
    assert not [one for one in found if one.gives_away]


def best_first(case: Case) -> Case:
    """Return a case with the best option of each decision moved to the top."""
    steps = {}
    for id, step in case.steps.items():
        if isinstance(step, DecisionStep):
            options = sorted(step.options, key=lambda option: option.verdict != "best")
            step = step.model_copy(update={"options": tuple(options)})
        steps[id] = step
    return case.model_copy(update={"steps": steps})


def test_a_guesser_who_does_better_is_named() -> None:
    phoned = [best_first(case) if case.setting != "phone" else case for case in CASES.values()]
    told = "\n".join(cases.set_problems(phoned))
    assert "whoever guesses 'by setting, place' finds the best option" in told
    right = {"ward": "refer", "home visit": "treat", "phone": "reassure", "clinic": "treat"}
    tied = [case.model_copy(update={"right_act": right[case.setting]}) for case in CASES.values()]
    assert "whoever guesses 'by setting' finds the right act in 100%" in "\n".join(cases.set_problems(tied))


def changed(case: Case, number: int, tone: int, act: str) -> Case:
    patient = case.patient.model_copy(update={"skin_tone": tone})
    return case.model_copy(update={"id": f"case-{number}", "patient": patient, "right_act": act})


def test_a_skin_tone_that_is_tied_to_what_is_right_is_told() -> None:
    case = next(iter(CASES.values()))
    pairs = [(9, "refer")] * 3 + [(2, "treat"), (5, "treat")]
    tied = [changed(case, at, tone, act) for at, (tone, act) in enumerate(pairs)]
    told = "\n".join(cases.set_problems(tied))
    assert "all 3 cases in which 'refer' is right have dark skin" in told
    assert "in all 3 cases with dark skin 'refer' is right" in told
    every = ("refer", "treat", "reassure")
    mixed = [changed(case, at, tone, act) for at, tone in enumerate((2, 5, 9)) for act in every]
    assert not any("spread the skin tones" in one for one in cases.set_problems(mixed))


def test_a_whole_set_has_cases_in_which_nothing_is_to_be_treated() -> None:
    case = next(iter(CASES.values()))
    told = cases.set_problems([changed(case, at, at % 10 + 1, ("treat", "refer")[at % 2]) for at in range(13)])
    assert any("in 0 cases it is right to reassure" in one for one in told)


def test_the_sheet_of_words_is_kept_from_learners(repo: Path) -> None:
    built = next((repo / "course" / "milkflow" / "content" / "built").glob("*.json"))
    assert "desk-sheet" not in built.read_text(encoding="utf-8")
