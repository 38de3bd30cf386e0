"""Moments leave as files, with what one may read and no more, and come back frame by frame."""

from __future__ import annotations

import csv
import io
import json
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from accreditation.exchange import read_annotations, span_at
from accreditation.timecode import FrameRate
from accreditation.webvtt import read_cues
from app import clock
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.consent import Consent
from app.models.footage import Recording
from app.models.moments import Moment
from app.models.people import Role
from tests import factories as make
from tests.browser_like import Visitor
from tests.studio.setting import Setting, a_moment, the_setting

FORMS = ("annotations.json", "table.csv", "chapters.vtt", "metadata.vtt")
RATES = [(25, 1), (30000, 1001), (60, 1)]


def at_rate(recording: Recording, num: int, den: int) -> None:
    with transaction() as session:
        row = session.get_one(Recording, recording.id)
        row.rate_num, row.rate_den = num, den


def exported(visitor: Visitor, recording: Recording, form: str) -> str:
    return visitor.get(f"/recordings/{recording.id}/moments/{form}").text


def marked(visitor: Visitor, recording: Recording) -> list[tuple[int, int]]:
    """Some moments, the last frame of the film among them; their first and last frames."""
    spans = [(0, None), (41, 97), (248, 249), (249, None)]
    for start, end in spans:
        body = a_moment(str(uuid4()), start=start, end=end)
        url = f"/api/v1/recordings/{recording.id}/moments"
        assert visitor.send_json(url, body).status_code == 201
    return [(start, end or start) for start, end in spans]


@pytest.mark.parametrize(("num", "den"), RATES)
def test_every_form_keeps_every_frame(app: Flask, num: int, den: int) -> None:
    setting, rate = the_setting(), FrameRate(num, den)
    at_rate(setting.film, num, den)
    visitor = Visitor(app).sign_in(setting.tess)
    spans = marked(visitor, setting.film)
    page = json.loads(exported(visitor, setting.film, "annotations.json"))
    assert [(one.span.start, one.span.last) for one in read_annotations(page, rate)] == spans
    lines = csv.DictReader(io.StringIO(exported(visitor, setting.film, "table.csv"), newline=""))
    assert [(int(one["start frame"]), int(one["end frame"])) for one in lines] == spans
    for form in ("chapters.vtt", "metadata.vtt"):
        found = [
            span_at(cue.start, cue.end, rate)
            for cue in read_cues(exported(visitor, setting.film, form))
        ]
        assert [(one.start, one.last) for one in found] == spans


def test_an_export_is_read_into_another_films_own_track_once(app: Flask) -> None:
    setting = the_setting()
    tess = Visitor(app).sign_in(setting.tess)
    spans = marked(tess, setting.film)
    page = json.loads(exported(tess, setting.film, "annotations.json"))
    url = f"/api/v1/recordings/{setting.review.id}/import"
    twice = {**page, "items": [*page["items"], page["items"][0]]}
    assert tess.send_json(url, twice).json == {"added": 4, "known": 1}
    assert tess.send_json(url, page).json == {"added": 0, "known": 4}
    back = json.loads(exported(tess, setting.review, "annotations.json"))
    found = read_annotations(back, FrameRate(25))
    assert [(one.span.start, one.span.last) for one in found] == spans
    assert all([tag.key for tag in one.principles] == ["waiting"] for one in found)


def test_the_page_takes_a_file_in_and_offers_every_form(app: Flask) -> None:
    setting = the_setting()
    tess = Visitor(app).sign_in(setting.tess)
    marked(tess, setting.film)
    content = exported(tess, setting.film, "annotations.json").encode()
    address = f"/recordings/{setting.review.id}/moments"
    page = tess.open(address)
    assert all(f"{address}/{form}" in page for form in FORMS)
    sent = tess.send(address, {"file": (io.BytesIO(content), "moments.json")})
    assert sent.status_code == 302
    refused = tess.send(address, {"file": (io.BytesIO(b"WEBVTT"), "moments.vtt")})
    assert (refused.status_code, "not a JSON file" in refused.text) == (422, True)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"attune:rate": "60"}, "another rate"),
        ({"items": [{"id": "x"}]}, "Entry 1"),
        ({"type": "Text"}, "not a page"),
    ],
)
def test_what_is_wrong_takes_nothing_in(
    app: Flask, change: dict[str, object], sentence: str
) -> None:
    setting = the_setting()
    tess = Visitor(app).sign_in(setting.tess)
    page = json.loads(exported(tess, setting.film, "annotations.json")) | change
    sent = tess.send_json(f"/api/v1/recordings/{setting.film.id}/import", page)
    assert (sent.status_code, sentence in sent.json["error"]) == (422, True)
    assert db.session.scalar(select(Moment.id)) is None


def test_one_bad_entry_among_good_ones_takes_nothing_in(app: Flask) -> None:
    setting = the_setting()
    tess = Visitor(app).sign_in(setting.tess)
    marked(tess, setting.film)
    page = json.loads(exported(tess, setting.film, "annotations.json"))
    page["items"][2]["target"]["selector"]["value"] = "t=npt:99.000,100.000"
    sent = tess.send_json(f"/api/v1/recordings/{setting.review.id}/import", page)
    assert (sent.status_code, "Entry 3" in sent.json["error"]) == (422, True)
    assert len(db.session.scalars(select(Moment.id)).all()) == 4


@pytest.mark.parametrize("form", FORMS)
def test_a_file_holds_what_its_reader_may_read_and_it_is_noted(app: Flask, form: str) -> None:
    setting: Setting = the_setting()
    for shared, words in ((True, "Shared words."), (False, "Private words.")):
        moment = make.moment(setting.film, setting.sam, Role.SUPERVISOR, shared=shared)
        with transaction() as session:
            session.get_one(Moment, moment.id).words = words
            if not shared:
                other = session.get_one(Moment, moment.id)
                other.deleted_at = other.created_at
    mine = make.moment(setting.film, setting.tess, Role.TRAINEE)
    tess, sam = (Visitor(app).sign_in(one) for one in (setting.tess, setting.sam))
    text = exported(tess, setting.film, form)
    assert ("Shared words." in text, "Private words." in text) == (True, False)
    assert mine.token in text
    assert mine.token not in exported(sam, setting.film, form)
    acts = db.session.scalars(select(AuditEntry.act).filter_by(act="moments.exported")).all()
    assert len(acts) == 2


@pytest.mark.parametrize("form", FORMS)
def test_no_file_leaves_once_somebody_took_back_their_yes(app: Flask, form: str) -> None:
    setting = the_setting()
    tess = Visitor(app).sign_in(setting.tess)
    marked(tess, setting.film)
    with transaction() as session:
        gone = {"withdrawn_at": clock.now()}
        session.query(Consent).filter_by(case_person_id=setting.mother.id).update(gone)
    tess.open(f"/recordings/{setting.film.id}/moments/{form}", status=404)
    tess.open(f"/recordings/{setting.film.id}/moments", status=404)
