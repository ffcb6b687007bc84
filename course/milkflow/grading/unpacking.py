"""Take single files out of a zip as data: under caps, in memory, with no path from inside a zip ever used."""

import stat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MOST_RATIO = 200
# All that one zip may unpack to: the caps of each file alone let a few MB of nested zips fill a disk.
MOST_UNPACKED = 500_000_000
AGAIN = "Ask for the zip once more, as it was made by the quiz's last part."


class Refusal(Exception):
    """Ends the reading of one zip; the message says why, and the way out."""


class Full(Exception):
    """A zip of zips unpacks to more than is read."""


class Room:
    """How much one zip, with the zips in it, may still unpack to."""

    def __init__(self, most: int) -> None:
        self.left = most

    def take(self, size: int) -> None:
        """Use ``size`` bytes of the room. Raise Full when there are not that many."""
        self.left -= size
        if self.left < 0:
            raise Full


def safe_name(info: ZipInfo) -> str:
    """Return the name of an entry. Raise Refusal for a path that leads out of its folder, a link or a device."""
    name = info.filename
    if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
        raise Refusal(f"It names a place outside its own folder ({name[:60]!r}). {AGAIN}")
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Refusal(f"It holds a link or a device ({name[:60]!r}). {AGAIN}")
    return name


def content(archive: ZipFile, info: ZipInfo, most: int, room: Room) -> bytes:
    """Return what an entry holds, at most ``most`` bytes. Raise Refusal when it may not be unpacked, or Full."""
    name = repr(info.filename[-60:])
    if info.file_size > most or info.file_size > MOST_RATIO * max(info.compress_size, 1):
        raise Refusal(f"{name} would unpack to {info.file_size / 1e6:.1f} MB. {AGAIN}")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        # The other methods raise errors of their own, or ask for gigabytes before the first byte.
        raise Refusal(f"{name} is packed by a method that is not read. {AGAIN}")
    room.take(info.file_size)
    with archive.open(info) as file:
        # The size in the header is the sender's claim; what is read is counted.
        found = file.read(most + 1)
    if len(found) > most:
        raise Refusal(f"{name} unpacks to more than it says. {AGAIN}")
    return found
