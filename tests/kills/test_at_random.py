"""Web and worker are killed at random moments, again and again, while people go on working.

`make test-long` runs it for some minutes; the last result stands in docs/long-runs.md.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from http.client import HTTPConnection, HTTPException
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import audit, jobs
from app.extensions import db
from app.models.audit import AuditEntry
from app.models.casework import PersonKind
from app.models.consent import Consent
from app.models.events import Event
from app.models.mail import Mail, MailState
from app.models.notices import Notice
from app.models.people import Person, Role
from app.web.once import new_token
from tests import factories as make
from tests import processes
from tests.browser_like import Visitor
from tests.kills.conftest import by_way_of
from tests.mail.conftest import send_to
from tests.mail.server import MailServer

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]

SECONDS = 300
CASES = 400
Act = tuple[str, dict[str, str]]


class Sender(Thread):
    """Somebody whose browser sends each form again, the same one, until an answer comes."""

    def __init__(self, visitor: Visitor, acts: Iterator[Act], at: Callable[[], str]) -> None:
        super().__init__(daemon=True)
        self.token, self.acts, self.at = visitor.token(), acts, at
        cookie = visitor.client.get_cookie("attune")
        assert cookie is not None
        self.headers = {
            "Cookie": f"attune={cookie.value}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "text/html",
        }
        self.done: list[str] = []
        self.sent_again = 0
        self.refused: list[str] = []

    def run(self) -> None:
        for url, values in self.acts:
            form = {"csrf_token": self.token, "once": new_token(), **values}
            while (status := self.send(url, form)) is None:
                self.sent_again += 1
                time.sleep(0.1)
            (self.done if status == 302 else self.refused).append(f"{url} {status}")

    def send(self, url: str, form: dict[str, str]) -> int | None:
        try:
            with closing(HTTPConnection(self.at(), timeout=20)) as connection:
                connection.request("POST", url, urlencode(form), self.headers)
                return connection.getresponse().status
        except (HTTPException, OSError):
            return None


class Killed:
    """A kind of process that is killed and started again, `times` over."""

    def __init__(self, start: Callable[[], AbstractContextManager[Any]]) -> None:
        self.start, self.times, self.address = start, 0, ""

    def live(self, until: float, chance: random.Random) -> None:
        while time.monotonic() < until:
            with self.start() as running:
                process = running
                if isinstance(running, tuple):
                    process, self.address = running
                time.sleep(min(chance.uniform(0.5, 9), max(0.0, until - time.monotonic())))
                processes.kill(process)
            self.times += 1


@contextmanager
def all_at_work(*threads: Thread) -> Iterator[None]:
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join()


def test_nothing_is_lost_or_done_twice_while_processes_die(
    app: Flask, post_office: MailServer
) -> None:
    send_to(app, post_office)
    practitioner, registrar = make.person(Role.TRAINEE), make.person(Role.REGISTRAR)
    in_shot, trainee_id = many_cases(practitioner)
    environ = {**by_way_of(post_office), "FLASK_APP": "tests.kills.staged:app", "KILL_LEASE": "4"}
    ends = time.monotonic() + SECONDS
    web = Killed(lambda: processes.web(app, **environ))
    worker = Killed(lambda: processes.worker(app, **environ))
    senders = [
        Sender(Visitor(app).sign_in(practitioner), withdrawals(in_shot, ends), lambda: web.address),
        Sender(Visitor(app).sign_in(registrar), invitations(ends), lambda: web.address),
    ]
    chance = random.Random(SECONDS)
    killers = [Thread(target=one.live, args=(ends, chance)) for one in (web, worker)]
    with all_at_work(*killers):
        processes.wait_until(lambda: web.address)
        for sender in senders:
            sender.start()
    with processes.web(app, **environ) as (_, web.address), processes.worker(app, **environ):
        for sender in senders:
            sender.join(60)
        processes.wait_until(nothing_waits, 120)
    jobs.sweep()
    withdrew, invited = senders
    assert withdrew.refused == invited.refused == []
    counted_once(len(withdrew.done), trainee_id)
    letters_arrived(post_office, len(invited.done), worker.times)
    assert audit.verify().broken is None
    print(
        f"{web.times} web processes and {worker.times} workers killed in {SECONDS} s; "
        f"{len(withdrew.done)} agreements taken back, {len(invited.done)} people invited, "
        f"{withdrew.sent_again + invited.sent_again} forms sent again, "
        f"{len(post_office.letters) - len(invited.done)} letters twice, "
        f"{audit.head().id} audit entries"
    )


def many_cases(practitioner: Person) -> tuple[list[int], int]:
    """Cases of one trainee, in each of which the practitioner agreed to be filmed."""
    of = make.enrolment()
    people = [
        make.case_person(make.client(of), "practitioner", PersonKind.PRACTITIONER, practitioner)
        for _ in range(CASES)
    ]
    return [make.agrees(one).id for one in people], of.trainee_id


def withdrawals(case_people: list[int], ends: float) -> Iterator[Act]:
    for one in case_people:
        if time.monotonic() > ends:
            return
        yield f"/my-consent/{one}/take-back?purpose=filming", {}


def invitations(ends: float) -> Iterator[Act]:
    number = 0
    while time.monotonic() < ends:
        number += 1
        form = {"name": "Zoë Long", "email": f"zoe{number}@example.org", "roles": "trainee"}
        yield "/registrar/people/new", form
        time.sleep(0.3)


def nothing_waits() -> bool:
    db.session.rollback()
    told = db.session.scalar(select(func.count(Event.id)).where(Event.done_at.is_(None)))
    letters = db.session.scalar(select(func.count(Mail.id)).filter_by(state=MailState.WAITING))
    return not told and not letters


def counted_once(number: int, trainee_id: int) -> None:
    db.session.rollback()
    count = {
        "withdrawn": select(func.count(Consent.id)).where(Consent.withdrawn_at.is_not(None)),
        "entries": select(func.count(AuditEntry.id)).filter_by(act="consent.withdrawn"),
        "events": select(func.count(Event.id)).filter_by(kind="consent.withdrawn"),
        "notices": select(func.count(Notice.id)).filter_by(person_id=trainee_id),
    }
    assert {what: db.session.scalar(rows) for what, rows in count.items()} == dict.fromkeys(
        count, number
    )


def letters_arrived(post_office: MailServer, number: int, kills: int) -> None:
    """Each once; those that left twice did so once for each kill at most, under their name."""
    names = [letter.message["Message-ID"] for letter in post_office.letters]
    to = {letter.recipient for letter in post_office.letters}
    assert len(set(names)) == len(to) == number
    assert number <= len(names) <= number + kills
