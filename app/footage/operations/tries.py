"""One try of a worker to make a recording ready. A later try shuts out an earlier one."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

from sqlalchemy import select, update

from app import clock
from app.extensions import db, transaction
from app.footage.operations.ending import refuse_recording
from app.footage.operations.telling import tell_owner_of
from app.jobs import lease
from app.models.footage import Recording, RecordingState
from app.video.process import ToolMissing, ToolStopped

PAUSE = timedelta(seconds=30)
MOVING = (RecordingState.RECEIVED, RecordingState.WATCHABLE)
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class LeaseLost(Exception):
    """What is worked on was erased meanwhile, or another worker has taken it over."""


def is_about_the_machine(error: Exception) -> bool:
    """A full disk or a missing program: such a try must not be counted against a film."""
    if isinstance(error, ToolStopped):
        return error.code > 0 and not error.is_about_the_file
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    return isinstance(error, ToolMissing)


@dataclass(frozen=True)
class Try:
    """The try with this `number` on a recording; everything it changes asks for `conditions`."""

    recording_id: int
    number: int

    @classmethod
    def begin(cls, recording_id: int) -> Self | None:
        """Claim a recording that is not ready yet; None when somebody works on it, or no more."""
        waits = Recording.state.in_(MOVING)
        if not lease.claim(Recording, recording_id, waits, begun_at=clock.now()):
            return None
        asked = select(Recording.attempts).where(Recording.id == recording_id)
        return cls(recording_id, db.session.scalars(asked).one())

    @property
    def is_one_too_many(self) -> bool:
        return self.number > lease.TRIES

    @property
    def is_the_last(self) -> bool:
        return self.number >= lease.TRIES

    @property
    def conditions(self) -> tuple[Any, ...]:
        """True for the row while this try may go on."""
        return (
            Recording.id == self.recording_id,
            Recording.state.in_(MOVING),
            Recording.attempts == self.number,
        )

    def go_on(self, progress: float) -> None:
        """Say that the work goes on. Raises LeaseLost when it must not."""
        if not lease.hold(Recording, self.recording_id, *self.conditions, progress=progress):
            raise LeaseLost
        with transaction():
            tell_owner_of(self.recording_id)

    def held(self) -> Recording:
        """The row, in the open transaction. Raises LeaseLost when this try must not go on."""
        recording = db.session.scalar(select(Recording).where(*self.conditions))
        if recording is None:
            raise LeaseLost
        return recording

    def refuse(self, sentence: str, keep_original: bool = False) -> None:
        """The film cannot be used, unless somebody else has gone on with it."""
        refuse_recording(self.recording_id, sentence, *self.conditions, keep_original=keep_original)

    def give_back(self, counted: bool) -> None:
        """Leave the recording to a later try, twice as much later each time.

        One that is not `counted` may be made again.
        """
        later = clock.now() + PAUSE * 2 ** (self.number - 1)
        values = {
            "lease_until": later,
            "attempts": self.number - (not counted),
            "begun_at": None,
            "progress": 0.0,
        }
        back = update(Recording).where(*self.conditions).values(**values)
        with transaction():
            db.session.execute(back.execution_options(synchronize_session=False))

    def let_go_of_ended(self) -> bool:
        """Free a recording that was refused or erased during this try; whether it was."""
        ended = (
            Recording.id == self.recording_id,
            Recording.state.in_([RecordingState.REFUSED, RecordingState.ERASED]),
        )
        with transaction():
            recording = db.session.scalar(select(Recording).where(*ended))
            if recording is not None:
                recording.lease_until = None
        return recording is not None
