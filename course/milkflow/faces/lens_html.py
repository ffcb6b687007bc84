"""A lens as it reads on paper, in a repository, or before its page runs: every claim with its verdict."""

from collections.abc import Iterable, Mapping
from html import escape

from milkflow.evidence import Claim
from milkflow.lenses import STANCES, Lens
from milkflow.markup import VERDICT_ICONS, chip, details, items, paragraphs, tag
from milkflow.words import say

Words = Mapping[str, str]


def lens_html(lens: Lens, claims: Iterable[Claim], words: Words) -> str:
    """Return the passage: each claim, and folded below it the verdict and what to say. No decision of anybody."""
    choices = items([escape(say(words, f"lens-stance-{id}")) for id in STANCES])
    inner = (
        paragraphs(say(words, "lens-eyebrow"), "mf-eyebrow")
        + tag("h3", escape(lens.title), "mf-lens__title")
        + paragraphs(lens.lead)
        + paragraphs(say(words, "lens-static-stances"), "mf-hint")
        + choices
        + paragraphs(say(words, "lens-static-first"), "mf-hint")
        + paragraphs(say(words, "lens-paper"), "mf-eyebrow")
        + items([_claim(claim, words) for claim in claims], "mf-lens__list", ordered=True)
    )
    return tag("div", inner, "mf mf-face mf-lens mf-static")


def _claim(claim: Claim, words: Words) -> str:
    verdict = chip(claim.verdict, VERDICT_ICONS[claim.verdict], say(words, f"verdict-{claim.verdict}"))
    means = escape(say(words, f"verdict-{claim.verdict}-means"))
    differs = claim.disagreement or ""
    aside = paragraphs(say(words, "card-disagreement"), "mf-eyebrow") + paragraphs(differs) if differs else ""
    known = tag("p", f"{verdict} {means}", "mf-verdict-line") + paragraphs(claim.teach) + aside
    return tag("strong", escape(claim.says)) + details(say(words, "lens-static-answer"), known)
