"""The look of the course: readable in light and dark, nothing fetched, no word missing, no HTML made from data."""

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import gallery
from milkflow.faces import alone, handin, question_html, question_view, reasons, reasons_more, results
from milkflow.faces.question import FORMS, QuestionFace
from milkflow.faces.static_files import STATIC, style

LIGHT, DARK = re.findall(r"\{([^}]*--mf-ink:[^}]*)\}", style())[:2]
# Ink on ground, and the least contrast that WCAG 2.2 AA asks for.
PAIRS = [
    *[("ink", ground, 4.5) for ground in ("paper", "card", "accent-soft", "plain-soft", "warn-soft", "bad-soft")],
    *[("ink-soft", ground, 4.5) for ground in ("paper", "card", "plain-soft")],
    *[("accent", ground, 4.5) for ground in ("paper", "card", "accent-soft")],
    ("accent-ink", "accent", 4.5),
    *[(kind, f"{kind}-soft", 4.5) for kind in ("good", "warn", "bad", "plain")],
    *[("edge", ground, 3.0) for ground in ("paper", "card")],
    *[("focus", ground, 3.0) for ground in ("paper", "card")],
]
CURVES = import_module("milkflow.figures.curves")  # the package has a function of that name
LISTED = ["handin-list.js"]
OURS = ["common.js", *FORMS, "question.js", "handin-list.js", "handin.js", "alone.js", "lens-parts.js", "lens.js",
        "lens-map.js", "milkflow.css", "kinds.css", "lens.css"]  # fmt: skip


def tokens(block):
    return dict(re.findall(r"--mf-([a-z-]+):\s*(#[0-9a-f]{6})", block))


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_ink_stands_out_from_its_ground(theme, ink, ground, least):
    colours = tokens(theme)
    dim, bright = sorted([luminance(colours[ink]), luminance(colours[ground])])
    assert (bright + 0.05) / (dim + 0.05) >= least


def test_dark_changes_every_colour_that_light_names():
    assert tokens(LIGHT).keys() == tokens(DARK).keys()


@pytest.mark.parametrize("name", OURS)
def test_nothing_is_fetched(name):
    # The name of SVG looks like an address, and no browser ever asks for it.
    text = (STATIC / name).read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|url\(|@import|@font-face|fetch\(|import\s", text)


@pytest.mark.parametrize("name", sorted(path.name for path in STATIC.glob("*.js")))
def test_no_script_makes_html_from_data(name):
    text = (STATIC / name).read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)


def test_every_rule_of_the_style_sheet_stays_inside_the_course():
    plain = re.sub(r"/\*.*?\*/", "", style("kinds.css"), flags=re.S)
    selectors = re.findall(r"(?:^|[{}])\s*([^@{}\s][^{}]*)\{", plain)
    strangers = [one for one in selectors if not re.match(r"\s*(\.mf|:root|\[data-theme)", one)]
    assert strangers == []


def test_every_word_that_a_face_asks_for_is_written():
    words = gallery.words()
    asked = {*question_view.WORDS_SHOWN.split(), *handin.WORDS_SHOWN.split()}
    for module in (question_view, question_html, handin, results, reasons, reasons_more, CURVES):
        asked |= set(re.findall(r'say\((?:self\.)?words, "([a-z-]+)"', Path(module.__file__).read_text("utf-8")))
    assert asked - words.keys() == set()


@pytest.mark.parametrize(
    ("scripts", "shown"), [([*FORMS, "question.js"], question_view), ([*LISTED, "handin.js"], handin),
                           ([*LISTED, "alone.js"], alone)],
)  # fmt: skip
def test_every_word_that_a_script_shows_is_sent_to_it(scripts, shown):
    text = "".join((STATIC / name).read_text(encoding="utf-8") for name in [*scripts, "common.js"])
    used = set(re.findall(r'words\["([a-z-]+)"\]', text)) | set(re.findall(r"\bwords\.([a-z]+)\b", text))
    assert used - set(shown.WORDS_SHOWN.split()) <= {"get"}


def test_a_missing_word_shows_as_its_id_and_opens_all_the_same(tmp_path):
    from milkflow.answers import AnswerLog

    face = QuestionFace(gallery.question("one"), AnswerLog(tmp_path / "a.answers.jsonl"), {})
    assert face.view["words"]["check-answer"] == "check-answer"


def test_a_browser_is_sent_the_sheet_of_a_kind_of_face_once(tmp_path: Path) -> None:
    program = """
import json, milkflow
lesson = milkflow.lesson("02-stasis-or-mastitis")
faces = [lesson.ask("words"), lesson.ask("which-way"), lesson.play("sore-wedge")]
print(json.dumps([bool(face._css) for face in faces]))
"""
    command = [sys.executable, "-c", program]
    environment = os.environ | {"MILKFLOW_ANSWERS": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=True)
    assert json.loads(done.stdout) == [True, False, True]
