"""Counselling: skills, worries with good and poor answers, the shape of a contact, words to choose."""

from typing import Literal

from pydantic import Field

from milkflow.evidence.sources import Text, Verified, WordId
from milkflow.reading import Content

SkillGroup = Literal[
    "listening and learning", "building confidence and giving support", "added for this course"
]


class Cited(Content):
    """Anything that names its sources."""

    sources: tuple[WordId, ...] = Field(min_length=1)
    verified: Verified = "read"
    note: Text | None = None


class CompetencyLink(Cited):
    """How the course maps to a published way of verifying competence."""

    text: Text


class Skill(Cited):
    """A counselling skill. Text in double quotes is said aloud; text without them describes an act."""

    id: WordId
    name: Text
    group: SkillGroup
    why: Text
    do: Text
    example_phrase: Text
    avoid_phrase: Text


class Worry(Cited):
    """What a mother says, with a good and a poor answer and the reason for each."""

    id: WordId
    mother_says: Text
    good_response: Text
    why_good: Text
    poor_response: Text
    why_poor: Text
    follow_up: Text


class ContactStep(Cited):
    """One step of a contact, in order from 1."""

    id: WordId
    step: int = Field(ge=1)
    name: Text
    do: Text
    phrase: Text


class Tip(Content):
    """A tip of the web page, what to make of it, and how to say it. ``claim`` is the id of a claim."""

    id: WordId
    tip: Text
    appraisal: Text
    claim: WordId
    how_to_say: Text


class WordChoice(Content):
    """Words to say, and the words they replace."""

    id: WordId
    say: Text
    instead_of: Text
    why: Text


class Situation(Cited):
    """Advice for a special situation."""

    id: WordId
    advice: Text


class PracticeCase(Content):
    """A short vignette for talking through, with what to notice. ``claims`` are ids of claims."""

    id: WordId
    vignette: Text
    key: Text
    claims: tuple[WordId, ...] = Field(min_length=1)


class Counselling(Content):
    """The whole counselling page."""

    about: Text
    competency_link: CompetencyLink
    skills: tuple[Skill, ...]
    worries: tuple[Worry, ...]
    contact_structure: tuple[ContactStep, ...]
    tips: tuple[Tip, ...]
    words: tuple[WordChoice, ...]
    special_situations: tuple[Situation, ...]
    practice_cases: tuple[PracticeCase, ...]
