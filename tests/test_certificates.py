"""Certificates say what they must and no more; nobody gets one that was not earned; no name is printed wrongly."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

import grading_class
from grading_class import HALF, PERFECT, QUIZ, submit
from milkflow import __version__, cases
from milkflow.answers import Event
from milkflow.cli import app
from milkflow.errors import GradingError
from milkflow.grading import grade
from milkflow.grading.certificates import issue, sample
from milkflow.grading.certificates.issue import Kind, read_all, text_of
from milkflow.grading.certificates.letters import unprintable
from milkflow.grading.certificates.paper import certificate_pdf
from milkflow.grading.certificates.record import EXAM, POST, Record, Work, lacking, passes_gate
from milkflow.grading.gradebook import Score
from milkflow.questions import Quiz

quiz_course = grading_class.quiz_course
PRINTED = ["Nguyễn Thị Ọlá", "Łucja O’Brien-Ødegård", "Ελένη Παπαδοπούλου", "Наталья Їжак", "ნინო", "Անահիտ"]
REFUSED = ["أمينة", "דנה", "शांति", "李娜", "ทิพย์", "Amina 🍼", "A\u202eb", "Zo\u0000e"]
WHEN = datetime(2026, 3, 4, 9, tzinfo=UTC)


def words_of(pdf: bytes) -> str:
    """Return what a PDF reader finds on all pages, on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def made(repo: Path, kind: Kind, name: str) -> str:
    course = read_all(repo)
    record = Record("mw-7", name, (Work(course.quizzes[EXAM], date(2026, 3, 4), date(2026, 5, 2)),), "")
    return words_of(certificate_pdf(text_of(kind, record, course), course.words))


def test_both_certificates_say_what_they_must(repo: Path) -> None:
    reached, part = made(repo, "achievement", "Ada Obi"), made(repo, "taking-part", "Ada Obi")
    for said in (reached, part):
        for must in ("Ada Obi", __version__, "2026-03-04 to 2026-05-02", "40 minutes for the work handed in",
                     "Awaiting clinical review", "no review date", "observation sheet", "Signature of the instructor",
                     "8. say how sure", "NICE", "(2025)"):  # fmt: skip
            assert must in said
    for must in ("At least 80 %", "safety gate", "provisional", "standard-setting panel", "Pass", "not hands-on",
                 "knowledge and reasoning"):  # fmt: skip
        assert must.replace("not hands-on", "not show hands-on") in reached
    assert "Pass" not in part and "standard-setting" not in part and "neither knowledge nor hands-on" in part


def test_a_certificate_looks_the_same_everywhere_and_a_missing_name_leaves_a_line(repo: Path) -> None:
    course = read_all(repo)
    text = text_of("taking-part", Record("mw-7", "", (), ""), course)
    pdf = certificate_pdf(text, course.words)
    assert pdf == certificate_pdf(text, course.words)
    assert "written by the instructor" in words_of(pdf) and "______" in words_of(pdf)
    fonts = [font for page in PdfReader(BytesIO(pdf)).pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index,union-attr]
    named = {str(font.get_object()["/BaseFont"]): font.get_object() for font in fonts}
    used = [font for name, font in named.items() if "DejaVu" in name]
    assert len(used) == 2 and all("/FontFile2" in font["/FontDescriptor"] for font in used)


@pytest.mark.parametrize("name", PRINTED)
def test_a_name_is_printed_letter_by_letter(repo: Path, name: str) -> None:
    assert unprintable(name) == ""
    assert name in made(repo, "taking-part", name)


@pytest.mark.parametrize("name", REFUSED)
def test_a_name_that_would_be_boxes_or_backwards_is_refused(name: str) -> None:
    assert unprintable(name)


def best(case: cases.Case) -> list[dict[str, Any]]:
    state = cases.best_path(case)
    assert state is not None
    return [{"step": done.step, "move": done.move} | ({"message": dict(done.message)} if done.message else {})
            for done in state.done]  # fmt: skip


def careless(case: cases.Case) -> list[dict[str, Any]]:
    """Return a run to an ending that takes a critical choice wherever there is one, and puts nothing right."""
    state, made = cases.start(case), []
    while open_moves := cases.moves(case, state):
        options = {option.id: option.verdict for option in getattr(case.steps[state.step], "options", ())}
        grave = [move for move in open_moves if options.get(move) == "critical"]
        poor = [move for move in open_moves if options.get(move) in ("unsafe", "weak")]
        move = (grave or poor or [one for one in open_moves if one == "next"] or list(open_moves))[0]
        made.append({"step": state.step, "move": move})
        state = cases.move(case, state, move, "sure")
    return made


