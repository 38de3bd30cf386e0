"""The part of the table about rooms in which people watch in step."""

from __future__ import annotations

from app.models.presentations import Presentation
from app.models.programme import Enrolment
from app.models.rooms import Room
from app.policies.actors import as_supervisor, as_trainee
from app.policies.footage import (
    own_presentation,
    presentation_for_my_group,
    presentation_open_to_me,
)
from app.policies.rooms import (
    own_room,
    presentation_is_for_a_meeting,
    presentation_is_open,
    room_is_for_supervision,
    room_is_open,
    room_of_my_trainee,
    room_of_what_is_shown_to_me,
    room_shared_with_my_group,
)
from app.policies.rule import Rule
from app.policies.training import (
    enrolment_is_active,
    enrolment_supervised_by_me,
    own_enrolment,
)

OF_ROOMS: dict[str, Rule] = {
    "enrolment.watch_together": Rule(
        Enrolment,
        (
            (as_trainee, own_enrolment, enrolment_is_active),
            (as_supervisor, enrolment_supervised_by_me, enrolment_is_active),
        ),
    ),
    "presentation.watch_together": Rule(
        Presentation,
        (
            (as_trainee, own_presentation, presentation_is_open, presentation_is_for_a_meeting),
            (as_supervisor, presentation_open_to_me, presentation_is_for_a_meeting),
            (as_trainee, presentation_for_my_group),
        ),
    ),
    "room.enter": Rule(
        Room,
        (
            (as_trainee, own_room, room_is_open),
            (as_supervisor, room_of_my_trainee, room_is_for_supervision, room_is_open),
            (as_supervisor, room_of_what_is_shown_to_me, room_is_open),
            (as_trainee, room_shared_with_my_group, room_is_open),
        ),
    ),
    "room.end": Rule(
        Room,
        (
            (as_trainee, own_room, room_is_open),
            (as_supervisor, room_of_my_trainee, room_is_for_supervision, room_is_open),
        ),
    ),
    "room.look_back": Rule(
        Room,
        ((as_trainee, own_room), (as_supervisor, room_of_my_trainee, room_is_for_supervision)),
    ),
}
