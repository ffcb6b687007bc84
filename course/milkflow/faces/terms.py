"""Words that are explained where they stand, as plain HTML."""

from collections.abc import Iterable, Mapping
from html import escape

from milkflow.glossary import Term
from milkflow.markup import details, paragraphs, tag
from milkflow.words import say

MANY = 8  # more words than these open on a press, so that they do not push the lesson away


class TermCard:
    """Each term with its meaning, as a list of definitions."""

    def __init__(self, terms: Iterable[Term], words: Mapping[str, str]) -> None:
        self.terms, self.words = tuple(terms), words

    def __repr__(self) -> str:
        return f"<Words: {', '.join(term.id for term in self.terms)}>"

    def _repr_html_(self) -> str:
        meanings = tag("dl", "".join(map(_meaning, self.terms)), "mf-terms-list")
        if len(self.terms) > MANY:
            title = say(self.words, "terms-title-all", count=len(self.terms))
            return tag("div", details(title, meanings), "mf mf-card mf-terms")
        title = paragraphs(say(self.words, "terms-title"), "mf-eyebrow")
        return tag("div", title + meanings, "mf mf-card mf-terms")


def _meaning(term: Term) -> str:
    return tag("dt", escape(term.term)) + tag("dd", escape(term.says))
