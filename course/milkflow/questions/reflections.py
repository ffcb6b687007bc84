"""The markdown cell in which a person meets a trainee's own words."""

from html import escape

from milkflow.questions.plain import Reflection
from milkflow.questions.public import PublicQuestion

MOST_CHARACTERS = 8000


def reflection_prompt_cell(question: PublicQuestion | Reflection, waiting: str) -> str:
    """Return the cell as it is released: ``waiting`` says that the answer comes here at hand-in.

    The rubric stands with the question itself, and comes here with the answer.
    """
    return f"*{waiting}*"


def reflection_cell(question: PublicQuestion | Reflection, text: str) -> str:
    """Return the cell that holds the trainee's text, escaped, above the question's rubric.

    ``text`` is cut at 8000 characters. Blank text has no cell of its own: keep the released one,
    so that nbgrader sees it unchanged and gives 0 without a person looking.
    """
    # No letter of the text may act as markdown, HTML or a formula in front of a grader: it stands on one line of
    # one HTML block, every special character is an entity, and MathJax is told to pass it over.
    body = "<br>".join(escape(line, quote=True) for line in text[:MOST_CHARACTERS].splitlines())
    block = f'<blockquote class="tex2jax_ignore mathjax_ignore"><p>{body}</p></blockquote>'
    return "\n".join([block, "", *_rubric(question)])


def _rubric(question: PublicQuestion | Reflection) -> list[str]:
    return [f"- {line.say} ({line.points:g})" for line in question.rubric]
