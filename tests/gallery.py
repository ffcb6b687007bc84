"""One question of every kind, and the pieces around them: placeholders for tests of faces, not teaching."""

from functools import cache
from types import SimpleNamespace
from typing import Any

from pydantic import TypeAdapter
from ruamel.yaml import YAML

from milkflow.evidence import load_evidence, skill_words
from milkflow.questions import PublicQuestion, Question, public
from milkflow.questions.samples import GALLERY
from milkflow.words import read_words

ADAPTER: TypeAdapter[Any] = TypeAdapter(Question)
COMMON = {"claims": ["lump-hard-red"], "outcomes": [1], "bloom": "apply"}

QUESTIONS: dict[str, dict[str, Any]] = {
    "one": {
        "id": "first-look",
        "kind": "one",
        "case": "Amina gave birth five days ago. Since this morning one place in her left breast is hard and sore.",
        "ask": "What do you do first?",
        "hint": "What would change your plan most?",
        "confidence": True,
        "options": [
            {"id": "ask", "say": "Ask how she feels and take her temperature", "right": True, "because": "It decides."},
            {"id": "press", "say": "Press the lump until the milk flows", "because": "Pain is a stop sign."},
            {"id": "wait", "say": "Tell her to come back in a week", "because": "A clear time limit is shorter."},
        ],
    },
    "several": {
        "id": "flags",
        "kind": "several",
        "ask": "Which two need a doctor today?",
        "options": [
            {"id": "shaking", "say": "She shakes with cold and is confused", "right": True, "because": "Sepsis?"},
            {"id": "lump", "say": "A small lump since last night, no fever", "because": "Watch and help."},
            {"id": "soft", "say": "A round lump that moves under the finger", "right": True, "because": "Abscess?"},
            {"id": "full", "say": "Both breasts full on day three", "because": "Engorgement."},
        ],
    },
    "match": {
        "id": "pictures",
        "kind": "match",
        "ask": "Which state fits each mother best?",
        "options": [
            {"id": "stasis", "say": "Milk stasis"},
            {"id": "mastitis", "say": "Mastitis"},
            {"id": "engorged", "say": "Engorgement of both breasts in the first days"},
        ],
        "stems": [
            {"id": "a", "say": "A sore lump, no fever, she feels well", "answer": "stasis", "because": "Local only."},
            {"id": "b", "say": "Fever and aching, one breast hot", "answer": "mastitis", "because": "She is ill."},
            {"id": "c", "say": "Day three, both breasts tight", "answer": "engorged", "because": "Both, early."},
        ],
    },
    "order": {
        "id": "visit",
        "kind": "order",
        "ask": "What comes first, what last?",
        "items": [
            {"id": "listen", "say": "Listen to her story", "because": "It guides the rest."},
            {"id": "signs", "say": "Take temperature and pulse", "because": "Before touching."},
            {"id": "look", "say": "Look at both breasts, and watch a feed", "because": "With her consent."},
            {"id": "plan", "say": "Agree on a plan and on when to call", "because": "It ends the visit."},
        ],
    },
    "number": {
        "id": "fever",
        "kind": "number",
        "ask": "From which temperature do you count a fever in this exercise?",
        "answer": 38.5,
        "tolerance": 0.1,
        "unit": "°C",
        "low": 35,
        "high": 42,
        "because": "A placeholder reason.",
        "near": [{"value": 37.5, "because": "This is within the usual range."}],
    },
    "reflection": {
        "id": "next-shift",
        "kind": "reflection",
        "ask": "A friend pressed the lump hard.\n\nWhat will you say, and what will you avoid saying?",
        "rubric": [
            {"id": "kind", "say": "takes her worry seriously", "points": 1},
            {"id": "stop", "say": "says why pain is a stop sign", "points": 1},
        ],
        "words_max": 80,
    },
}


# The other kinds are those of the gallery that authors see, with its right and not quite right answers.
AUTHORS = {entry["question"]["id"]: entry for entry in YAML(typ="safe").load(GALLERY.read_text(encoding="utf-8"))}
MORE = [id.removeprefix("gallery-") for id in AUTHORS if id.removeprefix("gallery-") not in QUESTIONS]
QUESTIONS |= {name: AUTHORS[f"gallery-{name}"]["question"] for name in MORE}


@cache
def words() -> dict[str, str]:
    """Return the words of the faces, as their files have them."""
    return read_words() | skill_words(load_evidence())


def question(kind: str, **changes: Any) -> Any:
    """Return the sample question of ``kind``, with changes."""
    return ADAPTER.validate_python(COMMON | QUESTIONS[kind] | changes)


def shown(kind: str) -> PublicQuestion:
    """Return the sample question of ``kind`` as it stands in a quiz: key-free, with 2 points."""
    return public(question(kind, points=2, id=f"quiz-{kind}"))


def claim(**changes: Any) -> Any:
    """Return a claim that is shaped like the evidence models."""
    source = SimpleNamespace(id="guide-2024", says="One breast.", locator="p. 66", verified="read")
    doubtful = SimpleNamespace(id="old-2014", says="One breast, it seems.", locator="abstract", verified="recalled")
    start = {
        "id": "lump-hard-red",
        "verdict": "supported",
        "says": "A sore, hard place with a colour change is typical.",
        "teach": "Look for darkening as well as redness, compare sides, and feel for warmth.",
        "sources": (source, doubtful),
        "disagreement": "One source says more than the other.",
        "reviewed_by": None,
    }
    return SimpleNamespace(**(start | changes))
