"""The answer to which a key gives full marks, by kind: what a model trainee would save."""

from typing import Any

from milkflow.questions import Gradable


def model_answer(question: Gradable) -> Any:
    """Return the model response; None for a reflection, which a person marks."""
    match question.kind:
        case "one":
            return _right(question.options)[0]
        case "several":
            return _right(question.options)
        case "hotspot":
            return _right(question.regions)[0] if question.choose == 1 else _right(question.regions)
        case "chart":
            return model_answer(question.asked)
        case "match":
            return {stem.id: stem.answer for stem in question.stems}
        case "order":
            return [item.id for item in question.items]
        case "number":
            return question.answer
        case "reflection":
            return None
        case _:
            return _decision(question)


def _decision(question: Any) -> Any:
    match question.kind:
        case "key-feature":
            return {feature.id: _right(feature.options) for feature in question.features}
        case "urgency":
            return {item.id: item.level for item in question.items}
        case "claim-audit":
            return question.verdict
        case "dialogue":
            return {turn.id: _right(turn.replies)[0] for turn in question.turns}
        case "sbar":
            return {one.id: one.part for one in question.statements if one.part}
        case "case":
            from milkflow.check.guessing.play import best_moves

            return best_moves(question.story)


def _right(options: Any) -> list[str]:
    return [option.id for option in options if option.right]
