"""Colour as it is seen: contrast, distance, and three kinds of colour blindness.

Contrast is WCAG 2.2's. Distance is CIE76 in CIELAB (D65). Simulations work on linear RGB: Machado,
Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
IEEE TVCG 15(6), 2009, at severity 1.0; and for the two commonest kinds also Viénot, Brettel and
Mollon, "Digital Video Colourmaps for Checking the Legibility of Displays by Dichromats", 1999.
"""

from __future__ import annotations

import math
import re
from pathlib import Path

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

TOKENS = Path("app/static/css/tokens.css")
EYES: dict[str, Matrix] = {
    "every cone": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "protanopia after Viénot": (
        (0.11238, 0.88762, 0),
        (0.11238, 0.88762, 0),
        (0.00401, -0.00401, 1),
    ),
    "deuteranopia after Viénot": (
        (0.29275, 0.70725, 0),
        (0.29275, 0.70725, 0),
        (-0.02234, 0.02234, 1),
    ),
}
TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE: Triple = (0.95047, 1.0, 1.08883)


def blocks() -> dict[str, dict[str, str]]:
    """The colours as the style sheet gives them: light, dark by device, dark by choice."""
    text = TOKENS.read_text()
    selectors = {
        "light": r":root,\s*\.light-surface \{(.*?)\}",
        "dark by device": r':root:not\(\[data-theme="light"\]\) \{(.*?)\}',
        "dark by choice": r'\[data-theme="dark"\],\s*\.dark-surface \{(\s*--paper.*?)\}',
    }
    return {name: _colours(text, selector) for name, selector in selectors.items()}


def _colours(text: str, selector: str) -> dict[str, str]:
    found = re.search(selector, text, re.DOTALL)
    assert found, selector
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", found[1]))


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    return times(TO_XYZ, linear(colour))[1]


def distance(one: str, other: str, eye: str) -> float:
    return math.dist(lab(one, eye), lab(other, eye))


def lab(colour: str, eye: str) -> Triple:
    red, green, blue = times(EYES[eye], linear(colour))
    x, y, z = times(TO_XYZ, (clipped(red), clipped(green), clipped(blue)))
    fx, fy, fz = (_cube_root(value / white) for value, white in zip((x, y, z), WHITE, strict=True))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _cube_root(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116


def linear(colour: str) -> Triple:
    """`#RRGGBB` as linear RGB from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def clipped(value: float) -> float:
    return min(1.0, max(0.0, value))


def times(matrix: Matrix, vector: Triple) -> Triple:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three
