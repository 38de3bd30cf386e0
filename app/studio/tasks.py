"""Who hears of what was shared, said to them, or begun; and captions that go with their film."""

from __future__ import annotations

from app import events, notices, policies
from app.extensions import db, transaction
from app.jobs import work
from app.models.moments import MomentReply, Track
from app.models.panel import Decision
from app.models.people import Role
from app.models.rounds import RatingRound
from app.policies import Actor
from app.programmes.queries import supervisor_of
from app.studio import operations
from app.studio.queries import captions, was_brought


@events.on("track.shared")
def tell_the_other_side(event: events.Event) -> None:
    """Trainee and supervisor read each other's tracks, once the cycle was brought."""
    track = db.session.get_one(Track, event.subject_id)
    enrolment = track.recording.cycle.enrolment
    if track.role is Role.SUPERVISOR:
        other, role = enrolment.trainee_id, Role.TRAINEE
    else:
        supervisor = supervisor_of(enrolment)
        if supervisor is None or not was_brought(track.recording):
            return
        other, role = supervisor.id, Role.SUPERVISOR
    words = f"{track.owner.name} shared their moments on a film with you."
    notices.about(event, other, role, words, "studio.open", recording_id=track.recording_id)


@events.on("moment.mentioned")
def tell_who_is_named(event: events.Event) -> None:
    """Whoever is named in an answer hears of it, if they may read the moment at this time."""
    reply = db.session.get_one(MomentReply, event.subject_id)
    recording_id = reply.moment.track.recording_id
    words = f"{reply.author.name} named you in an answer to a moment on a film."
    for one in reply.mentions:
        who = Actor(one.person_id, one.role)
        if reply.deleted_at is not None or one.person_id == reply.author_id:
            continue
        if policies.find("moment.read", reply.moment_id, who) is None:
            continue
        notices.about(
            event,
            one.person_id,
            one.role,
            words,
            "studio.open",
            once=f"moment.mentioned {reply.id}",
            recording_id=recording_id,
        )


@events.on("round.started", "round.closed")
def tell_the_other_of_a_round(event: events.Event) -> None:
    """The one who did not begin or close it; what either kept in it is in no notice."""
    round = db.session.get_one(RatingRound, event.subject_id)
    sides = {round.trainee: Role.TRAINEE, round.supervisor: Role.SUPERVISOR}
    by = next(one for one in sides if one.id == event.detail["by"])
    said = {
        "round.started": f"{by.name} began a rating round on a film with you.",
        "round.closed": f"{by.name} closed a rating round. Nothing in it was shown.",
    }
    for person, role in sides.items():
        if person is not by:
            words = said[event.kind]
            notices.about(event, person.id, role, words, "studio.round", round_id=round.id)


@events.on("round.revealed")
def tell_both_of_the_reveal(event: events.Event) -> None:
    round = db.session.get_one(RatingRound, event.subject_id)
    words = "A rating round is finished: you can see both sides beside each other."
    for person, role in ((round.trainee, Role.TRAINEE), (round.supervisor, Role.SUPERVISOR)):
        notices.about(event, person.id, role, words, "studio.round", round_id=round.id)


@events.on("decision.released")
def show_what_the_panel_marked(event: events.Event) -> None:
    operations.show_what_the_panel_marked(db.session.get_one(Decision, event.subject_id))


@work("studio.forget_captions", pending=captions.of_erased_films)
def forget_captions(recording_id: int) -> None:
    with transaction():
        operations.forget_captions(recording_id)
