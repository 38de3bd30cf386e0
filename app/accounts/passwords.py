"""Passwords: Argon2id, the same work whether or not somebody has an account, and what is refused.

Length counts, not kinds of characters. The list of common passwords is `common/`, with its licence.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
FEWEST_DIFFERENT = 5
LETTERS_BESIDE_A_NAME = 4
COMMON = Path(__file__).parent / "common" / "common-passwords.txt.gz"

_hasher = PasswordHasher()
_nobody = _hasher.hash("nobody has this password")


def hash_of(password: str) -> str:
    return _hasher.hash(_plain(password))


def fits(password: str, stored: str | None) -> bool:
    """Whether `password` belongs to the stored hash; takes as long when there is none."""
    try:
        _hasher.verify(stored or _nobody, _plain(password[:LONGEST]))
    except (VerificationError, InvalidHashError):
        return False
    return bool(stored)


def why_not(password: str, name: str, email: str) -> str | None:
    """A sentence why this cannot be the password of this person; None when it can."""
    folded = _plain(password).casefold()
    if len(password) < SHORTEST:
        return f"This password has {len(password)} characters; it needs at least {SHORTEST}."
    if len(password) > LONGEST:
        return f"This password is longer than {LONGEST} characters; shorten it a little."
    if len(set(folded)) < FEWEST_DIFFERENT:
        return "This password repeats a few characters. Three or four words together do better."
    if folded in _common() or _without_ends(folded) in _common():
        return "Many people use this password, so it is tried first. Choose one of your own words."
    if _is_little_but_own_words(folded, name, email):
        return "This password is your name, your address or “Attune” and little else: add words."
    return None


def _plain(password: str) -> str:
    """The same characters however a keyboard composes them."""
    return unicodedata.normalize("NFKC", password)


def _without_ends(folded: str) -> str:
    """The word between digits and signs put before and behind."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)


def _is_little_but_own_words(folded: str, name: str, email: str) -> bool:
    """Whether fewer than four letters remain without the person's own words, and ours."""
    words = {*re.split(r"[\W_]+", f"{name} {email}".casefold()), "attune"}
    rest = folded
    for word in sorted((one for one in words if len(one) > 2), key=len, reverse=True):
        rest = rest.replace(word, "")
    letters = re.sub(r"[\W\d_]+", "", rest)
    return rest != folded and len(letters) < LETTERS_BESIDE_A_NAME


@cache
def _common() -> frozenset[str]:
    return frozenset(gzip.decompress(COMMON.read_bytes()).decode().split("\n"))
