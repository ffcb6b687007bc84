"""What of a quiz only an instructor may read, and a search for it in anything that somebody else can get."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from milkflow.questions import Quiz

# Whatever stands below one of these keys of a YAML file is for the instructor.
SECRET = {"because", "tempting", "misconception", "look_for", "key_basis"}
SECRET_OF_A_CASE = SECRET | {"lesson", "key_features", "key_action", "facilitator"}
# Names of fields that hold a key, or what it rests on. None of them is part of a public form.
FIELDS = {
    *("right", "because", "tolerance", "near", "level", "part", "verdict", "skill", "misconception", "look_for"),
    *("key_basis", "claims", "bloom", "tempting", "key_feature", "key_features", "key_action", "rescue", "needs"),
    *("standard", "right_act", "facilitator", "partnership", "ceilings", "outcome", "outcomes"),
}
# `"type": "answer"` stands in every log; only as a key does it tell.
FIELD = re.compile(rf'"({"|".join(sorted([*FIELDS, "answer"]))})"\s*:')
FEWEST_WORDS = 3  # a shorter reason ("Both fit.") may stand anywhere


def key_texts(quiz: Quiz) -> dict[str, str]:
    """Return every such text of a quiz and of the cases that it plays: as `plain` gives it, and as it was written."""
    found = {*_texts(quiz.model_dump(mode="json"), SECRET)}
    for question in quiz.questions:
        if question.kind == "case":
            found |= {*_texts(question.story.model_dump(mode="json"), SECRET_OF_A_CASE)}
    whole = {said for said in found if len(said.split()) >= FEWEST_WORDS or ":" in said}
    return {plain(said): said for said in whole}


def _texts(node: Any, names: set[str], secret: bool = False) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _texts(value, names, secret or name in names)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, names, secret)
    elif secret and isinstance(node, str):
        yield node


def plain(text: str) -> str:
    """Return a text as one reads it: no escapes of JSON or HTML, no tags, no marks of markdown, single spaces."""
    text = text.replace('\\"', '"').replace("\\n", " ").replace("\\\\", "\\")
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    text = re.sub(r"</?[a-zA-Z][^<>]*>", "", html.unescape(text))
    return " ".join(re.sub(r"[*_`]", "", html.unescape(text)).split()).casefold()


def told(secrets: Iterable[str], text: str) -> list[str]:
    """Return which of the texts (as `plain` gives them) stand in ``text``."""
    read = plain(text)
    return [said for said in secrets if said in read]


def fields_told(text: str) -> set[str]:
    """Return the names of fields of a key that stand in ``text``, however it is escaped."""
    return {*FIELD.findall(html.unescape(text).replace('\\"', '"'))}


def files_below(*folders: Path) -> dict[str, str]:
    """Return every file that can be read as text, and those inside zips, by name."""
    found: dict[str, str] = {}
    for path in (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()):
        if path.suffix in (".zip", ".whl"):
            with ZipFile(path) as archive:
                found |= {f"{path}/{name}": archive.read(name).decode(errors="replace") for name in archive.namelist()}
        else:
            found[str(path)] = path.read_text(encoding="utf-8", errors="replace")
    return found


def turned(data: dict[str, Any]) -> dict[str, Any]:
    """Return the same quiz (as JSON) with another key in every question, and other reasons where they say Because."""
    quiz: dict[str, Any] = json.loads(json.dumps(data).replace("Because", "Since"))
    for question in quiz["questions"]:
        menus = [question, *(question.get("features") or []), *(question.get("turns") or [])]
        for options in (menu.get(name) or [] for menu in menus for name in ("options", "regions", "replies")):
            keys = [option["right"] for option in options if "right" in option]
            for option, right in zip(options, keys[-1:] + keys[:-1], strict=False):
                option["right"] = right
        for item in question.get("items", []):
            if "level" in item:
                item["level"] = "same-day" if item["level"] == "emergency" else "emergency"
        for stem in question.get("stems", []):
            labels = [option["id"] for option in question["options"]]
            stem["answer"] = labels[(labels.index(stem["answer"]) + 1) % len(labels)]
        if question["kind"] == "order":
            question["items"].reverse()
        if question["kind"] == "sbar":
            parts = [statement.pop("part", None) for statement in question["statements"]]
            for statement, part in zip(question["statements"], parts[1:] + parts[:1], strict=True):
                statement |= {"part": part} if part else {}
        for number in (question, question.get("number") or {}):
            number |= {"answer": number["low"], "tolerance": 0.5} if "tolerance" in number else {}
        question |= {"verdict": "supported"} if "verdict" in question else {}
    return quiz
