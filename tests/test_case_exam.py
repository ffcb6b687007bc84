"""An examination of cases: no word of its key is given out, no move is lost, and marks are as worked out by hand."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from exam_class import CASE, EXAM, HEARD, SECRET, Choices, desk, hand_in, play, press, quiz_yaml
from milkflow.build.release import build_quizzes
from milkflow.grading import grade
from milkflow.grading.bank import open_bank
from milkflow.grading.feedback import feedback_page
from milkflow.grading.gradebook import Score
from milkflow.grading.report import Row
from milkflow.grading.settings import read_config
from milkflow.handin import latest_answers
from milkflow.marking import mark, say_response
from milkflow.places import Places, exam_case_files
from milkflow.questions import Casework, public, read_quiz
from milkflow.words import read_words

# Three key steps for 9 points. Points = 9 x met / 3, and 0 behind a critical choice.
SMALL: dict[str, tuple[Choices, float]] = {
    "perfect": (("numbers", "next", "cool", HEARD), 9.0),  # 3 of 3
    "slow": (("story", "numbers", "next", "cool", HEARD), 9.0),  # 3 of 3: time costs no points
    "rescued": (("numbers", "next", "press", "let-go", HEARD), 6.0),  # plan not met: 2 of 3 = 6
    "critical": (("numbers", "next", "needle"), 0.0),  # 1 of 3, behind the gate
    "abandoned": (("numbers", "next"), 3.0),  # 1 of 3; plan and tell never came up
}
WORDS = read_words()
# The two real cases: four key steps for 12 points each. Points = 12 x met / 4, and 0 behind a critical choice.
CLEAR = {"who-and-what": "situation", "birth": "background", "tablets": "background", "numbers": "assessment",
         "see-her": "recommendation"}  # fmt: skip
WEIGHED = ("numbers", "tablets", "breast", "urine-mind-skin", "next")
TOLD = (CLEAR, "say-it-again", "imre-stays", "dial-now", "comes-along")
LOOKED = ("since", "numbers", "tablets", "feel", "next", "what-was-found")
HOME = ("as-he-asks", "packet-and-cool", "eleven-and-signs", "let-it-be")
REAL: dict[str, tuple[Choices, float, Choices, float]] = {
    "perfect": (
        ("say-what-you-see", *WEIGHED, "seen-now", *TOLD), 12.0,  # 4 of 4
        ("both-of-them", *LOOKED, "something-to-do", *HOME), 12.0,  # 4 of 4
    ),
    "slow": (
        ("say-what-you-see", "milk", "daughter", "elsewhere", *WEIGHED, "emergency-line", *TOLD), 12.0,  # 4 of 4
        ("both-of-them", "page", "watch-feed", "week", *LOOKED, "put-off", *HOME), 12.0,  # 4 of 4
    ),
    "rescued": (
        ("weigh-and-ring", "your-room", *WEIGHED, "seen-now", *TOLD), 9.0,  # how-ill not met: 3 of 4 = 9
        ("both-of-them", *LOOKED, "stop-word", "nobody-presses", *HOME), 9.0,  # holds-back not met: 3 of 4 = 9
    ),
    "critical": (
        # 3 of 4 were met, and the gate takes them all
        ("say-what-you-see", *WEIGHED, "seen-now", *TOLD[:3], "transport-comes"), 0.0,
        ("two-fits", "two-tablets"), 0.0,  # 0 of 4
    ),
    "abandoned": (
        ("say-what-you-see", *WEIGHED, "seen-now"), 6.0,  # how-ill and heard: 2 of 4 = 6
        ("both-of-them", *LOOKED, "something-to-do"), 6.0,  # look-first and holds-back: 2 of 4 = 6
    ),
}  # fmt: skip
CARELESS: dict[str, tuple[tuple[Choices, float], ...]] = {
    # A message with a slip that is better left out: nothing of 3 was met, and nothing critical was done.
    "careless": ((("story", "next", "press", "go-on", {**HEARD, "sorry": "situation"}), 0.0), ((), 0.0), ((), 0.0)),
}


@pytest.fixture(scope="module")
def course(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of a course with one examination, built and released."""
    root = tmp_path_factory.mktemp("exam") / "course"
    (root / "exercises").mkdir(parents=True)
    (root / "solutions").mkdir()
    (root / "solutions" / "small.case.yaml").write_text(CASE, encoding="utf-8")
    for path in exam_case_files(repo / "solutions"):
        shutil.copy(path, root / "solutions")
    quiz = quiz_yaml(small=9, only_the_weight=12, before_the_wedding=12)
    (root / "solutions" / f"{EXAM}.yaml").write_text(quiz, encoding="utf-8")
    shutil.copy(repo / "nbgrader_config.py", root)
    build_quizzes(Places(root), {EXAM: read_quiz(root / "solutions" / f"{EXAM}.yaml")}, WORDS)
    grade(root, EXAM)  # the gradebook knows it from now on
    return root


