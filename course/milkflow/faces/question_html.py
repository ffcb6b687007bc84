"""A question as it reads on paper, in a repository, or before its page runs."""

from collections.abc import Mapping
from html import escape

from milkflow.markup import items, paragraphs, tag
from milkflow.questions import PublicQuestion
from milkflow.words import say

Words = Mapping[str, str]


def question_html(question: PublicQuestion, words: Words) -> str:
    """Return the question with its choices. There is no key in it, and no answer of anybody."""
    parts = [
        paragraphs(question.case or "", "mf-vignette"),
        paragraphs(question.ask, "mf-legend"),
        _choices(question, words),
        paragraphs(say(words, "answer-in-course"), "mf-hint"),
    ]
    return tag("div", "".join(parts), "mf mf-face mf-question mf-static")


def _choices(question: PublicQuestion, words: Words) -> str:
    options = items([escape(option.say) for option in question.options])
    match question.kind:
        case "one":
            return options
        case "several":
            return paragraphs(say(words, "how-several", choose=question.choose)) + options
        case "match":
            stems = items([escape(stem.say) for stem in question.stems], ordered=True)
            return stems + paragraphs(say(words, "answers-to-choose-from")) + options
        case "order":
            return paragraphs(say(words, "how-order-static")) + items([escape(item.say) for item in question.items])
        case "number":
            return paragraphs(say(words, "number-static", unit=question.unit))
        case "reflection":
            rubric = items([escape(line.say) for line in question.rubric])
            return paragraphs(say(words, "rubric-title")) + rubric if question.rubric else ""
