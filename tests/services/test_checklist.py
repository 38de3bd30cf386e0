"""Filming waits for the employer's checklist, in words, everywhere, at once."""

from __future__ import annotations

from base64 import b64encode
from datetime import date, timedelta

import pytest
from flask import Flask

from app import clock
from app.extensions import db, transaction
from app.footage import operations as footage
from app.models.footage import Recording, RecordingKind, RecordingState
from app.models.people import Role
from app.models.services import CheckItem, Service
from app.policies import Actor
from app.services import operations, queries
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.services.conftest import Setting

A_DAY = date(2026, 3, 2)


@pytest.fixture
def unsettled(setting: Setting) -> Setting:
    """The service of the setting, with only its video protocol left."""
    for item in (CheckItem.DPIA, CheckItem.ENCRYPTED_DEVICES):
        with transaction():
            operations.take_back_check(setting.actor, setting.service, item)
    return setting


def test_each_item_is_confirmed_by_somebody_on_a_day_with_a_reference(unsettled: Setting) -> None:
    assert len(queries.why_filming_waits(unsettled.service.id)) == 2
    with transaction():
        check = operations.confirm_check(
            unsettled.actor, unsettled.service, CheckItem.DPIA, A_DAY, " IG-2026-17 "
        )
    assert (check.confirmed_by_id, check.settled_on) == (unsettled.lead.id, A_DAY)
    assert check.reference == "IG-2026-17"
    waits = queries.why_filming_waits(unsettled.service.id)
    assert waits == ["It is not confirmed yet that devices are encrypted."]


def test_what_cannot_be_confirmed_is_refused(unsettled: Setting) -> None:
    def confirm(item: CheckItem, on: date, reference: str) -> None:
        with transaction():
            operations.confirm_check(unsettled.actor, unsettled.service, item, on, reference)

    with pytest.raises(Refusal, match="still to come"):
        confirm(CheckItem.DPIA, clock.today() + timedelta(days=1), "x")
    with pytest.raises(Refusal, match="where it can be found"):
        confirm(CheckItem.DPIA, A_DAY, "  ")
    with pytest.raises(Refusal, match="confirmed already"):
        confirm(CheckItem.VIDEO_PROTOCOL, A_DAY, "x")
    with pytest.raises(Refusal, match="nothing to take back"), transaction():
        operations.take_back_check(unsettled.actor, unsettled.service, CheckItem.DPIA)


def test_a_film_is_not_declared_before_the_checklist_is_confirmed(unsettled: Setting) -> None:
    client = make.client(unsettled.training)
    mother, cycle = make.agrees(make.case_person(client)), make.cycle(client)
    with pytest.raises(Refusal) as refused, transaction():
        footage.declare_recording(
            Actor(unsettled.trainee.id, Role.TRAINEE),
            cycle,
            RecordingKind.CLIENT_FILM,
            A_DAY,
            [mother],
        )
    sentence = str(refused.value)
    assert "The data protection impact assessment (DPIA) is not confirmed yet." in sentence
    assert f"Ask Morgan Hale, who leads {unsettled.service.name} in Attune." in sentence
    assert "Nothing is lost" in sentence


def test_a_film_on_its_way_waits_when_an_item_is_taken_back(setting: Setting) -> None:
    client = make.client(setting.training)
    film = make.recording(
        make.cycle(client),
        [make.agrees(make.case_person(client))],
        state=RecordingState.UPLOADING,
    )
    footage.require_it_may_arrive(film, 10)
    with transaction():
        operations.take_back_check(setting.actor, setting.service, CheckItem.VIDEO_PROTOCOL)
    with pytest.raises(Refusal, match="video protocol is not confirmed"):
        footage.require_it_may_arrive(film, 10)


def test_the_trainee_reads_what_is_missing_before_they_try(
    visitor: Visitor, unsettled: Setting
) -> None:
    client = make.client(unsettled.training)
    cycle = make.cycle(client)
    visitor.sign_in(unsettled.trainee)
    page = visitor.open(f"/cycles/{cycle.id}")
    assert "Filming waits for your service" in page
    assert "Morgan Hale" in page
    page = visitor.open(f"/cycles/{cycle.id}/upload/client_film")
    assert "It is not confirmed yet that devices are encrypted." in page
    assert 'name="filmed_on"' not in page
    making = make.recording(cycle, [make.case_person(client)], state=RecordingState.UPLOADING)
    page = visitor.open(f"/cycles/{cycle.id}/upload/client_film")
    assert "Filming waits for your service" in page
    assert 'type="file"' not in page
    assert making.state is RecordingState.UPLOADING


