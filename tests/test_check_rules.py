"""Every rule of item writing names a bad example and leaves a good one alone; each at its level."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from milkflow.check.rules import (
    RULES,
    Finding,
    absolute_share,
    common_stems,
    duplicates,
    findings,
    key_position,
    level_mix,
    longest_share,
)
from milkflow.check.writing import Writing, case_faults
from milkflow.library import read_course
from milkflow.places import Places
from milkflow.questions import Question, Quiz, own_order, read_samples
from milkflow.reading import document
from samples import make

GOOD = [
    "She feeds her baby in another hold.",
    "She lays a cool cloth on the breast.",
    "She rests in bed for the morning.",
]


def one(*says: str, key: int = 0, ids: str = "abcdef", because: str = "Because it is {}.", **fields: Any) -> Question:
    """Return a question of kind one with these options; the one at ``key`` is right."""
    options = [
        {"id": id, "say": say, "right": place == key, "because": because.format(say)}
        for place, (id, say) in enumerate(zip(ids, says or GOOD, strict=False))
    ]
    return make("one", **({"ask": "What helps her first?", "options": options} | fields))


def said(question: Question, common: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    return [(found.rule, found.level) for found in findings(question, common)]


LONG = "She feeds her baby in another hold, after she has asked the midwife to look at the latch with her."
CASE = ("Asha is well. Her cat sleeps on a chair. The tram was late. It rained on Monday. A neighbour painted doors. "
        "She has a sore lump.")  # fmt: skip
# A rule with its level, a question that breaks it, and one that is like it and does not.
TABLE: list[tuple[str, str, Question, Question]] = [
    ("catch-all", "error", one(*GOOD[:2], "All of the above."), one(*GOOD[:2], "All of her clothes are loose.")),
    ("telling id", "error",
     make("one", points=1, options=[{"id": id, "say": say, "right": id == "key", "because": f"Because of {say}"}
                                    for id, say in zip(("key", "b", "c"), GOOD, strict=True)]),
     one(points=1)),
    ("longest-correct", "warn", one(LONG, *GOOD[1:]), one(LONG, LONG.replace("another", "a new"), LONG)),
    ("convergence", "warn",
     one("Warm shower, gentle feed, same side", "Warm shower, gentle rub, either arm",
         "Cold shower, gentle feed, whole day",
         "Warm towel, firm push, same side"),
     one("Warm shower and feeding", "Cool cloth and resting", "Paracetamol and sleeping")),
    ("clang", "warn",
     one("She shows the midwife her attachment.", *GOOD[1:], ask="What does poor attachment call for?"),
     one("She shows the midwife how her baby feeds.", *GOOD[1:], ask="What does poor attachment call for?")),
    ("grammar", "warn",
     one("abscess", "cyst", "duct", ask="What does she have? It is an"), one(GOOD[0][:-1], "A cyst", "A duct")),
    ("absolute words", "warn", one(GOOD[0], "She always pumps.", "She never lies down."),
     one("She only feeds on cue.", "She always pumps.", "She never lies down.")),
    ("vague frequency", "warn", one("Rest often helps.", "Pumping helps her.", "Heat helps her."),
     one("Rest often helps.", "Pumping often helps.", "Heat helps her.")),
    ("exhaustive subset", "warn", one("Feed her more.", "Feed her less.", "Let her sleep."),
     one("Feed her more.", "Give her water.", "Let her sleep.")),
    ("negative stem", "error", one(ask="What should she not do?"),
     one(ask="What should she not do?", negation_reviewed=True)),
    ("cover test", "error", one(ask="Which of the following is true?"), one(ask="Which hold suits a sore lump below?")),
    ("cover test", "error", one(ask="Think of the lump."), one(ask="Think of the lump. What helps?")),
    ("hinge", "error", one(ask="After your answer to question 3, what helps her?"),
     one(ask="After the feed, what helps?")),
    ("window dressing", "warn", one(case=CASE), one(case="Asha is well. " + " ".join(GOOD))),
    ("double-barrelled", "warn", one(ask="What do you check and when do you call the doctor?"),
     one(ask="What do you say to the mother and her partner?")),
    ("missing parts", "error", one(because="No."), one()),
    ("missing parts", "error", one(because="It is what it is."), one()),
    ("readability", "warn",
     one(ask="Considering the multidisciplinary documentation, institutional responsibilities and communication "
             "requirements regarding antimicrobial administration, which organisational intervention demonstrates "
             "appropriate professional accountability for the postpartum population?"),
     one(ask="She has a sore breast. She is well, and her baby feeds. She asks you how long she may wait at home. "
             "What do you tell her now?")),
    ("numeric order", "error", one("24 hours", "6 hours", "12 hours"), one("6 hours", "12 hours", "24 hours")),
    ("numeric order", "error", one("6 to 12 hours", "10 to 24 hours"), one("6 to 12 hours", "13 to 24 hours")),
    ("kept order", "error", one(points=1, shuffle=False), one("6 hours", "12 hours", points=1, shuffle=False)),
    ("heterogeneous options", "warn", one("38 °C", "12 hours", "90 %"), one("12 hours", "2 days", "3 days")),
    ("heterogeneous options", "warn", one("38 °C", "39 °C", "When she shivers"), one("38 °C", "39 °C", "40 °C")),
    ("skin tone", "error", one("She has redness.", "She feels well.", "She has slept."),
     one("She has redness and warmth.", "She feels well.", "She has slept.")),
    ("ethics", "error", one(case="She takes Advil at night."), one(case="She takes ibuprofen at night.")),
    ("ethics", "error", one(case="Formula is just as good, says the aunt."), one(case="She gives formula at night.")),
    ("ethics", "error", one(case="Mrs Anna Hart, date of birth 3.4.1990."),
     one(case="Mrs Hart, the grandmother, asks.")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "level", "bad", "good"), TABLE, ids=[row[0] for row in TABLE])
def test_a_rule_names_the_bad_one_at_its_level_and_not_the_good_one(
    rule: str, level: str, bad: Question, good: Question
) -> None:
    assert (rule, level) in said(bad)
    assert rule not in [name for name, _ in said(good)]


def test_every_rule_of_one_question_stands_in_the_table() -> None:
    # `clang` takes the words of the whole bank too, and is called by itself.
    assert len({name for name, *_ in TABLE}) == len(RULES) + 1


def test_a_word_that_many_questions_use_is_no_clang() -> None:
    bad = next(row[2] for row in TABLE if row[0] == "clang")
    assert ("clang", "warn") not in said(bad, common_stems([bad] * 3))


def bank_rules(questions: list[Question]) -> list[tuple[str, str]]:
    found = [*longest_share(questions), *key_position(questions), *absolute_share(questions)]
    return [(one.rule, one.level) for one in found]


def test_the_key_is_the_longest_in_too_many_questions() -> None:
    long, short = one(LONG, *GOOD[1:]), one(*GOOD, key=2)
    assert bank_rules([long] * 4 + [short] * 6) == [("longest-correct", "error")]
    assert bank_rules([long] * 3 + [short] * 7) == []


def test_the_key_stands_in_one_place_too_often() -> None:
    def asked(number: int, place: int) -> Question:
        order = own_order(f"q{number}", make("one").options, True)  # type: ignore[union-attr]
        return one(*GOOD, key="abc".index(order[place].id), id=f"q{number}")

    assert ("key position", "error") in bank_rules([asked(n, 0 if n % 6 else 1) for n in range(30)])
    assert ("key position", "error") not in bank_rules([asked(n, n % 3) for n in range(30)])


def test_too_few_questions_ask_for_more_than_memory() -> None:
    def quiz(low: int, high: int) -> Quiz:
        graded = {"points": 1, "key_basis": ["claim:pressure-endure"]}
        asked = [one(id=f"q{n}", bloom="recall" if n < 0 else "understand" if n < low else "apply", **graded)
                 for n in range(low + high)]  # fmt: skip
        head = {"id": "q", "title": "T", "minutes": 5, "feedback": "marks", "intro": "Hello."}
        return Quiz.model_validate(head | {"questions": [one.model_dump() for one in asked]})

    (found,) = level_mix([quiz(5, 5)])
    assert (found.rule, found.level) == ("level mix", "error") and "5 of 10" in found.say
    assert [*level_mix([quiz(4, 6)])] == []


def test_absolute_words_mark_wrong_options_all_over_the_bank() -> None:
    marked = [one("She rests.", "She always pumps.", "She sits.", id=f"q{n}") for n in range(9)]
    assert ("absolute words", "warn") in bank_rules(marked)
    even = [one("She only rests.", "She always pumps.", "She sits.", id=f"q{n}") for n in range(9)]
    assert ("absolute words", "warn") not in bank_rules(even)


def test_a_question_that_stands_in_two_quizzes_is_named_in_one_of_them() -> None:
    first = one(id="pre-1", case="Asha has a sore lump under her arm since Monday.")
    second = one(id="post-1", case="Asha has a sore lump under her arm since Friday.")
    other = one("Lie flat", "Sit up", "Walk on", id="post-2", ask="How should he be held after a feed?")
    ((group, id, found),) = duplicates({"pre-test": [first], "post-test": [second, other]})
    assert (group, id, found.rule, found.level) == ("pre-test", "pre-1", "duplicates", "error")
    assert "'post-1' of post-test" in found.say
    assert [*duplicates({"pre-test": [first, second]})] == [], "within one quiz a case may go on"


def test_the_bank_as_it_stands_has_no_error_and_is_looked_at_quickly(repo: Path) -> None:
    course = read_course(Places(repo))
    begun = time.process_time()
    writing = Writing(course)
    assert time.process_time() - begun < 6, "aim: 2 s on an idle machine"
    assert len(writing.questions) > 100
    errors = [(id, found) for id, all_ in writing.found.items() for found in all_ if found.level == "error"]
    assert errors == [] and writing.of_bank("error") == []
    assert all(isinstance(found, Finding) and found.say for all_ in writing.found.values() for found in all_)
    assert not [found for sample in read_samples() for found in findings(sample.question) if found.level == "error"]


def test_a_case_names_no_brand_and_gathers_no_options(repo: Path, tmp_path: Path) -> None:
    text = (repo / "course/milkflow/content/cases/sore-wedge.yaml").read_text(encoding="utf-8")
    path = tmp_path / "sore-wedge.yaml"
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines) if " do: " in line)
    lines[at] = lines[at].partition(" do: ")[0] + " do: All of the above, and Nurofen."
    path.write_text("\n".join(lines), encoding="utf-8")
    found = case_faults(document(path))
    assert len(found) == 2 and all(one.startswith(f"line {at + 1}: ") for one in found)
    path.write_text(text, encoding="utf-8")
    assert case_faults(document(path)) == []
