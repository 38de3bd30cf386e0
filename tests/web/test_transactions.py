"""One transaction around a request: all of it is kept, or none of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.extensions import after_commit, db, transaction
from app.models.people import Person, Role, SentForm
from app.models.services import Service, ServiceKind
from app.web.access import declares, open_to_all
from app.web.dispatch import NotDeclared
from app.web.errors import Refusal
from app.web.once import new_token
from tests import factories as make
from tests.browser_like import Visitor


def services() -> int:
    db.session.remove()
    return db.session.scalar(select(func.count(Service.id))) or 0


def add_service() -> None:
    db.session.add(Service(name=request.form["name"], kind=ServiceKind.SCHOOL))


@declares("account.use")
def keep() -> ResponseReturnValue:
    add_service()
    return redirect("/profile?kept")


@declares("account.use")
def refuse() -> ResponseReturnValue:
    add_service()
    raise Refusal("That name is taken. Nothing was changed; choose another.")


@declares("account.use")
def answer_422() -> ResponseReturnValue:
    add_service()
    return "not this way", 422


@declares("client.see")
def never_asks() -> ResponseReturnValue:
    add_service()
    return "here is everything"


def undeclared() -> ResponseReturnValue:
    return "anything"


@open_to_all
def writes_while_reading() -> ResponseReturnValue:
    db.session.add(Service(name="x", kind=ServiceKind.SCHOOL))
    db.session.commit()
    return "written"


@pytest.fixture
def with_routes(app: Flask) -> Visitor:
    for view in (keep, refuse, answer_422, never_asks, undeclared):
        app.add_url_rule(f"/{view.__name__}", view_func=view, methods=["POST"])
    app.add_url_rule("/writes_while_reading", view_func=writes_while_reading)
    return Visitor(app).sign_in(make.person(Role.TRAINEE))


def test_what_a_request_changes_is_kept_when_it_went_well(with_routes: Visitor) -> None:
    assert with_routes.send("/keep", {"name": "one"}).status_code == 302
    assert services() == 1


def test_a_refusal_undoes_everything_and_says_its_sentence(with_routes: Visitor) -> None:
    answer = with_routes.send("/refuse", {"name": "one"})
    assert answer.status_code == 422
    assert "That name is taken." in answer.text
    assert services() == 0


def test_an_answer_of_4xx_undoes_everything(with_routes: Visitor) -> None:
    assert with_routes.send("/answer_422", {"name": "one"}).status_code == 422
    assert services() == 0


def test_an_endpoint_that_never_asks_for_its_action_answers_nothing(with_routes: Visitor) -> None:
    with pytest.raises(NotDeclared):
        with_routes.send("/never_asks", {"name": "one"})
    assert services() == 0


def test_an_endpoint_without_a_declared_action_answers_nothing(with_routes: Visitor) -> None:
    with pytest.raises(NotDeclared):
        with_routes.send("/undeclared")


def test_a_request_that_reads_cannot_write(with_routes: Visitor) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        with_routes.get("/writes_while_reading")


def test_a_request_without_its_token_is_refused(with_routes: Visitor) -> None:
    answer = with_routes.send("/keep", {"name": "one", "csrf_token": "forged"})
    assert answer.status_code == 400
    assert services() == 0


def test_a_scripted_request_without_its_token_is_refused(with_routes: Visitor) -> None:
    answer = with_routes.client.post("/keep", json={"name": "one"})
    assert answer.status_code == 400


def test_a_form_sent_twice_makes_one_row_and_leads_to_the_same_place(with_routes: Visitor) -> None:
    form = {"name": "one", "once": new_token()}
    first, second = with_routes.send("/keep", form), with_routes.send("/keep", form)
    assert first.location == second.location
    assert services() == 1


def test_a_form_sent_twice_at_the_same_time_makes_one_row(app: Flask) -> None:
    app.add_url_rule("/keep", view_func=keep, methods=["POST"])
    person = make.person(Role.TRAINEE)
    form = {"name": "one", "once": new_token()}
    answers: list[int] = []

    def send() -> None:
        with app.app_context():
            answers.append(Visitor(app).sign_in(person).send("/keep", form).status_code)

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302] * 6
    assert services() == 1


def test_the_same_token_of_somebody_else_is_another_form(app: Flask) -> None:
    app.add_url_rule("/keep", view_func=keep, methods=["POST"])
    token = new_token()
    for name in ("one", "two"):
        somebody = Visitor(app).sign_in(make.person(Role.TRAINEE))
        somebody.send("/keep", {"name": name, "once": token})
    assert services() == 2


def test_a_form_is_remembered_for_a_day(with_routes: Visitor) -> None:
    with clock.set_to(datetime(2026, 3, 1, tzinfo=UTC)):
        with_routes.send("/keep", {"name": "one", "once": new_token()})
    with clock.set_to(datetime(2026, 3, 3, tzinfo=UTC)):
        with_routes.send("/keep", {"name": "two", "once": new_token()})
    db.session.remove()
    assert [form.at.day for form in db.session.scalars(select(SentForm))] == [3]


def test_what_comes_after_the_commit_is_forgotten_when_nothing_was_kept(app: Flask) -> None:
    done: list[str] = []
    taken = make.person(Role.TRAINEE).email
    with pytest.raises(IntegrityError):
        add_person(taken, lambda: done.append("rang"))
    assert done == []
    with transaction():
        after_commit(lambda: done.append("rang"))
        assert done == []
    assert done == ["rang"]


def add_person(email: str, act: Callable[[], None]) -> None:
    with transaction() as session:
        after_commit(act)
        session.add(Person(name="Again", email=email, password_hash=""))


def test_a_transaction_does_not_open_inside_another(app: Flask) -> None:
    with transaction(), pytest.raises(RuntimeError), transaction():
        raise AssertionError("unreachable")


def test_two_writers_wait_for_each_other(app: Flask) -> None:
    people = [make.person(Role.TRAINEE).id for _ in range(4)]

    def rename(person_id: int) -> None:
        with app.app_context():
            for number in range(10):
                with transaction() as session:
                    person = session.get_one(Person, person_id)
                    person.name = f"{person.name[:50]} {number}"

    threads = [threading.Thread(target=rename, args=[one]) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.remove()
    assert all(name.endswith(" 9") for name in db.session.scalars(select(Person.name)).all())
