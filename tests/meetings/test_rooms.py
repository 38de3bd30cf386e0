"""A room is one for its meeting, shows what all may watch, and everybody moves the same film."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from accreditation.consent import Purpose
from app import clock
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.consent import Consent
from app.models.live import LiveMessage
from app.models.people import Role
from app.models.presentations import PresentationPurpose, PresentedClip
from app.models.programme import Allocation
from app.models.rooms import Room
from tests import factories as make
from tests.browser_like import Visitor
from tests.meetings.room import Somebody, Together
from tests.queries_counted import queries_counted
from tests.studio.setting import the_setting

PLAYING = {"frame": 40, "playing": True}


@pytest.fixture
def two(app) -> Together:
    return Together(app)


def withdraw(person, purpose):
    with transaction():
        given = select(Consent).filter_by(case_person_id=person.id, purpose=purpose)
        db.session.scalars(given).one().withdrawn_at = clock.now()


def rooms() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(Room.id))) or 0


def later(seconds: float):
    return clock.set_to(clock.now() + timedelta(seconds=seconds))


# ---- opening and entering


def test_whoever_opens_the_room_comes_into_the_one_that_stands_open(two):
    address = f"/enrolments/{two.setting.enrolment.id}/room"
    assert two.sam.opens(address) == two.room_id
    assert rooms() == 1


def test_a_room_in_which_nothing_happened_for_hours_belonged_to_an_earlier_meeting(two):
    address = f"/enrolments/{two.setting.enrolment.id}/room"
    with later(9 * 3600):
        assert two.sam.opens(address) != two.room_id
    assert two.row.ended_at is not None


def test_a_closed_room_is_not_entered_and_says_what_was_watched(two):
    two.with_the_film()
    page = two.tess.visitor.send(f"/rooms/{two.room_id}/end", follow_redirects=True).text
    assert "What you watched together" in page
    assert two.sam.visitor.get(f"/rooms/{two.room_id}").status_code == 404
    assert two.sam.post("here", {"slow": False}).status_code == 404


def test_somebody_else_finds_no_room(app, two):
    other = Somebody(app, the_setting().sam)
    other.room_id = two.room_id
    for what in ("here", "leave", "move", "point", "lead", "waits", "marks"):
        assert other.post(what, {}).status_code == 404
    assert other.visitor.get(other.at("state")).status_code == 404


def test_the_page_names_who_is_here(two):
    page = two.with_the_film().tess.visitor.open(f"/rooms/{two.room_id}")
    assert "Watching together: client film of cycle 1, client C-04" in page
    assert "Sam Ferrier" in page


def test_who_comes_and_who_is_away_is_told(two):
    assert [(one["name"], one["here"]) for one in two.tess.sees()["people"]] == [
        ("Tess Calder", True),
        ("Sam Ferrier", True),
    ]
    two.sam.post("leave", {})
    assert [one["here"] for one in two.tess.sees()["people"]] == [True, False]
    two.sam.is_here()
    with later(25):
        two.tess.is_here()
        assert [one["here"] for one in two.tess.sees()["people"]] == [True, False]


# ---- what plays


def test_a_film_is_chosen_from_those_that_all_may_watch(app):
    setting = the_setting()
    not_brought = make.recording(make.cycle(make.client(setting.enrolment)), [])
    two = Together(app, setting)
    page = two.tess.visitor.open(f"/rooms/{two.room_id}/film")
    assert page.count("Watch this together") == 2
    refused = two.tess.chooses(recording=not_brought.id)
    assert refused.status_code == 422
    assert "Not everybody who is here may watch that film" in refused.text
    assert two.row.recording_id is None


def test_what_is_chosen_appears_for_both_from_its_first_frame(two):
    two.with_the_film()
    seen = [one.sees() for one in (two.tess, two.sam)]
    assert [one["film"] for one in seen] == [f"recording-{two.film.id}"] * 2
    assert [one["frame"] for one in seen] == [0, 0]
    assert [one["leader"] for one in seen] == ["Sam Ferrier"] * 2


def test_what_one_does_the_other_sees_and_who_does_it_leads(two):
    two.with_the_film()
    moved = two.tess.moves(**PLAYING, speed=50, **{"in": 30, "out": 90}, loop=True)
    assert moved.status_code == 200
    seen = two.sam.sees()
    assert (seen["frame"], seen["speed"], seen["in"], seen["out"]) == (40, 50, 30, 90)
    assert seen["since"] is not None
    assert seen["loop"] is True
    assert seen["leader"] == "Tess Calder"
    two.sam.moves(frame=62)
    assert (two.tess.sees()["frame"], two.tess.sees()["since"]) == (62, None)


def test_two_at_once_do_not_undo_each_other(two):
    two.with_the_film()
    version = two.tess.sees()["version"]
    assert two.tess.moves(version, frame=10).status_code == 200
    late = two.sam.moves(version, frame=99)
    assert late.status_code == 409
    assert late.get_json()["frame"] == 10
    assert two.row.frame == 10


def test_a_film_begins_when_it_was_pressed_and_not_when_that_arrived(two):
    two.with_the_film()
    pressed = clock.now() - timedelta(milliseconds=300)
    two.tess.moves(**PLAYING, at=pressed.timestamp() * 1000)
    assert abs(two.row.playing_since - pressed) < timedelta(milliseconds=1)


@pytest.mark.parametrize("at", [0, 9e15, -9e18, "soon", True, None])
def test_a_browsers_clock_that_is_wrong_moves_it_by_little(two, at):
    two.with_the_film()
    assert two.tess.moves(**PLAYING, at=at).status_code == 200
    assert clock.now() - two.row.playing_since < timedelta(seconds=10)


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"frame": 250}, "That frame is not in the film"),
        ({"frame": -1}, "That frame is not in the film"),
        ({"frame": 1.5}, "must be a frame"),
        ({"speed": 10}, "a quarter to twice its speed"),
        ({"in": 9, "out": 9}, "The out point lies after the in point"),
        ({"in": 9, "loop": True}, "A loop needs an in and an out point"),
        ({"out": 250}, "That frame is not in the film"),
        ({"playing": "yes"}, "must be true or false"),
    ],
)
def test_what_cannot_be_is_refused_in_words(two, wish, sentence):
    two.with_the_film()
    refused = two.tess.moves(**wish)
    assert refused.status_code == 422
    assert sentence in refused.get_json()["error"]
    assert two.row.version == 1


def test_the_lead_passes_on_with_one_act(two):
    two.with_the_film()
    two.sam.post("lead", {"person": two.setting.tess.id})
    assert two.sam.sees()["leader"] == "Tess Calder"
    two.sam.post("lead", {})
    assert two.sam.sees()["leads"] is True
    assert two.sam.post("lead", {"person": 9999}).status_code == 422


def test_a_place_in_the_picture_is_shown_to_all_until_the_film_moves(two):
    two.with_the_film()
    two.sam.post("point", {"x": 300, "y": 400})
    assert two.tess.sees()["point"] == {"x": 300, "y": 400, "by": "Sam Ferrier"}
    assert two.sam.post("point", {"x": 300, "y": 1001}).status_code == 422
    two.tess.moves(frame=5)
    assert two.sam.sees()["point"] is None


def test_everybody_who_is_here_hears_how_the_film_stands_and_nothing_else(two):
    two.with_the_film()
    db.session.rollback()
    before = db.session.scalar(select(func.max(LiveMessage.id))) or 0
    two.tess.moves(frame=7)
    told = db.session.scalars(select(LiveMessage).where(LiveMessage.id > before)).all()
    assert sorted(one.person_id for one in told) == [two.setting.tess.id, two.setting.sam.id]
    assert {one.what for one in told} == {"room"}
    stands = {"film": f"recording-{two.film.id}", "frame": 7, "since": None, "speed": 100}
    loop = {"in": None, "out": None, "loop": False}
    plain = {"room": two.room_id, "version": 2}
    assert all(one.ids == {**plain, **stands, **loop} for one in told)


def test_who_went_hears_that_something_changed_and_not_how_the_film_stands(two):
    two.with_the_film()
    two.sam.post("leave", {})
    two.tess.moves(frame=7)
    newest = select(LiveMessage).order_by(LiveMessage.id.desc()).limit(2)
    told = {one.person_id: one.ids for one in db.session.scalars(newest)}
    assert told[two.setting.sam.id] == {"room": two.room_id, "version": 2}
    assert told[two.setting.tess.id]["frame"] == 7


def test_which_film_was_chosen_is_in_the_audit(two):
    two.with_the_film()
    acts = db.session.scalars(select(AuditEntry.act).where(AuditEntry.subject == "rooms")).all()
    assert acts == ["room.opened", "room.film_chosen"]


# ---- a slow line


def test_the_film_waits_for_a_slow_line_and_goes_on_from_the_same_frame(two):
    two.with_the_film()
    two.tess.moves(**PLAYING)
    two.sam.is_here(slow=True)
    held = two.tess.sees()
    assert (held["since"], held["waitingFor"]) == (None, "Sam Ferrier")
    assert [one["slow"] for one in held["people"]] == [False, True]
    two.sam.is_here(slow=False)
    seen = two.tess.sees()
    assert seen["waitingFor"] is None
    assert seen["since"] is not None
    assert seen["frame"] == held["frame"]


def test_it_goes_on_without_the_slow_line_where_that_was_chosen(two):
    two.with_the_film()
    two.tess.post("waits", {"waits": False})
    two.tess.moves(**PLAYING)
    two.sam.is_here(slow=True)
    seen = two.tess.sees()
    assert seen["since"] is not None
    assert [one["slow"] for one in seen["people"]] == [False, True]


def test_choosing_not_to_wait_lets_it_go_on_at_once(two):
    two.with_the_film()
    two.tess.moves(**PLAYING)
    two.sam.is_here(slow=True)
    two.tess.post("waits", {"waits": False})
    assert two.tess.sees()["since"] is not None


def test_nobody_waits_for_who_left(two):
    two.with_the_film()
    two.tess.moves(**PLAYING)
    two.sam.is_here(slow=True)
    two.sam.post("leave", {})
    assert two.tess.sees()["since"] is not None


def test_nobody_waits_for_whose_browser_is_not_heard_of_any_more(two):
    two.with_the_film()
    two.tess.moves(**PLAYING)
    two.sam.is_here(slow=True)
    with later(25):
        two.tess.is_here()
        assert two.tess.sees()["since"] is not None


# ---- coming back


def test_whoever_comes_late_finds_the_same_frame(app, two):
    two.with_the_film()
    two.tess.moves(frame=88)
    two.sam.post("leave", {})
    assert two.sam.is_here()["frame"] == 88


def test_when_all_were_gone_the_film_stands_where_they_were_heard_of_last(two):
    two.with_the_film()
    two.tess.moves(**PLAYING)
    with later(3):
        two.sam.is_here()
    with later(600):
        two.tess.is_here()
        seen = two.tess.sees()
    assert seen["since"] is None
    assert 110 <= seen["frame"] <= 125


# ---- consent


def test_a_withdrawal_blanks_the_room_for_all_on_the_next_question(two):
    two.with_the_film()
    two.tess.moves(**PLAYING)
    withdraw(two.setting.mother, Purpose.SUPERVISION)
    for one in (two.tess, two.sam):
        seen = one.sees()
        assert (seen["film"], seen["stands"]) == (None, True)
        assert not {"frame", "since", "point"} & seen.keys()
        assert one.moves(**PLAYING).status_code == 409
        assert one.marks() == []
        assert "/film" not in one.visitor.get(f"/rooms/{two.room_id}").text.replace(
            f"/rooms/{two.room_id}/film", ""
        )


def test_alone_the_trainee_still_watches_what_only_filming_was_agreed_for(two):
    two.with_the_film()
    withdraw(two.setting.mother, Purpose.SUPERVISION)
    two.sam.post("leave", {})
    assert two.tess.sees()["film"] == f"recording-{two.film.id}"


def test_a_supervisor_of_before_does_not_come_in_any_more(two):
    two.with_the_film()
    with transaction() as session:
        session.execute(update(Allocation).values(until=clock.now()))
    assert two.sam.post("here", {"slow": False}).status_code == 404


# ---- a presentation


@pytest.fixture
def meeting(app):
    """Tess presents a clip of her film to Eve for a transition meeting."""
    setting = the_setting()
    eve = make.person(Role.SUPERVISOR, name="Eve Arden")
    clip = make.clip(setting.film, 100, 149)
    show = make.presentation(setting.enrolment, [eve], [setting.review])
    with transaction() as session:
        session.add(PresentedClip(presentation_id=show.id, clip_id=clip.id))
        clip = session.merge(clip)
        clip.film_made_at = clock.now()
    return setting, Somebody(app, setting.tess), Somebody(app, eve), show, clip


def test_what_is_presented_is_watched_together_and_nothing_else(meeting):
    setting, tess, eve, show, clip = meeting
    eve.enters(tess.opens(f"/presentations/{show.id}/room"))
    assert eve.opens(f"/presentations/{show.id}/room") == tess.room_id
    tess.is_here()
    page = eve.visitor.open(eve.at("film"))
    assert page.count("Watch this together") == 2
    assert tess.chooses(recording=setting.film.id).status_code == 422
    assert tess.chooses(clip=clip.id).status_code == 303
    assert eve.sees()["film"] == f"clip-{clip.id}"
    assert eve.moves(frame=49).status_code == 200
    assert eve.moves(frame=50).status_code == 422


def test_from_the_page_of_a_clip_nothing_of_its_film_can_be_had(meeting):
    setting, tess, eve, show, clip = meeting
    eve.enters(tess.opens(f"/presentations/{show.id}/room"))
    tess.chooses(clip=clip.id)
    page = eve.visitor.open(f"/rooms/{eve.room_id}")
    assert f"/clips/{clip.id}/film" in page
    assert f"/recordings/{setting.film.id}" not in page


def test_who_is_presented_to_sees_marks_and_makes_none(meeting):
    _, tess, eve, show, clip = meeting
    eve.enters(tess.opens(f"/presentations/{show.id}/room"))
    tess.is_here()
    tess.chooses(clip=clip.id)
    mark = {"token": "0d1b6a3e-6f0d-4f0e-9f0a-6a3a2d9f5f10", "start": 20, "words": "Waits."}
    refused = eve.post("marks", mark)
    assert refused.status_code == 422
    assert "You can point at the picture" in refused.get_json()["error"]
    assert tess.post("marks", mark).status_code == 201
    assert [(one["start"], one["words"]) for one in eve.marks()] == [(20, "Waits.")]


def test_a_presentation_that_is_over_has_no_room(meeting):
    _, tess, eve, show, _ = meeting
    eve.enters(tess.opens(f"/presentations/{show.id}/room"))
    with transaction() as session:
        session.merge(show).ended_at = clock.now()
    assert eve.post("here", {"slow": False}).status_code == 404
    assert tess.visitor.send(f"/presentations/{show.id}/room").status_code == 404


def test_for_a_panel_nobody_opens_a_room(app):
    setting = the_setting()
    ada = make.person(Role.ACCREDITOR)
    show = make.presentation(
        setting.enrolment, [ada], [setting.film], PresentationPurpose.ACCREDITATION
    )
    for who in (setting.tess, ada):
        assert Visitor(app).sign_in(who).send(f"/presentations/{show.id}/room").status_code == 404


# ---- what it costs


def test_a_question_costs_the_same_with_one_and_with_many_marks(two):
    two.with_the_film()

    def cost() -> int:
        with queries_counted() as queries:
            two.tess.sees()
        return len(queries)

    few = cost()
    for number in range(5):
        token = f"0d1b6a3e-6f0d-4f0e-9f0a-6a3a2d9f5f1{number}"
        two.tess.post("marks", {"token": token, "start": number, "words": "Waits."})
    assert cost() == few
