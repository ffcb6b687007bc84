"""Who is in the class: ``roster.csv`` with a column ``id`` and, if wanted, ``name``."""

import csv
from pathlib import Path
from typing import NamedTuple

from milkflow.errors import GradingError
from milkflow.handin import CODE_RULE, is_staff_code
from milkflow.reading import did_you_mean


class Roster(NamedTuple):
    """Names by staff code; ``known`` is False for a class without a roster, where every code is taken as it is."""

    names: dict[str, str]
    known: bool
    spelled: dict[str, str]  # by the code in small letters, the code as the roster writes it

    def code(self, claimed: str) -> str | None:
        """Return the code as the roster writes it, whatever its capitals, or None for one that is not there."""
        if not self.known:
            return claimed
        return self.spelled.get(claimed.casefold())

    def missing(self, claimed: str) -> str:
        """Return why ``claimed`` is not graded."""
        hint = did_you_mean(claimed, self.names) or "."
        return f"The code {claimed!r} is not on roster.csv{hint} Correct the roster or the name of the hand-in."


def read_roster(path: Path) -> Roster:
    """Return the roster, or an open one when there is no file. Raise GradingError with every problem in it."""
    if not path.exists() and not path.is_symlink():
        return Roster({}, known=False, spelled={})
    if not path.is_file():
        raise GradingError(f"{path.name} is no plain file. Save the roster there as CSV in UTF-8, or remove it.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = [(reader.line_num, row) for row in reader]
            columns = reader.fieldnames or ()
    except OSError as fault:
        raise GradingError(f"{path.name} cannot be opened ({fault.strerror}). Change its permissions.") from None
    except (UnicodeDecodeError, csv.Error) as fault:
        raise GradingError(f"{path.name} cannot be read ({fault}). Save it as CSV in UTF-8.") from None
    if "id" not in columns:
        raise GradingError(f"{path.name}: line 1 has no column called 'id'. Write 'id,name' there.")
    names: dict[str, str] = {}
    spelled: dict[str, str] = {}
    found = [(line, _add(names, spelled, row)) for line, row in rows]
    problems = [f"line {line}: {problem}" for line, problem in found if problem]
    if problems:
        raise GradingError("\n".join([f"{path.name}: {len(problems)} to fix", *(f"  {one}" for one in problems)]))
    return Roster(names, known=True, spelled=spelled)


def _add(names: dict[str, str], spelled: dict[str, str], row: dict[str, str]) -> str:
    code = (row["id"] or "").strip()
    if not is_staff_code(code):
        return f"{code!r} is not a staff code: {CODE_RULE}"
    if code.casefold() in spelled:
        return f"{code!r} stands on the roster twice"
    spelled[code.casefold()] = code
    names[code] = (row.get("name") or "").strip()
    return ""
