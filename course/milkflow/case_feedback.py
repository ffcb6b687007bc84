"""What a trainee is told of a closed case: key steps, her path beside the best one, reasons, and the evidence."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from milkflow.cases import Case, State, best_path, start
from milkflow.cases.debrief import path_rows
from milkflow.cases.engine import act_of
from milkflow.cases.graded import mark_case
from milkflow.cases.ledgers import ledgers
from milkflow.evidence import Claim, Source
from milkflow.marking import run_of
from milkflow.questions import Casework
from milkflow.words import say

Words = Mapping[str, str]
Row = Mapping[str, Any]


def case_feedback(
    question: Casework, answer: Any, words: Words, claims: Mapping[str, Claim], sources: Mapping[str, Source]
) -> str:
    """Return all that a trainee may see of a case once it is closed, as HTML. Every word in it is escaped.

    ``claims`` and ``sources`` are by id; what is not among them is left out.
    """
    case: Case = question.story
    best = best_path(case)
    state = run_of(case, answer).now or start(case)
    mine, ideal = (path_rows(case, one) if one else [] for one in (state, best))
    parts = [
        *_part("feedback-features", _features(case, state, words), words),
        f"<h3>{escape(words['feedback-paths'])}</h3>{_beside(mine, ideal, words)}",
        *_part("feedback-reasons", _reasons(mine, words), words),
        *_part("feedback-evidence", _evidence(mine or ideal, claims, sources), words),
    ]
    return "".join(parts)


def _part(title: str, lines: Iterable[str], words: Words) -> Iterator[str]:
    if told := "".join(f"<li>{line}</li>" for line in lines):
        yield f"<h3>{escape(words[title])}</h3><ul>{told}</ul>"


def _features(case: Case, state: State, words: Words) -> Iterator[str]:
    kept = ledgers(case, state)
    for id, text in case.key_features.items():
        met = kept.features.get(id)
        word = "none" if met is None else "met" if met else "missed"
        yield escape(say(words, f"feedback-feature-{word}", say=text))
    word = "met" if mark_case(case, state).passed else "missed"
    yield escape(say(words, f"feedback-standard-{word}", standard=case.standard, of=len(case.key_features)))
    for harm in kept.harms:
        word = "feedback-stopped" if harm.verdict == "critical" else "case-safety-unrescued"
        act = act_of(case, harm.step, harm.move)
        yield escape(say(words, "case-safety-rescued" if harm.rescued else word, did=act.do if act else harm.move))


def _beside(mine: list[dict[str, Any]], ideal: list[dict[str, Any]], words: Words) -> str:
    """Return a table: what was asked, and below it both answers; hers first, then what only the best path came to."""
    ours, best = ({row["step"]: row for row in rows} for rows in (mine, ideal))
    body = ""
    for step, row in {**ours, **{step: row for step, row in best.items() if step not in ours}}.items():
        own = _did(ours.get(step), words, "feedback-path-none")
        other = _did(best.get(step), words, "feedback-path-not-needed")
        other = words["feedback-path-same"] if other == own else other
        body += f'<tr><th colspan="2">{escape(row["ask"])}</th></tr>'
        body += f"<tr><td>{escape(own)}</td><td>{escape(other)}</td></tr>"
    names = ("feedback-path-yours", "feedback-path-best")
    head = "".join(f'<th scope="col">{escape(words[name])}</th>' for name in names)
    return f'<table class="mf-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _did(row: Row | None, words: Words, none: str) -> str:
    if row is None:
        return words[none]
    if slips := (row.get("heard") or {}).get("slips"):
        return say(words, "case-handover-share", right=sum(slip["right"] for slip in slips), of=len(slips))
    return "; ".join(row["did"]) or words["case-trail-nothing"]


def _reasons(rows: Iterable[Row], words: Words) -> Iterator[str]:
    for row in rows:
        if row["because"]:
            told = {"did": "; ".join(row["did"]), "verdict": words[f"instructor-verdict-{row['verdict']}"]}
            sure = say(words, "case-path-sure", sure=words[f"sure-{row['confidence']}"]) if row["confidence"] else ""
            yield escape(f"{say(words, 'feedback-reason', ask=row['ask'], because=row['because'], **told)} {sure}")
        if row["better"]:
            better = {"did": row["better"]["do"], "because": row["better"]["because"]}
            yield escape(say(words, "feedback-reason-better", **better))
        for ask in row["missed"]:
            yield escape(say(words, "feedback-reason-missed", did=ask["do"], because=ask["because"]))
        yield from _message(row.get("heard"), words)


def _message(heard: Row | None, words: Words) -> Iterator[str]:
    for slip in heard["slips"] if heard else ():
        # What is not needed may stand in its part, or be left out.
        if not slip["right"] and (slip["needed"] or slip["yours"]):
            said = {key: slip[key] for key in ("say", "because")}
            for key in ("yours", "part"):
                said[key] = words[f"sbar-{slip[key]}" if slip[key] else "feedback-left-out"]
            yield escape(say(words, "feedback-path-message", **said))


def _evidence(rows: Iterable[Row], claims: Mapping[str, Claim], sources: Mapping[str, Source]) -> Iterator[str]:
    for id in dict.fromkeys(claim for row in rows for claim in row["claims"] if claim in claims):
        claim = claims[id]
        differs = f"<br>{escape(claim.disagreement)}" if claim.disagreement else ""
        yield f"{escape(claim.teach)}{differs}<br>{' · '.join(_links(claim, sources))}"


def _links(claim: Claim, sources: Mapping[str, Source]) -> Iterator[str]:
    for cited in claim.sources:
        source = sources.get(cited.id)
        if source and cited.verified == "read":
            name = escape(" ".join(filter(None, [source.organisation, str(source.year or "")])))
            address = f"https://doi.org/{source.doi}" if source.doi else source.url or ""
            web = address.startswith(("https://", "http://"))
            yield f'<a href="{escape(address)}" rel="noreferrer noopener">{name}</a>' if web else name
