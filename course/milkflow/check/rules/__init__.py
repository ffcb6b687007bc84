"""Rules of item writing: errors for the cues that are proven to help guessers, warnings for the rest.

Nearly half of 2770 nursing questions broke such rules (Tarrant 2006), and flaws punish strong candidates (Tarrant
2008); yet single flaws have uneven effects (Pham 2018). The list is that of the NBME guide, as tabulated in BMC Med
Educ 2016 (s12909-016-0559-7, table 1), of the BMJ Learning author rules and of Tarrant. Every limit is a named
constant beside its rule: a starting value, tuned on the questions of this course.
"""

from collections.abc import Callable, Collection, Iterator

from milkflow.check.rules import asking, cues, options
from milkflow.check.rules.bank import absolute_share, common_stems, duplicates, key_position, level_mix, longest_share
from milkflow.check.rules.finding import Finding
from milkflow.check.rules.options import improper
from milkflow.questions import Question

__all__ = [
    "RULES",
    "Finding",
    "absolute_share",
    "common_stems",
    "duplicates",
    "findings",
    "improper",
    "key_position",
    "level_mix",
    "longest_share",
]

RULES: tuple[Callable[[Question], Iterator[Finding]], ...] = (
    cues.catch_all,
    cues.telling_id,
    cues.longest,
    cues.convergence,
    cues.grammar,
    cues.absolute,
    cues.vague,
    cues.exhaustive,
    asking.negative,
    asking.cover,
    asking.hinge,
    asking.window_dressing,
    asking.double_barrelled,
    asking.missing_parts,
    asking.readability,
    options.numeric_order,
    options.kept_order,
    options.heterogeneous,
    options.skin_tone,
    options.ethics,
)


def findings(question: Question, common: Collection[str] = ()) -> list[Finding]:
    """Return what breaks a rule in one question; ``common`` holds the stems of words that many questions use."""
    return [*(found for rule in RULES for found in rule(question)), *cues.clang(question, common)]
