"""An examination for the tests: a small case beside its quiz, and trainees who play it by its own page."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from milkflow.faces.exam_case import ExamCaseFace
from milkflow.faces.handin import HandInFace
from milkflow.quizzes import OpenQuiz, open_quiz

EXAM, SECRET = "exam-77", "SECRET-REASON"
ACT = f"claims: [sudden-onset], because: {SECRET}"
TRAP = f"tempting: {SECRET} tempting, misconception: {SECRET} misconception"
WEAK, UNSAFE, CRITICAL = (f"verdict: {verdict}, {TRAP}" for verdict in ("weak", "unsafe", "critical"))
CASE = f"""
id: small
title: A small case
minutes: 5
setting: phone
clock: '10:00'
outcomes: [2]
key_features: {{look: {SECRET} look, plan: {SECRET} plan, tell: {SECRET} tell}}
standard: 2
key_action: {{say: {SECRET} key action, moves: [plan.cool]}}
claims: [sudden-onset]
author: {SECRET} author
reviewed_by: null
review_by: 2030-01-01
patient: {{name: Noor, age: 30, births: 1, days_since_birth: 9, skin_tone: 6, wants: To sleep, about: A mother}}
observations:
  warmth: {{label: Temperature, start: 37.1, known: when-asked, unit: °C, range: [35, 41], chart: true}}
start: call
right_act: reassure
steps:
  call: {{kind: scene, scene: The telephone rings., says: It is sore., to: ask}}
  ask:
    kind: enquiry
    scene: She waits.
    ask: What do you ask?
    key_feature: look
    needs: [numbers]
    asks:
      - {{id: numbers, do: Ask for numbers, minutes: 2, finding: She has no fever., reveals: [warmth], {ACT} 1}}
      - {{id: story, do: Ask for her story, minutes: 9, finding: It began at noon., {ACT} 2}}
    to: plan
  plan:
    kind: decision
    scene: She has told you all.
    ask: What do you suggest?
    key_feature: plan
    options:
      - {{id: press, do: Press on it, minutes: 2, to: stop, {UNSAFE}, consequence: It hurts., {ACT} 3}}
      - {{id: cool, do: A cool cloth, minutes: 2, to: doctor, verdict: best, consequence: It eases., {ACT} 4}}
      - {{id: needle, do: A needle, minutes: 2, to: halted, {CRITICAL}, consequence: A colleague comes., {ACT} 5}}
  stop:
    kind: decision
    rescue: true
    scene: She cries out.
    ask: What now?
    options:
      - {{id: let-go, do: Let go, minutes: 1, to: doctor, verdict: best, consequence: She breathes., {ACT} 6}}
      - {{id: go-on, do: Go on pressing, minutes: 5, to: doctor, {WEAK}, consequence: It swells., {ACT} 7}}
  doctor:
    kind: handover
    scene: A doctor is on the line.
    ask: Build the message.
    key_feature: tell
    slips:
      - {{id: who, say: This is the feeding line., part: situation, because: {SECRET} 8}}
      - {{id: birth, say: She gave birth nine days ago., part: background, because: {SECRET} 9}}
      - {{id: found, say: She has no fever., part: assessment, because: {SECRET} 10}}
      - {{id: please, say: Please see her tomorrow., part: recommendation, because: {SECRET} 11}}
      - {{id: sorry, say: Sorry to ring., because: {SECRET} 12}}
    options:
      - {{id: clear, do: A message, minutes: 2, to: home, verdict: best, consequence: It is heard., {ACT} 13}}
      - {{id: gaps, do: A message, minutes: 2, to: home, {WEAK}, consequence: It is heard., {ACT} 14}}
  home: {{kind: ending, outcome: safe, scene: She sleeps., lesson: {SECRET} lesson}}
  halted: {{kind: ending, outcome: harm, scene: A colleague takes over., lesson: {SECRET} halted}}
"""
QUESTION = "{{id: {exam}-0{n}, kind: case, play: {play}, points: {points}, ask: Play it to its end., {basis}}}"
BASIS = "outcomes: [2], bloom: apply, claims: [sudden-onset], key_basis: ['claim:sudden-onset']"
HEARD = {"who": "situation", "birth": "background", "found": "assessment", "please": "recommendation"}
Choices = Sequence[str | Mapping[str, str]]


def quiz_yaml(**cases: int) -> str:
    """Return an examination of these cases (with ``_`` for ``-``), each with its points."""
    asked = enumerate(((name.replace("_", "-"), points) for name, points in cases.items()), 1)
    questions = [QUESTION.format(exam=EXAM, n=n, play=play, points=points, basis=BASIS) for n, (play, points) in asked]
    lines = "".join(f"  - {question}\n" for question in questions)
    head = f"id: {EXAM}\ntitle: An examination\nminutes: 30\nfeedback: answers after closing\nreviewed_by: null\n"
    return f"{head}intro: Some words.\nquestions:\n{lines}"


@contextmanager
def desk(exercises: Path, folder: Path, exam: str = EXAM) -> Iterator[OpenQuiz]:
    """Yield the quiz as a trainee opens it in ``folder``; what lies there already stays."""
    shutil.copytree(exercises / exam, folder, dirs_exist_ok=True)
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield open_quiz(exam)
    finally:
        os.chdir(before)


def heard(face: Any) -> list[Any]:
    """Let a face answer into a list instead of a browser, and return the list."""
    said: list[Any] = []
    face.send = lambda content, buffers=None: said.append(content)
    return said


def press(face: ExamCaseFace, **message: Any) -> dict[str, Any]:
    """Press as the page does, and return the reply."""
    now = face.view["now"] or {"run": "", "count": 0, "step": ""}
    said = heard(face)
    names = {id: now[id] for id in ("run", "count", "step")}
    face._answer(face, {"nonce": os.urandom(4).hex(), **names, **message}, None)
    reply: dict[str, Any] = said[-1]
    return reply


def play(face: ExamCaseFace, choices: Choices) -> None:
    """Begin or go on, and make ``choices``, passing over the pages on which there is nothing to choose."""
    waiting = list(choices)
    if face.view["now"] is None and waiting:
        press(face, type="start")
    while (now := face.view["now"]) and now["kind"] != "ending":
        made: dict[str, Any] = {"move": "next"}
        if now["kind"] in ("decision", "enquiry", "handover"):
            if not waiting:
                return
            chosen = waiting.pop(0)
            made = {"move": chosen} if isinstance(chosen, str) else {"move": "hand-over", "message": dict(chosen)}
            made["confidence"] = "fairly"
        reply = press(face, type="move", **made)
        assert reply["type"] == "saved", reply


def hand_in(quiz: OpenQuiz, code: str) -> HandInFace:
    """Press the button of the last page, and return that page."""
    face = quiz.hand_in()
    assert face is not None
    said = heard(face)
    face._answer(face, {"type": "hand-in", "code": code, "nonce": code}, None)
    assert said[-1]["type"] == "saved", said[-1]
    return face
