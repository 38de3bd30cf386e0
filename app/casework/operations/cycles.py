"""Starting cycles, dating their shared review, confirming them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from accreditation.wording import day, spoken_list
from app import audit, clock
from app.audit import Acting
from app.casework.queries.cycles import film_of_the_work, films_of, what_it_lacks
from app.extensions import db
from app.models.casework import Client, Cycle
from app.models.footage import Recording, RecordingKind
from app.models.programme import Enrolment, EnrolmentState
from app.programmes.operations import refuse_while_paused
from app.programmes.queries import current_stage
from app.web.errors import Refusal


def start_cycle(actor: Acting, client: Client) -> Cycle:
    """The client's next cycle, in the stage the trainee is in today.

    Raises Refusal before the first stage is open, and once the training has ended.
    """
    enrolment = db.session.get_one(Enrolment, client.enrolment_id)
    if enrolment.state is not EnrolmentState.ACTIVE:
        raise Refusal("This training has ended, so no new cycle can be started in it.")
    refuse_while_paused(enrolment, "no new cycle can be started")
    stage = current_stage(enrolment)
    if stage is None:
        raise Refusal(
            "Your first stage is not open yet. It opens when your registrar has recorded "
            "the intro course; your client is kept until then."
        )
    latest = db.session.scalar(select(func.max(Cycle.number)).filter_by(client_id=client.id))
    cycle = Cycle(
        client_id=client.id,
        enrolment_id=enrolment.id,
        stage=stage,
        number=(latest or 0) + 1,
    )
    db.session.add(cycle)
    audit.record(actor, "cycle.started", cycle, stage=stage, number=cycle.number)
    return cycle


def date_shared_review(actor: Acting, cycle: Cycle, on: date) -> Cycle:
    """Write down the day of the shared review; a later day replaces it until confirmation.

    Raises Refusal for a day to come, or before the client film, and where none is held.
    """
    if not cycle.client.case_type.has_shared_review:
        raise Refusal("A film of supervision has no shared review; you bring it to supervision.")
    if cycle.confirmed_at is not None:
        raise Refusal("This cycle is confirmed, so its dates stay as they are.")
    if on > clock.today():
        raise Refusal("The shared review cannot be in the future.")
    film = film_of_the_work(_films(cycle))
    if film is not None and on < film.filmed_on:
        raise Refusal(
            f"The client film was made on {day(film.filmed_on)}; "
            "the shared review comes on that day or later."
        )
    cycle.reviewed_on = on
    audit.record(actor, "cycle.review_dated", cycle, on=on.isoformat())
    return cycle


def confirm_cycle(actor: Acting, cycle: Cycle) -> Cycle:
    """The cycle counts from now on, whatever becomes of its footage. Again changes nothing.

    Raises Refusal, with what is missing, while its film or its shared review is not done.
    """
    if cycle.confirmed_at is not None:
        return cycle
    lacks = what_it_lacks(cycle, film_of_the_work(_films(cycle)))
    if lacks:
        raise Refusal(f"Cycle {cycle.number} cannot be confirmed yet: {spoken_list(lacks)}.")
    cycle.confirmed_at = clock.now()
    cycle.confirmed_by_id = actor.person_id
    audit.record(actor, "cycle.confirmed", cycle, number=cycle.number)
    return cycle


def _films(cycle: Cycle) -> dict[RecordingKind, Recording]:
    return films_of([cycle.id], select(Recording)).get(cycle.id, {})
