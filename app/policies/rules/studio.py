"""The part of the table about clips, tracks and moments."""

from __future__ import annotations

from app.models.footage import Clip, Recording
from app.models.moments import Moment, Track
from app.policies.actors import as_supervisor, as_trainee
from app.policies.footage import (
    FOR_FILMING,
    FOR_SUPERVISION,
    SUPERVISED_FOOTAGE,
    clip_is_kept,
    has_its_timeline,
    in_own_track,
    moment_is_kept,
    moment_is_shared,
    moment_on_my_trainees_recording,
    moment_on_own_recording,
    own_clip,
    own_recording,
    own_track,
)
from app.policies.rule import Rule

OF_STUDIO: dict[str, Rule] = {
    "recording.annotate": Rule(
        Recording,
        (
            (as_trainee, own_recording, has_its_timeline, *FOR_FILMING),
            (*SUPERVISED_FOOTAGE, has_its_timeline, *FOR_SUPERVISION),
        ),
    ),
    "recording.clip": Rule(
        Recording, ((as_trainee, own_recording, has_its_timeline, *FOR_FILMING),)
    ),
    "clip.change": Rule(Clip, ((as_trainee, own_clip, clip_is_kept),)),
    "track.share": Rule(Track, ((own_track,),)),
    "moment.read": Rule(
        Moment,
        (
            (in_own_track, moment_is_kept),
            (as_trainee, moment_on_own_recording, moment_is_shared, moment_is_kept),
            (as_supervisor, moment_on_my_trainees_recording, moment_is_shared, moment_is_kept),
        ),
    ),
    "moment.change": Rule(Moment, ((in_own_track, moment_is_kept),)),
}
