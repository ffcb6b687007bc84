"""A YAML file as plain data that still knows its lines."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from milkflow.errors import ContentError

# A hand-written page is far below this; a bigger file is a mistake, and reading it would hang an editor.
MOST_BYTES = 2_000_000


@dataclass(frozen=True)
class Document:
    """Plain data read from ``path``: ``data`` holds dicts, lists, text, numbers, booleans and None."""

    path: Path
    data: Any
    marks: Any

    def line(self, *where: str | int) -> int:
        """Return the line (1 is the first) of the value at ``where``, or of the nearest parent that has one."""
        node, line = self.marks, 1
        for step in where:
            line = _line_of(node, step) or line
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
        return line


def document(path: Path) -> Document:
    """Read one YAML 1.2 file. Raise ContentError if it is missing, not UTF-8, or not YAML (a repeated key counts)."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ContentError(str(path), [f"larger than {MOST_BYTES} bytes; split it into smaller files"])
        text = path.read_text(encoding="utf-8")
    except OSError as fault:
        raise ContentError(str(path), [f"cannot be read ({fault.strerror}); check the name and the folder"]) from None
    except UnicodeDecodeError as fault:
        raise ContentError(str(path), [f"byte {fault.start} is not UTF-8; save the file as UTF-8"]) from None
    marks = _parse(path, text)
    return Document(path, _plain(marks), marks)


# One run reads a page several times: as a model, and for its lines. Nobody changes what is parsed.
@lru_cache(maxsize=256)
def _loaded(text: str) -> Any:
    # Imported here: a lesson reads compiled bundles and must not pay for a YAML parser.
    from ruamel.yaml import YAML

    return YAML(typ="rt").load(text)


def _parse(path: Path, text: str) -> Any:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return _loaded(text)
    except MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        said = str(fault.problem or fault.context or "not YAML").splitlines()[0]
        raise ContentError(str(path), [f"line {line}: {said}; check the indent, the colons and the quotes"]) from None
    except YAMLError as fault:
        raise ContentError(str(path), [f"not YAML: {str(fault).splitlines()[0]}"]) from None


def _line_of(node: Any, step: str | int) -> int | None:
    marks = getattr(node, "lc", None)
    try:
        return int(marks.data[step][0]) + 1 if marks is not None else None
    except (KeyError, IndexError, TypeError):
        return None


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {_plain(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if isinstance(node, bool) or node is None:
        return node
    for kind in (int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return node
