"""Where an archive stands, in a sentence and in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from app import clock
from app.jobs.lease import TRIES
from app.models.archives import Archive, GoneBecause
from app.web.words import day

GONE = {
    GoneBecause.TIME: "Its days were over, so it was removed. You can ask for a new one.",
    GoneBecause.TAKEN_BACK: (
        "Somebody took back a yes, or a film was erased, after it was made. So it was thrown away; "
        "nothing of your record is lost, and a new one has what may be in it now."
    ),
    GoneBecause.REPLACED: "A newer one took its place.",
    GoneBecause.OWNER: "You threw it away.",
}


@dataclass(frozen=True)
class Standing:
    """`state` is waiting, closed, ready or gone; `share` how much is done, 0 to 1."""

    state: str
    sentence: str
    tag: tuple[str, str]
    share: float | None = None


def standing_of(archive: Archive, may_fetch: bool) -> Standing:
    if archive.gone_because is not None:
        return Standing("gone", GONE[archive.gone_because], ("neutral", "Gone"))
    if archive.built_at is None:
        return _being_built(archive)
    if not may_fetch:
        return Standing("closed", _closed(archive), ("notice", "Closed"))
    assert archive.ends_at is not None
    kept = f"Kept until {day(archive.ends_at.date())}, then removed."
    return Standing("ready", kept, ("done", "Ready"))


def _being_built(archive: Archive) -> Standing:
    if archive.attempts >= TRIES:
        sentence = (
            "Building it was tried several times and did not come to an end. Your record is safe, "
            "and Attune goes on trying every hour. Please tell whoever looks after Attune for you."
        )
        return Standing("waiting", sentence, ("notice", "Takes longer"), archive.progress)
    done = f": {archive.progress:.0%} done" if archive.progress else ""
    sentence = f"It is being built{done}. You can leave this page; you are told when it is ready."
    return Standing("waiting", sentence, ("waiting", "Being built"), archive.progress)


def _closed(archive: Archive) -> str:
    over = archive.ends_at is not None and archive.ends_at <= clock.now()
    return GONE[GoneBecause.TIME if over else GoneBecause.TAKEN_BACK]
