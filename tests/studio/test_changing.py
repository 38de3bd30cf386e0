"""What two tabs write at once is kept, what is sent again does nothing, what is deleted returns."""

from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models.moments import Moment, MomentVersion
from app.models.people import Role
from tests import factories as make
from tests.browser_like import Visitor
from tests.studio.setting import a_moment, the_setting

ROOT = "/api/v1"


@pytest.fixture
def desk(app):
    """Tess at her desk with one moment of hers on the film."""
    setting = the_setting()
    tess = Visitor(app).sign_in(setting.tess)
    url = f"{ROOT}/recordings/{setting.film.id}/moments"
    made = tess.send_json(url, a_moment(str(uuid4()), end=90)).json
    return tess, url, made, f"{ROOT}/moments/{made['id']}"


def change(visitor, url, version, token=None, **fields):
    body = {"version": version, "token": token or str(uuid4()), **fields}
    return visitor.send_json(url, body, "PATCH")


def all_of(visitor, url):
    tracks = visitor.get(url, headers={"Accept": "application/json"}).json["tracks"]
    return [one for track in tracks for one in track["moments"]]


def test_different_things_changed_from_the_same_version_are_merged(desk):
    tess, url, _, one = desk
    assert change(tess, one, 1, words="Waits, and smiles.").json["version"] == 2
    merged = change(tess, one, 1, kind="strength", principles=["waiting", "wondering"]).json
    assert (merged["words"], merged["kind"], merged["version"]) == (
        "Waits, and smiles.", "strength", 3,
    )  # fmt: skip
    assert "kept" not in merged
    assert len(all_of(tess, url)) == 1


def test_the_same_thing_changed_twice_from_one_version_is_kept_twice(desk):
    tess, url, made, one = desk
    change(tess, one, 1, words="From the first tab.")
    token = str(uuid4())
    answers = [change(tess, one, 1, token, words="From the second tab.") for _ in range(2)]
    assert [answer.json["words"] for answer in answers] == ["From the first tab."] * 2
    assert [answer.json["kept"]["words"] for answer in answers] == ["From the second tab."] * 2
    kept = all_of(tess, url)
    assert sorted(one["words"] for one in kept) == ["From the first tab.", "From the second tab."]
    assert {(one["start"], one["end"]) for one in kept} == {(made["start"], made["end"])}


def test_a_change_that_is_sent_again_does_nothing_even_after_a_later_one(desk):
    tess, url, _, one = desk
    token = str(uuid4())
    change(tess, one, 1, token, words="First.")
    change(tess, one, 2, words="Second.")
    again = change(tess, one, 1, token, words="First.")
    assert (again.json["words"], again.json["version"]) == ("Second.", 3)
    assert len(all_of(tess, url)) == 1


def test_what_a_moment_was_stays_as_versions(desk):
    tess, _, made, one = desk
    for number, words in enumerate(("One.", "Two."), 1):
        change(tess, one, number, words=words)
    asked = select(MomentVersion).filter_by(moment_id=made["id"]).order_by(MomentVersion.version)
    assert [(row.version, row.said["words"]) for row in db.session.scalars(asked)] == [
        (1, "Waits."), (2, "One."),
    ]  # fmt: skip


def test_a_version_nobody_knows_is_refused(desk):
    tess, _, _, one = desk
    answer = change(tess, one, 7, words="From the future.")
    assert (answer.status_code, answer.json["field"]) == (422, "version")


def test_a_deleted_moment_comes_back_with_what_it_said(desk):
    tess, url, made, one = desk
    assert [tess.send_json(one, None, "DELETE").status_code for _ in range(2)] == [204, 204]
    assert all_of(tess, url) == []
    assert tess.send_json(f"{one}/restore", {}).json == made
    assert all_of(tess, url) == [made]


