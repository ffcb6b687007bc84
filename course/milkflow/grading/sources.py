"""Walk over what an instructor downloaded: every zip is read, and every other file is named."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from milkflow.errors import GradingError
from milkflow.grading.zips import NO_ZIP, Arrival, Refused, is_expected, read_zip


def arrivals_in(sources: Iterable[Path]) -> Iterator[Arrival | Refused]:
    """Yield every hand-in in ``sources`` (zips, or folders of them), and every file that is none.

    Raise GradingError for a source that is not there.
    """
    for source in sources:
        if source.is_dir():
            yield from _folder(source)
        elif source.exists() or source.is_symlink():
            yield from read_zip(source, source.name)
        else:
            raise GradingError(f"{source} is not there. Give a zip, or a folder that holds zips.")


def _folder(source: Path) -> Iterator[Arrival | Refused]:
    closed: list[OSError] = []
    for folder, folders, files in os.walk(source, onerror=closed.append):
        folders.sort()
        # A link to a folder is not walked into; a folder that is called .zip is no zip.
        odd = [name for name in folders if name.lower().endswith(".zip") or (Path(folder) / name).is_symlink()]
        for name in sorted(files + odd):
            path = Path(folder) / name
            shown = path.relative_to(source).as_posix()
            if is_expected(name):
                continue
            if path.suffix.lower() == ".zip" or path.is_symlink():
                yield from read_zip(path, shown)
            else:
                yield Refused(shown, NO_ZIP)
    for fault in closed:
        shown = Path(fault.filename).relative_to(source).as_posix()
        yield Refused(shown, f"It cannot be opened ({fault.strerror}). Change its permissions, then grade again.")
