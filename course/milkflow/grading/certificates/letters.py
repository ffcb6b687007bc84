"""Which names the certificates can print: letters that stand side by side, each as the font draws it.

Arabic, Hebrew, the scripts of India and of East Asia need joining, turning round or other fonts. They are refused in
plain words, because a name in boxes, or backwards, is worse than none.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN")
# Signs that stand in names beside letters: Mary-Jane O’Neil, Kaʻiulani, J. Smith (née Obi), and accents of their own.
BESIDE = ("COMBINING ", "MODIFIER LETTER ")
SIGNS = set(" '-.,’‘()·–0123456789")
REGULAR, BOLD = "MilkflowSans", "MilkflowSans-Bold"


@lru_cache(maxsize=1)
def fonts() -> frozenset[int]:
    """Make the fonts known to the PDF writer; return the letters (code points) that both have."""
    import matplotlib
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    # DejaVu Sans, a free font that may be embedded, comes with matplotlib.
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    drawn = []
    for name, file in ((REGULAR, "DejaVuSans.ttf"), (BOLD, "DejaVuSans-Bold.ttf")):
        font = TTFont(name, str(folder / file))
        pdfmetrics.registerFont(font)
        drawn.append(set(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    return frozenset(drawn[0] & drawn[1])


def unprintable(name: str) -> str:
    """Return the letters of ``name`` that cannot be printed rightly, in order and once each, or ""."""
    known = fonts()
    return "".join(dict.fromkeys(one for one in unicodedata.normalize("NFC", name) if not _fits(one, known)))


def _fits(letter: str, known: frozenset[int]) -> bool:
    called = unicodedata.name(letter, "")
    return ord(letter) in known and (letter in SIGNS or called.startswith((*SCRIPTS, *BESIDE)))
