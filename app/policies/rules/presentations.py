"""The part of the table about presentations and stage meetings."""

from __future__ import annotations

from app.models.footage import Recording
from app.models.meetings import StageMeeting
from app.models.presentations import Presentation
from app.policies.actors import as_accreditor, as_supervisor, as_trainee
from app.policies.footage import (
    FOR_OTHER_SUPERVISORS,
    has_its_timeline,
    own_presentation,
    own_recording,
    presentation_open_to_me,
)
from app.policies.rule import Rule
from app.policies.training import (
    meeting_i_hold,
    meeting_is_not_recorded,
    meeting_of_my_trainee,
    own_meeting,
)

OF_PRESENTATIONS: dict[str, Rule] = {
    "recording.present": Rule(
        Recording, ((as_trainee, own_recording, has_its_timeline, *FOR_OTHER_SUPERVISORS),)
    ),
    "presentation.see": Rule(
        Presentation,
        (
            (as_trainee, own_presentation),
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
    "stage_meeting.record": Rule(
        StageMeeting, ((as_supervisor, meeting_i_hold, meeting_is_not_recorded),)
    ),
}
