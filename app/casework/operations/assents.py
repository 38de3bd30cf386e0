"""Writing down what a child says or shows about being filmed."""

from __future__ import annotations

from datetime import date, timedelta

from app import audit, clock, events, mail, notices
from app.audit import Acting
from app.casework import queries
from app.extensions import db, transaction
from app.models.assents import AskedHow, Assent, AssentView
from app.models.casework import CasePerson, PersonKind
from app.models.people import Role
from app.web.errors import Refusal

AT_MOST = timedelta(days=366)


def keep_assent(
    actor: Acting,
    child: CasePerson,
    view: AssentView,
    asked_how: AskedHow,
    asked_on: date,
    look_again_on: date,
) -> Assent:
    """The child's own view from now on; the one before is kept as replaced.

    While they say no, no film with them can be added or watched, by anybody, from the next request
    on; the cycles still count. Those who relied on such films are told, without who or why. It
    gives no consent: that stays with whoever holds parental responsibility.
    Raises Refusal for an adult, or days that cannot be.
    """
    if child.kind is not PersonKind.CHILD:
        raise Refusal("An adult gives consent; only a child is asked in this way.")
    _refuse_wrong_days(asked_on, look_again_on)
    before = queries.assent_of(child)
    if before is not None:
        before.replaced_at = clock.now()
        db.session.flush()
    assent = Assent(
        case_person_id=child.id,
        view=view,
        asked_how=asked_how,
        asked_on=asked_on,
        look_again_on=look_again_on,
        recorded_by_id=actor.person_id,
    )
    db.session.add(assent)
    audit.record(actor, "assent.kept", assent, view=view.value, look_again_on=str(look_again_on))
    if view is AssentView.SAYS_NO:
        events.tell("child.said_no", assent, by=actor.person_id)
    return assent


def remind_to_look_again(assent_id: int) -> None:
    """Tell the trainee, once, that a child's view is to be looked at again. Safe to repeat."""
    with transaction() as session:
        assent = session.get_one(Assent, assent_id)
        client = assent.case_person.client
        if assent.replaced_at is not None or client.ended_on is not None:
            return
        notices.tell(
            client.enrolment.trainee_id,
            "Ask a child in one of your cases again how they feel about being filmed.",
            mail.path("casework.assent", case_person_id=assent.case_person_id),
            once=queries.told_as(assent),
            role=Role.TRAINEE,
        )


def _refuse_wrong_days(asked_on: date, look_again_on: date) -> None:
    if asked_on > clock.today():
        raise Refusal("The day you asked cannot be in the future.")
    if not asked_on < look_again_on <= asked_on + AT_MOST:
        raise Refusal(
            "Children grow, and what they understand grows with them. Choose a day to look at this "
            "again, after the day you asked and within a year of it. Nothing was changed."
        )
