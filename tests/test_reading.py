"""A misspelt word in YAML is named with its line, and all problems come at once."""

from pathlib import Path

import pytest

from milkflow.errors import ContentError
from milkflow.questions import read_questions, read_quiz

GOOD = """\
- id: how-hard
  kind: one
  ask: How hard do you press?
  options:
    - {id: hard, say: As hard as she can bear., because: It bruises swollen tissue.}
    - {id: light, say: I leave the lump alone., right: true, because: Pain is a stop sign.}
  claims: [pressure-endure]
  outcomes: [5]
  bloom: apply
"""


def problems(tmp_path: Path, text: str) -> tuple[str, ...]:
    path = tmp_path / "bank.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_questions(path)
    return caught.value.problems


def test_a_good_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert [question.id for question in read_questions(path)] == ["how-hard"]


def test_a_misspelt_key_is_named_with_its_line_and_a_guess(tmp_path: Path) -> None:
    found = problems(tmp_path, GOOD.replace("  bloom:", "  blom:"))
    assert "line 1: 0.bloom: missing; add this key" in found
    assert "line 9: 0.blom: not a key we know; did you mean 'bloom'?" in found


def test_a_misspelt_key_inside_an_option_is_named_too(tmp_path: Path) -> None:
    (unknown,) = [line for line in problems(tmp_path, GOOD.replace("because: It", "becuase: It")) if "know" in line]
    assert unknown == "line 5: 0.options.0.becuase: not a key we know; did you mean 'because'?"


def test_an_unknown_kind_is_named_with_the_kinds_there_are(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, GOOD.replace("kind: one", "kind: on"))
    assert "kind 'on' is not one of" in found
    assert found.endswith("did you mean 'one'?")


def test_two_right_options_are_refused_by_kind_one(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, GOOD.replace("because: It", "right: true, because: It"))
    assert "exactly one option with 'right: true'; this has 2" in found


def test_a_stem_that_answers_an_unknown_option_gets_a_guess(tmp_path: Path) -> None:
    text = """\
- id: pairs
  kind: match
  ask: Which fits?
  options: [{id: stasis, say: Stasis}, {id: mastitis, say: Mastitis}]
  stems:
    - {id: a, say: A lump., answer: stasis, because: Because.}
    - {id: b, say: A fever., answer: mastits, because: Because.}
  claims: [stasis-not-mastitis]
  outcomes: [2]
  bloom: apply
"""
    (found,) = problems(tmp_path, text)
    assert "stem 'b' answers 'mastits', which is no option; did you mean 'mastitis'?" in found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- id: a\n  id: b\n", "line 2"),
        ("- id: 'a\n", "line"),
        ("id: a\n", "expected a list"),
        ("", "expected a list"),
    ],
)
def test_what_is_not_yaml_is_said_with_a_line(tmp_path: Path, text: str, said: str) -> None:
    assert any(said in line for line in problems(tmp_path, text))


def test_words_that_other_readers_change_stay_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(GOOD.replace("I leave the lump alone.", "12:05").replace("As hard as she can bear.", "no"))
    (question,) = read_questions(path)
    assert [option.say for option in question.options] == ["no", "12:05"]


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        read_quiz(tmp_path / "quiz-99.yaml")


def test_a_graded_question_without_points_or_basis_is_refused(tmp_path: Path) -> None:
    question = "\n".join("  " + line for line in GOOD.splitlines())
    text = f"id: q\ntitle: T\nminutes: 5\nfeedback: marks\nintro: Hello.\nquestions:\n{question}\n"
    path = tmp_path / "q.yaml"
    path.write_text(text)
    with pytest.raises(ContentError, match="has no points"):
        read_quiz(path)
    path.write_text(text + "    points: 1\n")
    with pytest.raises(ContentError, match="has no key_basis"):
        read_quiz(path)