def test_without_a_lead_the_trainee_is_sent_to_the_registrar(app: Flask) -> None:
    service = db.session.get_one(Service, make.enrolment().service_id)
    assert "Nobody leads" in queries.whom_to_ask(service.id)
    assert "ask your registrar" in queries.whom_to_ask(service.id)


def test_a_lead_confirms_and_takes_back_on_their_pages(morgan: Visitor, unsettled: Setting) -> None:
    checklist = f"/services/{unsettled.service.id}/checklist"
    assert "To confirm" in morgan.open(checklist)
    empty = morgan.send(f"{checklist}/dpia", {})
    assert empty.status_code == 422
    assert "Say where it can be found." in empty.text
    morgan.open(f"{checklist}/dpia")
    for item in ("dpia", "encrypted_devices"):
        form = {"settled_on": "2026-03-02", "reference": f"REG {item}"}
        assert morgan.send(f"{checklist}/{item}", form).status_code == 302
    assert "REG dpia" in morgan.open(checklist)
    assert queries.why_filming_waits(unsettled.service.id) == []
    morgan.open(f"{checklist}/dpia/take-back")
    morgan.send(f"{checklist}/dpia/take-back")
    assert "Taken back" in morgan.open(checklist)
    assert len(queries.why_filming_waits(unsettled.service.id)) == 1


def test_a_film_over_the_quota_is_refused_before_its_first_byte_with_figures(
    visitor: Visitor, setting: Setting
) -> None:
    with transaction() as session:
        service = session.get_one(Service, setting.service.id)
        operations.set_quota(setting.actor, service, 5_000_000)
    client = make.client(setting.training)
    mother = make.agrees(make.case_person(client))
    make.recording(make.cycle(client), [mother])
    erased = make.recording(make.cycle(client), [mother], state=RecordingState.ERASED)
    with transaction() as session:
        session.get_one(Recording, erased.id).files_erased_at = clock.now()
    waiting = make.recording(make.cycle(client), [mother], state=RecordingState.UPLOADING)
    visitor.sign_in(setting.trainee)
    length = {"Upload-Length": "6000000", "Upload-Metadata": _metadata(waiting.id)}
    answer = visitor.ask(
        "/uploads",
        method="POST",
        headers={
            "Tus-Resumable": "1.0.0",
            "X-CSRFToken": visitor.token(),
            "Accept": "application/json",
            **length,
        },
    )
    assert answer.status_code == 507
    sentence = answer.json["error"]
    assert "This film has 6 MB." in sentence
    assert "take 1 kB of the 5 MB agreed, so 5 MB are left" in sentence
    assert "Nothing was sent." in sentence
    assert db.session.get_one(Recording, waiting.id).declared_bytes == 1000
    room = queries.room_of(db.session.get_one(Service, setting.service.id))
    assert (room.films, room.used, room.quota) == (2, 2000, 5_000_000)
    assert "5 MB of your service" in visitor.open(
        f"/cycles/{waiting.cycle_id}/upload/client_film"
    ).replace("&#39;", "'")


def test_a_film_that_is_kept_as_it_arrived_too_takes_its_room_twice(setting: Setting) -> None:
    client = make.client(setting.training)
    mother = make.agrees(make.case_person(client))
    make.recording(make.cycle(client), [mother])
    make.recording(make.cycle(client), [mother], original_kept=True)
    refused = {"state": RecordingState.REFUSED, "original_kept": True}
    make.recording(make.cycle(client), [mother], **refused)
    service = db.session.get_one(Service, setting.service.id)
    assert queries.room_of(service).used == (1 + 2 + 1) * 1000


def _metadata(recording_id: int) -> str:
    return f"recording {b64encode(str(recording_id).encode()).decode()}"
