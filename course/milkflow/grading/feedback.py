"""One page for each trainee: her answers, her points, what a person wrote. It prints well and asks no network."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from milkflow.build.quiz_keys import filled
from milkflow.build.quiz_reasons import reason_lines
from milkflow.case_feedback import case_feedback
from milkflow.evidence import Evidence, load_evidence
from milkflow.grading.bank import Bank
from milkflow.grading.gradebook import Score
from milkflow.grading.report import Row
from milkflow.marking import as_points, mark, say_before, say_response
from milkflow.questions import Gradable

# The colours of the course; the page stands alone, so it cannot use the style sheet of the faces.
STYLE = """
:root{color-scheme:light dark;--ink:#1d2b2c;--soft:#4b5b5b;--paper:#f7f5f0;--card:#fff;--line:#d3d6cd;
--accent:#0d6661;--wash:#e4f0ed;--good:#1b6636;--good-wash:#e4f2e8;--warn:#7d4b00;--warn-wash:#fcf0d9}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e9eeec;--soft:#b4c1be;--paper:#121a1b;--card:#1b2627;
--line:#37474a;--accent:#72cbc1;--wash:#173230;--good:#8ad5a2;--good-wash:#17301f;--warn:#f1c071;--warn-wash:#352912}}
body{font:1.0625rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:44rem;margin:0 auto;
padding:1.5rem 1rem;overflow-wrap:anywhere}
section{margin:1rem 0;padding:.75rem 1.25rem;background:var(--card);border:1px solid var(--line);border-radius:12px}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.05rem;color:var(--accent);margin:0 0 .5rem}
h3{font-size:1rem;margin:1rem 0 .25rem}a{color:var(--accent)}
table{border-collapse:collapse;width:100%;table-layout:fixed;margin:0 0 .6rem}
th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}
p,ul{margin:0 0 .6rem}ul{padding-left:1.3em}
.total{font-size:1.25rem;font-weight:700}.soft{color:var(--soft)}.ask{font-weight:650}
.mark{display:inline-block;padding:.15rem .8rem;border:1px solid;border-radius:1rem;font-weight:650}
.good{color:var(--good);background:var(--good-wash)}.warn{color:var(--warn);background:var(--warn-wash)}
blockquote{margin:.25rem 0 .75rem;padding:.4rem .9rem;background:var(--wash);border-left:3px solid var(--accent)}
@media print{@page{margin:15mm}body{font-size:10.5pt;line-height:1.4;padding:0;background:#fff;max-width:none}
section{margin:6pt 0;padding:5pt 9pt;break-inside:avoid}.mark,blockquote{background:none}p,ul{margin-bottom:3pt}}
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def feedback_page(
    bank: Bank, row: Row, answers: Mapping[str, Any], words: Mapping[str, str], closed: bool = False
) -> str:
    """Return one self-contained HTML page. Keys and reasons are in it only when ``closed``."""
    quiz = bank.quiz
    title = escape(filled(words, "feedback-title", title=quiz.title))
    total = "feedback-total-so-far" if row.to_read else "feedback-total"
    points = {"points": as_points(row.points), "of": as_points(quiz.points)}
    parts = [
        f"<h1>{title}</h1>",
        f"<p class='soft'>{escape(filled(words, 'feedback-code', code=row.code))}</p>",
        f'<p class="total">{escape(filled(words, total, **points, count=row.to_read))}</p>',
        "" if closed else f'<p class="soft">{escape(words["feedback-marks-only"])}</p>',
    ]  # fmt: skip
    for number, question in enumerate(quiz.questions, 1):
        score = row.scores.get(question.id)
        if score:
            parts.append(_section(number, question, answers.get(question.id), score, words, closed))
    return _page(title, "".join(parts))


def _section(
    number: int, question: Gradable, answer: Any, score: Score, words: Mapping[str, str], closed: bool
) -> str:
    said = "<br>".join(escape(line) for line in say_response(question, answer, words))
    parts = [
        f"<h2>{escape(filled(words, 'feedback-question', number=number))}</h2>",
        *(f"<p>{escape(text)}</p>" for text in say_before(question, words)),
        f'<p class="ask">{escape(question.ask)}</p>',
        f'<p class="soft">{escape(words["review-answer"])}</p><blockquote>{said}</blockquote>' if said
        else f"<p>{escape(words['feedback-no-answer'])}</p>",
        *_rubric(question, words),
        _mark(score, mark(question, answer).of, _outcome(question, answer, score, words)),
    ]  # fmt: skip
    if score.comment:
        lines = "<br>".join(escape(line) for line in score.comment[:8000].splitlines())
        parts.append(f"<p>{filled(words, 'feedback-comment', comment=lines)}</p>")
    if closed and question.kind == "case":
        parts.append(case_feedback(question, answer, words, _known().claims, _known().sources))
    elif closed:
        reasons = "".join(f"<li>{escape(line)}</li>" for line in reason_lines(question, words))
        parts.append(f"<h3>{escape(words['feedback-right-answer'])}</h3><ul>{reasons}</ul>")
    return f"<section>{''.join(parts)}</section>"


@lru_cache(maxsize=1)
def _known() -> Evidence:
    return load_evidence()


def _rubric(question: Gradable, words: Mapping[str, str]) -> Iterable[str]:
    if question.kind == "reflection":
        lines = "".join(f"<li>{escape(line.say)} ({line.points:g})</li>" for line in question.rubric)
        yield f"<p>{escape(words['feedback-rubric'])}</p><ul>{lines}</ul>"


def _outcome(question: Gradable, answer: Any, score: Score, words: Mapping[str, str]) -> str:
    given = mark(question, answer)
    if score.to_read:
        return words["outcome-to-read"]
    points = filled(words, "review-points", points=as_points(score.points), of=as_points(given.of))
    if score.by_person:
        said = words["feedback-read" if question.kind == "reflection" else "feedback-changed"]
    elif given.outcome == "not yet" and 0 < given.points < given.of:
        said = words["feedback-partly"]
    else:
        said = words["outcome-" + given.outcome.replace(" ", "-")]
    return f"{said} · {points}"


def _mark(score: Score, of: float, said: str) -> str:
    """Return the outcome with a sign before it: never colour alone."""
    look, sign = "warn", "○"
    if score.to_read:
        look, sign = "soft", "–"
    elif score.points >= of:
        look, sign = "good", "✓"
    elif score.points > 0:
        sign = "◐"
    return f'<p><span class="mark {look}"><span aria-hidden="true">{sign} </span>{escape(said)}</span></p>'


def _page(title: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body><main>{body}</main></body></html>\n"
    )
