"""A trainee's whole journey in a real browser, and what her instructor then finds."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from milkflow.answers import AnswerLog
from milkflow.cases import best_path
from milkflow.handin import make_zip, zip_name
from milkflow.library import case_files, question_files
from milkflow.questions import PublicQuiz, Quiz, read_questions, read_quiz
from patience import photograph
from serving_site import Site, serve, wait_for
from trainee import Keys, answer_by_mouse, perfect, question

QUIZ = "quiz-02"
LESSON = "02-stasis-or-mastitis"
PRACTICE = ("before-you-press", "linked", "words")  # one, several, match
# nbgrader's own preprocessors and kernels; only the names of the folders are ours.
STOCK = """
c = get_config()
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.ignore = ["*.yaml", ".ipynb_checkpoints"]
"""
HONEST = ("ward7-ab", "perfect", "half-right", "blank")


@pytest.fixture(scope="module")
def site(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("journey")
    found = serve(repo, folder / "home", 18700)
    yield found
    found.stop()


@pytest.fixture(scope="module")
def quiz(repo: Path) -> Quiz:
    return read_quiz(repo / "solutions" / f"{QUIZ}.yaml")


def responses(quiz: Quiz) -> dict[str, Any]:
    """Return what the journey answers: everything right but the first question (1 point) and one sign (1 of 3)."""
    given = {asked.id: perfect(asked) for asked in quiz.questions}
    first, third = quiz.questions[0], quiz.questions[2]
    assert first.kind == "one"
    assert third.kind == "several"
    given[first.id] = next(option.id for option in first.options if not option.right)
    given[third.id] = given[third.id][:2]
    return given


# By hand: 1 point for each right single answer, 3 signs of 1 point each of which 2 were named, 6 pairs, an order of 2
# points, a number of 1, a decision of 2, and a text that counts 0 until a person has read it.
JOURNEY = [0, 1, 2, 6, 2, 1, 2, 0]
PERFECT = [1, 1, 3, 6, 2, 1, 2, 0]
BLANK = [0] * 8
# Half right: the first single answer, 1 of 3 signs, 3 of 6 pairs, the middle steps swapped ((5 - 1) / 6 of 2 points),
# a wrong number, the wrong decision, no text.
HALF = [1, 0, 1, 3, 1.3333, 0, 0, 0]


def half_right(quiz: Quiz) -> dict[str, Any]:
    given = {asked.id: perfect(asked) for asked in quiz.questions[:6]}
    ids = [asked.id for asked in quiz.questions]
    second = quiz.questions[1]
    assert second.kind == "one"
    given[ids[1]] = next(option.id for option in second.options if not option.right)
    given[ids[2]] = given[ids[2]][:1]
    given[ids[3]] = dict(list(given[ids[3]].items())[:3])
    one, two, three, four = given[ids[4]]
    given[ids[4]] = [one, three, two, four]
    given[ids[5]] += 5
    return given


def test_from_the_start_page_to_the_marks(
    site: Site, quiz: Quiz, page: Any, open_page: Any, screenshots: Path, tmp_path: Path, repo: Path
) -> None:
    page.goto(site.url())
    opened(page)
    page.get_by_role("main").get_by_role("link", name="Stasis or mastitis?").first.click()
    page.wait_for_url(f"**/{LESSON}.ipynb*")
    opened(page)
    assert page.locator(".jp-InputArea, .highlight pre, code").count() == 0, "code is seen"

    answered = practise(page)
    ending = play(page)
    photograph(page, screenshots / "case-ending-1280.png")
    kept = texts(page, answered)
    page.reload()
    assert_still_there(page, answered, kept, ending)
    kill_kernels(site)
    page.locator(".mf-gone").wait_for()
    page.reload()
    assert_still_there(page, answered, kept, ending)

    archive = take_quiz_by_keyboard(page, quiz, site, tmp_path)
    look_at_pages(open_page, site, screenshots)
    grade_a_class(archive, quiz, repo, tmp_path)


def opened(page: Any) -> None:
    page.locator("body.mf-is-open").wait_for()


def practise(page: Any) -> list[str]:
    asked = {one.id: one for path in question_files() for one in read_questions(path)}
    for id in PRACTICE:
        face = answer_by_mouse(page, asked[id], perfect(asked[id]))
        face.locator(".mf-verdict--good").wait_for()
        assert face.locator(".mf-reason").count() >= 3, "a reason for every option"
    return list(PRACTICE)


def play(page: Any) -> str:
    """Play the case along its best path; return the heading of its end."""
    from milkflow.cases import read_case

    case = read_case(next(path for path in case_files() if path.stem == "sore-wedge"))
    best = best_path(case)
    assert best is not None
    face = page.locator('[data-case="sore-wedge"]')
    face.get_by_role("button", name="Begin").click()
    face.get_by_role("button", name="Begin").wait_for(state="detached")
    for done in best.done:
        step(page, face, done.move)
    face.locator(".mf-case__heading").wait_for()
    return str(face.locator(".mf-case__heading").inner_text())


def step(page: Any, face: Any, move: str) -> None:
    before = int(face.get_attribute("data-moves"))
    if (ask := face.locator(f'[data-ask="{move}"] button')).count():
        ask.click()
    elif (choice := face.locator(f'input[type=radio][value="{move}"]')).count():
        choice.check()
        sure(face)
        face.locator(".mf-actions .mf-button:not(.mf-button--quiet)").first.click()
    else:
        assert move == "next", f"{move} is not on the page"
        sure(face)
        face.locator(".mf-actions .mf-button:not(.mf-button--quiet)").first.click()
    wait_for(lambda: int(face.get_attribute("data-moves")) == before + 1, 20)


def sure(face: Any) -> None:
    if (choice := face.locator('input[type=radio][value="sure"]')).count():
        choice.check()


def texts(page: Any, ids: list[str]) -> dict[str, str]:
    return {id: question(page, id).locator(".mf-result").inner_text() for id in ids}


def assert_still_there(page: Any, ids: list[str], kept: dict[str, str], ending: str) -> None:
    for id in ids:
        question(page, id).locator(".mf-result").wait_for()
    assert texts(page, ids) == kept
    heading = page.locator('[data-case="sore-wedge"] .mf-case__heading')
    heading.wait_for()
    assert heading.inner_text() == ending


def kill_kernels(site: Site) -> None:
    kernels = site.kernels()
    assert kernels, "nothing to kill"
    for kernel in kernels:
        status, said = site.ask(f"/api/kernels/{kernel['id']}", "DELETE")
        assert status == 204, said


def take_quiz_by_keyboard(page: Any, quiz: Quiz, site: Site, tmp_path: Path) -> Path:
    page.goto(site.page(f"exercises/{QUIZ}/{QUIZ}.ipynb"))
    opened(page)
    keys = Keys(page)
    for asked in quiz.questions:
        keys.answer(asked, responses(quiz)[asked.id])
        assert question(page, asked.id).locator(".mf-verdict, .mf-reason").count() == 0, "a graded face tells nothing"
    keys.tab_to(".mf-handin .mf-input--code")
    page.keyboard.type("ward7-ab")
    keys.press("Enter")
    keys.tab_to(".mf-handed a[download]")
    with page.expect_download() as download:
        keys.press("Enter")
    path = tmp_path / "zips" / download.value.suggested_filename
    path.parent.mkdir()
    download.value.save_as(path)
    assert path.name == zip_name("ward7-ab", QUIZ)
    return path


def look_at_pages(open_page: Any, site: Site, folder: Path) -> None:
    """Take the pictures that a person looks at, and hold every page to its width."""
    pages = {"start": "lessons/00-start-here", "lesson": f"lessons/{LESSON}", "quiz": f"exercises/{QUIZ}/{QUIZ}"}
    for width in (1280, 360):
        page = open_page(width=width)
        for name, notebook in pages.items():
            page.goto(site.page(f"{notebook}.ipynb"))
            opened(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways at {width}"
            photograph(page, folder / f"{name}-{width}.png")


def grade_a_class(archive: Path, quiz: Quiz, repo: Path, tmp_path: Path) -> None:
    course = copied_course(repo, tmp_path / "course")
    zips = archive.parent
    hand_in(course, zips, quiz, "perfect", {asked.id: perfect(asked) for asked in quiz.questions})
    hand_in(course, zips, quiz, "half-right", half_right(quiz))
    hand_in(course, zips, quiz, "blank", {})
    damaged = damage(zips, archive)
    done = run(course, "grade", str(zips))
    assert done.returncode == 1, done.stdout + done.stderr
    table = (course / "grades" / f"{QUIZ}.csv").read_text(encoding="utf-8-sig")
    marks = {row["code"]: row for row in csv.DictReader(table.splitlines())}
    ids = [asked.id for asked in quiz.questions]
    for code, points in {"ward7-ab": JOURNEY, "perfect": PERFECT, "half-right": HALF, "blank": BLANK}.items():
        assert [float(marks[code][id]) for id in ids] == points, code
        assert float(marks[code]["total"]) == pytest.approx(sum(points))
        assert (course / "feedback" / code / QUIZ / f"{QUIZ}.html").is_file()
    assert marks["ward7-ab"]["status"] == marks["perfect"]["status"] == "to read"
    assert marks["blank"]["status"] == marks["half-right"]["status"] == "graded"
    report = (course / "grades" / f"{QUIZ}-report.txt").read_text(encoding="utf-8")
    for code in damaged:
        assert code in report, f"{code} is not named in:\n{report}"
    ours, oracle = gradebook(course), kernel_gradebook(course)
    for code in HONEST:
        assert ours[code] == oracle[code], code


def damage(zips: Path, good: Path) -> list[str]:
    """Write five damaged hand-ins: not a zip, no answers, a torn line, answers of a wrong type, a broken notebook."""
    (zips / f"not-a-zip--{QUIZ}.zip").write_bytes(b"PK nonsense")
    with ZipFile(good) as archive:
        files = {Path(name).name: archive.read(name) for name in archive.namelist()}
    log, notebook = f"{QUIZ}.answers.jsonl", f"{QUIZ}.ipynb"
    changed: dict[str, dict[str, bytes]] = {
        "no-answers": {notebook: files[notebook]},
        "torn-line": {**files, log: files[log][:-20]},
        "wrong-type": {**files, log: files[log] + b'{"v": 1, "answer": []}\n[1, 2]\n'},
        "broken-json": {**files, notebook: b'{"cells": ['},
    }
    for code, held in changed.items():
        with ZipFile(zips / zip_name(code, QUIZ), "w") as archive:
            for name, content in held.items():
                archive.writestr(f"{code}--{QUIZ}/{name}", content)
    return ["not-a-zip", *changed]


def copied_course(repo: Path, target: Path) -> Path:
    for name in ("course/lessons", "solutions", "exercises"):
        shutil.copytree(repo / name, target / name)
    shutil.copy(repo / "nbgrader_config.py", target)
    return target


def hand_in(course: Path, zips: Path, quiz: Quiz, code: str, answers: dict[str, Any]) -> None:
    folder = course.parent / "hands" / code
    shutil.copytree(course / "exercises" / QUIZ, folder)
    log = AnswerLog(folder / f"{QUIZ}.answers.jsonl")
    for id, response in answers.items():
        log.append("answer", id, response)
    log.append("handed-in", QUIZ, {"code": code})
    shown = PublicQuiz.model_validate(json.loads((folder / f"{QUIZ}.questions.json").read_text()))
    (zips / zip_name(code, QUIZ)).write_bytes(make_zip(folder, code, shown))


def run(course: Path, *command: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from milkflow.cli import main; main()", *command]
    return subprocess.run(program, cwd=course, capture_output=True, text=True, timeout=300, check=False)


def gradebook(course: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every score of the honest ones, as nbgrader's gradebook holds it."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        return {
            code: sorted(
                (grade.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade, grade.max_score)
                for grade in book.find_submission_notebook(QUIZ, QUIZ, code).grades
            )
            for code in HONEST
        }


def kernel_gradebook(course: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Grade the same folders with nbgrader's own preprocessors and kernels, and return that gradebook."""
    plain = course.parent / "plain"
    for name in ("solutions", "exercises"):
        shutil.copytree(course / name, plain / name)
    for code in HONEST:
        shutil.copytree(course / "submitted" / code, plain / "submitted" / code)
    shutil.copy(course / "nbgrader_config.py", plain)
    nbgrader(plain, "generate_assignment", QUIZ, "--force")
    (plain / "nbgrader_config.py").write_text(STOCK)
    nbgrader(plain, "autograde", QUIZ)
    return gradebook(plain)


def nbgrader(course: Path, *command: str) -> None:
    settings = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "MILKFLOW_SOLUTIONS": str(course / "solutions"),
    }
    program = [sys.executable, "-m", "nbgrader", *command]
    done = subprocess.run(program, cwd=course, env=settings, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
