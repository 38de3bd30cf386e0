"""The part of the table about recordings: consent is part of every way in."""

from __future__ import annotations

from app.models.blurs import Blur
from app.models.footage import Recording
from app.models.reels import Reel
from app.policies.actors import as_accreditor, as_supervisor, as_trainee
from app.policies.blurs import blur_is_kept, blurs_of_reel_are_confirmed
from app.policies.footage import (
    FOR_CLIENT_COPY,
    FOR_FILMING,
    FOR_OTHER_SUPERVISORS,
    FOR_PEERS,
    FOR_SHARED_REVIEW,
    FOR_SUPERVISION,
    SUPERVISED_FOOTAGE,
    can_be_played,
    files_are_gone,
    handed_over_to_me_now,
    has_its_timeline,
    i_am_in_shot,
    not_erased,
    of_its_film,
    own_recording,
    presented_to_me_now,
    recording_of_my_trainee,
    reel_has_all_its_clips,
    reel_is_kept,
    reel_is_made,
    shared_with_my_group_now,
    still_uploading,
)
from app.policies.rule import Rule, Way


def _reel(consent: Way) -> Way:
    """The trainee's own reel, of a film for which everyone in shot agreed."""
    of_the_film = (own_recording, has_its_timeline, *consent)
    kept = (as_trainee, reel_is_kept, reel_has_all_its_clips)
    return (*kept, *(of_its_film(one, Reel) for one in of_the_film))


OF_FOOTAGE: dict[str, Rule] = {
    "recording.follow": Rule(
        Recording, ((as_trainee, own_recording), (*SUPERVISED_FOOTAGE, not_erased))
    ),
    "recording.declare_in_shot": Rule(Recording, ((as_trainee, own_recording, not_erased),)),
    # What somebody in shot says of one film: the trainee writes it down, a colleague says it.
    "recording.answer_for": Rule(Recording, ((as_trainee, own_recording, not_erased),)),
    "recording.answer_as": Rule(Recording, ((i_am_in_shot, not_erased),)),
    "recording.upload": Rule(Recording, ((as_trainee, own_recording, still_uploading),)),
    "recording.erase": Rule(Recording, ((as_trainee, own_recording, not_erased),)),
    "recording.decide": Rule(Recording, ((as_trainee, own_recording, not_erased),)),
    "recording.see_erasure": Rule(
        Recording,
        (
            (as_trainee, own_recording, files_are_gone),
            (as_supervisor, recording_of_my_trainee, files_are_gone),
        ),
    ),
    "recording.see_who_watched": Rule(Recording, ((as_trainee, own_recording),)),
    "recording.watch": Rule(
        Recording,
        (
            (as_trainee, own_recording, can_be_played, *FOR_FILMING),
            (*SUPERVISED_FOOTAGE, can_be_played, *FOR_SUPERVISION),
            (as_supervisor, presented_to_me_now, can_be_played, *FOR_OTHER_SUPERVISORS),
            (as_accreditor, presented_to_me_now, can_be_played, *FOR_OTHER_SUPERVISORS),
            (as_supervisor, handed_over_to_me_now, can_be_played, *FOR_SUPERVISION),
            (as_supervisor, shared_with_my_group_now, can_be_played, *FOR_PEERS),
            (as_trainee, shared_with_my_group_now, can_be_played, *FOR_PEERS),
        ),
    ),
    "reel.watch": Rule(Reel, (_reel(FOR_FILMING),)),
    "reel.show": Rule(Reel, ((blurs_of_reel_are_confirmed, *_reel(FOR_FILMING)),)),
    "reel.open_to_client": Rule(
        Reel, ((reel_is_made, blurs_of_reel_are_confirmed, *_reel(FOR_SHARED_REVIEW)),)
    ),
    # What is given out cannot be taken back, so everyone in it is asked about that by itself.
    "reel.copy": Rule(
        Reel, ((reel_is_made, blurs_of_reel_are_confirmed, *_reel(FOR_CLIENT_COPY)),)
    ),
    "recording.blur": Rule(
        Recording, ((as_trainee, own_recording, has_its_timeline, *FOR_FILMING),)
    ),
    "blur.change": Rule(
        Blur,
        (
            (
                as_trainee,
                blur_is_kept,
                *(of_its_film(one, Blur) for one in (own_recording, has_its_timeline)),
                *(of_its_film(one, Blur) for one in FOR_FILMING),
            ),
        ),
    ),
}
