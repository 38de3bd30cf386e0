from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from accreditation.consent import Purpose
from app import audit, clock
from app.audit.played import record_played
from app.extensions import db, transaction
from app.models.audit import AuditEntry, Sent
from app.models.footage import Recording, RecordingState
from app.models.people import Role
from app.policies import Actor
from tests import factories
from tests.browser_like import Visitor
from tests.footage.changes import withdraw
from tests.footage.uploads import declare, fresh, sweep
from tests.queries_counted import queries_counted


@pytest.fixture
def recording(case) -> Recording:
    return factories.recording(case.cycle, [case.mother, case.child])


def page(recording: Recording) -> str:
    return f"/recordings/{recording.id}"


def change(visitor: Visitor, recording: Recording, people, confirmed: bool = True):
    form = {"in_shot": [one.id for one in people]}
    return visitor.send(
        f"{page(recording)}/in-shot", form | ({"confirmed": "y"} if confirmed else {})
    )


def test_the_page_of_a_ready_film_leads_to_the_studio(recording, trainee):
    shown = trainee.open(page(recording))
    assert "The film is ready to watch." in shown
    assert f"{page(recording)}/poster" in shown
    assert "Open in the Studio" in shown
    assert "0:10" in shown
    assert shown.count("may watch") == 3


def test_the_page_says_who_stands_in_the_way(case, recording, trainee):
    withdraw(case.child, Purpose.SUPERVISION)
    shown = trainee.open(page(recording))
    assert (shown.count("may watch"), shown.count("cannot watch")) == (2, 1)
    assert "Child took back their yes to showing it to the supervisor" in shown
    withdraw(case.child)
    closed = trainee.open(page(recording))
    assert closed.count("cannot watch") == 3
    assert "Open in the Studio" not in closed
    assert "/poster" not in closed


def test_the_page_says_to_whom_it_was_sent_and_what_was_played(case, recording, trainee):
    assert "Nobody yet." in trainee.open(page(recording))
    supervisor = Actor(case.supervisor.id, Role.SUPERVISOR)
    name = case.supervisor.name
    audit.record_served(supervisor, recording.id, Sent.PICTURE)
    shown = trainee.open(page(recording))
    assert f"{name}, supervisor" in shown
    assert "Pictures only" in shown
    audit.record_served(supervisor, recording.id)
    record_played(supervisor, recording.id, str(uuid4()), [(0, 49), (100, 124)])
    shown = trainee.open(page(recording))
    assert "Film, in 1 × five minutes" in shown
    assert "0:03 min, 30 % of the film" in shown
    assert "A player can be mistaken" in shown


def test_all_who_watched_are_paged_at_one_number_of_queries(case, recording, trainee):
    def watch(times: int) -> None:
        for _ in range(times):
            viewer = Actor(factories.person(Role.SUPERVISOR).id, Role.SUPERVISOR)
            audit.record_served(viewer, recording.id)
            for first in range(0, 90, 10):
                record_played(viewer, recording.id, str(uuid4()), [(first, first + 4)])

    watch(1)
    with queries_counted() as few:
        trainee.open(f"{page(recording)}/watched")
    watch(29)
    with queries_counted() as many:
        first = trainee.open(f"{page(recording)}/watched")
    assert len(few) == len(many)
    assert (first.count(", supervisor"), "Page 1 of 2, 30 in all" in first) == (25, True)
    assert trainee.open(f"{page(recording)}/watched?page=2").count(", supervisor") == 5
    assert "All 30 who watched it" in trainee.open(page(recording))


def test_who_watched_is_told_to_the_owner_alone_and_after_the_film_is_gone(
    app, case, recording, trainee
):
    factories.brought(case.cycle)
    audit.record_served(Actor(case.supervisor.id, Role.SUPERVISOR), recording.id)
    for person in [*(factories.person(role) for role in Role), case.supervisor]:
        assert Visitor(app).sign_in(person).get(f"{page(recording)}/watched").status_code == 404
    trainee.send(f"{page(recording)}/erase")
    assert case.supervisor.name in trainee.open(f"{page(recording)}/watched")
    assert case.supervisor.name in trainee.open(page(recording))


def test_a_supervisor_follows_a_brought_film_and_sees_no_watch_log(app, case, recording):
    supervisor = Visitor(app).sign_in(case.supervisor)
    assert supervisor.get(page(recording)).status_code == 404
    factories.brought(case.cycle)
    shown = supervisor.open(page(recording))
    assert "Who watched it" not in shown
    assert "Erase the film" not in shown
    withdraw(case.mother, Purpose.SUPERVISION)
    assert "Mother took back their yes" in supervisor.open(page(recording))


@pytest.mark.parametrize(
    ("values", "sentence", "progress"),
    [
        ({"state": RecordingState.UPLOADING}, "No film has arrived yet.", 0),
        ({"state": RecordingState.UPLOADING, "received_bytes": 610}, "61% of the film", 0.61),
        ({"state": RecordingState.RECEIVED}, "waits for its turn", 0),
        ({"state": RecordingState.RECEIVED, "progress": 0.4}, "made ready: 40%", 0.4),
        ({"state": RecordingState.READY}, "ready to watch", None),
        (
            {"state": RecordingState.REFUSED, "refused_because": "It is empty."},
            "It is empty.",
            None,
        ),
    ],
)
def test_the_state_is_told_in_a_sentence_and_a_number(case, trainee, values, sentence, progress):
    recording = factories.recording(case.cycle, [case.mother], **values)
    answer = trainee.get(f"{page(recording)}/state").json
    assert answer["state"] == values["state"].value
    assert sentence in answer["sentence"]
    assert answer["progress"] == progress
    assert sentence in trainee.open(page(recording))