@pytest.fixture
def work(course: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(course, tmp_path / "course"))


@pytest.fixture(scope="module")
def question(course: Path) -> Casework:
    found = read_quiz(course / "solutions" / f"{EXAM}.yaml").questions[0]
    assert isinstance(found, Casework)
    return found


def sit(root: Path, code: str, *choices: Choices) -> Path:
    """Play case after case and hand in as ``code``; put the zip where downloads go, and return it."""
    archive = root / "downloaded" / EXAM / "archive"
    archive.mkdir(parents=True, exist_ok=True)
    with desk(root / "exercises", root / "desks" / code) as quiz:
        for number, made in enumerate(choices, 1):
            play(quiz.question(f"{EXAM}-0{number}"), made)  # type: ignore[arg-type]
        hand_in(quiz, code)
        return Path(shutil.copy(f"{code}--{EXAM}.zip", archive))


def gradebook(root: Path) -> dict[str, list[Any]]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {
            submission.student.id: sorted((one.name, one.auto_score, one.needs_manual_grade, one.max_score)
                                          for one in submission.notebooks[0].grades)
            for submission in book.assignment_submissions(EXAM)
        }  # fmt: skip


STOCK = """
from pathlib import Path
c = get_config()
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
"""


def test_both_paths_give_the_marks_that_were_worked_out_by_hand(work: Path, tmp_path: Path) -> None:
    runs = {code: (SMALL[code], REAL[code][:2], REAL[code][2:]) for code in SMALL} | CARELESS
    for code, three in runs.items():
        sit(work, code, *(choices for choices, _ in three))
    ours = Path(shutil.copytree(work, tmp_path / "ours"))
    grade(ours, EXAM)
    nbgrader = [sys.executable, "-m", "nbgrader"]
    subprocess.run([*nbgrader, "zip_collect", EXAM], cwd=work, check=True, capture_output=True)
    (work / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
    done = subprocess.run([*nbgrader, "autograde", EXAM], cwd=work, capture_output=True, text=True, timeout=200,
                          env=os.environ | {"MILKFLOW_SOLUTIONS": str(work / "solutions")}, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    expected = {
        code: [(f"{EXAM}-0{n}", points, False, 9.0 if n == 1 else 12.0) for n, (_, points) in enumerate(three, 1)]
        for code, three in runs.items()
    }
    assert gradebook(ours) == expected
    assert gradebook(work) == expected
    for root in (ours, work):
        texts = [path.read_text(encoding="utf-8") for name in ("autograded", "feedback", "grades", "desks")
                 for path in (root / name).rglob("*") if path.suffix in (".ipynb", ".html", ".jsonl", ".json", ".csv")]
        assert len(texts) >= 12
        assert not [text for text in texts if SECRET in text]
    review = (ours / "autograded" / "rescued" / EXAM / f"{EXAM}.ipynb").read_text(encoding="utf-8")
    assert "What do you suggest? → Press on it" in review
    assert "6 of 9 points" in review


def test_reasons_come_after_closing_and_not_before(work: Path) -> None:
    def page(code: str, *, closed: bool) -> str:
        with desk(work / "exercises", work / "desks" / code) as quiz:
            play(quiz.question(f"{EXAM}-01"), () if closed else SMALL[code][0])  # type: ignore[arg-type]
            answers = latest_answers(quiz.log.events())
        row = Row(code, "graded", "", {f"{EXAM}-01": Score(SMALL[code][1], False, False, "")})
        return feedback_page(open_bank(EXAM, work / "solutions", work / "exercises"), row, answers, WORDS, closed)

    codes = ("rescued", "critical", "abandoned")
    assert not [code for code in codes if SECRET in page(code, closed=False)]
    rescued, critical, left = (page(code, closed=True) for code in codes)
    for said in (f"Met: {SECRET} look", f"Not met: {SECRET} plan", f"{SECRET} 3", f"{SECRET} 4", "https://"):
        assert said in rescued
    row = '<th colspan="2">What do you suggest?</th></tr><tr><td>Press on it</td><td>A cool cloth</td>'
    assert row in rescued
    assert "Could have hurt her, and you put it right: Press on it" in rescued
    assert "The case therefore gives no points: A needle" in critical
    assert f"Did not come up: {SECRET} tell" in left
    assert "The case was left before its end." in left


def test_what_is_given_out_holds_nothing_of_the_key(work: Path) -> None:
    given_out = work / "exercises" / EXAM
    assert sorted(path.name for path in given_out.iterdir()) == [f"{EXAM}.ipynb", f"{EXAM}.questions.json"]
    texts = [path.read_text(encoding="utf-8") for path in given_out.iterdir()]
    with ZipFile(sit(work, "perfect", SMALL["perfect"][0])) as archive:
        texts += [archive.read(name).decode() for name in archive.namelist()]
    assert len(texts) == 4
    for secret in (SECRET, "case-verdict", "case-outcome", "case-ledger", "case-passed"):
        assert not [text for text in texts if secret in text], secret
    questions = json.loads((given_out / f"{EXAM}.questions.json").read_text(encoding="utf-8"))["questions"]
    assert not KEYS & keys_in(questions)
    source = (work / "solutions" / EXAM / f"{EXAM}.ipynb").read_text(encoding="utf-8")
    for said in (f"Key step: {SECRET} plan", "Best path: What do you suggest? → A cool cloth", "Hurts her: A needle"):
        assert said in source


KEYS = {
    *("verdict", "because", "tempting", "misconception", "partnership", "claims", "rescue", "needs", "key_feature"),
    *("key_features", "key_action", "standard", "outcome", "lesson", "facilitator", "right_act", "ceilings", "part"),
}


def keys_in(data: Any) -> set[str]:
    if isinstance(data, dict):
        return {*data, *(key for value in data.values() for key in keys_in(value))}
    return {key for value in data for key in keys_in(value)} if isinstance(data, list) else set()


def test_nbgrader_takes_a_case_for_no_assignment_and_a_private_folder_works(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = Path(shutil.move(work / "solutions", tmp_path / "private"))
    monkeypatch.setenv("MILKFLOW_SOLUTIONS", str(private))
    config = read_config(work)
    api = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
    assert api.get_source_assignments() == {EXAM}
    assert [path.name for path in Places(work).quizzes()] == [f"{EXAM}.yaml"]
    assert "small.case.yaml" in [path.name for path in Places(work).exam_cases()]
    sit(work, "perfect", SMALL["perfect"][0])
    (row,) = grade(work, EXAM).rows
    assert row.points == 9


PLAYER = """
import os, sys
from exam_class import play, press
from milkflow.quizzes import open_quiz
face = open_quiz(sys.argv[1]).question(sys.argv[1] + "-01")
play(face, ("numbers", "next", "press"))
print(face.view["now"]["kind"], face.view["now"]["count"], face.view["now"]["clock"]["minutes"], flush=True)
os.kill(os.getpid(), 9)
"""


def test_a_killed_process_loses_no_move_that_was_shown(work: Path, repo: Path) -> None:
    folder = work / "desks" / "killed"
    with desk(work / "exercises", folder):
        paths = os.environ | {"PYTHONPATH": os.pathsep.join([str(repo / "tests"), str(repo / "course")])}
        command = [sys.executable, "-c", PLAYER, EXAM]
        died = subprocess.run(command, env=paths, capture_output=True, text=True, check=False)
    assert died.returncode == -9, died.stderr
    with desk(work / "exercises", folder) as quiz:
        face: Any = quiz.question(f"{EXAM}-01")
        now = face.view["now"]
        assert died.stdout.split() == [now["kind"], str(now["count"]), str(now["clock"]["minutes"])]
        assert now["kind"] == "decision" and now["step"] == "stop"
        waiting = hand_in(quiz, "mw-1")
        assert [one["answered"] for one in waiting.view["questions"]] == [False] * 3, "a case in its middle is open"
        play(face, ("let-go", HEARD))
        again = hand_in(quiz, "mw-1")
        assert [one["answered"] for one in again.view["questions"]] == [True, False, False]


def test_the_page_goes_forward_only_and_says_nothing_of_how_good_a_choice_was(work: Path) -> None:
    with desk(work / "exercises", work / "desks" / "one") as quiz:
        face: Any = quiz.question(f"{EXAM}-01")
        play(face, ("numbers", "next"))
        log = quiz.log.path.read_bytes()
        for kind in ("start", "back", "note"):
            reply = press(face, type=kind, step="ask", what="feeling", text="x")
            assert (reply["type"], reply["message"]) == ("refused", WORDS["exam-forward"])
        assert press(face, type="move", move="cool")["type"] == "refused", "how sure she is was not said"
        assert quiz.log.path.read_bytes() == log
        press(face, type="move", move="needle", confidence="sure")
        assert not KEYS & keys_in(face.view)
        assert face.view["now"]["trail"] == [] and face.view["chips"] == {}
        assert all(text != id for id, text in face.view["words"].items())
        play(face, ())
        assert face.view["now"]["kind"] == "ending" and face.view["debrief"] is None
        assert press(face, type="move", move="next")["type"] == "refused"
        assert (type(face)(face.question, quiz.log, quiz.quiz.words)).view["now"] == face.view["now"]


def test_in_the_browser_a_case_has_no_chip_no_way_back_and_a_plain_end(work: Path, stage: Any) -> None:
    with desk(work / "exercises", work / "desks" / "screen") as quiz:
        stage.mount(quiz.question(f"{EXAM}-01"))
        page, shown = stage.page, []

        def go(button: str, *labels: str) -> None:
            for label in labels:
                page.get_by_label(label, exact=True).check()
            moves = page.locator("[data-moves]").get_attribute("data-moves")
            page.get_by_role("button", name=button).press("Enter")
            begun = button == "Begin"
            page.wait_for_selector(".mf-case__clock" if begun else f'[data-moves]:not([data-moves="{moves}"])')
            shown.append(page.locator("[data-question]").inner_text())

        go("Begin")
        go("Go on")
        go("Ask for numbers")
        go("I know enough", "Sure")
        go("Decide", "Press on it", "Guessing")
        go("Go on")
        go("Decide", "Let go", "Sure")
        go("Go on")
        for slip, part in HEARD.items():
            page.locator(f'[data-item="{slip}"] select, select[data-item="{slip}"]').select_option(part)
        go("Hand over", "Sure")
        go("Go on")
    assert "This case is finished. It is marked after you hand in." in shown[-1]
    assert page.locator(".mf-chip, .mf-case__back, .mf-ledgers").count() == 0
    assert page.get_by_role("button").count() == 0
    for said in ("Why\n", "hurt her", "very good", "Play again", "undefined"):
        assert not [text for text in shown if said in text], said


JSON = st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
                    max_leaves=8)  # fmt: skip
WORD = st.sampled_from(["r1", "r2", "call", "ask", "plan", "doctor", "start", "back", "next", "cool"])
MOVE = st.fixed_dictionaries({"run": WORD, "step": WORD, "move": WORD}, optional={"message": JSON, "from": WORD})
EVENT = st.fixed_dictionaries({"response": MOVE | JSON, "confidence": st.sampled_from(["sure", None]) | JSON})


@settings(max_examples=60, deadline=None)
@given(response=JSON | st.lists(EVENT, max_size=12))
def test_any_response_gets_a_mark_and_never_an_error(question: Casework, response: Any) -> None:
    given_ = mark(question, response)
    assert 0 <= given_.points <= 9
    assert all(isinstance(line, str) for line in say_response(public(question), response, WORDS))


def test_a_hundred_thousand_moves_forged_repeated_or_of_another_case_change_no_mark(question: Casework) -> None:
    def made(step: str, move: str, run: str = "r1", **more: Any) -> dict[str, Any]:
        return {"response": {"run": run, "step": step, "move": move, **more}, "confidence": "sure"}

    honest = [made("call", "start"), made("call", "next"), made("ask", "numbers"), made("ask", "next"),
              made("plan", "press"), made("plan", "next"), made("stop", "let-go"), made("stop", "next"),
              made("doctor", "hand-over", message=HEARD), made("doctor", "next")]  # fmt: skip
    other = {"response": {"run": "r9", "step": "arrive", "move": "start"}, "confidence": None}
    noise = [made("call", "start", "r2"), made("plan", "back", "r3", **{"from": "r1"}), made("plan", "cool"),
             made("doctor", "clear"), {"response": None, "confidence": 7}, other]  # fmt: skip
    assert mark(question, honest).points == 6
    forged = [*honest[:5], *noise * 100, *honest[5:], *noise * 16_650]
    assert len(forged) > 100_000
    assert mark(question, forged).points == 6
