"""What options and words must be: in order, of one kind, for every skin tone, and nobody's advertisement."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from milkflow.check.rules.finding import Finding, lists_of, shown_text
from milkflow.questions import Question

NUMBER_OR_TIME = re.compile(
    r"\d|\b(minute|hour|day|night|week|month|year)s?\b|\b(now|today|tonight|tomorrow|at once)\b", re.I
)
REDNESS = re.compile(r"\bred(ness|der|dish)?\b", re.I)
TONE_TWIN = re.compile(
    r"warm|hot\b|heat|swell|swollen|firm|tight|dark|colour|shiny|pain|sore|tender|skin tone|hard", re.I
)
BRANDS = re.compile(
    r"\b(medela|spectra|lansinoh|haakaa|elvie|philips|avent|tommee tippee|dr brown|advil|motrin|nurofen|tylenol"
    r"|panadol|calpol|brufen|aptamil|similac|enfamil|nestl[eé]|nan pro|cow ?& ?gate|sma gold|hipp|purelan|multi-mam)\b",
    re.I,
)
FORMULA = re.compile(
    r"\bformula\b[^.?!]*\b(is|are|as|just)\b[^.?!]*\b(good|better|best|healthier|easier|modern|equal)\b"
    r"|\b(best|good|modern|recommended) (infant )?formula\b", re.I
)  # fmt: skip
PATIENT = re.compile(
    r"\b(NHS|MRN|hospital|patient|record|insurance) (no\.?|number|nr)\b|\bdate of birth\b|\bborn on \d"
    r"|\b\d{1,2}[./]\d{1,2}[./](19|20)\d\d\b|\b(?-i:(Mrs|Ms|Mr)\.? [A-Z][a-z]+ [A-Z][a-z]+)", re.I
)  # fmt: skip
# "12 hours", "38.0 to 38.5 °C", "within 24 hours": one number or a range, its unit, and few words besides.
_AMOUNT = re.compile(r"^\D{0,16}?(\d+(?:\.\d+)?)(?:\s*(?:to|-|–)\s*(\d+(?:\.\d+)?))?\s*([°%a-z/]+)?[^\d]{0,12}$", re.I)
_UNITS = {"h": "hour", "hours": "hour", "hour": "hour", "minutes": "minute", "min": "minute", "days": "day",
          "weeks": "week", "months": "month"}  # fmt: skip


class Amount(NamedTuple):
    """What an option that is only a number or a range says."""

    low: float
    high: float
    unit: str


def amount(say: str) -> Amount | None:
    """Return the amount that an option is, or None when it says anything else.

    >>> amount("Within 24 hours"), amount("2 to 3 days."), amount("Wait, and call at 38 °C or when she shivers")
    (Amount(low=24.0, high=24.0, unit='hour'), Amount(low=2.0, high=3.0, unit='day'), None)
    """
    found = _AMOUNT.match(say.strip().rstrip("."))
    if not found:
        return None
    low, unit = float(found[1]), (found[3] or "").lower()
    return Amount(low, float(found[2] or low), _UNITS.get(unit, unit))


def numeric_order(question: Question) -> Iterator[Finding]:
    """Numbers stand in their order, and their ranges leave each other room."""
    for one in lists_of(question):
        found = [amount(option.say) for option in one.options]
        given = [value for value in found if value is not None]
        if len(given) < len(found) or len({value.unit for value in given}) != 1:
            continue
        if given != sorted(given) and given != sorted(given, reverse=True):
            said = f"{one.name}the options are numbers; write them in order, and 'shuffle: false'"
            yield Finding("numeric order", "error", said, one.at)
        ranges = sorted(value for value in given if value.high > value.low)
        if any(first.high > second.low for first, second in pairwise(ranges)):
            said = f"{one.name}ranges of numbers overlap; let each end below the next"
            yield Finding("numeric order", "error", said, one.at)


def kept_order(question: Question) -> Iterator[Finding]:
    """Only what has an order of its own keeps the order of writing."""
    options = [option.say for option in getattr(question, "options", ())]
    kept = question.points is not None and not getattr(question, "shuffle", True)
    if kept and not all(NUMBER_OR_TIME.search(say) for say in options):
        said = ("shuffle: false keeps the order of writing, which can give the key away; remove it, "
                "or write options that are numbers or times")  # fmt: skip
        yield Finding("kept order", "error", said)


def heterogeneous(question: Question) -> Iterator[Finding]:
    """Options of several kinds: one number among sentences, or days beside degrees."""
    for one in lists_of(question):
        found = [amount(option.say) for option in one.options]
        units = {value.unit for value in found if value is not None}
        times = {"minute", "hour", "day", "week", "month"}
        if len(units) > 1 and not units <= times:
            said = f"{one.name}the options have several units ({', '.join(sorted(units))}); give all one"
            yield Finding("heterogeneous options", "warn", said, one.at)
        elif len(found) > 2 and 1 in (sum(value is None for value in found), sum(map(bool, found))):
            said = f"{one.name}numbers and words are mixed in the options; make all of one kind"
            yield Finding("heterogeneous options", "warn", said, one.at)


def skin_tone(question: Question) -> Iterator[Finding]:
    """Redness is seen on light skin alone."""
    said = shown_text(question)
    if REDNESS.search(said) and not TONE_TWIN.search(said):
        text = "speaks of redness alone; add a sign that shows on every skin tone (warmth, swelling, firmness, pain)"
        yield Finding("skin tone", "error", text)


def ethics(question: Question) -> Iterator[Finding]:
    """Brands, praise of formula, and whatever could tell who somebody is."""
    yield from improper(question.model_dump_json())


def improper(text: str) -> Iterator[Finding]:
    """Yield what must not stand in any text of a course."""
    for pattern, said in (
        (BRANDS, "names a brand; say what it is instead"),
        (FORMULA, "praises formula; say what she asked for, and nothing that sells"),
        (PATIENT, "could tell who somebody is; give a first name only, and no number or date of hers"),
    ):
        if found := pattern.search(text):
            yield Finding("ethics", "error", f"{said} ({found[0][:40]!r})")
