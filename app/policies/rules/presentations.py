"""The part of the table about presentations and stage meetings."""

from __future__ import annotations

from app.models.footage import Clip, Recording
from app.models.meetings import StageMeeting
from app.models.presentations import Presentation
from app.policies.actors import as_accreditor, as_supervisor, as_trainee
from app.policies.blurs import blurs_of_clip_are_confirmed
from app.policies.footage import (
    FOR_FILMING,
    FOR_OTHER_SUPERVISORS,
    FOR_PEERS,
    FOR_SUPERVISION,
    clip_handed_over_to_me_now,
    clip_is_kept,
    clip_presented_to_me_now,
    clip_shared_with_my_group_now,
    has_its_timeline,
    of_its_film,
    own_clip,
    own_presentation,
    own_recording,
    presentation_for_my_group,
    presentation_open_to_me,
)
from app.policies.rule import Rule, Way
from app.policies.training import (
    meeting_i_hold,
    meeting_is_not_recorded,
    meeting_is_recommended,
    meeting_of_my_trainee,
    own_meeting,
)


def _playable(consent: Way) -> Way:
    """The conditions on a clip for everyone in its film to have agreed."""
    of_the_film = tuple(of_its_film(one) for one in consent)
    return (clip_is_kept, of_its_film(has_its_timeline), *of_the_film)


def _playable_to_others(consent: Way) -> Way:
    """The same for somebody else than its owner, who looks at what is blurred first."""
    return (*_playable(consent), blurs_of_clip_are_confirmed)


OF_PRESENTATIONS: dict[str, Rule] = {
    "recording.present": Rule(
        Recording, ((as_trainee, own_recording, has_its_timeline, *FOR_OTHER_SUPERVISORS),)
    ),
    "recording.share_with_group": Rule(
        Recording, ((as_trainee, own_recording, has_its_timeline, *FOR_PEERS),)
    ),
    "recording.hand_over": Rule(
        Recording, ((as_trainee, own_recording, has_its_timeline, *FOR_SUPERVISION),)
    ),
    "clip.watch": Rule(
        Clip,
        (
            (as_trainee, own_clip, *_playable(FOR_FILMING)),
            (as_supervisor, clip_presented_to_me_now, *_playable_to_others(FOR_OTHER_SUPERVISORS)),
            (as_accreditor, clip_presented_to_me_now, *_playable_to_others(FOR_OTHER_SUPERVISORS)),
            (as_supervisor, clip_handed_over_to_me_now, *_playable_to_others(FOR_SUPERVISION)),
            (as_supervisor, clip_shared_with_my_group_now, *_playable_to_others(FOR_PEERS)),
            (as_trainee, clip_shared_with_my_group_now, *_playable_to_others(FOR_PEERS)),
        ),
    ),
    "presentation.see": Rule(
        Presentation,
        (
            (as_trainee, own_presentation),
            (as_trainee, presentation_for_my_group),
            (as_supervisor, presentation_open_to_me),
            (as_accreditor, presentation_open_to_me),
        ),
    ),
    "presentation.end": Rule(Presentation, ((as_trainee, own_presentation),)),
    "stage_meeting.see": Rule(
        StageMeeting,
        (
            (as_trainee, own_meeting),
            (as_supervisor, meeting_of_my_trainee),
            (as_supervisor, meeting_i_hold),
        ),
    ),
    "stage_meeting.take_back": Rule(
        StageMeeting, ((as_trainee, own_meeting, meeting_is_not_recorded),)
    ),
    "stage_meeting.recommend": Rule(
        StageMeeting, ((as_supervisor, meeting_of_my_trainee, meeting_is_not_recorded),)
    ),
    "stage_meeting.schedule": Rule(
        StageMeeting,
        (
            (as_trainee, own_meeting, meeting_is_not_recorded, meeting_is_recommended),
            (as_supervisor, meeting_i_hold, meeting_is_not_recorded, meeting_is_recommended),
        ),
    ),
    "stage_meeting.record": Rule(
        StageMeeting, ((as_supervisor, meeting_i_hold, meeting_is_not_recorded),)
    ),
}
