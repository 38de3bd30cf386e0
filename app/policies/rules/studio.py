"""The part of the table about clips, tracks, moments, answers, rating rounds and captions."""

from __future__ import annotations

from app.models.footage import Clip, Recording
from app.models.moments import Moment, MomentReply, Track
from app.models.rounds import RatingRound, RoundRating
from app.policies.actors import as_accreditor, as_supervisor, as_trainee
from app.policies.brought import recording_was_brought
from app.policies.footage import (
    FOR_FILMING,
    FOR_OTHER_SUPERVISORS,
    FOR_SUPERVISION,
    SUPERVISED_FOOTAGE,
    clip_is_kept,
    has_its_timeline,
    of_its_film,
    own_clip,
    own_recording,
    recording_of_my_trainee,
)
from app.policies.panels import (
    by_my_panel_once_all_finished,
    film_before_my_panel,
    in_a_supervisors_track,
    in_the_trainees_track,
    moment_before_my_panel,
    moment_before_my_panel_after_my_review,
    moment_is_submitted,
    waits_for_no_release,
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
SUBMITTED = (moment_is_submitted, moment_is_not_kept_back, moment_is_kept)
SHOWN_TO_BOTH_SIDES = (
    (as_trainee, moment_on_own_recording, *SHOWN, waits_for_no_release),
    (as_supervisor, moment_on_my_trainees_recording, *SHOWN, waits_for_no_release),
)
MARKED_FOR_A_MEETING = marked_in(room_of_what_is_shown_to_me, room_is_open)
MARKED_FOR_MY_GROUP = marked_in(room_shared_with_my_group, room_is_open)
AS_ITS_SUPERVISOR = (as_supervisor, supervisor_of_the_round, round_about_my_trainee)

OF_STUDIO: dict[str, Rule] = {
    "recording.annotate": Rule(
        Recording,
        (
            (as_trainee, own_recording, has_its_timeline, *FOR_FILMING),
            (*SUPERVISED_FOOTAGE, has_its_timeline, *FOR_SUPERVISION),
            (as_accreditor, film_before_my_panel, has_its_timeline, *FOR_OTHER_SUPERVISORS),
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
    "clip.see": Rule(
        Clip,
        (
            (as_trainee, own_clip, clip_is_kept),
            (
                as_supervisor,
                of_its_film(recording_of_my_trainee),
                of_its_film(recording_was_brought),
                clip_is_kept,
            ),
        ),
    ),
    "clip.change": Rule(Clip, ((as_trainee, own_clip, clip_is_kept),)),
    "track.share": Rule(Track, ((own_track,),)),
    "track.submit": Rule(
        Track,
        ((as_trainee, own_track, track_is_shared), (as_supervisor, own_track, track_is_shared)),
    ),
    "moment.read": Rule(
        Moment,
        (
            (in_own_track, moment_is_kept),
            *SHOWN_TO_BOTH_SIDES,
            (as_supervisor, MARKED_FOR_A_MEETING, moment_is_not_kept_back, moment_is_kept),
            (as_trainee, MARKED_FOR_MY_GROUP, moment_is_not_kept_back, moment_is_kept),
            (as_accreditor, moment_before_my_panel, in_the_trainees_track, *SUBMITTED),
            (
                as_accreditor,
                moment_before_my_panel_after_my_review,
                in_a_supervisors_track,
                *SUBMITTED,
            ),
            (as_accreditor, by_my_panel_once_all_finished, *SHOWN),
        ),
    ),
    # What is said in answer stays between trainee and supervisor.
    "moment.answer": Rule(
        Moment,
        (
            (as_trainee, in_own_track, moment_is_kept),
            (as_supervisor, in_own_track, moment_is_kept),
            *SHOWN_TO_BOTH_SIDES,
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
