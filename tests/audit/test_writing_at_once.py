"""Many writers at one time, in threads and in processes: the chain stays whole."""

from __future__ import annotations

import subprocess
import sys
from threading import Thread

from flask import Flask
from sqlalchemy import select

from app import audit
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.people import Person
from tests import factories as make
from tests.settings import process_environment

WRITER = """
import sys
from app import audit, create_app
from app.extensions import transaction
from app.models.people import Person

with create_app().app_context():
    for number in range(int(sys.argv[1])):
        with transaction() as session:
            person = session.get_one(Person, int(sys.argv[2]))
            audit.record(None, "person.begun", person, number=number)
            audit.record(None, "person.done", person, number=number)
"""


def acts_of(person: Person) -> list[str]:
    listed = select(AuditEntry.act).filter_by(subject_id=person.id).order_by(AuditEntry.id)
    return list(db.session.scalars(listed))


def test_threads_that_write_at_once_keep_one_chain(app: Flask) -> None:
    people = [make.person() for _ in range(8)]

    def write(person_id: int) -> None:
        with app.app_context():
            for number in range(20):
                with transaction() as session:
                    person = session.get_one(Person, person_id)
                    audit.record(None, "person.renamed", person, number=number)
                    person.name = f"Name {number}"

    threads = [Thread(target=write, args=[person.id]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.remove()
    verdict = audit.verify()
    assert (verdict.entries, verdict.broken) == (8 * 20, None)
    assert verdict.head.id == 8 * 20


def test_processes_that_write_at_once_keep_one_chain(app: Flask) -> None:
    people = [make.person() for _ in range(3)]
    db.session.remove()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, "20", str(person.id)],
            env=process_environment(app.config),
        )
        for person in people
    ]
    assert [writer.wait(90) for writer in writers] == [0, 0, 0]
    verdict = audit.verify()
    assert (verdict.entries, verdict.broken) == (3 * 40, None)
    assert all(acts_of(person) == ["person.begun", "person.done"] * 20 for person in people)
