"""A copy for somebody of a case who asks what is held: begun, chosen for, built, handed over."""

from __future__ import annotations

from app import audit, clock
from app.copies import queries
from app.copies.operations.ending import end
from app.extensions import db, transaction
from app.jobs import ring_after_commit
from app.models.archives import Archive, ArchiveKind, GoneBecause
from app.models.client_copies import ClientCopy, CopyItem, Disclosure, ItemKind
from app.models.rights import ClientLink
from app.policies import Actor
from app.web.errors import Refusal

NOT_AMONG = (
    "The list of people in shot of this film is not confirmed, so nobody can say who is in it. "
    "Confirm the list on the film's page, then release it. Nothing was changed."
)


def begin_copy(actor: Actor, link: ClientLink) -> ClientCopy:
    """Find what is held about the people of a link. Nothing of others is released by it.

    There is one copy for each link: begun again it is looked at anew, and what was chosen stays.
    """
    copy = queries.copy_for(link)
    if copy is None:
        copy = ClientCopy(link_id=link.id, begun_by_id=actor.person_id)
        db.session.add(copy)
        audit.record(actor, "client_copy.begun", copy, link=link.id)
    look_again(actor, copy)
    return copy


def look_again(actor: Actor, copy: ClientCopy) -> int:
    """Add what was written or filmed since; how much that was. It is not released."""
    known = {(one.kind, one.row_id) for one in queries.items_of(copy)}
    new = [
        one for one in queries.found_for(copy.link, actor) if (one.kind, one.row_id) not in known
    ]
    for one in new:
        db.session.add(
            CopyItem(
                copy_id=copy.id,
                kind=one.kind,
                row_id=one.row_id,
                recording_id=one.recording_id,
                what=one.what,
                by=one.by,
                by_practitioner=one.by_practitioner,
            )
        )
    copy.looked_at = clock.now()
    return len(new)


def release_item(actor: Actor, item: CopyItem) -> None:
    """It goes into the copy from now on: a person decided so. A copy that was built is no more.

    Raises Refusal for a film of which nobody can say who is in it.
    """
    if item.kind is ItemKind.FILM and _is_unconfirmed(item):
        raise Refusal(NOT_AMONG)
    item.released_at, item.released_by_id = clock.now(), actor.person_id
    _forget_what_was_built(actor, item.copy)
    audit.record(actor, "copy_item.released", item, kind=item.kind.value, row=item.row_id)


def _is_unconfirmed(item: CopyItem) -> bool:
    return item.recording is None or item.recording.in_shot_confirmed_at is None


def keep_back(actor: Actor, item: CopyItem) -> None:
    """It is out of the copy from now on. What was handed over before cannot be called back."""
    item.released_at = item.released_by_id = None
    _forget_what_was_built(actor, item.copy)
    audit.record(actor, "copy_item.kept_back", item, kind=item.kind.value, row=item.row_id)


def _forget_what_was_built(actor: Actor, copy: ClientCopy) -> None:
    if copy.archive is not None and copy.archive.gone_at is None:
        end(actor, copy.archive, GoneBecause.REPLACED)


def ask_for_copy(actor: Actor, copy: ClientCopy) -> Archive:
    """Have the archive built of what may go in; asked twice while it is built it is built once."""
    before = copy.archive
    if before is not None and before.gone_at is None:
        if before.built_at is None:
            return before
        end(actor, before, GoneBecause.REPLACED)
    look_again(actor, copy)
    archive = Archive(kind=ArchiveKind.CLIENT_COPY, owner_id=actor.person_id)
    db.session.add(archive)
    db.session.flush()
    copy.archive_id = archive.id
    audit.record(actor, "archive.asked", archive, copy=copy.id)
    ring_after_commit("copies.build", archive.id)
    return archive


def note_disclosed(actor: Actor, copy: ClientCopy) -> None:
    """That a copy is taken to be handed over: what of others is in it, to whom, by whom, when.

    Once for each archive, however often it is fetched. Opens its own transaction.
    """
    with transaction() as session:
        fresh = session.get_one(ClientCopy, copy.id, populate_existing=True)
        assert fresh.archive_id is not None
        noted = queries.disclosed_with(fresh.archive_id)
        given = [one for one in queries.carried(fresh, actor) if one.released_by_id is not None]
        for item in (one for one in given if one.id not in noted):
            assert item.released_by_id is not None
            session.add(
                Disclosure(
                    client_id=fresh.link.client_id,
                    item_id=item.id,
                    archive_id=fresh.archive_id,
                    what=item.what,
                    by=item.by,
                    to_whom=fresh.link.label,
                    released_by_id=item.released_by_id,
                    handed_over_by_id=actor.person_id,
                )
            )
        ids = [one.id for one in given]
        audit.record(actor, "client_copy.fetched", fresh, link=fresh.link_id, items=ids)
