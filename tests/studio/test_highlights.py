"""Highlights on the page of the cycle: clips are chosen, put in order, joined and shown as one."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from app import clock
from app.extensions import db, transaction
from app.footage import files
from app.models.footage import Clip
from app.models.people import Role
from app.models.reels import Reel, ReelState
from app.models.rights import ClientLink
from app.policies import Actor
from app.rights.operations import open_highlights
from tests import factories as make
from tests import films
from tests.browser_like import Visitor
from tests.footage.uploads import sweep
from tests.studio.setting import the_setting


@pytest.fixture
def setting(app, tmp_path):
    made = the_setting()
    reference = films.reference_of(films.drawn())
    shutil.copy(reference.path, tmp_path / "reference.mp4")
    files.storage().publish(files.reference_key(made.film.id), tmp_path / "reference.mp4")
    return made


@pytest.fixture
def clips(setting) -> list[Clip]:
    return [make.clip(setting.film, at, at + 9, f"From {at}") for at in (60, 5, 30)]


@pytest.fixture
def tess(app, setting, clips) -> Visitor:
    return Visitor(app).sign_in(setting.tess, Role.TRAINEE)


def arrange(visitor: Visitor, clip: Clip, how: str, page: str = "cycle"):
    url = f"/recordings/{clip.recording_id}/highlights"
    return visitor.send(url, {"clip": clip.token, "how": how, "page": page})


def chosen() -> list[str]:
    db.session.rollback()
    db.session.expire_all()
    kept = db.session.query(Clip).filter(Clip.review_place.is_not(None), Clip.deleted_at.is_(None))
    return [one.title for one in kept.order_by(Clip.review_place)]


def the_reel() -> Reel:
    db.session.rollback()
    db.session.expire_all()
    return db.session.query(Reel).filter_by(deleted_at=None).one()


def test_clips_are_chosen_and_put_in_order_on_the_page_of_the_cycle(setting, clips, tess):
    cycle = f"/cycles/{setting.film.cycle_id}"
    assert "None yet. Three or four are plenty" in tess.open(cycle)
    for clip in clips:
        assert arrange(tess, clip, "in").location == f"{cycle}#highlights"
    assert chosen() == ["From 60", "From 5", "From 30"]
    arrange(tess, clips[2], "earlier")
    assert chosen() == ["From 60", "From 30", "From 5"]
    arrange(tess, clips[0], "later")
    assert chosen() == ["From 30", "From 60", "From 5"]
    arrange(tess, clips[1], "out")
    assert chosen() == ["From 30", "From 60"]
    page = tess.open(cycle)
    assert page.index("From 30") < page.index("From 60") < page.index("Your other clips")
    assert arrange(tess, clips[0], "earlier", page="reel").location == (
        f"/recordings/{setting.film.id}/reel"
    )
    for at_the_end, how in ((clips[0], "earlier"), (clips[2], "later")):
        arrange(tess, at_the_end, how)
    assert chosen() == ["From 60", "From 30"]
    assert arrange(tess, clips[0], "sideways").status_code == 400


def test_a_clip_that_is_not_there_any_more_is_refused_in_words(setting, clips, tess):
    with transaction() as session:
        session.get_one(Clip, clips[0].id).deleted_at = clock.now()
    arrange(tess, clips[0], "in")
    assert "Nothing was changed." in tess.open(f"/cycles/{setting.film.cycle_id}")
    assert chosen() == []


def test_it_is_seen_being_made_and_played_there_and_shown_as_itself(setting, clips, tess):
    cycle = f"/cycles/{setting.film.cycle_id}"
    for clip in clips[:2]:
        arrange(tess, clip, "in")
    url = f"/recordings/{setting.film.id}/reel"
    assert tess.send(url, {"page": "cycle"}).location == f"{cycle}#highlights"
    reel = the_reel()
    assert f'data-follows="/reels/{reel.id}/state"' in tess.open(cycle)
    assert tess.get(f"/reels/{reel.id}/show").location == url
    sweep()
    assert f'src="/reels/{reel.id}/film"' in tess.open(cycle)
    page = tess.open(f"/reels/{reel.id}/show")
    assert '"pieces": [{"end": 9, "start": 0}, {"end": 19, "start": 10}]' in page
    assert "Highlights, cycle 1" in page


def test_it_is_made_anew_after_another_choice_and_goes_with_its_last_clip(setting, clips, tess):
    arrange(tess, clips[0], "in")
    arrange(tess, clips[1], "in")
    assert db.session.query(Reel).count() == 0  # nobody asked for one yet
    tess.send(f"/recordings/{setting.film.id}/reel", {})
    sweep()
    first = the_reel()
    arrange(tess, clips[1], "earlier")
    assert the_reel().id != first.id
    assert tess.get(f"/reels/{first.id}/film").status_code == 404
    sweep()
    assert [piece.clip.title for piece in the_reel().pieces] == ["From 5", "From 60"]
    assert the_reel().state is ReelState.READY
    tess.send_json(f"/api/v1/clips/{clips[0].id}", {}, method="DELETE")
    sweep()
    assert [piece.clip.title for piece in the_reel().pieces] == ["From 5"]
    arrange(tess, clips[1], "out")
    sweep()
    assert db.session.query(Reel).filter_by(deleted_at=None).count() == 0
    assert [key for key in files.storage().keys_under("") if "/reels/" in key] == []


def test_the_page_says_that_a_family_sees_this_very_reel(setting, clips, tess):
    arrange(tess, clips[0], "in")
    tess.send(f"/recordings/{setting.film.id}/reel", {})
    sweep()
    cycle, words = f"/cycles/{setting.film.cycle_id}", "A family sees this reel"
    assert words not in tess.open(cycle)
    link = make.client_link(setting.mother)
    with transaction() as session:
        row, reel = session.get_one(ClientLink, link.id), session.get_one(Reel, the_reel().id)
        until = clock.today() + timedelta(days=7)
        open_highlights(Actor(setting.tess.id, Role.TRAINEE), row, [reel], until, renew=True)
    assert words in tess.open(cycle)
    with clock.moved_by(timedelta(days=8)):
        assert words not in tess.open(cycle)
    arrange(tess, clips[1], "in")
    assert words not in tess.open(cycle)


def test_nobody_else_arranges_or_shows_them(app, setting, clips, tess):
    arrange(tess, clips[0], "in")
    tess.send(f"/recordings/{setting.film.id}/reel", {})
    sweep()
    for who, role in ((setting.sam, Role.SUPERVISOR), (make.person(Role.TRAINEE), Role.TRAINEE)):
        visitor = Visitor(app).sign_in(who, role)
        assert arrange(visitor, clips[0], "out").status_code == 404
        assert visitor.get(f"/reels/{the_reel().id}/show").status_code == 404
    assert chosen() == ["From 60"]
