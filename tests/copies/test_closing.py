"""An archive closes with what was taken back since, on the next request; then it is removed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accreditation.consent import Purpose
from app import clock, policies
from app.casework.operations import answer_consent, withdraw_consent
from app.copies import operations, queries, served
from app.copies.operations import building
from app.extensions import db, transaction
from app.footage import parts
from app.footage.operations import erase_recording
from app.models.archives import Archive, Carried, GoneBecause
from app.models.audit import AuditEntry, Sent, Watch
from app.models.casework import CasePerson
from app.models.consent import GivenBy, GivenHow
from app.models.footage import Recording
from app.models.notices import Notice
from tests import factories as make
from tests.browser_like import Visitor
from tests.copies.whole import built, fresh, kept, left_over, unpacked
from tests.footage.uploads import sweep

WORDS = "The archive of your record is ready. It is kept for seven days."


@pytest.fixture
def visitor(app, whole) -> Visitor:
    return Visitor(app).sign_in(whole.trainee)


def address(archive: Archive) -> str:
    return f"/archives/{archive.id}/archive.zip"


def take_back(whole, person: CasePerson, purpose: Purpose) -> None:
    with transaction() as session:
        withdraw_consent(whole.actor, session.get_one(CasePerson, person.id), purpose)


def refuse_the_film(whole, person: CasePerson, purpose: Purpose) -> None:
    make.film_refusal(whole.film, person, purpose)


def say_no(whole, person: CasePerson, purpose: Purpose) -> None:
    with transaction() as session:
        one = session.get_one(CasePerson, person.id)
        how = (clock.today(), GivenBy.THEMSELVES, GivenHow.PAPER)
        answer_consent(whole.actor, one, {purpose: False}, *how)


def renew_the_yes(whole, person: CasePerson, purpose: Purpose) -> None:
    with transaction() as session:
        one = session.get_one(CasePerson, person.id)
        how = (clock.today(), GivenBy.THEMSELVES, GivenHow.PAPER)
        until = clock.today() + timedelta(days=300)
        answer_consent(whole.actor, one, {purpose: True}, *how, until=until)


def erase(whole, _person: CasePerson, _purpose: Purpose) -> None:
    with transaction() as session:
        erase_recording(whole.actor, session.get_one(Recording, whole.review.id))


def test_its_owner_is_told_once_and_fetches_it_and_that_is_on_record(whole, archive, visitor):
    for _ in range(2):
        sweep()
    notices = db.session.query(Notice).filter_by(words=WORDS)
    assert [one.person_id for one in notices] == [whole.trainee.id]
    with visitor.get(address(archive)) as answer:
        assert answer.status_code == 200
        assert answer.mimetype == "application/zip"
        assert len(answer.data) == archive.bytes
    assert answer.headers["Cache-Control"] in {"no-store", "private, no-store"}
    carried = {(one.recording_id, one.carried) for one in fresh(archive).films}
    assert carried >= {(whole.film.id, Carried.FILM), (whole.film.id, Carried.PICTURE)}
    sent = {(one.recording_id, one.sent) for one in db.session.query(Watch)}
    assert sent >= {(whole.film.id, Sent.FILM), (whole.film.id, Sent.PICTURE)}
    assert db.session.query(AuditEntry).filter_by(act="archive.fetched").count() == 1


def test_nobody_else_fetches_it(app, whole, archive):
    for who in (whole.supervisor, whole.registrar, whole.accreditor):
        assert Visitor(app).sign_in(who).get(address(archive)).status_code == 404
    stranger = Visitor(app).get(address(archive))
    assert stranger.status_code == 302


@pytest.mark.parametrize(
    ("act", "purpose"),
    [
        (take_back, Purpose.CLIENT_COPY),
        (take_back, Purpose.RESEARCH),
        (say_no, Purpose.FILMING),
        (refuse_the_film, Purpose.RESEARCH),
        (erase, Purpose.FILMING),
    ],
)
def test_what_is_taken_back_closes_it_on_the_next_request_and_a_sweep_removes_it(
    whole, archive, visitor, act, purpose
):
    assert visitor.get(address(archive), method="HEAD").status_code == 200
    act(whole, whole.mother, purpose)
    assert visitor.get(address(archive)).status_code == 404
    assert "Somebody took back a yes, or a film was erased" in visitor.open("/record")
    sweep()
    gone = fresh(archive)
    assert (gone.gone_because, gone.file_gone_at is not None) == (GoneBecause.TAKEN_BACK, True)
    assert kept() == []
    assert "Somebody took back a yes, or a film was erased" in visitor.open("/record")


def test_a_yes_that_goes_on_under_new_terms_closes_nothing(whole, archive, visitor):
    renew_the_yes(whole, whole.mother, Purpose.CLIENT_COPY)
    assert visitor.get(address(archive), method="HEAD").status_code == 200
    sweep()
    assert fresh(archive).gone_at is None


def test_a_yes_that_lapses_closes_what_it_covered(whole, visitor):
    renew_the_yes(whole, whole.mother, Purpose.CLIENT_COPY)
    archive = built(whole)
    with clock.moved_by(timedelta(days=301)), transaction() as session:
        session.get_one(Archive, archive.id).ends_at = clock.now() + timedelta(days=1)
    with clock.moved_by(timedelta(days=301)):
        assert policies.find("archive.fetch", archive.id, whole.actor) is None
        assert archive.id in queries.archives_to_close()


def test_a_new_archive_has_no_film_that_was_taken_back_and_says_why(whole, archive, tmp_path):
    take_back(whole, whole.mother, Purpose.CLIENT_COPY)
    sweep()
    folder = unpacked(built(whole), tmp_path / "opened")
    assert not (folder / "media").exists()
    page = (folder / "index.html").read_text()
    assert "took back their yes to giving out a copy of the best bits" in page


def test_what_is_taken_back_while_it_is_built_makes_it_be_read_anew(whole, monkeypatch):
    with transaction():
        archive = operations.ask_for_record(whole.actor, False)
    write = building.write_archive

    def taken_back_meanwhile(*given):
        made = write(*given)
        take_back(whole, whole.mother, Purpose.CLIENT_COPY)
        monkeypatch.setattr(building, "write_archive", write)
        return made

    monkeypatch.setattr(building, "write_archive", taken_back_meanwhile)
    operations.build_archive(archive.id)
    assert fresh(archive).built_at is None
    assert kept() == []
    assert left_over() == []
    sweep()
    assert [one.carried for one in fresh(archive).films] == [Carried.PICTURE, Carried.PICTURE]


def test_it_is_kept_for_seven_days(whole, archive, visitor):
    with clock.moved_by(timedelta(days=6, hours=23)):
        sweep()
        assert fresh(archive).gone_at is None
    with clock.moved_by(timedelta(days=7, hours=1)):
        assert visitor.get(address(archive)).status_code in {302, 404}
        sweep()
    assert fresh(archive).gone_because is GoneBecause.TIME
    assert kept() == []


def test_a_newer_one_takes_the_place_of_the_one_before(whole, archive):
    newer = built(whole)
    assert fresh(archive).gone_because is GoneBecause.REPLACED
    sweep()
    assert kept() == [newer.key]


def test_asked_twice_it_is_built_once(app, whole, visitor):
    for _ in range(2):
        assert visitor.send("/record").status_code == 302
    assert db.session.query(Archive).count() == 1
    assert "It is being built" in visitor.open("/record")


def test_thrown_away_while_it_is_built_it_is_not_built_and_leaves_nothing(
    whole, visitor, monkeypatch
):
    with transaction():
        archive = operations.ask_for_record(whole.actor, False)
    write = building.write_archive

    def thrown_away_meanwhile(*given):
        made = write(*given)
        visitor.send(f"/archives/{archive.id}/throw-away")
        return made

    monkeypatch.setattr(building, "write_archive", thrown_away_meanwhile)
    operations.build_archive(archive.id)
    sweep()
    gone = fresh(archive)
    assert (gone.gone_because, gone.built_at) == (GoneBecause.OWNER, None)
    assert gone.file_gone_at is not None
    assert kept() == []


def test_a_download_breaks_off_when_somebody_takes_back_their_yes_meanwhile(
    whole, archive, visitor, monkeypatch
):
    monkeypatch.setattr(parts, "MOST", 50_000)
    with visitor.get(address(archive), buffered=False) as answer:
        pieces = answer.iter_encoded()
        next(pieces)
        take_back(whole, whole.mother, Purpose.CLIENT_COPY)
        with pytest.raises(served.FetchStopped):
            list(pieces)


def test_the_page_says_how_far_it_is(whole, visitor):
    with transaction():
        archive = operations.ask_for_record(whole.actor, False)
    with transaction() as session:
        session.get_one(Archive, archive.id).progress = 0.42
    said = visitor.get(f"/archives/{archive.id}/state", headers={"Accept": "application/json"})
    assert said.json["state"] == "waiting"
    assert said.json["progress"] == 0.42
    assert "42% done" in said.json["sentence"]
