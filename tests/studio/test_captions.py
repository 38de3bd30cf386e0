"""Captions: written by the trainee whose film it is, read by whoever may watch it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app import jobs
from app.extensions import db, transaction
from app.footage.operations import erase_recording
from app.models.captions import Captions
from app.models.footage import Recording
from app.models.people import Role
from app.policies import Actor
from tests import factories as make
from tests.browser_like import Visitor
from tests.studio.setting import Setting, the_setting

VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mother>There it is.</v>\n"


def captions(recording: Recording) -> str:
    return f"/api/v1/recordings/{recording.id}/captions"


@pytest.fixture
def setting(app: Flask) -> Setting:
    return the_setting()


@pytest.fixture
def tess(app: Flask, setting: Setting) -> Visitor:
    return Visitor(app).sign_in(setting.tess)


def test_captions_are_written_read_replaced_and_removed(tess: Visitor, setting: Setting) -> None:
    url = captions(setting.film)
    nothing = {"language": None, "cues": []}
    assert tess.ask(url, headers={"Accept": "application/json"}).json == nothing
    written = tess.send_json(url, {"vtt": VTT, "language": "en-GB"}, "PUT")
    (cue,) = written.json["cues"]
    assert (cue["start"], cue["end"], cue["at"]) == (25, 49, "0:01.00")
    assert (cue["text"], cue["speaker"]) == ("There it is.", "Mother")
    with tess.get(f"/recordings/{setting.film.id}/captions.vtt") as answer:
        assert (answer.mimetype, answer.text.strip()) == ("text/vtt", VTT.strip())
    assert tess.send_json(url, {"vtt": "WEBVTT\n"}, "PUT").json["cues"] == []
    assert tess.send_json(url, None, "DELETE").status_code == 204
    assert tess.send_json(url, None, "DELETE").status_code == 204
    tess.open(f"/recordings/{setting.film.id}/captions.vtt", status=404)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"vtt": "Hello"}, "Line 1"),
        ({"vtt": VTT.replace("00:02", "00:00")}, "Line 3"),
        ({"vtt": VTT, "language": "in English"}, "such as en"),
        ({"vtt": 7}, "must be text"),
        ({"vtt": "WEBVTT\n\nNOTE " + "x" * 500_000}, "longer than any film"),
    ],
)
def test_what_is_no_caption_is_refused_and_those_before_stay(
    tess: Visitor, setting: Setting, body: dict[str, object], sentence: str
) -> None:
    url = captions(setting.film)
    tess.send_json(url, {"vtt": VTT}, "PUT")
    refused = tess.send_json(url, body, "PUT")
    assert (refused.status_code, sentence in refused.json["error"]) == (422, True)
    assert db.session.scalars(select(Captions.vtt)).one().strip() == VTT.strip()


def test_others_read_and_do_not_write(app: Flask, tess: Visitor, setting: Setting) -> None:
    url = captions(setting.film)
    tess.send_json(url, {"vtt": VTT}, "PUT")
    sam = Visitor(app).sign_in(setting.sam)
    asked = {"Accept": "application/json"}
    assert len(sam.ask(url, headers=asked).json["cues"]) == 1
    assert sam.send_json(url, {"vtt": VTT}, "PUT").status_code == 404
    assert sam.send_json(url, None, "DELETE").status_code == 404
    stranger = Visitor(app).sign_in(make.person(Role.TRAINEE))
    assert stranger.ask(url, headers=asked).status_code == 404


def test_what_was_said_goes_with_the_film(tess: Visitor, setting: Setting) -> None:
    tess.send_json(captions(setting.film), {"vtt": VTT}, "PUT")
    with transaction() as session:
        row = session.get_one(Recording, setting.film.id)
        erase_recording(Actor(setting.tess.id, Role.TRAINEE), row)
    jobs.sweep()
    assert db.session.scalar(select(Captions.recording_id)) is None
