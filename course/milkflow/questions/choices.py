"""What a question lets one choose from, by kind, without a word on what is right."""

from typing import Any

from milkflow.questions.casework import Casework
from milkflow.questions.deciding import LEVELS, VERDICTS, ClaimAudit, Feature, KeyFeature, Urgency
from milkflow.questions.kinds import Question
from milkflow.questions.parts import Label
from milkflow.questions.pictures import Shape
from milkflow.questions.shuffling import own_order
from milkflow.questions.talking import SBAR, Dialogue, Sbar, Turn
from milkflow.reading import Content


class Menu(Content):
    """A part of a question with choices of its own: a feature (choose up to ``most``), or a turn of a dialogue."""

    id: str
    say: str
    most: int = 1
    shuffle: bool = True
    options: tuple[Label, ...]


class Place(Content):
    """Where in the drawing the option with this id lies."""

    id: str
    shape: Shape


def choices(question: Question | Casework) -> dict[str, Any]:
    """Return the fields of the public form that hold what can be chosen, in an order that tells nothing of the key."""
    match question.kind:
        case "one" | "several":
            shown = own_order(question.id, question.options, question.shuffle)
            choose = question.choose if question.kind == "several" else None
            return {"options": _labels(shown), "choose": choose, "shuffle": question.shuffle}
        case "match":
            options = _labels(own_order(question.id, question.options, question.shuffle))
            stems = _labels(own_order(question.id, question.stems))
            return {"options": options, "stems": stems, "shuffle": question.shuffle}
        case "order":
            return {"items": _labels(own_order(question.id, question.items))}
        case "number":
            return {"unit": question.unit, "low": question.low, "high": question.high}
        case "reflection":
            return {"rubric": question.rubric, "words_max": question.words_max}
        case "hotspot":
            regions = own_order(question.id, question.regions, question.shuffle)
            places = tuple(Place(id=region.id, shape=region.shape) for region in regions)
            found = {"options": _labels(regions), "choose": question.choose, "shuffle": question.shuffle}
            return found | {"drawing": question.drawing, "places": places}
        case "chart":
            return choices(question.asked) | {"chart": question.chart}
        case "case":
            return _graph(question)
        case _:
            return _more_choices(question)


def _more_choices(question: KeyFeature | Urgency | ClaimAudit | Dialogue | Sbar) -> dict[str, Any]:
    match question.kind:
        case "key-feature":
            return {"menus": tuple(_feature(question.id, feature) for feature in question.features)}
        case "urgency":
            return {"items": _labels(own_order(question.id, question.items)), "scale": LEVELS}
        case "claim-audit":
            return {"says": question.says, "scale": VERDICTS}
        case "dialogue":
            return {"menus": tuple(_turn(question.id, turn) for turn in question.turns)}
        case "sbar":
            return {"items": _labels(own_order(question.id, question.statements)), "scale": SBAR}


def _graph(question: Casework) -> dict[str, Any]:
    from milkflow.cases.released import released  # a case knows questions: asked for at the top, neither could begin

    return {"graph": released(question.story)} if question.story else {}


def _feature(question_id: str, feature: Feature) -> Menu:
    options = own_order(f"{question_id}:{feature.id}", feature.options, feature.shuffle)
    return Menu(id=feature.id, say=feature.ask, most=feature.most, options=_labels(options), shuffle=feature.shuffle)


def _turn(question_id: str, turn: Turn) -> Menu:
    replies = own_order(f"{question_id}:{turn.id}", turn.replies, turn.shuffle)
    return Menu(id=turn.id, say=turn.says, options=_labels(replies), shuffle=turn.shuffle)


def _labels(things: Any) -> tuple[Label, ...]:
    return tuple(Label(id=thing.id, say=thing.say) for thing in things)
