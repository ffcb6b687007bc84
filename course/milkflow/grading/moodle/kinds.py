"""One question as Moodle knows it, by kind. What has no counterpart is refused, never bent into another question."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from milkflow.grading.moodle.xml import add, add_text, html, listed, number
from milkflow.questions import Gradable, Match, Number, One, Option, Order, Question, Reflection, Several
from milkflow.words import say

Words = Mapping[str, str]
TYPES = {"one": "multichoice", "several": "multichoice", "match": "matching", "order": "ordering",
         "number": "numerical", "reflection": "essay"}  # fmt: skip


def moodle_question(question: Question | Gradable, words: Words) -> Element | None:
    """Return the question as a Moodle element, or None for a kind that has no counterpart there."""
    if question.kind not in TYPES:
        return None
    element = Element("question", {"type": TYPES[question.kind]})
    add_text(element, "name", question.id, None)
    add_text(element, "questiontext", html(question.case, question.ask, _task(question, words)))
    add_text(element, "generalfeedback", _general(question))
    add(element, "defaultgrade", number(question.points or 1))
    add(element, "penalty", "0")
    add(element, "hidden", "0")
    add(element, "idnumber", question.id)
    match question.kind:
        case "one" | "several":
            _multichoice(element, question)
        case "match":
            _matching(element, question)
        case "order":
            _ordering(element, question)
        case "number":
            _numerical(element, question)
        case "reflection":
            _essay(element, question, words)
    tags = SubElement(element, "tags")
    for tag in (*(f"LO {outcome}" for outcome in question.outcomes), question.bloom, *question.claims):
        add_text(tags, "tag", tag, None)
    return element


def _task(question: Question | Gradable, words: Words) -> str | None:
    match question.kind:
        case "several":
            return say(words, "desk-moodle-choose", count=question.choose)
        case "number":
            return say(words, "desk-moodle-unit", unit=question.unit)
        case "reflection":
            return say(words, "desk-moodle-words", count=question.words_max)
    return None


def _general(question: Question | Gradable) -> str:
    """Return the reasons that Moodle has no other place for."""
    match question.kind:
        case "match":
            says = {option.id: option.say for option in question.options}
            return listed([f"{stem.say} → {says[stem.answer]}: {stem.because}" for stem in question.stems])
        case "order":
            return listed([f"{place}. {item.say}: {item.because}" for place, item in enumerate(question.items, 1)])
    return ""


def _multichoice(element: Element, question: One | Several) -> None:
    right = sum(option.right for option in question.options)
    add(element, "single", str(question.kind == "one").lower())
    add(element, "shuffleanswers", str(question.shuffle).lower())
    add(element, "answernumbering", "abc")
    add(element, "showstandardinstruction", "0")
    for option in question.options:
        _answer(element, option.say, _fraction(question, option, right), option.because)


def _fraction(question: One | Several, option: Option, right: int) -> str:
    """Return the percentage in Moodle's own spelling: what the formula in `milkflow.marking` gives or takes."""
    if question.kind == "one":
        return "100" if option.right else "0"
    share = f"{100 / right:.5f}".rstrip("0").rstrip(".")  # Moodle knows 33.33333 and refuses 33.3333
    return share if option.right else f"-{share}"


def _answer(element: Element, text: str, fraction: str, because: str, format: str = "html") -> Element:
    answer = add_text(element, "answer", html(text) if format == "html" else text, format, fraction=fraction)
    if because:
        add_text(answer, "feedback", html(because))
    return answer


def _matching(element: Element, question: Match) -> None:
    add(element, "shuffleanswers", "true")
    says = {option.id: option.say for option in question.options}
    for stem in question.stems:
        pair = add_text(element, "subquestion", html(stem.say))
        add(SubElement(pair, "answer"), "text", says[stem.answer])
    used = {stem.answer for stem in question.stems}
    for option in question.options:
        if option.id not in used:  # an answer without a question leads astray, as it should
            pair = add_text(element, "subquestion", "")
            add(SubElement(pair, "answer"), "text", option.say)


def _ordering(element: Element, question: Order) -> None:
    settings = {"layouttype": "VERTICAL", "selecttype": "ALL", "selectcount": len(question.items),
                "gradingtype": "RELATIVE_ALL_PREVIOUS_AND_NEXT", "showgrading": "SHOW",
                "numberingstyle": "none"}  # fmt: skip
    for name, value in settings.items():
        add(element, name, value)
    for place, item in enumerate(question.items, 1):
        _answer(element, item.say, str(place), "")


def _numerical(element: Element, question: Number) -> None:
    for value, tolerance, fraction, because in [
        (question.answer, question.tolerance, "100", question.because),
        *((near.value, 0.0, "0", near.because) for near in question.near),
    ]:
        answer = _answer(element, number(value), fraction, because, "moodle_auto_format")
        add(answer, "tolerance", number(tolerance))
    # The unit may be typed and need not be: what is typed without one counts in this unit.
    unit = SubElement(SubElement(element, "units"), "unit")
    add(unit, "multiplier", "1")
    add(unit, "unit_name", question.unit)
    for name in ("unitgradingtype", "unitpenalty", "showunits", "unitsleft"):
        add(element, name, "0")


def _essay(element: Element, question: Reflection, words: Words) -> None:
    settings = {"responseformat": "plain", "responserequired": "1", "responsefieldlines": "10",
                "maxwordlimit": str(question.words_max), "attachments": "0", "attachmentsrequired": "0"}  # fmt: skip
    for name, value in settings.items():
        add(element, name, value)
    lines = [f"{line.say} ({number(line.points)})" for line in question.rubric]
    look_for = say(words, "desk-moodle-look-for", text=question.look_for) if question.look_for else None
    add_text(element, "graderinfo", html(look_for, words["desk-moodle-rubric"] if lines else None) + listed(lines))
    add_text(element, "responsetemplate", "")
