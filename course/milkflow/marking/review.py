"""The key-free review of one graded answer, as HTML that is safe to show anywhere."""

from collections.abc import Mapping
from html import escape
from typing import Any

from milkflow.marking.mark import Mark, as_points
from milkflow.marking.saying import say_before, say_response
from milkflow.questions import Casework, PublicQuestion, Question


def review_html(
    question: Question | Casework | PublicQuestion, response: Any, mark: Mark, words: Mapping[str, str] | None = None
) -> str:
    """Return the question with its case, her answer, the points and the outcome. Nothing tells which option was right.

    ``words`` gives the text for ``review-answer``, ``review-points`` (with {points} and {of}), and the outcomes
    ``outcome-right``, ``outcome-not-yet``, ``outcome-not-answered``, ``outcome-to-read``.
    """
    words = words or {}
    lines = "".join(f"<li>{escape(line)}</li>" for line in say_response(question, response, words))
    outcome = "to-read" if mark.needs_person else mark.outcome.replace(" ", "-")
    got, of = as_points(mark.points), as_points(mark.of)
    points = words.get("review-points", "{points} / {of}").format(points=got, of=of)
    parts = [
        *(f"<p>{escape(text)}</p>" for text in say_before(question, words)),
        f"<p><strong>{escape(question.ask)}</strong></p>",
        f"<p>{escape(words.get('review-answer', ''))}</p><ul>{lines}</ul>" if lines else "",
        f"<p>{escape(words.get('outcome-' + outcome, mark.outcome))} · {escape(points)}</p>",
    ]
    return f'<div class="mf mf-review tex2jax_ignore mathjax_ignore">{"".join(parts)}</div>'
