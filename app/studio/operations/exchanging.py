"""Moments that left as a file, and a page of Web Annotations taken in again."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID, uuid5

from accreditation.exchange import ExchangeFault, Mark, read_annotations
from accreditation.turns import Turn
from app import audit
from app.extensions import transaction
from app.models.footage import Recording
from app.models.moments import MomentKind, Party
from app.policies import Actor
from app.studio import queries
from app.studio.operations.marking import mark
from app.studio.values import NOTHING, Said
from app.web.errors import Refusal

SPACE = UUID("5f0c4b2e-7d0f-4a1a-9a63-0d9d3f1a6c11")
"""What is taken in again has tokens of its own, made from this, so that twice is once."""


def note_export(actor: Actor, recording: Recording, form: str, count: int) -> None:
    """That words about a film left as a file, by whom and how many; in its own transaction."""
    with transaction():
        audit.record(actor, "moments.exported", recording, form=form, moments=count)


def take_in(actor: Actor, recording: Recording, page: object) -> tuple[int, int]:
    """Marks of a page of annotations become moments of the actor's own track, frame by frame.

    How many were added, and how many were there from an earlier time. Whatever is wrong with one
    entry, nothing is taken in. Chains of turns and answers are not carried.
    """
    try:
        marks = read_annotations(page, recording.rate)
    except ExchangeFault as fault:
        raise Refusal(f"{fault} Nothing was taken in.") from fault
    tokens = [_token(actor, recording, each, number) for number, each in enumerate(marks, 1)]
    there, words = queries.tokens_there(tokens), queries.words_for(actor, recording)
    before = len(there)
    for number, (token, each) in enumerate(zip(tokens, marks, strict=True), 1):
        if token in there:
            continue
        try:
            mark(actor, recording, token, _said(each), known=words)
        except Refusal as refusal:
            raise Refusal(f"Entry {number}: {refusal} Nothing was taken in.") from refusal
        there.add(token)
    added = len(there) - before
    return added, len(marks) - added


def _token(actor: Actor, recording: Recording, each: Mark, number: int) -> str:
    place = f"{recording.id} {actor.person_id} {actor.role} {each.token or number}"
    return str(uuid5(SPACE, place))


def _said(each: Mark) -> Said:
    return {
        **NOTHING,
        "start": each.span.start,
        "end": each.span.end,
        "words": each.words,
        "kind": _known(each.kind, MomentKind, "kind"),
        "turn": _known(each.turn, Turn, "turn"),
        "giver": _known(each.giver, Party, "giver"),
        "receiver": _known(each.receiver, Party, "receiver"),
        "principles": [tag.key for tag in each.principles],
        "criteria": [tag.key for tag in each.criteria],
        "review": [tag.key for tag in each.review],
    }


def _known(value: str | None, kind: type[StrEnum], name: str) -> StrEnum | None:
    if value is not None and value not in list(kind):
        raise Refusal(f"“{name}” must be one of: {', '.join(kind)}.")
    return None if value is None else kind(value)
