"""How hard the words of a case are to read: a warning for the author, never a fault."""

import re
from collections.abc import Iterator
from typing import Any

from milkflow.cases.links import Fault
from milkflow.cases.wording import texts

# School years of reading (Flesch-Kincaid). Readers of this course read in their second language, and tired.
HARDEST, FEWEST_WORDS, LONGEST_SENTENCE = 10.0, 20, 30
_SENTENCE = re.compile(r"[.!?;]+[\"')]*(?:\s+|$)")
_WORD = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeioutdy]ed|[^aeiouscxz]es)$")


def hard_words(data: Any) -> Iterator[Fault]:
    """Yield each text of a case page, given as plain data, that is hard to read, or has a very long sentence."""
    for where, text in texts(data):
        words = _WORD.findall(text)
        longest = max((len(_WORD.findall(one)) for one in _SENTENCE.split(text)), default=0)
        if len(words) >= FEWEST_WORDS and (grade := reading_grade(text)) > HARDEST:
            yield Fault(where, f"reads like school year {grade:.0f}; shorten sentences and words (aim: {HARDEST:.0f})")
        elif longest > LONGEST_SENTENCE:
            yield Fault(where, f"has a sentence of {longest} words; make two of it")


def reading_grade(text: str) -> float:
    """Return the school years that reading ``text`` takes (Flesch-Kincaid, syllables estimated).

    >>> reading_grade("She is well. You look again.") < 3 < 12 < reading_grade("Communication needs comprehension.")
    True
    """
    words = _WORD.findall(text)
    sentences = sum(1 for one in _SENTENCE.split(text) if _WORD.search(one))
    if not words:
        return 0.0
    return 0.39 * len(words) / max(sentences, 1) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Return about how many syllables a word has.

    >>> [syllables(word) for word in ("breast", "midwife", "antibiotics")]
    [1, 2, 4]
    """
    low = word.lower()
    return max(len(_VOWELS.findall(low)) - bool(_SILENT.search(low)), 1)