def test_a_moment_that_was_deleted_is_not_made_again_by_the_queue(desk):
    tess, url, made, one = desk
    tess.send_json(one, None, "DELETE")
    assert tess.send_json(url, a_moment(made["token"], end=90)).status_code == 422
    assert db.session.scalar(select(func.count(Moment.id))) == 1


GIVES = {"turn": "initiative", "giver": "person", "receiver": "partner"}
RECEIVES = {"turn": "reception", "giver": "partner", "receiver": "person"}


def test_turns_are_linked_into_chains_and_their_cycles_counted(desk):
    tess, url, _, _ = desk
    before, ids = None, []
    for start, said in enumerate((GIVES, RECEIVES, {**GIVES, "turn": "reception"})):
        body = a_moment(str(uuid4()), start=start, follows=before, **said)
        before = tess.send_json(url, body).json["id"]
        ids.append(before)
    turns = tess.get(url.replace("/moments", "/turns"), headers={"Accept": "application/json"})
    assert turns.json == {
        "chains": [{"moments": ids, "cycles": [{"kind": "attuned", "moments": ids}]}],
        "attuned": 1,
        "discordant": 0,
        "mixed": 0,
        "open": 0,
    }


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"turn": "initiative"}, "turn"),
        ({**GIVES, "receiver": "person"}, "receiver"),
        ({"turn": "shout"}, "turn"),
        ({**GIVES, "follows": 999}, "follows"),
        ({"follows": 1.5}, "follows"),
        ({"kind": "weakness"}, "kind"),
        ({"review": "naming"}, "review"),
        ({"round": 999}, "round"),
    ],
)
def test_a_turn_that_cannot_be_is_refused_at_its_field(desk, wrong, field):
    tess, url, _, _ = desk
    answer = tess.send_json(url, a_moment(str(uuid4())) | wrong)
    assert (answer.status_code, answer.json.get("field")) == (422, field)
    assert len(all_of(tess, url)) == 1


def test_a_turn_is_followed_by_one_and_a_chain_is_no_ring(desk):
    tess, url, _, _ = desk
    first = tess.send_json(url, a_moment(str(uuid4()), **GIVES)).json
    second = tess.send_json(url, a_moment(str(uuid4()), follows=first["id"], **RECEIVES)).json
    third = a_moment(str(uuid4()), follows=first["id"], **RECEIVES)
    assert tess.send_json(url, third).json["field"] == "follows"
    ring = change(tess, f"{ROOT}/moments/{first['id']}", 1, follows=second["id"])
    assert (ring.status_code, ring.json["field"]) == (422, "follows")


def test_the_reviews_own_words_are_for_the_shared_review(app):
    setting = the_setting()
    tess = Visitor(app).sign_in(setting.tess)
    named = {"review": ["naming", "activating"]}
    refused = tess.send_json(
        f"{ROOT}/recordings/{setting.film.id}/moments", a_moment(str(uuid4()), **named)
    )
    assert refused.status_code == 422
    made = tess.send_json(
        f"{ROOT}/recordings/{setting.review.id}/moments", a_moment(str(uuid4()), **named)
    ).json
    assert [(tag["wording"], tag["framework"]) for tag in made["review"]] == [
        ("Naming", "shared-review-words-1"), ("Activating", "shared-review-words-1"),
    ]  # fmt: skip


def test_a_track_goes_outward_one_step_at_a_time_by_its_owner_alone(app):
    setting = the_setting()
    moment = make.moment(setting.film, setting.tess, Role.TRAINEE)
    tess, sam = Visitor(app).sign_in(setting.tess), Visitor(app).sign_in(setting.sam)
    track = f"{ROOT}/tracks/{moment.track_id}"
    assert tess.send_json(f"{track}/submit", {}).status_code == 404
    assert sam.send_json(f"{track}/share", {}).status_code == 404
    assert tess.send_json(f"{track}/share", {}).status_code == 200
    assert sam.send_json(f"{track}/submit", {}).status_code == 404
    assert tess.send_json(f"{track}/submit", {}).json["submitted"] is True