def test_a_list_that_is_changed_shuts_and_opens_the_film_at_once(case, recording, trainee):
    film = f"{page(recording)}/poster"
    uncle = factories.case_person(case.client, "uncle")

    def may_watch() -> bool:
        return "Open in the Studio" in trainee.open(page(recording))

    assert may_watch()
    change(trainee, recording, [case.mother, uncle])
    assert not may_watch()
    assert trainee.get(film).status_code == 404
    factories.consent(uncle, Purpose.FILMING)
    assert may_watch()
    change(trainee, recording, [case.mother], confirmed=False)
    assert not may_watch()
    change(trainee, recording, [])
    assert fresh(recording).in_shot_confirmed_at is None
    assert not may_watch()
    change(trainee, recording, [case.mother])
    assert may_watch()


def test_each_change_of_the_list_is_written_down(case, recording, trainee):
    change(trainee, recording, [case.mother])
    change(trainee, recording, [case.child], confirmed=False)
    of_lists = select(AuditEntry).filter_by(act="recording.in_shot_declared")
    first, second = db.session.scalars(of_lists.order_by(AuditEntry.id)).all()
    assert first.detail == {
        "before": [case.mother.id, case.child.id],
        "in_shot": [case.mother.id],
        "confirmed": True,
    }
    assert second.detail["confirmed"] is False
    assert second.person_id == case.trainee.id


def test_somebody_of_another_case_cannot_be_put_on_the_list(case, recording, trainee):
    stranger = factories.case_person(factories.client(case.enrolment))
    assert change(trainee, recording, [case.mother, stranger]).status_code == 422
    fresh(recording)
    assert len(recording.in_shot) == 2


def test_the_list_page_offers_what_stands(case, recording, trainee):
    uncle = factories.case_person(case.client, "uncle")
    shown = trainee.open(f"{page(recording)}/in-shot")
    assert shown.count("checked") == 2
    assert f'value="{uncle.id}"' in shown


def test_erasing_asks_first_then_removes_every_file_and_keeps_the_row(case, ready, trainee):
    from app.footage import files
    from tests import films

    recording = ready(films.constant())
    asked = trainee.open(f"{page(recording)}/erase")
    assert "This cannot be undone." in asked
    assert fresh(recording).state is RecordingState.READY
    assert trainee.send(f"{page(recording)}/erase").status_code == 302
    assert fresh(recording).state is RecordingState.ERASED
    assert trainee.get(f"{page(recording)}/film").status_code == 404
    sweep()
    assert list(files.storage().keys_under("")) == []
    assert fresh(recording).files_erased_at is not None
    assert recording.ready_at is not None
    assert "Its files are gone." in trainee.open(page(recording))
    acts = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-2:] == ["recording.erased", "recording.files_erased"]
    assert trainee.get(f"{page(recording)}/erase").status_code == 404


def test_an_erasure_waits_while_a_worker_holds_the_film(case, recording, trainee):
    from app.footage import files

    with transaction() as session:
        held = session.get_one(Recording, recording.id)
        held.lease_until = clock.now() + timedelta(minutes=2)
    trainee.send(f"{page(recording)}/erase")
    sweep()
    assert fresh(recording).files_erased_at is None
    with clock.moved_by(timedelta(minutes=3)):
        sweep()
    assert fresh(recording).files_erased_at is not None
    assert list(files.storage().keys_under("")) == []


def test_others_can_neither_change_nor_erase(app, case, recording):
    factories.brought(case.cycle)
    for person in [factories.person(role) for role in Role] + [case.supervisor]:
        visitor = Visitor(app).sign_in(person)
        assert change(visitor, recording, [case.mother]).status_code == 404
        assert visitor.send(f"{page(recording)}/erase").status_code == 404
        assert visitor.get(f"{page(recording)}/erase").status_code == 404
        if person is not case.supervisor:
            assert visitor.get(page(recording)).status_code == 404
            assert visitor.get(f"{page(recording)}/state").status_code == 404
    assert fresh(recording).state is RecordingState.READY


def test_after_a_refused_film_the_page_leads_to_another(case, trainee):
    recording = factories.recording(
        case.cycle, [case.mother], state=RecordingState.REFUSED, refused_because="It is empty."
    )
    assert "Choose a film" in trainee.open(page(recording))
    assert declare(trainee, case.cycle, [case.mother]).status_code == 302


def test_the_page_asks_as_often_for_three_people_in_shot_as_for_one(case, trainee):
    one = factories.recording(case.cycle, [case.mother])
    others = [factories.agrees(factories.case_person(case.client, name)) for name in ("a", "b")]
    three = factories.recording(factories.cycle(case.client), [case.mother, case.child, *others])
    addresses = [page(one), page(three)]
    with queries_counted() as few:
        trainee.open(addresses[0])
    with queries_counted() as more:
        trainee.open(addresses[1])
    assert len(few) == len(more)
