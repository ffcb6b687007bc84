"""Rules of item writing that guessers live on: errors for the proven cues.

Rules and limits: NBME item-writing guide and Tarrant 2008, as gathered for the course; "longest is right" and
"all of the above" are the cues that make questions easier without teaching anything (Pham 2018).
"""

import re
from collections.abc import Iterator, Sequence
from statistics import mean
from typing import Any

from milkflow.library import Course
from milkflow.questions import Casework, Question, public

CATCH_ALL = re.compile(
    r"\b(all|none|both|neither) of (the|these)\b|\b(all|none) of them\b|\bboth [ab] and [bc]\b", re.I
)
NEGATIVE = re.compile(r"\b(not|except|least|never|incorrect)\b", re.I)
NUMBER_OR_TIME = re.compile(
    r"\d|\b(minute|hour|day|night|week|month|year)s?\b|\b(now|today|tonight|tomorrow|at once)\b", re.I
)
REDNESS = re.compile(r"\bred(ness|der|dish)?\b", re.I)
TONE_TWIN = re.compile(
    r"warm|hot\b|heat|swell|swollen|firm|tight|dark|colour|shiny|pain|sore|tender|skin tone|hard", re.I
)
# The key may be longer than the mean of the other options by this factor, over the whole bank in at most this share.
LONGER, LONGEST_SHARE = 1.25, 0.35


def question_faults(question: Question | Casework) -> list[str]:
    """Return what breaks a rule in one question, each as a sentence with the way out."""
    return [*_lead_in(question), *_options(question), *_order(question), *_tone(question)]


def bank_problems(course: Course) -> list[str]:
    """Return the rules that only a whole bank can break: in too many questions the longest option is the key."""
    questions = [*course.questions.values(), *(one for quiz in course.quizzes.values() for one in quiz.questions)]
    single = [question for question in questions if question.kind == "one"]
    longest = [question.id for question in single if _key_is_longest(question)]
    if len(single) >= 8 and len(longest) > LONGEST_SHARE * len(single):
        return [f"the right option is the longest in {len(longest)} of {len(single)} questions: {', '.join(longest)}; "
                "shorten some keys or give the other options as much substance"]
    return []


def _lead_in(question: Question | Casework) -> Iterator[str]:
    if question.kind != "reflection" and not question.ask.rstrip().endswith(("?", ".", ":")):
        yield "ask must end as a sentence does; put the question last"
    if question.kind in ("one", "several") and NEGATIVE.search(question.ask):
        yield "ask is negative (not, except, least, never); turn it round, tired readers miss the word"


def _options(question: Question | Casework) -> Iterator[str]:
    for option in _choices(question):
        if CATCH_ALL.search(option.say):
            yield f"option {option.id!r} gathers others ('all of the above'); write it as a choice of its own"
    for place, options in _with_keys(question):
        if (ratio := _key_ratio(options)) > LONGER:
            yield f"{place}the right option is {ratio:.2f} times as long as the others; keep it below {LONGER}"


def _order(question: Question | Casework) -> Iterator[str]:
    options = [option.say for option in getattr(question, "options", ())]
    kept = question.points is not None and not getattr(question, "shuffle", True)
    if kept and not all(NUMBER_OR_TIME.search(say) for say in options):
        yield ("shuffle: false keeps the order of writing, which can give the key away; remove it, "
               "or write options that are numbers or times")  # fmt: skip


def _tone(question: Question | Casework) -> Iterator[str]:
    said = " ".join(filter(None, [question.case, question.ask, *(o.say for o in _choices(question))]))
    if REDNESS.search(said) and not TONE_TWIN.search(said):
        yield "speaks of redness alone; add a sign that shows on every skin tone (warmth, swelling, firmness, pain)"


def _choices(question: Question | Casework) -> list[Any]:
    """Return everything that can be chosen or placed in a question: each has ``id`` and ``say``."""
    shown = public(question)
    return [*shown.options, *shown.stems, *shown.items, *(option for menu in shown.menus for option in menu.options)]


def _with_keys(question: Question | Casework) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield each list of options that holds a key by itself, and how an author finds it."""
    match question.kind:
        case "one" | "chart":
            yield from [("", question.options)] if question.options else []
        case "dialogue":
            yield from ((f"turn {turn.id!r}: ", turn.replies) for turn in question.turns)
        case "key-feature":
            yield from ((f"feature {one.id!r}: ", one.options) for one in question.features)


def _key_ratio(options: Sequence[Any]) -> float:
    right = [len(option.say) for option in options if option.right]
    wrong = [len(option.say) for option in options if not option.right]
    return mean(right) / mean(wrong)


def _key_is_longest(question: Question | Casework) -> bool:
    options = sorted(getattr(question, "options", ()), key=lambda option: len(option.say))
    return bool(options[-1].right and len(options[-1].say) > len(options[-2].say))
