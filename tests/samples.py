"""Small questions of every kind, for tests of rules."""

from typing import Any

from pydantic import TypeAdapter

from milkflow.questions import Question

COMMON: dict[str, Any] = {"ask": "What now?", "claims": ["pressure-endure"], "outcomes": [2], "bloom": "apply"}


def make(kind: str, **fields: Any) -> Question:
    """Return a question of ``kind``; ``fields`` replace what the sample has."""
    found: Question = TypeAdapter(Question).validate_python(COMMON | {"id": f"sample-{kind}"} | SAMPLES[kind] | fields)
    return found


def option(id: str, right: bool = False) -> dict[str, Any]:
    """Return an option with its id in its words."""
    return {"id": id, "say": f"Say {id}.", "right": right, "because": f"Because of {id}."}


SAMPLES: dict[str, dict[str, Any]] = {
    "one": {"kind": "one", "options": [option("a", True), option("b"), option("c")]},
    "several": {"kind": "several", "options": [option("a", True), option("b", True), option("c"), option("d")]},
    "match": {
        "kind": "match",
        "options": [{"id": "x", "say": "X"}, {"id": "y", "say": "Y"}],
        "stems": [{"id": f"s{n}", "say": f"S{n}", "answer": "xy"[n % 2], "because": "Because."} for n in range(4)],
    },
    "order": {"kind": "order", "items": [{"id": f"i{n}", "say": f"I{n}", "because": "Because."} for n in range(4)]},
    "number": {
        "kind": "number", "answer": 38.5, "tolerance": 0.1, "unit": "°C", "low": 34, "high": 43, "because": "Because.",
    },
    "reflection": {"kind": "reflection", "rubric": [{"id": "r", "say": "Names one thing.", "points": 2}]},
}
KINDS = sorted(SAMPLES)
