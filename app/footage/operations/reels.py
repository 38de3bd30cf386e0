"""A highlights reel: the clips chosen for the shared review, joined to one film in their order."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from app import audit, clock
from app.casework.queries import chosen_for_review, is_joined_of, reel_of
from app.extensions import db, transaction
from app.footage import files, queries
from app.footage.operations.telling import tell_owner_of
from app.footage.operations.tries import LeaseLost, is_about_the_machine
from app.jobs import lease, ring_after_commit
from app.models.footage import Recording
from app.models.reels import Reel, ReelPiece, ReelState
from app.policies import Actor
from app.video.excerpt import join_excerpts
from app.web.errors import Refusal

NO_CLIPS = (
    "No clip of this film is chosen for the shared review yet. Choose some in the Studio, then "
    "make the reel. Nothing was changed."
)


def ask_for_reel(actor: Actor, recording: Recording) -> Reel:
    """Have the chosen clips joined. The same clips in the same order are joined once.

    Another order takes the place of the reel before it, which nobody can watch from then on.
    """
    clips = chosen_for_review(recording)
    if not clips:
        raise Refusal(NO_CLIPS)
    before = reel_of(recording)
    if before is not None:
        if is_joined_of(before, clips) and before.state is not ReelState.FAILED:
            return before
        _end(before)
        db.session.flush()
    pieces = [ReelPiece(clip_id=clip.id, place=place) for place, clip in enumerate(clips, 1)]
    reel = Reel(
        recording_id=recording.id, owner_id=actor.person_id, created_at=clock.now(), pieces=pieces
    )
    db.session.add(reel)
    db.session.flush()
    audit.record(actor, "reel.asked", reel, recording=recording.id, clips=len(clips))
    ring_after_commit("footage.join_reel", reel.id)
    return reel


def join_as_chosen(actor: Actor, recording: Recording) -> None:
    """After another choice or order: a reel that was asked for once is made anew by itself.

    Nothing is made where none was asked for; where no clip is left, the reel goes.
    """
    before, clips = reel_of(recording), chosen_for_review(recording)
    if before is None or is_joined_of(before, clips):
        return
    if clips:
        ask_for_reel(actor, recording)
    else:
        _end(before)


def join_anew(actor: Actor, recording: Recording, first: int, last: int) -> None:
    """What is blurred from frame `first` to `last` is otherwise now: a reel with any is made anew.

    Nobody can watch the one before from then on.
    """
    before = reel_of(recording)
    if before is None or not any(_shows(piece, first, last) for piece in before.pieces):
        return
    _end(before)
    db.session.flush()
    if chosen_for_review(recording):
        ask_for_reel(actor, recording)


def _shows(piece: ReelPiece, first: int, last: int) -> bool:
    return piece.clip.start_frame <= last and first <= piece.clip.end_frame


def note_copy(actor: Actor, reel_id: int) -> None:
    """Write down that a copy is taken to be handed over. Opens its own transaction."""
    with transaction():
        reel = db.session.get_one(Reel, reel_id)
        audit.record(actor, "reel.copied", reel, recording=reel.recording_id)


def join_reel(reel_id: int) -> None:
    """Make the film of a reel. Safe to repeat, and to kill at any moment.

    While it is held the files of its recording are not erased, so nothing is published after; it
    is let go of within a second when the reel, one of its clips or the recording ends.
    """
    if not lease.claim(Reel, reel_id, Reel.attempts <= lease.TRIES, *queries.REEL_TO_JOIN):
        return
    with transaction():
        reel = db.session.get_one(Reel, reel_id)
        db.session.refresh(reel)
        number, recording = reel.attempts, reel.recording
        spans = [(piece.clip.start_frame, piece.clip.end_frame) for piece in reel.pieces]
        source, key = queries.reference_key(recording), files.reel_key(recording.id, reel_id)
        rate, recording_id = recording.rate, recording.id
        parts = queries.parts_of(recording_id)
    this = (Reel.id == reel_id, Reel.attempts == number, *queries.REEL_TO_JOIN)
    if number > lease.TRIES:
        _give_up(this, recording_id)
        return

    def go_on(share: float) -> None:
        if not lease.hold(Reel, reel_id, *this, progress=share):
            raise LeaseLost
        with transaction():
            tell_owner_of(recording_id)

    try:
        with (
            files.scratch(f"reel-{reel_id}") as folder,
            files.storage().fetch(source) as reference,
        ):
            frames = join_excerpts(reference, rate, spans, folder / "reel.mp4", go_on, parts=parts)
            go_on(1.0)
            files.storage().publish(key, folder / "reel.mp4")
        _note(reel_id, this, frames)
    except LeaseLost:
        _let_go(reel_id, number, counted=True)
        if not queries.reel_is_wanted(reel_id):
            files.storage().delete(key)
    except Exception as error:
        counted = not is_about_the_machine(error)
        if counted and number >= lease.TRIES:
            _give_up(this, recording_id)
        else:
            _let_go(reel_id, number, counted)
        raise


def drop_reel(reel_id: int) -> None:
    """Remove the file of a reel that was deleted, or of which a clip was. Safe to repeat."""
    if reel_id not in queries.reels_to_drop():
        return
    reel = db.session.get_one(Reel, reel_id)
    files.storage().delete(files.reel_key(reel.recording_id, reel_id))
    with transaction():
        reel = db.session.get_one(Reel, reel_id)
        if reel.deleted_at is None:
            _end(reel)
        reel.file_gone_at = clock.now()


def _end(reel: Reel) -> None:
    reel.deleted_at = clock.now()
    ring_after_commit("footage.drop_reel", reel.id)


def _note(reel_id: int, conditions: tuple[Any, ...], frames: int) -> None:
    with transaction():
        reel = db.session.scalar(select(Reel).where(*conditions))
        if reel is None:
            raise LeaseLost
        reel.state, reel.made_at, reel.frame_count = ReelState.READY, clock.now(), frames
        reel.progress, reel.lease_until = 1.0, None
        tell_owner_of(reel.recording_id)
        audit.record(None, "reel.joined", reel, frames=frames)


def _give_up(conditions: tuple[Any, ...], recording_id: int) -> None:
    failed = update(Reel).where(*conditions).values(state=ReelState.FAILED, lease_until=None)
    with transaction():
        db.session.execute(failed.execution_options(synchronize_session=False))
        tell_owner_of(recording_id)


def _let_go(reel_id: int, number: int, counted: bool) -> None:
    mine = update(Reel).where(Reel.id == reel_id, Reel.attempts == number)
    free = mine.values(lease_until=None, attempts=number - (not counted), progress=0.0)
    with transaction():
        db.session.execute(free.execution_options(synchronize_session=False))
