"""Ten drawn tones of skin, how inflammation changes one, and how far two colours stand apart."""

# Ours, from light to dark, chosen for this drawing alone. They are no named scale and no measurement.
TONES = (
    "#f6ddcb", "#ecc9b0", "#dfb493", "#cf9d78", "#b98560",
    "#9c6c4b", "#7f563b", "#64422d", "#4a3022", "#332119",
)  # fmt: skip
KEPT = (0.86, 0.48, 0.44)  # share of red, green and blue light that the drawn inflamed place keeps, on every tone


def inflamed(tone: str) -> str:
    """Return the drawn colour of an inflamed place: the same share of light is lost on every tone.

    >>> inflamed("#ffffff")
    '#efb8b1'
    """
    return "#" + "".join(f"{_shade(_light(part) * kept):02x}" for part, kept in zip(_parts(tone), KEPT, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 defines it, from 1 (none) to 21.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour such as ``#f6ddcb``: 0 for black, 1 for white."""
    red, green, blue = map(_light, _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _light(part: float) -> float:
    """Return light from a part of a colour (sRGB), both from 0 to 1."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _shade(light: float) -> int:
    """Return the part of a colour, 0 to 255, that gives this light."""
    part = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(part * 255)
