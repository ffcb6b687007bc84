"""Every case is played in a real browser by keyboard alone: to its best ending, and on demand to a rescue and a harm.

`MILKFLOW_ENDINGS=1` plays all three and photographs each ending, wide and narrow, for a person to look at.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from case_keys import ENDINGS, CaseKeys, way_to
from milkflow.answers import AnswerLog
from milkflow.bundles import load_case
from milkflow.cases.models import EndingStep
from milkflow.faces.case import CaseFace
from milkflow.library import case_files
from milkflow.words import read_words
from stage import Stage

ALL = bool(os.environ.get("MILKFLOW_ENDINGS"))
CASES = [path.stem for path in case_files()]
WORDS = read_words()


@pytest.mark.parametrize("ending", ENDINGS if ALL else ENDINGS[:1])
@pytest.mark.parametrize("id", CASES)
def test_a_keyboard_plays_a_case_to_its_ending(
    stage: Stage, id: str, ending: str, tmp_path: Path, screenshots: Path
) -> None:
    case, claims = load_case(id).case, load_case(id).claims
    way = way_to(case, ending)
    assert way is not None, "no such way through this case"
    log = AnswerLog(tmp_path / "a.answers.jsonl")
    face = CaseFace(case, log, WORDS, claims=claims)
    stage.mount(face)
    stage.page.focus("#before")
    CaseKeys(stage.page, face).play(way)
    told, last = face.view["debrief"], case.steps[way.step]
    assert isinstance(last, EndingStep) and told["outcome"] == last.outcome
    assert [event.response["move"] for event in log.moves(id)] == ["start", *(done.move for done in way.done)]
    assert stage.page.locator(".mf-case .mf-chip").first.inner_text().endswith(told["chip"]["word"])
    assert stage.page.evaluate("document.activeElement.matches('.mf-case__heading')")
    assert not re.search(r"\b(null|undefined|NaN)\b|\{\w+\}", stage.page.inner_text(".mf-case"))
    if ALL:
        _photograph(stage.page, screenshots / f"ending-{id}-{ending}")


def _photograph(page: Any, path: Path) -> None:
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.screenshot(path=f"{path}-{width}.png", full_page=True)
