"""Evidence cards say verdict, lesson, sources and doubts, and no word of them can act as HTML."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gallery
from milkflow.evidence import Source, load_evidence
from milkflow.faces.cards import ClaimCard, SourceList
from milkflow.faces.question_html import question_html

ALLOWED = {"div", "p", "span", "ul", "ol", "li", "details", "summary", "a", "br", "strong"}
VOID = {"br"}
HOSTILE = st.text(max_size=60) | st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</details></div><b>", "&lt;i&gt;", "' onclick='x"]
)


class Reader(HTMLParser):
    """Every tag, attribute and text of a page; a tag that closes wrongly is a fault."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.open, self.text = set(), set(), [], ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open += [tag] if tag not in VOID else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def source(**changes):
    start = {
        "id": "guide-2024",
        "title": "A guide",
        "organisation": "A body",
        "year": 2024,
        "citation": "A body. A guide. 2024.",
        "kind": "guideline",
        "verified": "read",
        "extent_read": "abstract",
    }
    return Source.model_validate(start | changes)


def card(**changes):
    return ClaimCard(gallery.claim(**changes), {"guide-2024": source()}, gallery.words())._repr_html_()


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_word_of_a_card_can_act_as_html(says, teach, differs):
    page = Reader(card(says=says, teach=teach, disagreement=differs, reviewed_by=says))
    assert page.tags <= ALLOWED and page.attributes <= {"class", "aria-hidden", "href", "rel", "target"}


@given(HOSTILE.filter(str.strip))
def test_no_word_of_a_source_can_act_as_html(text):
    listed = SourceList([source(title=text, citation=text, organisation=text, extent_read=text)], gallery.words())
    page = Reader(listed._repr_html_())
    assert page.tags <= ALLOWED


@given(HOSTILE.filter(str.strip))
def test_no_word_of_a_printed_question_can_act_as_html(text):
    shown = gallery.shown("one").model_copy(update={"ask": text, "case": text})
    assert Reader(question_html(shown, gallery.words())).tags <= ALLOWED


@given(st.sampled_from(["javascript:alert(1)", "data:text/html,x", "//host/x", "ftp://x"]))
def test_only_a_web_address_becomes_a_link(url):
    assert "a" not in Reader(SourceList([source(url=url)], gallery.words())._repr_html_()).tags


@pytest.mark.parametrize("verdict", ["supported", "partly-supported", "superseded", "unsafe", "no-evidence"])
def test_every_verdict_is_a_symbol_a_word_and_what_it_means(verdict):
    words = gallery.words()
    text = Reader(card(verdict=verdict)).text
    assert words[f"verdict-{verdict}"] in text and words[f"verdict-{verdict}-means"] in text


def test_a_card_tells_read_sources_from_those_not_yet_checked():
    words, text = gallery.words(), Reader(card()).text
    assert words["source-read"] in text and words["source-recalled"] in text


def test_a_card_awaits_clinical_review_until_somebody_has_signed():
    words = gallery.words()
    assert words["awaiting-review"] in card()
    signed = card(reviewed_by="A. Midwife")
    assert words["awaiting-review"] not in signed and "A. Midwife" in signed


def test_a_card_without_disagreement_opens_nothing_about_it():
    assert gallery.words()["card-disagreement"] not in card(disagreement=None)


def test_every_claim_of_the_course_has_a_card():
    evidence = load_evidence()
    assert evidence.claims
    for claim in evidence.claims.values():
        page = Reader(ClaimCard(claim, evidence.sources, gallery.words())._repr_html_())
        assert claim.teach in page.text and page.tags <= ALLOWED


def test_the_source_list_is_short_to_name_and_says_how_much_was_read():
    listed = SourceList([source()], gallery.words())
    assert repr(listed) == "<Sources: 1>" and "abstract" in Reader(listed._repr_html_()).text
