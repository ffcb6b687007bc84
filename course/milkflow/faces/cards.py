"""Evidence as plain HTML: it reads the same in a lesson, in a repository and on paper."""

from collections.abc import Iterable, Mapping
from html import escape

from milkflow.evidence import Claim, ClaimSource, Source
from milkflow.markup import VERDICT_ICONS, chip, details, items, paragraphs, tag
from milkflow.words import say

Words = Mapping[str, str]


class ClaimCard:
    """One claim: what people say, the verdict, what we teach, its sources, and where sources differ.

    ``sources`` holds a Source for each id that the claim cites; one that is missing is shown by its id.
    """

    def __init__(self, claim: Claim, sources: Mapping[str, Source], words: Words) -> None:
        self.claim, self.sources, self.words = claim, sources, words

    def __repr__(self) -> str:
        return f"<Claim '{self.claim.id}' · {self.claim.verdict}>"

    def _repr_html_(self) -> str:
        claim = self.claim
        verdict = chip(claim.verdict, VERDICT_ICONS[claim.verdict], self._say(f"verdict-{claim.verdict}"))
        return tag(
            "div",
            tag("p", escape(self._say("card-claim")), "mf-eyebrow")
            + paragraphs(claim.says, "mf-title")
            + tag("p", f"{verdict} {escape(self._say(f'verdict-{claim.verdict}-means'))}", "mf-verdict-line")
            + tag("p", escape(self._say("card-teach")), "mf-eyebrow")
            + paragraphs(claim.teach)
            + self._differs()
            + details(
                self._say("card-sources", count=len(claim.sources)),
                items(map(self._cited, claim.sources), "mf-card-list"),
            )
            + tag("p", escape(self._reviewed()), "mf-hint"),
            f"mf mf-card mf-claim mf-claim--{claim.verdict}",
        )

    def _differs(self) -> str:
        text = self.claim.disagreement
        return details(self._say("card-disagreement"), paragraphs(text)) if text else ""

    def _cited(self, cited: ClaimSource) -> str:
        source = self.sources.get(cited.id)
        name = f"{source.organisation}, {_year(source, self.words)}" if source else cited.id
        place = tag("span", escape(f"{name} · {cited.locator}"), "mf-hint")
        return f"{escape(cited.says)}<br>{place} · {read_mark(cited.verified, self.words)}"

    def _reviewed(self) -> str:
        name = self.claim.reviewed_by
        return self._say("reviewed-by", name=name) if name else self._say("awaiting-review")

    def _say(self, id: str, **values: object) -> str:
        return say(self.words, id, **values)


class SourceList:
    """The sources of a page, each with how much of it was read."""

    def __init__(self, sources: Iterable[Source], words: Words) -> None:
        self.sources, self.words = tuple(sources), words

    def __repr__(self) -> str:
        return f"<Sources: {len(self.sources)}>"

    def _repr_html_(self) -> str:
        title = say(self.words, "sources-title", count=len(self.sources))
        lines = details(title, items(map(self._line, self.sources), "mf-card-list"))
        note = paragraphs(say(self.words, "sources-note"), "mf-hint")
        return tag("div", note + lines, "mf mf-card mf-sources")

    def _line(self, source: Source) -> str:
        link = _link(source)
        extent = tag("span", escape(say(self.words, "extent-read", extent=source.extent_read)), "mf-hint")
        return f"{escape(source.citation)}{link}<br>{read_mark(source.verified, self.words)} · {extent}"


def read_mark(verified: str, words: Words) -> str:
    """Return a quiet mark for a source that was read for this course, and a chip for one that is not yet checked."""
    word = say(words, f"source-{verified}")
    return tag("span", escape(f"✓ {word}"), "mf-hint") if verified == "read" else chip("warn", "?", word)


def _year(source: Source, words: Words) -> str:
    return str(source.year) if source.year else say(words, "source-no-year")


def _link(source: Source) -> str:
    """Return a link to press, never fetched by the page itself; only a web address becomes one."""
    address = f"https://doi.org/{source.doi}" if source.doi else source.url or ""
    if not address.startswith(("https://", "http://")):
        return ""
    return f' <a href="{escape(address)}" rel="noreferrer noopener" target="_blank">{escape(address)}</a>'
