"""Check plain data against a model, and say all that is wrong with it in an author's words."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from milkflow.errors import ContentError
from milkflow.reading.document import Document, document
from milkflow.reading.spelling import did_you_mean

M = TypeVar("M")
Problem = str


class Content(BaseModel):
    """Anything read from YAML. An unknown key is a typo, so it is refused; a value once read never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def read_yaml(path: Path, kind: type[M]) -> M:
    """Return the one mapping in ``path`` as ``kind``. Raise ContentError with every problem in the file."""
    page = document(path)
    if not isinstance(page.data, dict):
        raise ContentError(str(path), ["line 1: expected 'key: value' lines; see the other files in this folder"])
    found: M = _validated(page, page.data, kind)
    return found


def read_yaml_list(path: Path, kind: Any) -> tuple[Any, ...]:
    """Return the list in ``path`` as a tuple of ``kind``. Raise ContentError with every problem in the file."""
    page = document(path)
    if not isinstance(page.data, list):
        raise ContentError(str(path), ["line 1: expected a list; start each entry with '- '"])
    found: tuple[Any, ...] = _validated(page, page.data, tuple[kind, ...])
    return found


def _validated(page: Document, data: Any, kind: Any) -> Any:
    try:
        return _adapter(kind).validate_python(data)
    except ValidationError as fault:
        raise ContentError(str(page.path), _problems(page, data, fault)) from None


# To build one takes pydantic longer than to check a file with it.
@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _problems(page: Document, data: Any, fault: ValidationError) -> list[Problem]:
    found: dict[tuple[int, str, str], None] = {}
    for error in fault.errors():
        where = _in_data(data, error["loc"])
        found[page.line(*where), ".".join(map(str, where)), _said(error, data, where)] = None
    return [f"line {line}: {where + ': ' if where else ''}{said}" for line, where, said in sorted(found)]


def _in_data(data: Any, location: Iterable[str | int]) -> tuple[str | int, ...]:
    # pydantic puts the names of union members into a location; only steps that exist in the file are shown.
    steps: list[str | int] = []
    node = data
    for step in location:
        if (isinstance(node, dict) and step in node) or (isinstance(node, list) and isinstance(step, int)):
            node = node[step]  # type: ignore[index]
            steps.append(step)
        elif isinstance(node, dict) and not _is_union_label(step, node):
            steps.append(step)
            break
    return tuple(steps)


def _is_union_label(step: str | int, node: dict[str, Any]) -> bool:
    return step == node.get("kind")


def _said(error: Any, data: Any, where: tuple[str | int, ...]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return "missing; add this key"
    if kind == "extra_forbidden":
        return "not a key we know" + (_near_key(error, data, where) or "; check the spelling")
    if kind == "literal_error":
        return f"{error['input']!r} is not one of {context['expected']}"
    if kind == "union_tag_invalid":
        wanted = [tag.strip(" '") for tag in context["expected_tags"].split(",")]
        return f"kind {context['tag']!r} is not one of {', '.join(wanted)}{did_you_mean(context['tag'], wanted)}"
    if kind == "value_error":
        return str(context["error"])
    return str(error["msg"]).replace("Input should", "should")


def _near_key(error: Any, data: Any, where: tuple[str | int, ...]) -> str:
    node = data
    for step in where[:-1]:
        node = node[step]
    return did_you_mean(where[-1], KNOWN_KEYS - set(map(str, node))) if where else ""


def _all_keys(kind: type[BaseModel]) -> set[str]:
    keys = {field.alias or name for name, field in kind.model_fields.items()}
    return keys.union(*(_all_keys(child) for child in kind.__subclasses__()))


class _KnownKeys:
    """The keys of every content model there is, asked late: models are defined after this module."""

    def __sub__(self, present: set[str]) -> set[str]:
        return _all_keys(Content) - present


KNOWN_KEYS = _KnownKeys()
