"""The observation sheet as a page: boxes to tick by hand, which print on two sheets of paper."""

from collections.abc import Mapping
from html import escape

from milkflow.evidence import SheetPart, read_sheet
from milkflow.insight.pages import Page, card, table
from milkflow.markup import paragraphs, tag
from milkflow.words import say

BOX = "☐"
COLUMNS = ("seen", "partly", "not", "none")
HEAD = ("code", "date", "place", "observer")


def observation_sheet(words: Mapping[str, str]) -> Page:
    """Return the sheet. A line names nobody, and each is something that can be seen or heard."""
    sheet = read_sheet()
    review = "" if sheet.reviewed_by else tag("p", escape(say(words, "sheet-review")), "mf-hint")
    head = "".join(tag("p", escape(say(words, f"sheet-head-{id}"))) for id in HEAD)
    lines = '<hr style="border:0;border-bottom:1px solid;margin:1.8rem 0 0">' * 3
    end = tag("p", tag("strong", escape(say(words, "sheet-notes")))) + lines + paragraphs(say(words, "sheet-signed"))
    inner = (
        tag("h2", escape(sheet.title)) + review + paragraphs(say(words, "sheet-knowledge")) + head
        + tag("p", tag("strong", escape(say(words, "sheet-stop"))))
        + "".join(_part(part, words) for part in sheet.parts) + end
    )  # fmt: skip
    return Page(f"Observation sheet: {sum(len(part.acts) for part in sheet.parts)} lines", card(inner))


def _part(part: SheetPart, words: Mapping[str, str]) -> str:
    heads = [say(words, "sheet-what"), *(say(words, f"sheet-{id}") for id in COLUMNS)]
    return table(heads, [(escape(act.say), *(BOX for _ in COLUMNS)) for act in part.acts], part.title)
