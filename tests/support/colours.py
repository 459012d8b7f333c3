"""How far apart colours look, to those who see all colours and to those who do not; how legible ink is.

Sources: CIE L*a*b* with the white of D65 and sRGB as in IEC 61966-2-1; the difference CIEDE2000 as in
G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 color-difference formula: implementation notes, supplementary
test data, and mathematical observations", Color Research and Application 30 (2005); the simulation of
colour blindness by the matrices of G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A physiologically
based model for simulation of color vision deficiency", IEEE TVCG 15 (2009), at full severity, in linear
light; relative luminance and contrast as in the Web Content Accessibility Guidelines 2.1.
"""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Colour = tuple[int, int, int]
Triple = tuple[float, float, float]

SIGHTS: dict[str, tuple[Triple, Triple, Triple]] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
_TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
           (0.0193339, 0.1191920, 0.9503041))  # fmt: skip
_WHITE = (0.95047, 1.0, 1.08883)


def of_hex(text: str) -> Colour:
    """Return the colour written #RRGGBB."""
    red, green, blue = (int(text.lstrip("#")[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def linear(colour: Colour) -> Triple:
    """Return a colour of the screen as amounts of light."""
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in colour
    )
    return red, green, blue


def seen(colour: Colour, sight: str) -> Triple:
    """Return the light of a colour as it looks to somebody who sees so."""
    light = linear(colour)
    red, green, blue = (min(1.0, max(0.0, part)) for part in _times(SIGHTS[sight], light))
    return red, green, blue


def _times(rows: tuple[Triple, Triple, Triple], by: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, by, strict=True)) for row in rows)
    return first, second, third


def lab(light: Triple) -> Triple:
    """Return CIE L*, a* and b* of light."""
    parts = [part / white for part, white in zip(_times(_TO_XYZ, light), _WHITE, strict=True)]
    x, y, z = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: Colour, other: Colour, sight: str = "normal") -> float:
    """Return how different two colours look to somebody who sees so (CIEDE2000)."""
    return ciede2000(lab(seen(one, sight)), lab(seen(other, sight)))


def ciede2000(one: Triple, other: Triple) -> float:
    """Return the difference CIEDE2000 of two colours given as L*, a*, b*."""
    mean = ((hypot(*one[1:]) + hypot(*other[1:])) / 2) ** 7
    stretch = 1.5 - sqrt(mean / (mean + 25.0**7)) / 2
    c1, h1 = _polar(one[1] * stretch, one[2])
    c2, h2 = _polar(other[1] * stretch, other[2])
    hue, turn = _hues(c1, h1, c2, h2)
    light, chroma = (one[0] + other[0]) / 2, (c1 + c2) / 2
    weight = 1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue))
    weight += 0.32 * cos(radians(3 * hue + 6)) - 0.20 * cos(radians(4 * hue - 63))
    s_light = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    s_chroma, s_hue = 1 + 0.045 * chroma, 1 + 0.015 * chroma * weight
    bent = 2 * sqrt(chroma**7 / (chroma**7 + 25.0**7))
    bent *= -sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    by_light = (other[0] - one[0]) / s_light
    by_chroma = (c2 - c1) / s_chroma
    by_hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / s_hue
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + bent * by_chroma * by_hue)


def _polar(a: float, b: float) -> tuple[float, float]:
    return hypot(a, b), degrees(atan2(b, a)) % 360 if a or b else 0.0


def _hues(c1: float, h1: float, c2: float, h2: float) -> tuple[float, float]:
    """Return the mean of two hues and the way from the first to the second, in degrees."""
    if not c1 * c2:
        return h1 + h2, 0.0
    turn = h2 - h1
    if turn > 180:
        turn -= 360
    elif turn < -180:
        turn += 360
    mean = (h1 + h2) / 2
    if abs(h1 - h2) > 180:
        mean += 180 if h1 + h2 < 360 else -180
    return mean, turn


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours by the WCAG, 1 to 21."""
    dark, bright = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in map(linear, (one, other))
    )
    return (bright + 0.05) / (dark + 0.05)
