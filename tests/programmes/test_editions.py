"""Editions in use: checked whole, kept by value."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from accreditation import shipped
from accreditation.programme_file import ProgrammeFault, digest
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.programme import EditionInUse
from app.programmes import queries
from app.programmes.operations import take_up_edition
from tests import factories as make

TEXT = shipped.programme_text("set-a")


def take_up(text: str = TEXT, name: str = "set-a.toml") -> EditionInUse:
    with transaction():
        return take_up_edition(None, text, name)


@pytest.mark.usefixtures("app")
def test_an_edition_is_kept_by_value_with_its_digest() -> None:
    edition = take_up()
    assert (edition.slug, edition.source, edition.digest) == ("set-a", TEXT, digest(TEXT))


@pytest.mark.usefixtures("app")
def test_the_same_text_again_is_the_same_edition() -> None:
    assert take_up().id == take_up().id
    assert db.session.scalar(select(func.count(EditionInUse.id))) == 1
    entries = db.session.scalars(select(AuditEntry.act)).all()
    assert entries == ["edition.taken_up"]


@pytest.mark.usefixtures("app")
def test_a_changed_text_is_another_edition_and_nobody_is_moved_to_it() -> None:
    enrolment = make.enrolment()
    changed = take_up(TEXT.replace("count = 6", "count = 7"))
    assert changed.id != enrolment.edition_id
    cycles = queries.programme_of(enrolment).stages[0].requirement("cycles")
    assert cycles.count == 6


@pytest.mark.usefixtures("app")
def test_an_edition_in_use_cannot_be_changed() -> None:
    edition = take_up()
    change = update(EditionInUse).where(EditionInUse.id == edition.id).values(title="Set Z")
    with pytest.raises(IntegrityError, match="cannot be changed"), transaction() as session:
        session.execute(change)


@pytest.mark.usefixtures("app")
def test_a_malformed_edition_is_refused_with_its_key_path_and_leaves_nothing() -> None:
    broken = TEXT.replace("count = 6", 'count = "six"')
    with pytest.raises(ProgrammeFault) as refused:
        take_up(broken, "mine.toml")
    assert refused.value.file == "mine.toml"
    assert refused.value.key_path == "stages.1.requirements.cycles.count"
    assert refused.value.reason
    assert db.session.scalar(select(func.count(EditionInUse.id))) == 0


@pytest.mark.usefixtures("app")
def test_an_edition_that_names_a_framework_nobody_has_is_refused() -> None:
    stranger = TEXT.replace('criteria = "illustrative-criteria-1"', 'criteria = "secret-criteria"')
    with pytest.raises(ProgrammeFault) as refused:
        take_up(stranger)
    assert refused.value.key_path == "frameworks.criteria"


@pytest.mark.usefixtures("app")
def test_a_training_finds_its_principles_and_criteria_through_its_edition() -> None:
    enrolment = make.enrolment()
    assert queries.principles_of(enrolment).id == "principles-of-attuned-interaction-1"
    assert queries.criteria_of(enrolment).id == "illustrative-criteria-1"


@pytest.mark.usefixtures("app")
def test_every_requirement_of_an_edition_is_told_with_its_source_and_standing() -> None:
    told = dict(queries.asked_of(shipped.programme("set-a")))
    assert list(told) == ["Intro course", "Stage 1", "Stage 2", "Stage 3"]
    assert [each.asks_for for each in told["Stage 1"]] == [
        "6 cycles",
        "2 clients",
        "7 sessions of 1 hour",
        "transition meeting",
    ]
    assert all(each.source.title and each.status for asked in told.values() for each in asked)
