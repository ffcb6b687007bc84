"""Small questions of every kind, for tests of rules."""

from typing import Any

from pydantic import TypeAdapter

from milkflow.questions import Question

COMMON: dict[str, Any] = {"ask": "What now?", "claims": ["pressure-endure"], "outcomes": [2], "bloom": "apply"}

ADAPTER: TypeAdapter[Any] = TypeAdapter(Question)


def make(kind: str, **fields: Any) -> Question:
    """Return a question of ``kind``; ``fields`` replace what the sample has."""
    found: Question = ADAPTER.validate_python(COMMON | {"id": f"sample-{kind}"} | SAMPLES[kind] | fields)
    return found


def option(id: str, right: bool = False) -> dict[str, Any]:
    """Return an option with its id in its words."""
    return {"id": id, "say": f"Say {id}.", "right": right, "because": f"Because of {id}."}


def place(id: str, right: bool = False) -> dict[str, Any]:
    """Return a region of a drawing."""
    return option(id, right) | {"shape": {"circle": [10, 10, 5]}}


DRAWING = {"title": "A square", "story": "One line.", "height": 100, "outline": [{"line": [[0, 0], [9, 9]]}]}
CURVES = {
    "title": "A day",
    "times": ["06:00", "12:00"],
    "series": [{"id": "t", "label": "T", "unit": "°C", "low": 36, "high": 40, "values": [37, 38.5]}],
}
LEVELS = ("self-care", "same-day", "emergency")
VERDICTS = ("supported", "partly-supported", "superseded", "unsafe", "no-evidence")

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
    "hotspot": {"kind": "hotspot", "drawing": DRAWING, "regions": [place("a", True), place("b"), place("c")]},
    "hotspot-several": {
        "kind": "hotspot", "drawing": DRAWING, "regions": [place("a", True), place("b", True), place("c"), place("d")],
    },
    "chart": {"kind": "chart", "chart": CURVES, "options": [option("a", True), option("b"), option("c")]},
    "chart-number": {
        "kind": "chart", "chart": CURVES,
        "number": {"answer": 38.5, "tolerance": 0.1, "unit": "°C", "low": 34, "high": 43, "because": "Because."},
    },
    "key-feature": {
        "kind": "key-feature",
        "case": "A case.",
        "features": [
            {"id": "x", "ask": "X?", "most": 2, "options": [option(id, id in "ab") for id in "abcd"]},
            {"id": "y", "ask": "Y?", "most": 2, "options": [option("a", True), option("b"), option("c")]},
        ],
    },
    "urgency": {
        "kind": "urgency",
        "items": [{"id": f"i{n}", "say": f"I{n}", "level": LEVELS[n % 3], "because": "Because."} for n in range(4)],
    },
    "claim-audit": {
        "kind": "claim-audit", "says": "Press.", "verdict": "unsafe", "because": dict.fromkeys(VERDICTS, "Because."),
    },
    "dialogue": {
        "kind": "dialogue",
        "turns": [
            {"id": id, "says": "Hm.", "replies": [r | {"skill": "accept"} for r in (option("a", True), option("b"))]}
            for id in "xy"
        ],
    },
    "sbar": {
        "kind": "sbar",
        "statements": [
            {"id": f"s{n}", "say": f"S{n}.", "because": "Because."} | ({"part": part} if part else {})
            for n, part in enumerate(("situation", "background", "assessment", "recommendation", None))
        ],
    },
}
KINDS = sorted(SAMPLES)

_PLACED = {"s0": "situation", "s1": "background", "s2": "assessment", "s3": "recommendation"}
# For each sample: an answer for full marks, one for a part (None where only all or nothing is earned), one for zero.
ANSWERS: dict[str, tuple[Any, Any, Any]] = {
    "one": ("a", None, "b"),
    "several": (["b", "a"], ["a"], ["a", "c"]),
    "match": ({"s0": "x", "s1": "y", "s2": "x", "s3": "y"}, {"s0": "x", "s1": "x"}, {"s0": "y"}),
    "order": (["i0", "i1", "i2", "i3"], ["i1", "i0", "i2", "i3"], ["i3", "i2", "i1", "i0"]),
    "number": (38.4, None, 38),
    "reflection": (None, None, "I would ask first."),
    "hotspot": ("a", None, "c"),
    "hotspot-several": (["a", "b"], ["b"], ["c", "d"]),
    "chart": ("a", None, "b"),
    "chart-number": (38.5, None, 37),
    "key-feature": ({"x": ["b", "a"], "y": ["a"]}, {"x": ["a", "c"], "y": ["b"]}, {"x": ["a", "b", "c"]}),
    "urgency": (
        {"i0": "self-care", "i1": "same-day", "i2": "emergency", "i3": "self-care"},
        {"i0": "same-day", "i2": "emergency"}, {"i2": "self-care"},
    ),
    "claim-audit": ("unsafe", None, "supported"),
    "dialogue": ({"x": "a", "y": "a"}, {"x": "a", "y": "b"}, {"x": "b", "y": "b"}),
    "sbar": (_PLACED, {"s0": "situation", "s1": "assessment"}, {"s0": "situation", "s4": "background"}),
}
