"""The facilitator's sheet of a case: one page of HTML that stands alone, and prints on one or two sheets of A4."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from milkflow.cases import Case, best_path
from milkflow.cases.engine import act_of
from milkflow.cases.models import ChoiceStep, EndingStep
from milkflow.cases.parts import HARMFUL, Option
from milkflow.markup import items, paragraphs, tag
from milkflow.words import say

Words = Mapping[str, str]
RUN = ("play", "feel", "talk", "end")
STYLE = """
@page { size: A4; margin: 12mm 15mm; }
body { max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; color: #1b1f23; background: #fff;
  font: 0.9375rem/1.4 system-ui, -apple-system, "Segoe UI", sans-serif; }
h1 { margin: 0 0 0.2rem; font-size: 1.35rem; } h2 { margin: 0.9rem 0 0.25rem; font-size: 1.02rem; break-after: avoid; }
p { margin: 0 0 0.3rem; } ul, ol { margin: 0; padding-inline-start: 1.3rem; }
li { margin-bottom: 0.25rem; break-inside: avoid; }
.soft { color: #4a5560; } .ask { font-weight: 600; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 9.2pt; line-height: 1.25; } }
"""


def sheet_html(case: Case, words: Words) -> str:
    """Return the whole page for ``case``: its own sheet, then what its steps tell. Every word in it is escaped."""
    title = say(words, "desk-sheet-title", title=case.title)
    body = tag("h1", escape(title)) + _who(case, words) + "".join(_own(case, words)) + "".join(_told(case, words))
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    head += f"<title>{escape(title)}</title><style>{STYLE}</style>"
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body><main>{body}</main></body></html>\n'


def _who(case: Case, words: Words) -> str:
    setting = say(words, f"desk-sheet-setting-{case.setting.replace(' ', '-')}")
    who = case.patient
    facts = {"setting": setting, "name": who.name, "age": who.age, "days": who.days_since_birth}
    review = say(words, "desk-sheet-review")
    if case.reviewed_by:
        review = say(words, "desk-sheet-reviewed", who=case.reviewed_by, date=case.review_by)
    line = say(words, "desk-sheet-who", minutes=case.minutes, **facts)
    return paragraphs(line, "soft") + paragraphs(who.about) + paragraphs(review, "soft")


def _own(case: Case, words: Words) -> Iterator[str]:
    """Yield the parts that are written for the facilitator."""
    sheet = case.facilitator
    if sheet is not None:
        yield _part(words, "aims", map(escape, sheet.aims))
    yield _part(words, "run", (escape(say(words, f"desk-sheet-run-{one}")) for one in RUN), ordered=True)
    if sheet is None:
        yield paragraphs(say(words, "desk-sheet-none"), "soft")
        return
    asked = (
        tag("p", escape(one.ask), "ask") + paragraphs(say(words, "desk-sheet-listen", text=one.listen_for))
        for one in sheet.questions
    )
    yield _part(words, "questions", asked, ordered=True)
    yield _part(words, "traps", map(escape, sheet.traps))


def _told(case: Case, words: Words) -> Iterator[str]:
    """Yield the parts that come from the steps of the case."""
    yield _part(words, "features", map(escape, case.key_features.values()))
    yield _part(words, "tempting", (_trap(option, words) for option in _harmful(case)))
    best = best_path(case)
    acts = [act_of(case, done.step, done.move) for done in best.done] if best else []
    yield _part(words, "best", [escape(act.do) for act in acts if isinstance(act, Option)], ordered=True)
    ends = [step for step in case.steps.values() if isinstance(step, EndingStep)]
    yield _part(words, "endings", (_ending(step, words) for step in ends))


def _harmful(case: Case) -> Iterator[Option]:
    for step in case.steps.values():
        if isinstance(step, ChoiceStep):
            yield from (option for option in step.options if option.verdict in HARMFUL)


def _trap(option: Option, words: Words) -> str:
    behind = say(words, "desk-sheet-behind", text=option.misconception or "")
    return f"{tag('strong', escape(option.do))}. {escape(option.tempting or '')} {tag('span', escape(behind), 'soft')}"


def _ending(step: EndingStep, words: Words) -> str:
    outcome = say(words, f"desk-sheet-outcome-{step.outcome.replace(' ', '-')}")
    return f"{tag('strong', escape(outcome))}: {escape(step.lesson)}"


def _part(words: Words, what: str, lines: Iterable[str], ordered: bool = False) -> str:
    return tag("h2", escape(say(words, f"desk-sheet-{what}"))) + items(lines, ordered=ordered)
