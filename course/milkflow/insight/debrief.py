"""What a class got wrong, unsafe and sure first, with something ready to say about it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from milkflow.build.quiz_reasons import reason_lines
from milkflow.evidence import Claim
from milkflow.insight import pictures
from milkflow.insight.classes import QuizClass
from milkflow.insight.findings import Item, Line, look_at
from milkflow.insight.pages import Words, eyebrow, percent, table, told, unbroken
from milkflow.insight.sampling import wilson
from milkflow.markup import VERDICT_ICONS, chip, details, items, paragraphs, tag
from milkflow.words import say

Lessons = Mapping[str, Sequence[tuple[str, str]]]  # by claim: file and title
LINKS = 2  # lessons, those that tell most about the question
TOLD = 5  # questions that are debriefed in full; the others open on a press


class Trouble(NamedTuple):
    """A question that somebody got wrong. ``sure`` is None where nobody was asked how sure she is."""

    item: Item
    safety: bool
    sure: int | None

    @property
    def order(self) -> tuple[int, int, int, int]:
        """Unsafe and sure first, then unsafe, then sure, then the rest; the most people first."""
        sure = self.sure or 0
        return (-sure * self.safety, -self.item.wrong * self.safety, -sure, -self.item.wrong)


def troubles(people: QuizClass, claims: Mapping[str, Claim]) -> tuple[Trouble, ...]:
    """Return the questions that somebody got wrong, the most urgent first."""
    found = []
    for item in look_at(people):
        marks = people.shares[item.question.id].to_numpy(float)
        sure = [one == "sure" for one in people.confidences(item.question.id)]
        wrong_sure = sum(one and mark < 1 - 1e-9 for one, mark in zip(sure, marks, strict=True))
        found.append(Trouble(item, is_safety(item, claims), wrong_sure if item.question.confidence else None))
    return tuple(sorted((one for one in found if one.item.wrong), key=lambda one: one.order))


def is_safety(item: Item, claims: Mapping[str, Claim]) -> bool:
    """Return whether a question rests on a claim that is unsafe or critical for safety, or asks how urgent it is."""
    known = [claims[id] for id in item.question.claims if id in claims]
    grave = any(claim.verdict == "unsafe" or claim.safety_critical for claim in known)
    kind: str = item.question.kind
    return grave or kind == "urgency"


def chart(people: QuizClass, found: Sequence[Trouble], words: Words) -> str:
    """Return the picture and the table of what was got wrong."""
    if not found:
        return told(say(words, "debrief-all-right"))
    names = [say(words, "debrief-safety-star", question=one.item.question.id) if one.safety else one.item.question.id
             for one in found]  # fmt: skip
    sure = [one.sure or 0 for one in found]
    rest = [one.item.wrong - (one.sure or 0) for one in found]
    facts = "; ".join(f"{name}: {one.item.wrong} ({one.sure or 0})" for name, one in zip(names, found, strict=True))
    parts = ((say(words, "debrief-wrong-sure"), sure), (say(words, "debrief-wrong-other"), rest))
    alt = say(words, "debrief-chart-alt", facts=facts)
    picture = pictures.bars(names, parts, say(words, "debrief-chart-axis"), people.count, alt)
    heads = [say(words, f"debrief-col-{id}") for id in ("question", "wrong", "range", "sure")]
    rows = [_row(name, one, words) for name, one in zip(names, found, strict=True)]
    return eyebrow(say(words, "debrief-chart")) + picture + table(heads, rows)


def _row(name: str, one: Trouble, words: Words) -> tuple[str, ...]:
    low, high = wilson(one.item.wrong, one.item.people)
    sure = say(words, "debrief-not-asked") if one.sure is None else str(one.sure)
    wrong = say(words, "insight-of", hits=one.item.wrong, count=one.item.people)
    return unbroken(name), escape(wrong), f"{percent(low)} – {percent(high)} %", escape(sure)


def ready_debrief(found: Sequence[Trouble], claims: Mapping[str, Claim], lessons: Lessons, words: Words) -> str:
    """Return for each question what to ask and say. ``lessons`` are (file, title) by claim, from solutions/."""
    told_now = [_one(one, claims, lessons, words) for one in found[:TOLD]]
    more = [_one(one, claims, lessons, words) for one in found[TOLD:]]
    id = "debrief-more-one" if len(more) == 1 else "debrief-more"
    return "".join(told_now) + (details(say(words, id, count=len(more)), "".join(more)) if more else "")


def _one(one: Trouble, claims: Mapping[str, Claim], lessons: Lessons, words: Words) -> str:
    question, count = one.item.question, one.item.people
    counted = "debrief-unsure" if one.sure is None else "debrief-sure"
    said = [say(words, counted, wrong=one.item.wrong, count=count, sure=one.sure)]
    said += [say(words, "debrief-blank", count=one.item.blank)] if one.item.blank else []
    safety = chip("unsafe", "!", say(words, "debrief-safety")) + " " + escape(say(words, "debrief-safety-long"))
    known = [claims[id] for id in question.claims if id in claims]
    told_in = Counter(page for claim in known for page in lessons.get(claim.id, ()))
    pages = [page for page, _ in told_in.most_common(LINKS)]
    links = ", ".join(f'<a href="{escape(file)}">{escape(title)}</a>' for file, title in pages)
    return tag(
        "section",
        tag("h3", escape(question.id))
        + (tag("p", safety, "mf-verdict-line") if one.safety else "")
        + (paragraphs(question.case) if question.case else "")
        + tag("p", tag("strong", escape(question.ask)))
        + tag("p", escape(" ".join(said)))
        + "".join(_chosen(one, words))
        + eyebrow(say(words, "debrief-say"))
        + "".join(_said(claim, words) for claim in known)
        + details(say(words, "debrief-answer"), items(map(escape, reason_lines(question, words))))
        + (tag("p", f"{escape(say(words, 'debrief-again'))} {links}") if links else ""),
    )


def _chosen(one: Trouble, words: Words) -> Iterator[str]:
    """Yield the wrong choice that most people took, and why it does not hold."""
    wrong = [(slot, line) for slot, lines in one.item.slots for line in lines if not line.choice.right and line.taken]
    if not wrong:
        return
    slot, line = max(wrong, key=lambda found: (found[1].sure, found[1].taken))
    choice = say(words, line.choice.say)
    text = f"{slot.say} → {choice}" if slot.say else choice
    yield eyebrow(say(words, "debrief-chose")) + tag("p", escape(_counted(one, line, text, words)))
    if line.choice.because:
        yield tag("p", escape(say(words, "debrief-because", because=line.choice.because)))
    yield eyebrow(say(words, "debrief-ask-first")) + told(say(words, "debrief-ask-first-long"))


def _counted(one: Trouble, line: Line, text: str, words: Words) -> str:
    id = "debrief-chose-line-plain" if one.sure is None else "debrief-chose-line"
    return say(words, id, say=text, count=line.taken, answered=one.item.people - one.item.blank, sure=line.sure)


def _said(claim: Claim, words: Words) -> str:
    verdict = chip(claim.verdict, VERDICT_ICONS[claim.verdict], say(words, f"verdict-{claim.verdict}"))
    differs = details(say(words, "debrief-differs"), paragraphs(claim.disagreement)) if claim.disagreement else ""
    said = tag("p", f"{verdict} {escape(claim.says)}", "mf-verdict-line") + paragraphs(claim.teach)
    return tag("div", said + differs)
