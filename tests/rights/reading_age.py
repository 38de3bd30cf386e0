"""Reading age of English text by the Flesch-Kincaid grade formula.

Kincaid, Fishburne, Rogers, Chissom (1975), Naval Technical Training Command, Research Branch
Report 8-75: 0.39 words a sentence + 11.8 syllables a word - 15.59. A grade and five years is the
age. Syllables are counted as groups of vowels, a silent e at the end left out.
"""

from __future__ import annotations

import re


def reading_age(text: str) -> float:
    """Years; `text` with at least one sentence, each line one or more of them."""
    sentences = [part for part in re.split(r"[.?!:\n]+", text) if re.search(r"[A-Za-z]", part)]
    words = re.findall(r"[A-Za-z']+", text)
    grade = 0.39 * len(words) / len(sentences)
    grade += 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return grade + 5


def syllables(word: str) -> int:
    found = re.findall(r"[aeiouy]+", word.lower())
    silent = re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$", word.lower()) is not None
    return max(len(found) - silent, 1)
