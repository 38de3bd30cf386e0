"""What in a text looks as if it could tell who somebody is: the check of the device, once more.

`app/static/js/identifying/check.js` warns whoever writes, before anything is sent. Both read the
same rules; a test holds their answers equal. Neither finds everything: the list of names is short.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import app

RULES = Path(app.__file__).parent / "static" / "js" / "identifying" / "rules.js"


LABELS = {
    "email": "an e-mail address",
    "phone": "a telephone number",
    "postcode": "a postcode",
    "nhs number": "an NHS number",
    "date of birth": "a date of birth",
    "name": "a name",
}


@dataclass(frozen=True)
class Identifying:
    """A place in a text: what it looks like, its words, and where they begin.

    It is `sure` by its form: not a name, a date without a word of birth beside it, or an NHS
    number whose check digit is another.
    """

    kind: str
    words: str
    at: int
    sure: bool = True

    @property
    def label(self) -> str:
        """For a sentence: a postcode, an NHS number."""
        return LABELS[self.kind]


@cache
def rules() -> dict[str, Any]:
    """The rules as the device has them: a module that exports one JSON value."""
    text = RULES.read_text("utf-8").strip()
    read: dict[str, Any] = json.loads(text.removeprefix("export default").removesuffix(";"))
    return read


def identifying_words(text: str, year: int) -> list[Identifying]:
    """What was found, in the order of the text, each place once; `year` is the present one."""
    everything = [*_structured(text), *_dates(text, year), *_names(text)]
    kept: list[Identifying] = []
    for one in sorted(everything, key=lambda each: (each.at, -len(each.words))):
        if not kept or one.at >= kept[-1].at + len(kept[-1].words):
            kept.append(one)
    return kept


@cache
def _every(source: str, any_case: bool) -> re.Pattern[str]:
    return re.compile(source, re.ASCII | (re.IGNORECASE if any_case else 0))


def _structured(text: str) -> Iterator[Identifying]:
    for one in rules()["always"]:
        for hit in _every(one["source"], one["anyCase"]).finditer(text):
            sure = one["kind"] != "nhs number" or _has_its_check_digit(hit[0])
            yield Identifying(one["kind"], hit[0], hit.start(), sure)


def _has_its_check_digit(number: str) -> bool:
    digits = [int(sign) for sign in number if sign.isdigit()]
    check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == digits[9]


def _dates(text: str, year: int) -> Iterator[Identifying]:
    for one in rules()["fullDates"]:
        for hit in _every(one["source"], True).finditer(text):
            is_past = _year_of(hit[one["year"]], year) <= year - rules()["yearsPast"]
            birth = _speaks_of_birth(text, hit)
            if is_past or birth:
                yield Identifying("date of birth", hit[0], hit.start(), birth)
    for source in rules()["partDates"]:
        for hit in _every(source, True).finditer(text):
            if _speaks_of_birth(text, hit):
                yield Identifying("date of birth", hit[0], hit.start())


def _speaks_of_birth(text: str, hit: re.Match[str]) -> bool:
    around = text[max(0, hit.start() - rules()["before"]) : hit.end() + rules()["after"]]
    return _every(rules()["birthWords"], True).search(around) is not None


def _year_of(digits: str, year: int) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    return 2000 + number if number <= year % 100 else 1900 + number


def _names(text: str) -> Iterator[Identifying]:
    for hit in _every(rules()["word"], False).finditer(text):
        bare = re.sub("['’]s$", "", hit[0])
        if any(_is_name(part, text, hit.start()) for part in (bare, *bare.split("-"))):
            yield Identifying("name", bare, hit.start(), sure=False)
    for key in ("called", "titled"):
        for hit in _every(rules()[key], False).finditer(text):
            if _folded(hit[1]) not in rules()["neverNames"]:
                yield Identifying("name", hit[1], hit.start(1), sure=False)


def _folded(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).lower()


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(rules()[key])


def _is_name(word: str, text: str, at: int) -> bool:
    folded = _folded(word)
    if folded in _listed("names"):
        return True
    if folded not in _listed("wordlikeNames") or word[0] == word[0].lower():
        return False
    return not _starts_sentence(text, at)


def _starts_sentence(text: str, at: int) -> bool:
    before = at - 1
    while before >= 0 and text[before] == " ":
        before -= 1
    return before < 0 or text[before] in rules()["sentenceEnds"]
