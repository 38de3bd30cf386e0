"""The PDFs of an archive: those that are kept, and those that are made when somebody asks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import current_app

from accreditation.marks import NOT_AVIGUK
from app import clock, policies
from app.archive import Link
from app.casework.queries import record_of
from app.copies import files, queries
from app.copies.shelf import Shelf
from app.extensions import db
from app.footage.certified import erasure_page
from app.models.archives import Carried
from app.models.casework import Client
from app.models.footage import Recording
from app.models.people import Person
from app.models.portfolio import Submission
from app.models.register import Certificate
from app.pdf import press
from app.policies import Actor
from app.portfolio.queries import key_to_read, may_read_document, recordings_shown
from app.supervision import logs
from app.web.words import day

BEING_BUILT = "Its PDF was still being built when the archive was made."
CLOSED = (
    "Somebody's consent no longer covers one of its stills. It is bound again without that still."
)


@dataclass(frozen=True)
class Paper:
    """A PDF that is made from a template: its name in the archive, its label, its values."""

    name: str
    label: str
    template: str
    values: dict[str, Any]


def put_in_papers(shelf: Shelf, actor: Actor, go_on: Callable[[float], None]) -> None:
    """`go_on` is told the share that is done, and may raise to stop."""
    _put_in_portfolios(shelf, actor)
    _put_in_certificates(shelf, actor)
    to_make = [*_log(actor), *_of_cases(actor), *_erasures(actor)]
    for number, paper in enumerate(to_make, 1):
        put_in_paper(shelf, paper, partial(go_on, number / len(to_make)))


def put_in_paper(shelf: Shelf, paper: Paper, go_on: Callable[[], None]) -> None:
    html = current_app.jinja_env.get_template(paper.template).render(**paper.values)
    target = shelf.room_for(paper.name)
    press(html, target, {}, go_on=go_on)
    shelf.put(paper.name, target)
    shelf.papers.append(Link(paper.name, paper.label, "PDF"))


def _put_in_kept(shelf: Shelf, key: str, name: str, label: str) -> None:
    with files.storage().fetch(key) as kept:
        copy = shelf.room_for(name)
        shutil.copyfile(kept, copy)
    shelf.put(name, copy)
    shelf.papers.append(Link(name, label, "PDF, signed"))


def _put_in_portfolios(shelf: Shelf, actor: Actor) -> None:
    own = policies.allowed("submission.see", actor).order_by(Submission.id)
    for number, row in enumerate(db.session.scalars(own).all(), 1):
        label = f"Portfolio, submission {row.number} of {day(row.submitted_at.date())}"
        if not may_read_document(row, actor):
            shelf.papers_missing.append((label, CLOSED if row.built_at else BEING_BUILT))
            continue
        name = f"documents/portfolio-{number}-submission-{row.number}.pdf"
        _put_in_kept(shelf, key_to_read(row, actor), name, label)
        shelf.films |= {(film, Carried.PICTURE) for film in recordings_shown(row)}


def _put_in_certificates(shelf: Shelf, actor: Actor) -> None:
    own = policies.allowed("certificate.keep", actor).order_by(Certificate.id)
    for row in db.session.scalars(own).all():
        label = f"Certificate {row.number}"
        if row.document_key is None:
            shelf.papers_missing.append((label, BEING_BUILT))
        else:
            _put_in_kept(shelf, row.document_key, f"documents/certificate-{row.number}.pdf", label)


def _log(actor: Actor) -> Iterator[Paper]:
    lines = logs.lines_for(actor)
    if lines:
        values = {
            "lines": lines,
            "minutes": sum(one.minutes for one in lines),
            "name": db.session.get_one(Person, actor.person_id).name,
            "notice": NOT_AVIGUK,
            "today": clock.today(),
        }
        name = "documents/supervision-log.pdf"
        yield Paper(name, "Supervision log", "supervision/log_document.html", values)


def _of_cases(actor: Actor) -> Iterator[Paper]:
    own = policies.allowed("client.change", actor).order_by(Client.id)
    for client in db.session.scalars(own).all():
        yield from letter_of(client)
        yield from contracts_of(client)


def letter_of(client: Client) -> Iterator[Paper]:
    record = record_of(client)
    if record.letter is not None:
        label = record.terms.letter_label
        yield Paper(
            f"documents/{client.code}-{client.id}-letter.pdf",
            f"{label} to {client.code}",
            "casework/letter_document.html",
            {
                "letter": record.letter,
                "label": label,
                "goals": record.goals,
                "today": clock.today(),
            },
        )


def contracts_of(client: Client) -> Iterator[Paper]:
    for number, signed in enumerate(queries.contracts_of(client), 1):
        yield Paper(
            f"documents/{client.code}-{client.id}-contract-{number}.pdf",
            f"Contract with {client.code}, signed by the {signed.case_person.label}",
            "casework/contract_document.html",
            {"words": signed.words, "signed": signed},
        )


def _erasures(actor: Actor) -> Iterator[Paper]:
    own = policies.allowed("recording.see_erasure", actor).order_by(Recording.id)
    for film in db.session.scalars(own).all():
        certified = erasure_page(film)
        if certified is not None:
            code = film.cycle.client.code
            yield Paper(
                f"documents/erasure-{code}-{film.id}.pdf",
                f"Certificate of erasure, film {film.id} of {code}",
                "footage/erasure_document.html",
                {**certified, "today": clock.today()},
            )
