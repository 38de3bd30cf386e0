"""Adding coded clients, and the people who may be in shot."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from accreditation.casework import code_problem
from accreditation.wording import day
from app import audit, clock
from app.accounts.queries import person_by_email
from app.audit import Acting
from app.casework.queries.clients import (
    countdown_of,
    is_listed,
    kinds_of_work,
)
from app.extensions import db
from app.models.casework import CasePerson, CaseType, Client, PersonKind
from app.models.people import Person
from app.models.programme import Enrolment
from app.programmes.operations import refuse_while_paused
from app.web.errors import Refusal

NOT_ADDED = (
    "That address could not be added. Ask your colleague which address they sign in with, "
    "and look whether they are on the list already."
)
AT_ONCE = (
    "By this day the films of this case had to go by {day}. They would be erased now, without a "
    "reminder. Nothing was changed. Look at the day again, or tick the box if it is right."
)


def add_client(
    actor: Acting,
    enrolment: Enrolment,
    code: str,
    case_type: CaseType,
    helping_question: str,
    opened_on: date,
) -> Client:
    """A new client, known by a code that the trainee uses once. Nobody is in shot yet.

    Raises Refusal for a code that reads like a name or is taken, for a day to come, and for
    supervision in a training that is not of supervisors.
    """
    refuse_while_paused(enrolment, "no new client is begun")
    if case_type not in kinds_of_work(enrolment):
        raise Refusal("Films of supervision belong to learning to supervise. Choose another kind.")
    problem = code_problem(code)
    if problem:
        raise Refusal(problem)
    if opened_on > clock.today():
        raise Refusal("The day the work began cannot be in the future.")
    if db.session.scalar(select(Client.id).filter_by(enrolment_id=enrolment.id, code=code)):
        raise Refusal(f"You have a client {code} already. Choose another code.")
    client = Client(
        enrolment_id=enrolment.id,
        code=code,
        case_type=case_type,
        helping_question=helping_question,
        opened_on=opened_on,
    )
    db.session.add(client)
    audit.record(actor, "client.added", client, case_type=case_type.value)
    return client


def add_case_person(
    actor: Acting,
    client: Client,
    label: str,
    kind: PersonKind,
    person: Person | None = None,
) -> CasePerson:
    """Somebody who may be in shot; `person` is given for a practitioner, and only then.

    Nobody has been asked for consent yet. Raises Refusal when the label is taken.
    """
    label = " ".join(label.split())
    if any(one.label.casefold() == label.casefold() for one in client.people):
        raise Refusal(f"“{label}” is on the list already. Use words that tell the two apart.")
    added = CasePerson(
        client=client, label=label, kind=kind, person_id=person.id if person else None
    )
    db.session.add(added)
    audit.record(actor, "case_person.added", added, kind=kind.value)
    return added


def add_practitioner(actor: Acting, client: Client, label: str, email: str) -> CasePerson:
    """A colleague with an account, who will answer for themselves.

    One sentence refuses every address that cannot be added, whatever the reason: it tells
    nobody whether there is an account.
    """
    person = person_by_email(email)
    usable = person is not None and person.is_active and person.current_roles
    if person is None or not usable or is_listed(client, person):
        raise Refusal(NOT_ADDED)
    return add_case_person(actor, client, label, PersonKind.PRACTITIONER, person)


def end_involvement(
    actor: Acting, client: Client, on: date, *, films_go_at_once: bool = False
) -> Client:
    """The work with this client ended on that day; the countdown to erasing its films begins.

    A day written down by mistake can be mended while the films are kept.
    Raises Refusal for a day to come, or before the work began; and for one so long ago that
    the films would go without a reminder, unless that was said to be right.
    """
    if on > clock.today():
        raise Refusal("This day is still to come. Choose today or an earlier day.")
    if on < client.opened_on:
        raise Refusal("The work cannot end before it began.")
    films_go = countdown_of(client, ended_on=on)
    if films_go.last_day and films_go.is_over and not films_go_at_once:
        raise Refusal(AT_ONCE.format(day=day(films_go.last_day)))
    client.ended_on = on
    audit.record(actor, "client.ended", client, on=on.isoformat())
    return client
