"""A question as it reads on paper, in a repository, or before its page runs."""

from collections.abc import Mapping
from html import escape

from milkflow.figures import curves, places, written
from milkflow.markup import items, paragraphs, tag
from milkflow.questions import PublicQuestion
from milkflow.words import say

Words = Mapping[str, str]


def question_html(question: PublicQuestion, words: Words) -> str:
    """Return the question with its choices. There is no key in it, and no answer of anybody."""
    parts = [
        paragraphs(question.case or "", "mf-vignette"),
        _claim(question, words),
        chart_html(question, words),
        paragraphs(question.ask, "mf-legend"),
        _choices(question, words),
        paragraphs(say(words, "answer-in-course"), "mf-hint"),
    ]
    return tag("div", "".join(parts), "mf mf-face mf-question mf-static")


def _choices(question: PublicQuestion, words: Words) -> str:
    options = items([escape(option.say) for option in question.options])
    match question.kind:
        case "one" | "chart" if question.options:
            return options
        case "several":
            return paragraphs(say(words, "how-several", choose=question.choose)) + options
        case "match":
            stems = items([escape(stem.say) for stem in question.stems], ordered=True)
            return stems + paragraphs(say(words, "answers-to-choose-from")) + options
        case "order":
            return paragraphs(say(words, "how-order-static")) + items([escape(item.say) for item in question.items])
        case "number" | "chart":
            return paragraphs(say(words, "number-static", unit=question.unit))
        case "reflection":
            rubric = items([escape(line.say) for line in question.rubric])
            return paragraphs(say(words, "rubric-title")) + rubric if question.rubric else ""
        case "hotspot":
            return _places(question, words)
        case _:
            return _menus(question, words) + _scaled(question, words)


def _places(question: PublicQuestion, words: Words) -> str:
    drawn = places(question)
    drawing = tag("div", written(drawn), "mf-picture-box") if drawn else ""
    how = say(words, "how-several", choose=question.choose) if question.choose != 1 else ""
    lines = items([escape(option.say) for option in question.options], ordered=True)
    # Where a page strips the drawing, its story still says what it shows.
    story = paragraphs(question.drawing.story, "mf-hint") if question.drawing else ""
    return drawing + story + paragraphs(how) + lines


def _claim(question: PublicQuestion, words: Words) -> str:
    if not question.says:
        return ""
    return tag("div", paragraphs(say(words, "claim-says"), "mf-eyebrow") + paragraphs(question.says), "mf-vignette")


def chart_html(question: PublicQuestion, words: Words) -> str:
    """Return the chart that a question shows, with its table; "" without one."""
    if question.chart is None:
        return ""
    shown = curves(question.chart, words)
    drawings = "".join(map(written, shown["drawings"]))
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in shown["head"])
    rows = "".join(
        tag("tr", f'<th scope="row">{escape(first)}</th>' + "".join(tag("td", escape(cell)) for cell in rest))
        for first, *rest in shown["rows"]
    )
    table = tag("caption", escape(say(words, "chart-table"))) + tag("thead", tag("tr", head)) + tag("tbody", rows)
    beside = tag("div", tag("table", table, "mf-table"), "mf-scroll")
    return paragraphs(shown["title"]) + tag("div", tag("div", drawings, "mf-picture-box") + beside, "mf-curves")


def _menus(question: PublicQuestion, words: Words) -> str:
    shown = []
    for menu in question.menus:
        most = say(words, "feature-one" if menu.most == 1 else "feature-most", most=menu.most)
        how = most if question.kind == "key-feature" else ""
        lead = menu.say if how else f"{say(words, 'she-says')} {menu.say}"
        shown.append(paragraphs(f"{lead} {how}".strip()) + items([escape(option.say) for option in menu.options]))
    return "".join(shown)


def _scaled(question: PublicQuestion, words: Words) -> str:
    if not question.scale:
        return ""
    scale = items([escape(say(words, f"{question.kind}-{id}")) for id in question.scale])
    things = items([escape(item.say) for item in question.items], ordered=True) if question.items else ""
    return things + paragraphs(say(words, "answers-to-choose-from")) + scale
