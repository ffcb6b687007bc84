"""The answer to each question and the reason of every option, as lines that an instructor reads."""

from collections.abc import Mapping

from milkflow.build.case_keys import case_lines
from milkflow.questions import Gradable, Number, Reflection, own_order

Words = Mapping[str, str]


def filled(words: Words, id: str, **values: object) -> str:
    """Return the words called ``id`` with their ``{placeholders}`` filled in.

    >>> filled({"hello": "Hello {name}"}, "hello", name="you")
    'Hello you'
    """
    text = words[id]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def key_lines(question: Gradable, words: Words) -> list[str]:
    """Return the answer and the reason of every option, in the order that trainees see, as lines of markdown."""
    lines = reason_lines(question, words)
    if question.key_basis:
        lines.append(filled(words, "instructor-basis", basis=", ".join(question.key_basis)))
    return lines


def reason_lines(question: Gradable, words: Words) -> list[str]:
    """Return what `key_lines` does, without the names of claims: for a trainee who may see the answers."""
    match question.kind:
        case "one" | "several":
            shown = own_order(question.id, question.options, question.shuffle)
            right = {True: "instructor-right", False: "instructor-wrong"}
            return [f"{filled(words, right[one.right], say=one.say)} — {one.because}" for one in shown]
        case "match":
            says = {option.id: option.say for option in question.options}
            return [f"{stem.say} → {says[stem.answer]} — {stem.because}" for stem in question.stems]
        case "order":
            return [f"{place}. {item.say} — {item.because}" for place, item in enumerate(question.items, 1)]
        case "number":
            return _number_lines(question, words)
        case "reflection":
            return _reflection_lines(question, words)
        case "case":
            return case_lines(question, words)


def _number_lines(question: Number, words: Words) -> list[str]:
    number = filled(words, "instructor-tolerance", number=f"{question.answer:g}", unit=question.unit,
                    tolerance=f"{question.tolerance:g}")  # fmt: skip
    near = [
        f"{filled(words, 'instructor-near', number=f'{one.value:g}', unit=question.unit)} — {one.because}"
        for one in question.near
    ]
    return [f"{filled(words, 'instructor-answer', answer=number)} — {question.because}", *near]


def _reflection_lines(question: Reflection, words: Words) -> list[str]:
    rubric = [f"{line.say} ({line.points:g})" for line in question.rubric]
    look_for = [filled(words, "instructor-look-for", text=question.look_for)] if question.look_for else []
    return look_for + rubric
