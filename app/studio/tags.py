"""Tags of a moment: the words of the framework by value, so that a later one changes no old tag."""

from __future__ import annotations

from collections.abc import Mapping

from app.models.moments import MomentTag, TagKind
from app.studio.queries import Words
from app.studio.values import Said
from app.web.errors import Refusal

Kept = Mapping[tuple[TagKind, str], MomentTag]


def tags_for(words: Words, said: Said, kept: Kept | None = None) -> list[MomentTag]:
    """A tag for each key, once; one of `kept` stays as it is. Refuses a key nobody knows."""
    kept = kept or {}
    chosen = [(kind, key) for kind, name in NAMES.items() for key in dict.fromkeys(said[name])]
    return [kept.get(one) or TAGS[one[0]](words, one[1]) for one in chosen]


def _principle(words: Words, key: str) -> MomentTag:
    found, group = words.principles.principle(key), words.principles.group_of(key)
    if found is None or group is None:
        raise Refusal(f"There is no principle “{key[:80]}” in this edition. Nothing was saved.")
    return MomentTag(
        kind=TagKind.PRINCIPLE,
        framework=words.principles.id,
        key=key,
        group_number=group.number,
        wording=found.wording,
    )


def _criterion(words: Words, key: str) -> MomentTag:
    if words.criteria is None:
        raise Refusal("A trainee marks no criteria on a client film. Nothing was saved.")
    found = words.criteria.criterion(key)
    if found is None or words.film not in found.used_on:
        raise Refusal(f"There is no criterion “{key[:80]}” for this film. Nothing was saved.")
    return MomentTag(
        kind=TagKind.CRITERION, framework=words.criteria.id, key=key, wording=found.wording
    )


def _review_word(words: Words, key: str) -> MomentTag:
    if words.review is None:
        raise Refusal("The review's own words do not belong to this film. Nothing was saved.")
    found = words.review.word(key)
    if found is None:
        raise Refusal(f"There is no word “{key[:80]}” for the review. Nothing was saved.")
    group, word = found
    return MomentTag(
        kind=TagKind.REVIEW_WORD,
        framework=words.review.id,
        key=key,
        group_number=group.number,
        wording=word.wording,
    )


NAMES = {
    TagKind.PRINCIPLE: "principles",
    TagKind.CRITERION: "criteria",
    TagKind.REVIEW_WORD: "review",
}
TAGS = {
    TagKind.PRINCIPLE: _principle,
    TagKind.CRITERION: _criterion,
    TagKind.REVIEW_WORD: _review_word,
}
