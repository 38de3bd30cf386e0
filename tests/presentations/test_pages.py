"""“Shown to me” and a presentation, as the viewer and the trainee see them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from accreditation.consent import Purpose
from app.extensions import db, transaction
from app.models.consent import Consent
from app.models.footage import Recording
from app.models.meetings import StageMeeting, StageMeetingKind
from app.models.people import Person, Role
from app.models.presentations import Presentation
from app.models.programme import Enrolment
from tests import factories as make
from tests.browser_like import Visitor
from tests.queries_counted import queries_counted


@pytest.fixture
def external(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR, name="Eve External")


@pytest.fixture
def training(app: Flask) -> Enrolment:
    return make.enrolment(make.person(Role.TRAINEE, name="Tess Trainee"))


def a_film(of: Enrolment) -> Recording:
    client = make.client(of)
    return make.recording(make.cycle(client), [make.agrees(make.case_person(client))])


def shown(of: Enrolment, to: Person, **more: object) -> Presentation:
    return make.presentation(of, [to], [a_film(of)], **more)


def a_meeting(of: Enrolment, by: Person, what: Presentation) -> StageMeeting:
    return make.keep(
        StageMeeting(
            enrolment_id=of.id,
            stage="1",
            kind=StageMeetingKind.TRANSITION,
            held_by_id=by.id,
            presentation_id=what.id,
        )
    )


def test_a_viewer_finds_what_is_open_and_what_to_record(
    visitor: Visitor, training: Enrolment, external: Person
) -> None:
    visitor.sign_in(external)
    assert "Nothing is shown to you now" in visitor.open("/shown-to-me")
    presentation = shown(training, external)
    meeting = a_meeting(training, external, presentation)
    shown(make.enrolment(make.person(Role.TRAINEE, name="Past")), external, closes_in=-ONE)
    page = visitor.open("/shown-to-me")
    assert "Tess Trainee" in page
    assert "Past" not in page
    assert f"/presentations/{presentation.id}" in page
    assert f"/stage-meetings/{meeting.id}/record" in page


ONE = timedelta(minutes=30)


def test_an_accreditor_has_the_page_too(visitor: Visitor, training: Enrolment) -> None:
    accreditor = make.person(Role.ACCREDITOR)
    shown(training, accreditor)
    assert "Tess Trainee" in visitor.sign_in(accreditor).open("/shown-to-me")


def test_a_viewer_opens_the_films_while_everyone_agrees(
    visitor: Visitor, training: Enrolment, external: Person
) -> None:
    presentation = shown(training, external)
    recording_id = presentation.recordings[0].recording_id
    url, watch = f"/presentations/{presentation.id}", f"/recordings/{recording_id}/watch"
    visitor.sign_in(external)
    assert watch in visitor.open(url)
    with transaction() as session:
        agreed = session.query(Consent).filter_by(purpose=Purpose.OTHER_SUPERVISORS).one()
        agreed.withdrawn_at = agreed.recorded_at
    page = visitor.open(url)
    assert watch not in page
    assert "Not to be watched now" in page


def test_a_closed_presentation_is_gone_for_the_viewer_and_stays_for_the_trainee(
    visitor: Visitor, training: Enrolment, external: Person
) -> None:
    past = shown(training, external, closes_in=-ONE)
    visitor.sign_in(external).open(f"/presentations/{past.id}", status=404)
    trainee = db.session.get_one(Person, training.trainee_id)
    assert "It has ended." in visitor.sign_in(trainee).open(f"/presentations/{past.id}")


def test_the_trainee_sees_who_watches_and_ends_it(
    visitor: Visitor, training: Enrolment, external: Person
) -> None:
    presentation = shown(training, external)
    url = f"/presentations/{presentation.id}"
    trainee = db.session.get_one(Person, training.trainee_id)
    page = visitor.sign_in(trainee).open(url)
    assert "Eve External" in page
    assert "End the presentation" in page
    ended = visitor.send(f"{url}/end", follow_redirects=True)
    assert "Nobody sees it any more." in ended.text
    visitor.sign_in(external).open(url, status=404)
    visitor.open("/shown-to-me")


def test_nobody_else_opens_or_ends_a_presentation(
    visitor: Visitor, training: Enrolment, external: Person
) -> None:
    presentation = shown(training, external)
    url = f"/presentations/{presentation.id}"
    for stranger in (
        make.person(Role.SUPERVISOR),
        make.person(Role.TRAINEE),
        make.person(Role.REGISTRAR),
        make.person(Role.ACCREDITOR),
    ):
        visitor.sign_in(stranger).open(url, status=404)
        assert visitor.send(f"{url}/end").status_code == 404
    assert visitor.sign_in(external).send(f"{url}/end").status_code == 404
    visitor.sign_in(make.person(Role.REGISTRAR)).open("/shown-to-me", status=404)


def test_shown_to_me_asks_as_much_for_one_as_for_many(
    visitor: Visitor, training: Enrolment, external: Person
) -> None:
    visitor.sign_in(external)
    counts = []
    for more in (1, 3):
        for _ in range(more):
            other = make.enrolment()
            a_meeting(other, external, shown(other, external))
        with queries_counted() as sent:
            visitor.open("/shown-to-me")
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_a_presentation_asks_as_much_for_one_film_as_for_many(
    visitor: Visitor, training: Enrolment, external: Person
) -> None:
    one = shown(training, external)
    many = make.presentation(training, [external], [a_film(training) for _ in range(4)])
    visitor.sign_in(external)
    counts = []
    for each in (one, many):
        with queries_counted() as sent:
            visitor.open(f"/presentations/{each.id}")
        counts.append(len(sent))
    assert counts[0] == counts[1]
