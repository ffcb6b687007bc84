"""An order of their own for options and steps: made from ids, so it tells nothing of the key."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Protocol, TypeVar


class HasId(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """The id."""


T = TypeVar("T", bound=HasId)


def own_order(question_id: str, things: Iterable[T], shuffle: bool = True) -> tuple[T, ...]:
    """Return the things sorted by a hash of their ids, or as they stand when ``shuffle`` is false.

    Only ids enter the hash, so neither the key nor the wording moves an option.
    """
    if not shuffle:
        return tuple(things)
    return tuple(sorted(things, key=lambda thing: sha256(f"{question_id}:{thing.id}".encode()).hexdigest()))
