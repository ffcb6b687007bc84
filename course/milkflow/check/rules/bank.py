"""Rules that only a whole bank can break: each question may be sound, and all of them together tell the key."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from math import sqrt

from milkflow.check.rules.cues import ABSOLUTE
from milkflow.check.rules.finding import SMALL, Finding, lists_of, shown_text, stem, stems, tokens
from milkflow.questions import Question, Quiz, own_order

# In at most this share of the questions the key may be the longest option; by chance it is about a quarter to a third.
LONGEST_SHARE, FEWEST = 0.35, 8
APPLIED, HIGHER = 0.6, ("apply", "analyse", "evaluate", "create")
# Chance of so uneven a spread of keys if they lay by chance; 1 in 1000, because the bank is looked at again and again.
UNLIKELY_Z = 3.09
TOO_ALIKE = 0.9  # cosine of the angle between two questions as counts of words
MORE_ABSOLUTE = 4.0  # times as often in wrong options as in right ones; claims that are wrong are often absolute


def longest_share(questions: Iterable[Question]) -> Iterator[Finding]:
    """The key is the longest option too often."""
    single = [question for question in questions if question.kind == "one"]
    long = [question.id for question in single if _key_is_longest(question)]
    if len(single) >= FEWEST and len(long) > LONGEST_SHARE * len(single):
        said = (f"the right option is the longest in {len(long)} of {len(single)} questions: {', '.join(long)}; "
                "shorten some keys or give the other options as much substance")  # fmt: skip
        yield Finding("longest-correct", "error", said)


def key_position(questions: Iterable[Question]) -> Iterator[Finding]:
    """The key stands in one place too often, as trainees see it.

    A chi-square over lists of each length. In a quiz every trainee sees an order of her own, so practice counts, and
    what keeps its order.
    """
    seen: dict[int, Counter[int]] = defaultdict(Counter)
    for question in questions:
        shuffle = getattr(question, "shuffle", True)
        if question.kind == "one" and (question.points is None or not shuffle):
            order = own_order(question.id, question.options, shuffle)
            seen[len(order)][next(place for place, option in enumerate(order) if option.right)] += 1
    squares, free = 0.0, 0
    for length, places in seen.items():
        mean = sum(places.values()) / length
        if mean >= 2:  # below that the approximation says nothing
            squares += sum((places[place] - mean) ** 2 / mean for place in range(length))
            free += length - 1
    if free and _z(squares, free) > UNLIKELY_Z:
        told = "; ".join(f"of {n}: {[places[at] for at in range(n)]}" for n, places in sorted(seen.items()))
        yield Finding("key position", "error", f"the right option stands in some places too often ({told}); move some")


def level_mix(quizzes: Iterable[Quiz]) -> Iterator[Finding]:
    """Too many questions that only ask for memory."""
    asked = [question for quiz in quizzes for question in quiz.questions]
    high = sum(question.bloom in HIGHER for question in asked)
    if asked and high < APPLIED * len(asked):
        said = f"{high} of {len(asked)} graded questions are at 'apply' or above; at least {APPLIED:.0%} must be"
        yield Finding("level mix", "error", said)


def absolute_share(questions: Iterable[Question]) -> Iterator[Finding]:
    """Absolute words mark wrong options all over the bank."""
    options = [option for question in questions for one in lists_of(question) for option in one.options]
    found = {key: [bool(ABSOLUTE.search(one.say)) for one in options if one.right is key] for key in (True, False)}
    right, wrong = (sum(said) / max(1, len(said)) for said in (found[True], found[False]))
    if sum(found[False]) >= FEWEST and wrong > MORE_ABSOLUTE * right:
        said = (f"always, never, all or only stand in {wrong:.0%} of wrong options and in {right:.0%} of right ones; "
                "a guesser leaves them out")  # fmt: skip
        yield Finding("absolute words", "warn", said)


def duplicates(groups: Mapping[str, Iterable[Question]]) -> Iterator[tuple[str, str, Finding]]:
    """Yield group and id of each question that says nearly what one of another group says."""
    counted = [(name, one.id, _counts(one)) for name, group in groups.items() for one in group]
    sizes = {(name, id): sqrt(sum(n * n for n in words.values())) for name, id, words in counted}
    for (first, one, mine), (second, other, theirs) in combinations(counted, 2):
        if first == second or not mine or not theirs:
            continue
        if (alike := _dot(mine, theirs) / sizes[first, one] / sizes[second, other]) > TOO_ALIKE:
            said = f"says nearly what {other!r} of {second} says ({alike:.2f}); write one of them anew"
            yield first, one, Finding("duplicates", "error", said)


def common_stems(questions: Iterable[Question], share: float = 0.06) -> frozenset[str]:
    """Return the stems of words that at least this share of the questions use: they are no clue in any one of them."""
    texts = [stems(shown_text(question)) for question in questions]
    seen = Counter(word for text in texts for word in text)
    return frozenset(word for word, times in seen.items() if times >= max(2, share * len(texts)))


def _counts(question: Question) -> Counter[str]:
    return Counter(stem(word) for word in tokens(shown_text(question)) if word not in SMALL)


def _dot(one: Counter[str], other: Counter[str]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return float(sum(times * other[word] for word, times in one.items()))


def _key_is_longest(question: Question) -> bool:
    options = sorted(getattr(question, "options", ()), key=lambda option: len(option.say))
    return bool(options[-1].right and len(options[-1].say) > len(options[-2].say))


def _z(squares: float, free: int) -> float:
    """Return how many standard deviations a chi-square lies above its mean (Wilson and Hilferty 1931)."""
    part = 2 / (9 * free)
    return float(((squares / free) ** (1 / 3) - (1 - part)) / sqrt(part))
