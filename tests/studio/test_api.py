from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.extensions import db, transaction
from app.models.footage import Clip, Recording, RecordingState
from app.models.moments import Moment, Track
from app.models.people import Role
from tests import factories as make
from tests.browser_like import Visitor
from tests.queries_counted import queries_counted
from tests.studio.setting import a_moment, the_setting

ROOT = "/api/v1"


def moments_of(recording):
    return f"{ROOT}/recordings/{recording.id}/moments"


def count(model):
    return db.session.scalar(select(func.count(model.id)))


def read(visitor, url):
    return visitor.get(url, headers={"Accept": "application/json"})


def test_a_moment_is_made_and_read_back(visitor):
    setting = the_setting()
    visitor.sign_in(setting.tess)
    made = visitor.send_json(moments_of(setting.film), a_moment(str(uuid4()), end=90))
    assert made.status_code == 201
    assert made.json["at"] == "0:01.15 to 0:03.15"
    track = read(visitor, moments_of(setting.film)).json["tracks"][0]
    assert (track["mine"], track["shared"], track["moments"]) == (True, False, [made.json])


def test_sent_twice_it_answers_the_same_and_is_one_row(visitor):
    setting = the_setting()
    visitor.sign_in(setting.tess)
    body = a_moment(str(uuid4()))
    answers = [visitor.send_json(moments_of(setting.film), body) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json == answers[1].json
    assert count(Moment) == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"start": 250}, "beyond the end"),
        ({"start": -1}, "counted from 0"),
        ({"start": 1.5}, "whole number"),
        ({"start": True}, "whole number"),
        ({"start": None}, "whole number"),
        ({"start": 10**30}, "whole number"),
        ({"end": 40}, "after the in point"),
        ({"end": 12}, "after the in point"),
        ({"end": 250}, "beyond the end"),
        ({"words": 5}, "must be text"),
        ({"words": "x" * 4001}, "4000 characters"),
        ({"words": " ", "principles": []}, "Write what you see"),
        ({"principles": ["no-such"]}, "no principle “no-such”"),
        ({"principles": "waiting"}, "list of keys"),
        ({"principles": [1]}, "list of keys"),
        ({"principles": ["waiting"] * 41}, "too many"),
        ({"criteria": ["no-such"]}, "A trainee marks no criteria"),
        ({"token": "twelve"}, "UUID"),
        ({"token": None}, "UUID"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_written(visitor, wrong, sentence):
    setting = the_setting()
    visitor.sign_in(setting.tess)
    answer = visitor.send_json(moments_of(setting.film), a_moment(str(uuid4())) | wrong)
    assert answer.status_code == 422
    assert sentence in answer.json["error"]
    assert (count(Moment), count(Track)) == (0, 0)


@pytest.mark.parametrize("body", ["text", [], 3, None])
def test_a_body_that_is_no_object_is_refused(visitor, body):
    setting = the_setting()
    visitor.sign_in(setting.tess)
    answer = visitor.send_json(moments_of(setting.film), body)
    assert (answer.status_code, "JSON object" in answer.json["error"]) == (422, True)


def test_a_request_without_its_token_of_origin_is_refused(visitor, app):
    setting = the_setting()
    visitor.sign_in(setting.tess)
    headers = {"Accept": "application/json"}
    answer = visitor.client.post(
        moments_of(setting.film), json=a_moment(str(uuid4())), headers=headers
    )
    assert (answer.status_code, count(Moment)) == (400, 0)


def test_nobody_marks_without_signing_in(visitor):
    setting = the_setting()
    answer = visitor.client.get(moments_of(setting.film), headers={"Accept": "application/json"})
    assert answer.status_code == 401


@pytest.mark.parametrize("state", [RecordingState.WATCHABLE, RecordingState.RECEIVED])
def test_nothing_is_marked_before_the_film_is_ready(visitor, state):
    setting = the_setting()
    with transaction() as session:
        session.get_one(Recording, setting.film.id).state = state
    visitor.sign_in(setting.tess)
    assert visitor.send_json(moments_of(setting.film), a_moment(str(uuid4()))).status_code == 404
    visitor.open(f"/recordings/{setting.film.id}/studio", 404)
    assert count(Moment) == 0


def test_a_change_replaces_what_it_names_and_leaves_the_rest(visitor):
    setting = the_setting()
    visitor.sign_in(setting.tess)
    made = visitor.send_json(moments_of(setting.film), a_moment(str(uuid4()), end=90)).json
    url = f"{ROOT}/moments/{made['id']}"
    changed = visitor.send_json(url, {"words": "Waits, and smiles.", "end": None}, "PATCH")
    assert changed.status_code == 200
    named = {"words": "", "end": 0, "at": "", "changed": 0, "version": 0}
    assert changed.json | named == made | named
    assert (made["version"], changed.json["version"]) == (1, 2)
    assert (changed.json["words"], changed.json["end"]) == ("Waits, and smiles.", None)


def test_a_change_that_cannot_be_leaves_the_moment_as_it_was(visitor):
    setting = the_setting()
    visitor.sign_in(setting.tess)
    made = visitor.send_json(moments_of(setting.film), a_moment(str(uuid4()))).json
    url = f"{ROOT}/moments/{made['id']}"
    wrong = {"words": "New", "principles": ["wondering", "no-such"]}
    assert visitor.send_json(url, wrong, "PATCH").status_code == 422
    assert read(visitor, moments_of(setting.film)).json["tracks"][0]["moments"] == [made]


def test_a_deleted_moment_is_gone_for_its_owner_too(visitor):
    setting = the_setting()
    visitor.sign_in(setting.tess)
    made = visitor.send_json(moments_of(setting.film), a_moment(str(uuid4()))).json
    url = f"{ROOT}/moments/{made['id']}"
    assert visitor.send_json(url, None, "DELETE").status_code == 204
    assert visitor.send_json(url, {"words": "Back"}, "PATCH").status_code == 404
    assert read(visitor, moments_of(setting.film)).json["tracks"][0]["moments"] == []


def test_clips_are_made_listed_and_deleted(visitor):
    setting = the_setting()
    visitor.sign_in(setting.tess)
    url = f"{ROOT}/recordings/{setting.film.id}/clips"
    body = {"token": str(uuid4()), "title": "A shared smile", "start": 10, "end": 60}
    made = visitor.send_json(url, body)
    assert (made.status_code, made.json["at"]) == (201, "0:00.10 to 0:02.10")
    assert visitor.send_json(url, body).json == made.json
    assert read(visitor, url).json["clips"] == [made.json]
    assert visitor.send_json(f"{ROOT}/clips/{made.json['id']}", None, "DELETE").status_code == 204
    assert read(visitor, url).json["clips"] == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 161}, "160"),
        ({"end": None}, "whole number"),
        ({"end": 9}, "after the in point"),
        ({"end": 250}, "beyond the end"),
        ({"token": ""}, "UUID"),
    ],
)
def test_a_clip_that_cannot_be_is_refused(visitor, wrong, sentence):
    setting = the_setting()
    visitor.sign_in(setting.tess)
    body = {"token": str(uuid4()), "title": "A smile", "start": 10, "end": 60} | wrong
    answer = visitor.send_json(f"{ROOT}/recordings/{setting.film.id}/clips", body)
    assert (answer.status_code, count(Clip)) == (422, 0)
    assert sentence in answer.json["error"]


