"""A registrar's pages, opened and inspected."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models.people import Person, Role
from app.models.programme import (
    Attendance,
    Course,
    CourseDay,
    EditionInUse,
    Enrolment,
    StageOpening,
)
from app.programmes import queries
from tests import factories as make
from tests.browser_like import Visitor
from tests.queries_counted import queries_counted


@pytest.fixture
def registrar(app: Flask) -> Person:
    return make.person(Role.REGISTRAR, name="Rea")


@pytest.fixture
def at_work(visitor: Visitor, registrar: Person) -> Visitor:
    return visitor.sign_in(registrar)


def a_course(by: Person, *days: date) -> Course:
    return make.keep(
        Course(
            title="Spring course",
            place="Town hall",
            created_by_id=by.id,
            days=[CourseDay(held_on=each, half_days=2) for each in days],
        )
    )


def test_the_list_of_trainees_tells_stage_supervisor_and_service(at_work: Visitor) -> None:
    supervisor = make.person(Role.SUPERVISOR, name="Sam Supervisor")
    make.enrolment(make.person(Role.TRAINEE, name="Tess Trainee"), supervisor, stages=("1", "2"))
    make.enrolment(make.person(Role.TRAINEE, name="Olu Newcomer"), stages=())
    page = at_work.open("/registrar/trainees")
    tess, olu = page[page.index("Tess") :], page[page.index("Olu") : page.index("Tess")]
    assert "Stage 2" in tess
    assert "Sam Supervisor" in tess
    assert "Intro course" in olu
    assert "To allocate" in olu


def test_an_empty_list_says_what_comes_first(at_work: Visitor) -> None:
    assert "Nobody is enrolled yet" in at_work.open("/registrar/trainees")
    assert "Nobody to enrol" in at_work.open("/registrar/trainees/enrol")
    make.person(Role.TRAINEE)
    assert "No edition is in use yet" in at_work.open("/registrar/trainees/enrol")
    make.edition()
    assert "No service yet" in at_work.open("/registrar/trainees/enrol")


def test_the_list_asks_as_much_for_one_trainee_as_for_many(
    at_work: Visitor, registrar: Person
) -> None:
    counts = []
    for more in (1, 4):
        for _ in range(more):
            make.enrolment(supervisor=make.person(Role.SUPERVISOR), stages=("1", "2"))
        at_work.get("/registrar/trainees")
        with queries_counted() as sent:
            at_work.open("/registrar/trainees")
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_the_list_comes_in_pages(at_work: Visitor) -> None:
    for _ in range(51):
        make.enrolment(stages=())
    assert "Page 1 of 2, 51 in all" in at_work.open("/registrar/trainees")
    assert "Earlier page" in at_work.open("/registrar/trainees?page=2")


def test_a_registrar_enrols_a_trainee_and_allocates_a_supervisor(at_work: Visitor) -> None:
    trainee, supervisor = make.person(Role.TRAINEE), make.person(Role.SUPERVISOR)
    edition, service = make.edition(), make.service()
    at_work.open("/registrar/trainees/enrol")
    form = {"trainee": trainee.id, "edition": edition.id, "service": service.id}
    response = at_work.send(
        "/registrar/trainees/enrol", {**form, "started_on": "2026-01-05"}, follow_redirects=True
    )
    assert "Enrolled. A supervisor comes next." in response.text
    row = queries.active_enrolment(trainee.id)
    page = at_work.send(
        f"/registrar/trainees/{row.id}/supervisor",
        {"supervisor": supervisor.id},
        follow_redirects=True,
    )
    assert "The supervisor is allocated." in page.text
    assert queries.supervisor_of(row).id == supervisor.id


def test_a_form_with_a_gap_is_answered_with_its_message(at_work: Visitor) -> None:
    trainee, edition, service = make.person(Role.TRAINEE), make.edition(), make.service()
    form = {"trainee": trainee.id, "edition": edition.id, "service": service.id}
    response = at_work.send("/registrar/trainees/enrol", form)
    assert response.status_code == 422
    assert "Enter the day it starts." in response.text
    assert queries.active_enrolment(trainee.id) is None


def test_somebody_who_is_no_trainee_cannot_be_enrolled(at_work: Visitor) -> None:
    make.person(Role.TRAINEE)
    stranger, edition, service = make.person(Role.SUPERVISOR), make.edition(), make.service()
    form = {"trainee": stranger.id, "edition": edition.id, "service": service.id}
    sent = at_work.send("/registrar/trainees/enrol", {**form, "started_on": "2026-01-05"})
    assert sent.status_code == 422
    assert db.session.scalar(select(Enrolment.id)) is None


def test_a_refused_supervisor_is_told_on_the_page(at_work: Visitor) -> None:
    both = make.person(Role.TRAINEE, Role.SUPERVISOR, name="Both")
    enrolment = make.enrolment(both)
    make.person(Role.SUPERVISOR, name="Other")
    page = at_work.open(f"/registrar/trainees/{enrolment.id}")
    options = re.findall(r"<option[^>]*>([^<]+)</option>", page)
    assert options == ["Other"]
    sent = at_work.send(f"/registrar/trainees/{enrolment.id}/supervisor", {"supervisor": both.id})
    assert sent.status_code == 422


def test_a_registrar_sees_no_client_question_or_film_on_the_enrolment(at_work: Visitor) -> None:
    supervisor = make.person(Role.SUPERVISOR)
    enrolment = make.enrolment(supervisor=supervisor)
    client = make.client(enrolment, code="KZ-77")
    cycle = make.cycle(client)
    make.recording(cycle)
    make.brought(cycle)
    make.session_held(enrolment, supervisor, cycle, signed=True)
    for url in ("/registrar/trainees", f"/registrar/trainees/{enrolment.id}"):
        page = at_work.open(url)
        assert "KZ-77" not in page
        assert client.helping_question not in page
        assert "/recordings/" not in page
    at_work.open(f"/trainings/{enrolment.id}", status=404)
    at_work.open(f"/clients/{client.id}", status=404)


def test_a_course_is_added_and_attendance_opens_the_first_stage(at_work: Visitor) -> None:
    enrolment = make.enrolment(make.person(Role.TRAINEE, name="Tess"), stages=())
    at_work.open("/registrar/courses/add")
    added = at_work.send(
        "/registrar/courses/add",
        {
            "title": "Spring course",
            "place": "Town hall",
            "days-0-held_on": "2026-03-02",
            "days-0-half_days": "2",
            "days-1-held_on": "2026-03-03",
            "days-1-half_days": "2",
            "days-2-half_days": "2",
            "days-3-half_days": "2",
        },
    )
    assert added.status_code == 302
    assert "Spring course" in at_work.open("/registrar/courses")
    course = db.session.scalars(select(Course)).one()
    days = queries.course_days(course)
    page = at_work.open(f"/registrar/courses/{course.id}")
    boxes = [f"{enrolment.id}-{day.id}" for day in days]
    assert re.findall(r'name="shown" value="([^"]+)"', page) == boxes
    at_work.send(f"/registrar/courses/{course.id}", {"shown": boxes, "there": boxes})
    assert db.session.scalars(select(StageOpening.stage)).all() == ["1"]
    assert page.count("checkbox") == 2
    settled = at_work.open(f"/registrar/courses/{course.id}")
    assert settled.count("Was there") == 2
    assert "checkbox" not in settled


def test_unticking_takes_back_only_what_was_shown(at_work: Visitor, registrar: Person) -> None:
    course = a_course(registrar, date(2026, 3, 2))
    day = queries.course_days(course)[0]
    one, other = make.enrolment(stages=()), make.enrolment(stages=())
    for each in (one, other):
        make.keep(
            Attendance(course_day_id=day.id, enrolment_id=each.id, recorded_by_id=registrar.id)
        )
    at_work.send(f"/registrar/courses/{course.id}", {"shown": [f"{one.id}-{day.id}"]})
    left = db.session.scalars(select(Attendance.enrolment_id)).all()
    assert left == [other.id]


def test_a_course_without_days_is_refused_with_a_sentence(at_work: Visitor) -> None:
    form = {"title": "Spring", "place": "Hall"}
    form |= {f"days-{number}-half_days": "2" for number in range(4)}
    sent = at_work.send("/registrar/courses/add", form)
    assert sent.status_code == 422
    assert "A course needs at least one day." in sent.text


def test_the_same_form_sent_twice_makes_one_course(at_work: Visitor) -> None:
    page = at_work.open("/registrar/courses/add")
    token = re.search(r'name="once"[^>]*value="([^"]+)"', page)[1]
    form = {"title": "Spring", "place": "Hall", "once": token, "days-0-held_on": "2026-03-02"}
    form |= {f"days-{number}-half_days": "2" for number in range(4)}
    first = at_work.send("/registrar/courses/add", form)
    second = at_work.send("/registrar/courses/add", form)
    assert first.location == second.location
    assert len(db.session.scalars(select(Course)).all()) == 1


def test_editions_tell_each_requirement_with_source_and_standing(at_work: Visitor) -> None:
    listed = at_work.open("/registrar/editions")
    assert "Take into use" in listed
    at_work.send("/registrar/editions/take-up/set-a")
    edition = db.session.scalars(select(EditionInUse)).one()
    page = at_work.open(f"/registrar/editions/{edition.id}")
    assert "Older published page, not confirmed current." in page
    assert "Attune is not an AVIGuk service." in page
    assert "7 sessions of 1 hour" in page
    for mark in ("Published", "Inferred"):
        assert mark in page
    assert "https://www.videointeractionguidance.net/training" in page


def test_every_edition_that_comes_with_attune_can_be_taken_up_and_read(at_work: Visitor) -> None:
    for slug in ("set-a", "set-a-orkney", "set-b"):
        taken = at_work.send(f"/registrar/editions/take-up/{slug}")
        at_work.open(taken.location)
    at_work.open("/registrar/editions")
    assert at_work.send("/registrar/editions/take-up/set-z").status_code == 404


def test_a_service_is_added_on_the_way(at_work: Visitor) -> None:
    at_work.open("/registrar/services/add")
    sent = at_work.send("/registrar/services/add", {"name": "Hill School", "kind": "school"})
    assert sent.status_code == 302
    again = at_work.send("/registrar/services/add", {"name": "Hill School", "kind": "school"})
    assert again.status_code == 422


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.SUPERVISOR, Role.ACCREDITOR])
def test_nobody_but_a_registrar_opens_these_pages(visitor: Visitor, role: Role) -> None:
    enrolment = make.enrolment()
    course = a_course(make.person(Role.REGISTRAR), date(2026, 3, 2))
    visitor.sign_in(make.person(role))
    for url in (
        "/registrar/trainees",
        "/registrar/trainees/enrol",
        f"/registrar/trainees/{enrolment.id}",
        "/registrar/courses",
        f"/registrar/courses/{course.id}",
        "/registrar/editions",
        f"/registrar/editions/{enrolment.edition_id}",
    ):
        visitor.open(url, status=404)
