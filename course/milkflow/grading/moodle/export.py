"""Questions as one Moodle XML file, and an honest list of what is not in it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from milkflow.grading.moodle.kinds import moodle_question
from milkflow.grading.moodle.xml import add
from milkflow.questions import Gradable, Question


class Export(NamedTuple):
    """The file, the ids in it, and by id what is left out, or works otherwise in Moodle, with the reason."""

    xml: bytes
    ids: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]


def export_questions(title: str, questions: Iterable[Question | Gradable], words: Mapping[str, str]) -> Export:
    """Return ``questions`` for *Import* in Moodle's question bank, in a category called ``title``.

    The keys and reasons are in it: it is the instructor's file.
    """
    root = Element("quiz")
    category = SubElement(SubElement(root, "question", {"type": "category"}), "category")
    # A slash would begin a category below this one; two of them are one slash of the title.
    place = f"$course$/top/{words['desk-moodle-category']}/{title.replace('/', '//')}"
    add(category, "text", place)
    ids, left, notes = [], [], []
    for question in questions:
        element = moodle_question(question, words)
        if element is None:
            left.append((question.id, words[f"desk-moodle-not-{question.kind}"]))
            continue
        root.append(element)
        ids.append(question.id)
        if question.kind == "order":
            notes.append((question.id, words["desk-moodle-note-order"]))
        if question.confidence:
            notes.append((question.id, words["desk-moodle-note-confidence"]))
    indent(root)
    return Export(tostring(root, encoding="utf-8", xml_declaration=True), tuple(ids), tuple(left), tuple(notes))
