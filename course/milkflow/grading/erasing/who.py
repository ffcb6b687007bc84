"""Whom to look for: her code as a word of its own, in any capitals, and her name as the roster writes it."""

import re
from collections.abc import Mapping
from typing import NamedTuple

ERASED = "[erased]"
FOLDER = re.compile(r"(?P<code>[A-Za-z0-9][A-Za-z0-9_-]{1,31}?)--[a-z0-9][a-z0-9-]*")

# Headings, without spaces, signs and capitals: those that hold a code, and parts of those that name a person.
CODES = {"code", "id", "studentid", "staffcode", "student"}
KNOWN_BY = ("name", "mail", "number", "user", "login")


class Who(NamedTuple):
    """The person to erase. ``words`` are her name and what a platform knows her by; each may be missing."""

    code: str
    name: str = ""
    words: tuple[str, ...] = ()

    def is_code(self, code: str) -> bool:
        """Return whether ``code`` is hers, whatever its capitals."""
        return code.casefold() == self.code.casefold()

    def owns(self, name: str) -> bool:
        """Return whether a file or folder of this name says that it is hers, such as ``mw-042--quiz-02.zip``.

        >>> who = Who("ab")
        >>> who.owns("AB--quiz-02.html"), who.owns("smith_47_ab--quiz-02.zip"), who.owns("x-ab--quiz-02.zip")
        (True, True, False)
        """
        start, divider, _ = name.casefold().partition("--")
        code = self.code.casefold()
        # A platform may have put its own words before the name that we gave: smith_4711_ab12--quiz-02.zip.
        return bool(divider) and (start == code or re.search(rf"_\d+_(.*_)?{re.escape(code)}$", start) is not None)

    def token(self) -> re.Pattern[str]:
        """Return the pattern of her code as a word of its own."""
        return re.compile(rf"(?<![A-Za-z0-9-]){re.escape(self.code)}(?=--|(?![A-Za-z0-9_-]))", re.IGNORECASE)

    def without(self, text: str) -> str:
        """Return ``text`` with her code, her name and her addresses blotted out.

        A code of digits alone is left: it may as well be somebody's points.
        """
        text = text if self.code.isdigit() else self.token().sub(ERASED, text)
        for word in self.words:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", ERASED, text, flags=re.IGNORECASE)
        return text

    def is_line(self, line: str) -> bool:
        """Return whether a line of a report is about her: ``mw-042: ...``."""
        return line.strip().casefold().startswith(f"{self.code.casefold()}:")

    def is_row(self, row: Mapping[str, str]) -> bool:
        """Return whether a row of a table is hers, by its columns for codes, names and addresses."""
        plain = {"".join(filter(str.isalnum, heading.casefold())): cell for heading, cell in row.items()}
        codes = [cell for heading, cell in plain.items() if heading in CODES]
        known = [cell for heading, cell in plain.items() if any(part in heading for part in KNOWN_BY)]
        return any(self.is_code(cell) for cell in codes) or any(cell in self.words for cell in known)

    def speaks_of(self, text: str) -> bool:
        """Return whether her code, name or address stands in ``text``."""
        return self.is_line(text) or self.without(text) != text
