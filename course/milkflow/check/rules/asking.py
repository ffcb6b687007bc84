"""How a question asks: what must stand in it, and what a tired reader would stumble over."""

import re
from collections.abc import Iterator

from milkflow.cases.plain import reading_grade
from milkflow.check.rules.finding import Finding, choices_of, leads, lists_of, shown_text, stems, tokens
from milkflow.questions import Question

NEGATIVE = re.compile(r"\b(not|except|(?<!at )least|never|incorrect|cannot|\w+n't)\b", re.I)
EMPTY_LEAD = re.compile(
    r"^(which|what) of (the following|these)( \w+)? (is|are) (true|correct|right|false)\s*\?$", re.I
)
HINGE = re.compile(
    r"\b(previous|last|next|earlier|preceding) (question|answer)\b|\bquestions? \d"
    r"|\byour (earlier |last )?answer (to|in)\b"
    r"|\b(question|answer) above\b|\bas in (the )?question\b", re.I
)  # fmt: skip
TWO_QUESTIONS = re.compile(
    r"\b(what|which|who|when|how|why|where)\b[^.?!]*,? and (what|which|who|when|how|why|where)\b[^?]*\?"
    r"|\b(?:do|should|would|can|must) (?:you|she|he|they|the nurse|the midwife) (?!both\b)[a-z]+ and "
    r"(?:ask|tell|give|do|say|call|check|write|feel|look|advise|explain|refer)\b[^?]*\?", re.I
)  # fmt: skip
# These kinds say in one sentence what to do with a list; there is nothing to ask.
TASKS = ("order", "match", "sbar", "urgency", "reflection", "dialogue", "case")
# Share of sentences of a case without one word that question, options or reasons take up, and how many there must be
# at all: with 3 sentences one that only paints the mother is a third of them, and 16 of 80 cases were named.
UNUSED, FEWEST_SENTENCES = 0.3, 5
# School years of reading, as for cases. No question here is above 8.
HARDEST, FEWEST_WORDS = 10.0, 20


def negative(question: Question) -> Iterator[Finding]:
    """A question turned round."""
    for at, lead in leads(question) if question.kind != "reflection" and not question.negation_reviewed else ():
        if found := NEGATIVE.search(_asked(lead)):
            said = f"ask is negative ({found[0]!r}); turn it round, or write 'negation_reviewed: true'"
            yield Finding("negative stem", "error", said, at)


def cover(question: Question) -> Iterator[Finding]:
    """A question that can be answered before the options are seen asks something."""
    asked = leads(question)
    # The decisions of a key feature ask for themselves.
    for at, lead in asked[1:] if question.kind == "key-feature" else asked:
        if question.kind in TASKS:
            if question.kind != "reflection" and not lead.rstrip().endswith(("?", ".", ":")):
                yield Finding("cover test", "error", "ask must end as a sentence does", at)
        elif "?" not in lead:
            yield Finding("cover test", "error", "ask asks nothing; end it with a question", at)
        elif EMPTY_LEAD.search(_asked(lead)):
            said = "ask only says 'which of these is true'; ask something that can be answered with the options covered"
            yield Finding("cover test", "error", said, at)


def hinge(question: Question) -> Iterator[Finding]:
    """A question that needs another one."""
    if found := HINGE.search(shown_text(question)):
        said = f"speaks of another question ({found[0]!r}); a trainee may meet it alone, so tell what she needs here"
        yield Finding("hinge", "error", said)


def window_dressing(question: Question) -> Iterator[Finding]:
    """A case of which little is used."""
    said = [one for one in re.split(r"(?<=[.!?])[\"”]?\s+", question.case or "") if len(tokens(one)) > 2]
    if len(said) < FEWEST_SENTENCES:
        return
    reasons = str([*_reasons(question.model_dump(mode="json"))])
    used = stems(f"{question.ask} {reasons} {' '.join(one.say for one in choices_of(question))}")
    idle = [one for one in said if not stems(one) & used]
    if len(idle) > UNUSED * len(said):
        text = f"{len(idle)} of {len(said)} sentences of the case are taken up nowhere; shorten it, or use them"
        yield Finding("window dressing", "warn", text, ("case",))


def double_barrelled(question: Question) -> Iterator[Finding]:
    """Two questions in one."""
    for at, lead in leads(question):
        if question.kind != "reflection" and TWO_QUESTIONS.search(lead):
            yield Finding("double-barrelled", "warn", "ask asks two things at once; ask one", at)


def missing_parts(question: Question) -> Iterator[Finding]:
    """A reason of its own for every option; the other parts cannot be left out of the file at all."""
    for one in lists_of(question):
        seen: dict[str, str] = {}
        for place, option in enumerate(one.options):
            if len(tokens(option.because)) < 3:
                said = f"{one.name}option {option.id!r} has hardly a reason; say why, the reason is the teaching"
                yield Finding("missing parts", "error", said, (*one.at, place))
            elif twin := seen.get(option.because):
                said = f"{one.name}options {twin!r} and {option.id!r} have one reason; say of each why"
                yield Finding("missing parts", "error", said, (*one.at, place))
            seen[option.because] = option.id


def readability(question: Question) -> Iterator[Finding]:
    """Words that are harder than they need be."""
    for at, text in ((("case",), question.case or ""), (("ask",), question.ask)):
        if len(tokens(text)) >= FEWEST_WORDS and (grade := reading_grade(text)) > HARDEST:
            said = f"reads like school year {grade:.0f}; shorten sentences and words (aim: {HARDEST:.0f})"
            yield Finding("readability", "warn", said, at)


def _asked(lead: str) -> str:
    """Return the sentence that asks: the one with a question mark, else all of it."""
    return next((one.strip() for one in re.findall(r"[^.!?]*\?", lead)), lead)


def _reasons(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for name, inner in node.items():
            if name == "because":
                yield str(inner)
            else:
                yield from _reasons(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _reasons(inner)
