"""Answers, naming people, reading, settling: who is told, and what stays."""

from uuid import uuid4

from sqlalchemy import func, select

from app import events
from app.extensions import db
from app.models.moments import MomentReply
from app.models.notices import Notice
from app.models.people import Role
from tests import factories as make
from tests.browser_like import Visitor
from tests.studio.setting import a_moment, the_setting

ROOT = "/api/v1"


def read(visitor, recording, **query):
    url = f"{ROOT}/recordings/{recording.id}/moments"
    return visitor.get(url, headers={"Accept": "application/json"}, query_string=query).json


def moment_in(answer, moment_id):
    found = [one for track in answer["tracks"] for one in track["moments"]]
    return next((one for one in found if one["id"] == moment_id), None)


def a_thread(app):
    """Tess's shared moment, and both of the two at their desks."""
    setting = the_setting()
    moment = make.moment(setting.film, setting.tess, Role.TRAINEE, shared=True)
    tess = Visitor(app).sign_in(setting.tess)
    sam = Visitor(app).sign_in(setting.sam)
    return setting, moment, tess, sam


def answer(visitor, moment, words="I see it too.", token=None, **more):
    body = {"token": token or str(uuid4()), "words": words, **more}
    return visitor.send_json(f"{ROOT}/moments/{moment.id}/replies", body)


def test_an_answer_is_in_the_thread_and_unread_for_the_other(app):
    setting, moment, tess, sam = a_thread(app)
    made = answer(sam, moment)
    assert made.status_code == 201
    theirs = moment_in(read(tess, setting.film), moment.id)
    assert [(one["words"], one["author"], one["mine"]) for one in theirs["replies"]] == [
        ("I see it too.", "Sam Ferrier", False)
    ]
    assert theirs["unread"] is True
    url = f"{ROOT}/recordings/{setting.film.id}/read"
    assert tess.send_json(url, {"moments": [moment.id, 999]}).status_code == 204
    assert moment_in(read(tess, setting.film), moment.id)["unread"] is False
    answer(sam, moment, "And here again.")
    assert moment_in(read(tess, setting.film), moment.id)["unread"] is True


def test_an_answer_sent_twice_is_one(app):
    _, moment, _, sam = a_thread(app)
    token = str(uuid4())
    first, again = (answer(sam, moment, token=token) for _ in range(2))
    assert first.json == again.json
    assert db.session.scalar(select(func.count(MomentReply.id))) == 1


def test_who_is_named_is_told_once_and_only_a_reader_can_be_named(app):
    setting, moment, tess, sam = a_thread(app)
    assert answer(sam, moment, mentions=[setting.tess.id]).status_code == 201
    events.deliver_waiting()
    told = db.session.scalars(select(Notice).filter_by(person_id=setting.tess.id)).all()
    assert [one.words for one in told] == [
        "Sam Ferrier named you in an answer to a moment on a film."
    ]
    stranger = make.person(Role.SUPERVISOR)
    refused = answer(sam, moment, mentions=[stranger.id])
    assert (refused.status_code, refused.json["field"]) == (422, "mentions")
    private = tess.send_json(
        f"{ROOT}/recordings/{setting.review.id}/moments", a_moment(str(uuid4()))
    ).json
    body = {"token": str(uuid4()), "words": "Look", "mentions": [setting.sam.id]}
    url = f"{ROOT}/moments/{private['id']}/replies"
    assert tess.send_json(url, body).json["field"] == "mentions"


def test_a_deleted_answer_comes_back_and_only_its_author_changes_it(app):
    setting, moment, tess, sam = a_thread(app)
    url = f"{ROOT}/replies/{answer(sam, moment).json['id']}"
    assert tess.send_json(url, {"words": "Mine now"}, "PATCH").status_code == 404
    assert tess.send_json(url, None, "DELETE").status_code == 404
    assert sam.send_json(url, {"words": "I see it, too."}, "PATCH").json["changed"] is True
    assert [sam.send_json(url, None, "DELETE").status_code for _ in range(2)] == [204, 204]
    assert moment_in(read(tess, setting.film), moment.id)["replies"] == []
    assert sam.send_json(f"{url}/restore", {}).status_code == 200
    replies = moment_in(read(tess, setting.film), moment.id)["replies"]
    assert [one["words"] for one in replies] == ["I see it, too."]


def test_either_settles_a_thread_and_opens_it_again(app):
    setting, moment, tess, sam = a_thread(app)
    url = f"{ROOT}/moments/{moment.id}/resolve"
    assert sam.send_json(url, {"resolved": True}).json["resolved"]["by"] == "Sam Ferrier"
    assert moment_in(read(tess, setting.film), moment.id)["resolved"]["by"] == "Sam Ferrier"
    assert tess.send_json(url, {"resolved": False}).json["resolved"] is None
    assert sam.send_json(url, {"resolved": "yes"}).json["field"] == "resolved"


def test_only_what_changed_since_is_sent_and_what_is_gone_is_not_among_the_ids(app):
    setting, moment, tess, sam = a_thread(app)
    for start in range(3):
        make.moment(setting.film, setting.sam, Role.SUPERVISOR, start=start, shared=True)
    before = read(tess, setting.film)
    assert len(before["ids"]) == 4
    late = "2999-01-01T00:00:00+00:00"
    nothing = read(tess, setting.film, since=late)
    assert [track["moments"] for track in nothing["tracks"]] == [[]]
    assert (nothing["cursor"], nothing["ids"]) == (late, before["ids"])
    answer(sam, moment)
    changed = read(tess, setting.film, since=before["cursor"])
    assert moment_in(changed, moment.id)["replies"]
    tess.send_json(f"{ROOT}/moments/{moment.id}", None, "DELETE")
    assert moment.id not in read(sam, setting.film, since=changed["cursor"])["ids"]
    url = f"{ROOT}/recordings/{setting.film.id}/moments?since=yesterday"
    assert tess.get(url, headers={"Accept": "application/json"}).status_code == 422


def test_the_people_who_can_be_named_are_the_two(app):
    setting, _, tess, _ = a_thread(app)
    assert read(tess, setting.film)["people"] == [
        {"id": setting.tess.id, "name": "Tess Calder", "role": "trainee"},
        {"id": setting.sam.id, "name": "Sam Ferrier", "role": "supervisor"},
    ]
