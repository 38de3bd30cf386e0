"""What a player says it played: taken in from whoever may watch, kept once, refused in words."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from app.extensions import db, transaction
from app.models.audit import Played
from app.models.consent import Consent
from app.models.people import Role
from tests import factories as make
from tests.browser_like import Visitor
from tests.studio.setting import the_setting

TOKEN = "0d1b6a3e-6f0d-4f0e-9f0a-6a3a2d9f5f10"


def url(recording):
    return f"/api/v1/recordings/{recording.id}/played"


def tell(visitor, recording, played, token=TOKEN):
    return visitor.send_json(url(recording), {"token": token, "played": played})


def kept(recording):
    rows = select(Played.person_id, Played.role, Played.first_frame, Played.last_frame)
    found = rows.filter_by(recording_id=recording.id).order_by(Played.id)
    return [tuple(row) for row in db.session.execute(found)]


def test_whoever_may_watch_tells_what_was_played(app, visitor):
    setting = the_setting()
    assert tell(visitor.sign_in(setting.tess), setting.film, [[0, 24], [50, 99]]).status_code == 204
    supervisor = Visitor(app).sign_in(setting.sam)
    assert tell(supervisor, setting.film, [[0, 249]]).status_code == 204
    assert kept(setting.film) == [
        (setting.tess.id, Role.TRAINEE, 0, 24),
        (setting.tess.id, Role.TRAINEE, 50, 99),
        (setting.sam.id, Role.SUPERVISOR, 0, 249),
    ]


def test_sent_twice_it_is_kept_once(visitor):
    setting = the_setting()
    visitor.sign_in(setting.tess)
    for _ in range(2):
        assert tell(visitor, setting.film, [[0, 24]]).status_code == 204
    assert len(kept(setting.film)) == 1


@pytest.mark.parametrize(
    ("played", "sentence"),
    [
        (None, "a list of 1 to 60"),
        ([], "a list of 1 to 60"),
        ("0-24", "a list of 1 to 60"),
        ([[n, n] for n in range(0, 122, 2)], "a list of 1 to 60"),
        ([[0]], "a pair of frames"),
        ([[0, 1, 2]], "a pair of frames"),
        ([[0, 1.0]], "a pair of frames"),
        ([[False, True]], "a pair of frames"),
        ([["0", "9"]], "a pair of frames"),
        ([{"first": 0}], "a pair of frames"),
        ([[-1, 9]], "within the film"),
        ([[9, 8]], "within the film"),
        ([[0, 250]], "within the film"),
        ([[0, 10**30]], "within the film"),
    ],
)
def test_what_cannot_have_been_played_is_refused_in_words(visitor, played, sentence):
    setting = the_setting()
    answer = tell(visitor.sign_in(setting.tess), setting.film, played)
    assert answer.status_code == 422
    assert sentence in answer.json["error"]
    assert kept(setting.film) == []


@pytest.mark.parametrize("token", [None, "", "x" * 36, 7])
def test_without_a_token_of_its_own_it_is_refused(visitor, token):
    setting = the_setting()
    answer = tell(visitor.sign_in(setting.tess), setting.film, [[0, 9]], token)
    assert answer.status_code == 422
    assert kept(setting.film) == []


def test_who_may_not_watch_cannot_tell_anything(app, visitor):
    setting = the_setting(brought=False)
    for person in (setting.sam, *(make.person(role) for role in Role)):
        assert tell(Visitor(app).sign_in(person), setting.film, [[0, 9]]).status_code == 404
    visitor.sign_in(setting.tess)
    with transaction() as session:
        for answer in session.scalars(select(Consent).filter_by(case_person_id=setting.mother.id)):
            answer.withdrawn_at = make.datetime.now(make.UTC)
    assert tell(visitor, setting.film, [[0, 9]], str(uuid4())).status_code == 404
    assert kept(setting.film) == []


def test_both_pages_with_the_player_say_where_to_tell_it(visitor):
    setting = the_setting()
    visitor.sign_in(setting.tess)
    for page in ("watch", "studio"):
        assert f'"{url(setting.film)}"' in visitor.open(f"/recordings/{setting.film.id}/{page}")