def test_a_supervisor_sees_the_clips_and_makes_none(visitor):
    setting = the_setting()
    clip = make.clip(setting.film)
    visitor.sign_in(setting.sam)
    url = f"{ROOT}/recordings/{setting.film.id}/clips"
    assert [(one["id"], one["mine"]) for one in read(visitor, url).json["clips"]] == [
        (clip.id, False)
    ]
    body = {"token": str(uuid4()), "title": "Mine", "start": 10, "end": 60}
    assert visitor.send_json(url, body).status_code == 404
    assert visitor.send_json(f"{ROOT}/clips/{clip.id}", None, "DELETE").status_code == 404


def test_clips_for_the_review_are_in_the_order_that_was_given_and_only_their_owner_gives_it(
    visitor,
):
    setting = the_setting()
    first, second, third = (make.clip(setting.film, at, at + 9) for at in (0, 20, 40))
    url = f"{ROOT}/recordings/{setting.film.id}/review"
    visitor.sign_in(setting.tess)

    def places(tokens):
        answer = visitor.send_json(url, {"clips": tokens}, "PUT")
        assert answer.status_code == 200
        return [one["place"] for one in answer.json["clips"]]

    assert places([third.token, first.token]) == [2, None, 1]
    assert places([second.token]) == [None, 1, None]
    for wrong in ([str(uuid4())], [second.token, 5], "all", None):
        refused = visitor.send_json(url, {"clips": wrong}, "PUT")
        assert (refused.status_code, refused.json["field"]) == (422, "clips")
    visitor.sign_in(setting.sam)
    assert visitor.send_json(url, {"clips": []}, "PUT").status_code == 404
    seen = read(visitor, f"{ROOT}/recordings/{setting.film.id}/clips").json["clips"]
    assert [one["place"] for one in seen] == [None, 1, None]


def test_a_review_has_room_for_six_moments(visitor):
    setting = the_setting()
    clips = [make.clip(setting.film, at, at + 5) for at in range(0, 70, 10)]
    visitor.sign_in(setting.tess)
    url = f"{ROOT}/recordings/{setting.film.id}/review"
    refused = visitor.send_json(url, {"clips": [one.token for one in clips]}, "PUT")
    assert refused.status_code == 422
    assert "room for 6 moments" in refused.json["error"]
    assert all(one["place"] is None for one in read(visitor, url[:-6] + "clips").json["clips"])


@pytest.mark.parametrize("page", ["{root}/recordings/{id}/moments", "/recordings/{id}/studio"])
def test_reading_costs_the_same_with_one_moment_and_with_many(app, page):
    setting = the_setting()
    url = page.format(root=ROOT, id=setting.film.id)
    visitor = Visitor(app).sign_in(setting.tess)
    costs = []
    for many in (1, 40):
        for number in range(many):
            make.moment(setting.film, setting.tess, Role.TRAINEE, start=number)
            make.moment(setting.film, setting.sam, Role.SUPERVISOR, start=number, shared=True)
            make.clip(setting.film, number, number + 5)
        visitor.get(url)
        with queries_counted() as seen:
            assert visitor.get(url).status_code == 200
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 20