def log_of(exam: Quiz, drop: int = 0, careless_in: int = -1) -> tuple[Event, ...]:
    """Return the events of somebody who plays every case well, but for its last moves, or for one case."""
    events: list[Event] = []
    for number, question in enumerate(exam.questions):
        assert question.kind == "case"
        made = careless(question.story) if number == careless_in else best(question.story)
        for one in [{"step": question.story.start, "move": "start"}, *made[: len(made) - drop]]:
            events.append(Event(id=f"{len(events):032x}", at=WHEN, type="move", name=question.id,
                                response={"run": "r1"} | one, confidence="sure"))  # fmt: skip
    return tuple(events)


def test_the_safety_gate_opens_for_finished_cases_without_a_critical_choice(repo: Path) -> None:
    quizzes = read_all(repo).quizzes
    exam = quizzes[EXAM]
    assert passes_gate(exam, log_of(exam))
    assert not passes_gate(exam, log_of(exam, drop=1)), "left before the end"
    assert not passes_gate(exam, log_of(exam, careless_in=1)), "one of two is enough to stop"
    assert not passes_gate(exam, ())
    assert not passes_gate(quizzes["quiz-02"], log_of(exam)), "no case, no gate"


def given(total: float, to_read: bool = False) -> dict[str, Score]:
    return {"all": Score(total, to_read, False, "")}


def test_an_achievement_needs_eighty_percent_and_the_gate(repo: Path) -> None:
    course = read_all(repo)
    exam, well = course.quizzes[EXAM], log_of(course.quizzes[EXAM])
    post = course.quizzes["quiz-02"].model_copy(update={"id": POST})
    both, of = {POST: post, EXAM: exam}, post.points

    def lacks(mine: dict[str, dict[str, Score]], quizzes: Any = both, log: tuple[Event, ...] = well) -> str:
        return lacking(quizzes, mine, {EXAM: log}, course.words)

    full = given(20)
    assert lacks({POST: given(0.8 * of), EXAM: full}) == ""
    assert "standard in post-test is not reached" in lacks({POST: given(0.8 * of - 0.01), EXAM: full})
    assert "waits to be read" in lacks({POST: given(of, True), EXAM: full})
    assert "post-test is not graded" in lacks({POST: {}, EXAM: full})
    assert "case-exam is not graded" in lacks({POST: given(of), EXAM: {}})
    assert "safety gate" in lacks({POST: given(of), EXAM: full}, log=log_of(exam, careless_in=0))
    assert "No achievement can be given yet: this course has no post-test" in lacks({EXAM: full}, {EXAM: exam})


def test_certificates_of_a_class_and_a_reason_for_everybody_else(
    quiz_course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (quiz_course / "roster.csv").write_text("id,name\nmw-1,Ada Obi\nmw-2,أمينة\nmw-3,Cai\nmw-4,\n", encoding="utf-8")
    for code, answers in {"mw-1": PERFECT, "mw-2": HALF, "mw-4": HALF}.items():
        submit(quiz_course, code, answers)
    grade(quiz_course, QUIZ)
    folder = quiz_course / "grades" / "certificates"
    folder.mkdir()
    (folder / "mw-1--achievement.pdf").write_bytes(b"of an earlier run")
    (quiz_course / "course" / "lessons").mkdir(parents=True)
    monkeypatch.chdir(quiz_course)
    done = CliRunner().invoke(app, ["certificate", "--all"])
    assert done.exit_code == 0, done.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["mw-1--taking-part.pdf", "mw-4--taking-part.pdf"]
    said = words_of((folder / "mw-1--taking-part.pdf").read_bytes())
    assert "Ada Obi" in said and "A quiz for the tests" in said and "5 minutes for the work" in said
    told = dict(issue(quiz_course).told)
    assert "No achievement can be given yet" in told["mw-1"] and "cannot be printed rightly" in told["mw-2"]
    assert told["mw-3"] == "no certificate: nothing handed in was graded"
    assert [path.name for path in issue(quiz_course, "MW-4").files] == ["mw-4--taking-part.pdf"]
    with pytest.raises(GradingError, match="did you mean 'mw-1'"):
        issue(quiz_course, "mw1")


def test_the_notebook_shows_both_documents(repo: Path) -> None:
    shown = sample(repo)._repr_html_()
    assert shown.count("<h3>") == 2 and "provisional" in shown
