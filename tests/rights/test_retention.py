"""The day the films of a case go: reminders before, erased by the worker, counts stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from accreditation.consent import Purpose
from accreditation.retention import months_after
from app import clock
from app.casework.operations import answer_consent, end_involvement, withdraw_consent
from app.extensions import db, transaction
from app.footage import files
from app.footage import tasks as footage_tasks
from app.footage.queries import with_files_to_erase
from app.models.audit import AuditEntry
from app.models.consent import Consent, GivenBy, GivenHow
from app.models.footage import Recording, RecordingState
from app.models.notices import Notice
from app.models.people import Role
from app.models.programme import Enrolment
from app.models.services import Service, ServiceKind
from app.policies import Actor
from app.rights import queries, tasks
from app.services.operations import change_wording, draft_wording, publish_wording
from app.services.operations.registering import first_wording
from app.services.words import words_of
from app.web.errors import Refusal
from tests import factories


@pytest.fixture
def trainee(app):
    return factories.person(Role.TRAINEE)


@pytest.fixture
def actor(trainee):
    return Actor(trainee.id, Role.TRAINEE)


@pytest.fixture
def case(trainee):
    return factories.client(factories.enrolment(trainee), "C-04")


@pytest.fixture
def film(case, trainee, tmp_path):
    """A film with a file where footage is kept, in a confirmed cycle."""
    cycle = factories.cycle(case, confirmed_at=clock.now(), confirmed_by_id=trainee.id)
    made = factories.recording(cycle)
    bytes_of_it = tmp_path / "film"
    bytes_of_it.write_bytes(b"not really a film")
    files.storage().publish(files.reference_key(made.id), bytes_of_it)
    return made


def end_today(case, actor):
    with transaction():
        end_involvement(actor, case, clock.today())


def sweep():
    """What the worker does of what waits: reminders, films whose day has come, their files."""
    for work, waiting in (
        (tasks.remind, queries.whose_reminder_is_due),
        (tasks.erase_on_its_day, queries.whose_films_are_due),
        (footage_tasks.erase_files, with_files_to_erase),
    ):
        for row_id in waiting():
            work(row_id)
    db.session.expire_all()


def told():
    return list(db.session.scalars(select(Notice.words).order_by(Notice.id)))


def state_of(film):
    return db.session.get_one(Recording, film.id).state


def days_until_the_end(case):
    return (months_after(case.ended_on, 2) - clock.today()).days


def test_films_are_erased_on_their_day_with_a_certificate_and_counts_stay(case, film, actor):
    end_today(case, actor)
    last = days_until_the_end(case)
    with clock.moved_by(timedelta(days=last)):
        sweep()
        assert state_of(film) is RecordingState.READY
        assert list(files.storage().keys_under("")) != []
    with clock.moved_by(timedelta(days=last + 1)):
        sweep()
        sweep()
    assert state_of(film) is RecordingState.ERASED
    assert list(files.storage().keys_under("")) == []
    entry = select(AuditEntry).filter_by(act="case.films_erased")
    certificate = db.session.scalars(entry).one()
    assert certificate.subject_id == case.id
    assert certificate.detail["films"] == [film.id]
    assert certificate.detail["last_day"] == months_after(case.ended_on, 2).isoformat()
    assert [one.confirmed_at is not None for one in case.cycles] == [True]
    assert [words for words in told() if "were erased" in words] == [told()[-1]]


def test_the_trainee_is_reminded_once_at_thirty_and_once_at_seven_days(case, film, actor):
    end_today(case, actor)
    last = days_until_the_end(case)
    for days_left, reminders in ((31, 0), (30, 1), (29, 1), (8, 1), (7, 2), (0, 2)):
        with clock.moved_by(timedelta(days=last - days_left)):
            sweep()
            sweep()
        assert len(told()) == reminders, days_left
    assert "30 days left" in told()[0]
    assert "7 days left" in told()[1]


def test_a_case_under_way_and_one_without_films_are_left_alone(case, film, actor):
    empty = factories.client(factories.enrolment(), "E-01")
    end_today(empty, actor)
    with clock.moved_by(timedelta(days=400)):
        assert queries.whose_films_are_due() == []
        assert queries.whose_reminder_is_due() == []


def test_the_day_the_work_ended_is_kept_and_can_be_mended(visitor, trainee, case):
    visitor.sign_in(trainee)
    url, today = f"/clients/{case.id}/end", clock.today()
    assert visitor.send(url, {"ended_on": today.isoformat()}).status_code == 302
    assert case.ended_on == today
    earlier = today - timedelta(days=1)
    visitor.send(url, {"ended_on": earlier.isoformat()})
    assert case.ended_on == earlier
    later = today + timedelta(days=1)
    refused = visitor.send(url, {"ended_on": later.isoformat()})
    assert refused.status_code == 422
    assert "still to come" in refused.text


def test_a_day_so_long_ago_that_the_films_go_at_once_asks_first(visitor, trainee, case, film):
    with transaction():
        case.opened_on = clock.today() - timedelta(days=400)
    visitor.sign_in(trainee)
    url, long_ago = f"/clients/{case.id}/end", clock.today() - timedelta(days=200)
    assert "at_once" not in visitor.get(url).text
    refused = visitor.send(url, {"ended_on": long_ago.isoformat()})
    assert refused.status_code == 422
    assert "erased now, without a reminder. Nothing was changed." in refused.text
    assert case.ended_on is None
    sweep()
    assert state_of(film) is RecordingState.READY
    visitor.send(url, {"ended_on": long_ago.isoformat(), "at_once": "y"})
    assert case.ended_on == long_ago


def test_the_work_cannot_end_before_it_began(case, actor):
    with pytest.raises(Refusal, match="before it began"):
        end_involvement(actor, case, case.opened_on - timedelta(days=1))


# ---- kept longer, where everyone in the film agreed to that


@pytest.fixture
def offered(case):
    """The service keeps films for two years at most where everyone agrees."""
    service = db.session.get_one(Service, case.enrolment.service_id)
    factories.policy(service, keep_at_most_months=24)
    return service


@pytest.fixture
def kept(case, film, offered):
    """A second film, in which the mother and the child agree to keep it longer."""
    people = [factories.case_person(case, one) for one in ("mother", "child")]
    for one in people:
        factories.agrees(one)
    return factories.recording(factories.cycle(case), people), *people


def after_the_end(case, months, days=1):
    return clock.moved_by(months_after(case.ended_on, months) - clock.today() + timedelta(days))


def only_for_five_months(case, person):
    with transaction() as session:
        answer = session.query(Consent).filter_by(case_person_id=person.id, purpose=Purpose.KEEPING)
        answer.one().until = months_after(case.ended_on, 5)


def test_a_film_is_kept_while_everyone_agrees_and_never_beyond_the_services_months(
    case, film, kept, actor
):
    longer, _, _ = kept
    end_today(case, actor)
    with after_the_end(case, 2):
        sweep()
        assert (state_of(film), state_of(longer)) == (RecordingState.ERASED, RecordingState.READY)
    with after_the_end(case, 24, days=0):
        sweep()
        assert state_of(longer) is RecordingState.READY
    with after_the_end(case, 24):
        sweep()
        assert state_of(longer) is RecordingState.ERASED


def test_one_yes_that_is_missing_ended_or_taken_back_lets_the_film_go(case, kept, actor):
    longer, mother, child = kept
    end_today(case, actor)
    only_for_five_months(case, child)
    with after_the_end(case, 5, days=0):
        sweep()
        assert state_of(longer) is RecordingState.READY
    with transaction():
        withdraw_consent(actor, mother, Purpose.KEEPING)
    with after_the_end(case, 3):
        sweep()
        assert state_of(longer) is RecordingState.ERASED


def test_the_end_that_somebody_set_is_kept(case, kept, actor):
    longer, _, child = kept
    end_today(case, actor)
    only_for_five_months(case, child)
    with after_the_end(case, 5):
        sweep()
        assert state_of(longer) is RecordingState.ERASED


def test_what_is_kept_longer_has_reminders_of_its_own(case, film, kept, actor):
    end_today(case, actor)
    with after_the_end(case, 2, days=-7):
        sweep()
    with after_the_end(case, 24, days=-30):
        sweep()
    reminders = [words for words in told() if "left." in words]
    assert len(reminders) == 2
    assert reminders[0].startswith("Some of the films")
    assert "30 days left" in reminders[1]


def test_pages_say_until_when_a_film_is_kept(visitor, trainee, case, film, kept, actor):
    factories.client_link(kept[1], secret="the-mothers-page")
    end_today(case, actor)
    page = visitor.sign_in(trainee).open(f"/clients/{case.id}")
    assert "One film stays longer, because everyone in it agreed" in page
    assert "We wipe the first of those after" in visitor.open("/your-page/the-mothers-page")
    with after_the_end(case, 2):
        sweep()
        page = visitor.open(f"/clients/{case.id}")
    assert "One film stays longer" in page
    assert "Erase any that are left" not in page


def test_nobody_is_asked_where_the_service_does_not_offer_it(visitor, trainee, case):
    mother = factories.case_person(case, "mother")
    asked = f"/people/{mother.id}/consent"
    assert "Keeping the film longer" not in visitor.sign_in(trainee).open(asked)
    service = db.session.get_one(Service, case.enrolment.service_id)
    factories.policy(service, keep_at_most_months=24)
    assert "Keeping the film longer" in visitor.open(asked)


def with_words_from_before_the_question() -> Service:
    """A service whose first wording was published before anybody thought of keeping longer."""
    service = factories.keep(Service(name="Elder", kind=ServiceKind.COUNCIL))
    words = first_wording(service)
    words.purposes = {name: said for name, said in words.purposes.items() if name != "keeping"}
    factories.keep(words)
    factories.policy(service, keep_at_most_months=24)
    return service


def test_words_from_before_say_nothing_of_it_until_a_new_version_does(visitor, trainee, actor):
    service = with_words_from_before_the_question()
    enrolment = factories.enrolment(trainee)
    with transaction() as session:
        session.get_one(Enrolment, enrolment.id).service_id = service.id
    case = factories.client(enrolment)
    mother = factories.case_person(case, "mother")
    asked = f"/people/{mother.id}/consent"
    assert "Keeping the film longer" not in visitor.sign_in(trainee).open(asked)
    how = (clock.today(), GivenBy.THEMSELVES, GivenHow.PAPER)
    with pytest.raises(Refusal, match="say nothing about keeping"), transaction():
        answer_consent(actor, mother, {Purpose.KEEPING: True}, *how)
    lead = Actor(factories.person(Role.SERVICE_LEAD).id, Role.SERVICE_LEAD)
    with transaction() as session:
        draft = draft_wording(lead, session.get_one(Service, service.id))
        session.flush()
        assert "keeping" in draft.purposes
        said = replace(words_of(draft), complaints="Ask for our manager.")
        publish_wording(lead, change_wording(lead, draft, said))
    assert "Keeping the film longer" in visitor.open(asked)
    with transaction():
        answer_consent(actor, mother, {Purpose.KEEPING: True}, *how)
