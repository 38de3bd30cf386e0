"""Tags of a moment: the words of the framework by value, so that a later one changes no old tag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.models.moments import MomentTag, TagKind
from app.studio.queries import Words
from app.web.errors import Refusal

Kept = Mapping[tuple[TagKind, str], MomentTag]


def tags_for(
    words: Words, principles: Sequence[str], criteria: Sequence[str], kept: Kept | None = None
) -> list[MomentTag]:
    """A tag for each key, once; one of `kept` stays as it is. Refuses a key nobody knows."""
    kept = kept or {}
    chosen = [(TagKind.PRINCIPLE, key) for key in dict.fromkeys(principles)]
    chosen += [(TagKind.CRITERION, key) for key in dict.fromkeys(criteria)]
    return [kept.get(one) or _tag(words, *one) for one in chosen]


def _tag(words: Words, kind: TagKind, key: str) -> MomentTag:
    return _principle(words, key) if kind is TagKind.PRINCIPLE else _criterion(words, key)


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
        raise Refusal("Criteria belong to the shared review. Nothing was saved.")
    found = words.criteria.criterion(key)
    if found is None or words.film not in found.used_on:
        raise Refusal(f"There is no criterion “{key[:80]}” for this film. Nothing was saved.")
    return MomentTag(
        kind=TagKind.CRITERION, framework=words.criteria.id, key=key, wording=found.wording
    )
