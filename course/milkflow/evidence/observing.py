"""The sheet that an observer ticks on the ward: what can be seen or heard, and what each line rests on."""

from collections.abc import Container
from pathlib import Path

from pydantic import Field

from milkflow.evidence.sources import Text, WordId
from milkflow.reading import CONTENT_DIR, Content, read_yaml

SHEET_FILE = CONTENT_DIR / "observation-sheet.yaml"


class Act(Content):
    """One line. ``say`` goes on from "The nurse or midwife …"; it rests on claims, counselling skills, or both."""

    id: WordId
    say: Text
    claims: tuple[WordId, ...] = ()
    skills: tuple[WordId, ...] = ()


class SheetPart(Content):
    """Some lines under a heading."""

    id: WordId
    title: Text
    acts: tuple[Act, ...] = Field(min_length=1)


class Sheet(Content):
    """The whole sheet. ``reviewed_by`` is None until a clinician has signed it off."""

    id: WordId
    title: Text
    reviewed_by: Text | None = None
    parts: tuple[SheetPart, ...] = Field(min_length=1)


def read_sheet(path: Path = SHEET_FILE) -> Sheet:
    """Return the sheet. Raise ContentError with every problem."""
    return read_yaml(path, Sheet)


def sheet_problems(sheet: Sheet, claims: Container[str], skills: Container[str]) -> list[str]:
    """Return the lines that rest on nothing, or on something that is not there."""
    found = []
    for act in (act for part in sheet.parts for act in part.acts):
        if not act.claims and not act.skills:
            found.append(f"{act.id}: rests on nothing; name its claims or skills")
        found += [f"{act.id}: no claim is called {id!r}" for id in act.claims if id not in claims]
        found += [f"{act.id}: no skill is called {id!r}" for id in act.skills if id not in skills]
    return found
