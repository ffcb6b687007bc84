"""Keep what was unpacked on disk: the hand-ins of a class, or a bomb among them, may not fill the memory."""

from collections.abc import Iterator, Mapping
from tempfile import TemporaryFile
from typing import Self


class Drawer:
    """A nameless file on disk; it is gone at the end of ``with``."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  (closed with the drawer)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def keep(self, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """Return the same files by name; each is read from disk when it is asked for."""
        return _Kept(self, {name: (self._put(content), len(content)) for name, content in files.items()})

    def take(self, place: int, size: int) -> bytes:
        """Return ``size`` bytes from ``place`` on."""
        self._file.seek(place)
        return self._file.read(size)

    def _put(self, content: bytes) -> int:
        place = self._file.seek(0, 2)
        self._file.write(content)
        return place


class _Kept(Mapping[str, bytes]):
    def __init__(self, drawer: Drawer, places: dict[str, tuple[int, int]]) -> None:
        self._drawer, self._places = drawer, places

    def __getitem__(self, name: str) -> bytes:
        return self._drawer.take(*self._places[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
