"""The preview of a corrected key as a page of text. Its words stand in ``content/words/commands.yaml``."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from milkflow.grading.regrade import Change, Preview
from milkflow.marking import as_points
from milkflow.words import say

Words = Mapping[str, str]
MOST_NAMED = 20


def preview_text(found: Preview, words: Words) -> str:
    """Return who changes by how much, question by question, and what was not compared."""
    return "\n".join(_lines(found, words)) + "\n"


def _lines(found: Preview, words: Words) -> Iterator[str]:
    count = len(found.totals)
    if not count and not found.held:
        yield say(words, "regrade-none-graded", quiz=found.quiz)
        return
    if found.changes:
        yield say(words, "regrade-title", quiz=found.quiz, changed=len(found.changed), count=count)
    else:
        yield say(words, "regrade-none", quiz=found.quiz, count=count)
    for code, theirs in groupby(found.changes, lambda change: change.code):
        old, new, most = map(as_points, (*found.totals[code], found.most))
        yield say(words, "regrade-person", code=code, old=old, new=new, most=most)
        yield from (_line(change, words) for change in theirs)
    if found.changes:
        times = Counter(change.question for change in found.changes if change.kept is None)
        listed = ", ".join(f"{question} ({count})" for question, count in sorted(times.items()))
        yield say(words, "regrade-by-question", list=listed or "0")
    for code, reason in found.held.items():
        yield say(words, "regrade-held", code=code, reason=reason)
    if found.never_graded:
        shown = ", ".join(found.never_graded[:MOST_NAMED]) + (", ..." if len(found.never_graded) > MOST_NAMED else "")
        yield say(words, "regrade-new", codes=shown)


def _line(change: Change, words: Words) -> str:
    old, new = as_points(change.old), as_points(change.new)
    if change.kept is None:
        return say(words, "regrade-question", question=change.question, old=old, new=new)
    return say(words, "regrade-kept", question=change.question, old=as_points(change.kept), auto_old=old, auto_new=new)
