"""A ward's own rules: whom to call, and what is decided locally. Nothing in here has a default."""

import os
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from milkflow.places import STATE
from milkflow.questions.parts import Words
from milkflow.reading import CONTENT_DIR, Content, read_yaml

FILE = "ward-policy.yaml"
POLICY_FILE = CONTENT_DIR / FILE


def _is_text(value: Any) -> Any:
    if isinstance(value, int | float):
        raise ValueError('put the number in quotes, so that no zero is lost: "0123"')
    return value


def _can_be_dialled(value: str) -> str:
    if sum(sign.isdigit() for sign in value) < 2:
        raise ValueError("holds no number to call; write it in quotes, or null")
    return value


Phone = Annotated[str, BeforeValidator(_is_text), AfterValidator(_can_be_dialled), Field(max_length=60)]


class Contact(Content):
    """Whom to call, by role or team, and on which number (with words such as "bleep" where needed)."""

    who: Words | None = None
    phone: Phone | None = None

    @model_validator(mode="after")
    def _names_its_number(self) -> Self:
        if self.phone and not self.who:
            raise ValueError("has a number but nobody who answers it; add who: a role or team")
        return self


class WardPolicy(Content):
    """What a site writes into its ``ward-policy.yaml``. ``source`` names its own document, and when that was made."""

    source: Words | None = None
    emergency: Contact = Contact()
    same_day: Contact = Contact()
    feeding: Contact = Contact()
    antibiotic: Words | None = None
    heat: Words | None = None

    @model_validator(mode="after")
    def _rests_on_a_document(self) -> Self:
        if self.is_set and not self.source:
            raise ValueError("says nothing of where this comes from; add source: the name and date of your own policy")
        return self

    @property
    def is_set(self) -> bool:
        """Whether the site has filled in anything."""
        contacts = (self.emergency, self.same_day, self.feeding)
        return any(contact.who for contact in contacts) or bool(self.antibiotic or self.heat)


def read_ward_policy(path: Path = POLICY_FILE) -> WardPolicy:
    """Return what a site has set. Raise ContentError with every problem, and its line."""
    return read_yaml(path, WardPolicy)


def site_file(lessons: Path) -> Path | None:
    """Return the file that a site laid into the workspace of these lessons, or one folder up for all staff codes."""
    root = lessons.parent
    # The hidden folder tells a workspace from a checkout.
    if not (root / STATE).is_dir():
        return None
    return next((path for path in (root / FILE, root.parent / FILE) if path.is_file()), None)


def home_file() -> Path | None:
    """Return the file that lies in the usual workspace of this computer, for `milkflow check` to look at."""
    path = Path(os.environ.get("MILKFLOW_HOME") or "~/milkflow").expanduser() / FILE
    return path if path.is_file() else None
