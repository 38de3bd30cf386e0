"""Structured words by which somebody could be found: numbers, addresses, dates of birth.

Names cannot be told from other words here; whoever writes is asked to look for those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TEN_DIGITS = re.compile(r"(?<![\d+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_PHONE = re.compile(r"(?<![\w+])(?:\+44[ -]?(?:\(0\))?|\(?0)\d[\d ()-]{7,13}\d(?!\d)")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DAY = rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}})"
_BORN = re.compile(
    rf"(?:\bborn(?: on)?|\bdate of birth|\bD\.?O\.?B\.?)[ :]*(?:is |was )?{_DAY}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """`what` is a word for people: "a postcode". `text` stands at `start`."""

    what: str
    text: str
    start: int


def identifiers_in(text: str) -> list[Identifier]:
    """Everything found, in the order of the text; the same letters are named once."""
    found: list[Identifier] = []
    for one in sorted(_all(text), key=lambda each: each.start):
        if not found or one.start >= found[-1].start + len(found[-1].text):
            found.append(one)
    return found


def _all(text: str) -> Iterator[Identifier]:
    """Where two begin alike, the one that is surer comes first."""
    for match in _E_MAIL.finditer(text):
        yield Identifier("an e-mail address", match[0], match.start())
    for match in _TEN_DIGITS.finditer(text):
        if _is_nhs_number(re.sub(r"\D", "", match[0])):
            yield Identifier("an NHS number", match[0], match.start())
    for match in _PHONE.finditer(text):
        if 10 <= len(re.sub(r"\D", "", match[0])) <= 13:
            yield Identifier("a telephone number", match[0], match.start())
    for match in _POSTCODE.finditer(text):
        yield Identifier("a postcode", match[0], match.start())
    for match in _BORN.finditer(text):
        yield Identifier("a date of birth", match[0], match.start())


def _is_nhs_number(digits: str) -> bool:
    """By its check digit, so that ten other digits are not taken for one."""
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == int(digits[9])
