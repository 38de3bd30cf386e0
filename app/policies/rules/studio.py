"""The part of the table about clips, tracks, moments, answers, rating rounds and captions."""

from __future__ import annotations

from app.models.footage import Clip, Recording
from app.models.moments import Moment, MomentReply, Track
from app.models.rounds import RatingRound, RoundRating
from app.policies.actors import as_supervisor, as_trainee
from app.policies.footage import (
    FOR_FILMING,
    FOR_SUPERVISION,
    SUPERVISED_FOOTAGE,
    clip_is_kept,
    has_its_timeline,
    own_clip,
    own_recording,
    recording_was_brought,
)
from app.policies.rooms import (
    marked_in,
    room_is_open,
    room_of_what_is_shown_to_me,
    room_shared_with_my_group,
)
from app.policies.rule import Rule
from app.policies.studio import (
    in_own_track,
    moment_is_kept,
    moment_is_not_kept_back,
    moment_is_shared,
    moment_on_my_trainees_recording,
    moment_on_own_recording,
    own_reply,
    own_round_rating,
    own_track,
    rating_about_me,
    rating_about_my_trainee,
    rating_is_not_kept_back,
    reply_is_kept,
    round_about_my_trainee,
    round_is_not_closed,
    round_is_open,
    supervisor_of_the_round,
    track_is_shared,
    trainee_of_the_round,
)

SHOWN = (moment_is_shared, moment_is_not_kept_back, moment_is_kept)
MARKED_FOR_A_MEETING = marked_in(room_of_what_is_shown_to_me, room_is_open)
MARKED_FOR_MY_GROUP = marked_in(room_shared_with_my_group, room_is_open)
AS_ITS_SUPERVISOR = (as_supervisor, supervisor_of_the_round, round_about_my_trainee)

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
    "recording.caption": Rule(
        Recording, ((as_trainee, own_recording, has_its_timeline, *FOR_FILMING),)
    ),
    "recording.rate_together": Rule(
        Recording,
        (
            (as_trainee, own_recording, recording_was_brought, has_its_timeline, *FOR_SUPERVISION),
            (*SUPERVISED_FOOTAGE, has_its_timeline, *FOR_SUPERVISION),
        ),
    ),
    "clip.change": Rule(Clip, ((as_trainee, own_clip, clip_is_kept),)),
    "track.share": Rule(Track, ((own_track,),)),
    "track.submit": Rule(Track, ((own_track, track_is_shared),)),
    "moment.read": Rule(
        Moment,
        (
            (in_own_track, moment_is_kept),
            (as_trainee, moment_on_own_recording, *SHOWN),
            (as_supervisor, moment_on_my_trainees_recording, *SHOWN),
            (as_supervisor, MARKED_FOR_A_MEETING, moment_is_not_kept_back, moment_is_kept),
            (as_trainee, MARKED_FOR_MY_GROUP, moment_is_not_kept_back, moment_is_kept),
        ),
    ),
    "moment.change": Rule(Moment, ((in_own_track, moment_is_kept),)),
    "moment.delete": Rule(Moment, ((in_own_track,),)),
    "reply.change": Rule(MomentReply, ((own_reply, reply_is_kept),)),
    "reply.delete": Rule(MomentReply, ((own_reply,),)),
    "round.see": Rule(RatingRound, ((as_trainee, trainee_of_the_round), AS_ITS_SUPERVISOR)),
    "round.rate": Rule(
        RatingRound,
        (
            (as_trainee, trainee_of_the_round, round_is_not_closed),
            (*AS_ITS_SUPERVISOR, round_is_not_closed),
        ),
    ),
    "round.close": Rule(
        RatingRound,
        (
            (as_trainee, trainee_of_the_round, round_is_open),
            (*AS_ITS_SUPERVISOR, round_is_open),
        ),
    ),
    "round_rating.read": Rule(
        RoundRating,
        (
            (own_round_rating,),
            (as_trainee, rating_about_me, rating_is_not_kept_back),
            (as_supervisor, rating_about_my_trainee, rating_is_not_kept_back),
        ),
    ),
}
