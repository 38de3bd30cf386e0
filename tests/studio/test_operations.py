from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.footage import Clip
from app.models.moments import Moment, MomentTag, TagKind, Track
from app.models.people import Role
from app.policies import Actor
from app.studio import operations, queries
from app.studio.queries.seen import tracks_seen
from app.web.errors import Refusal
from tests.studio.setting import the_setting

pytestmark = pytest.mark.usefixtures("app")


def as_tess(setting):
    return Actor(setting.tess.id, Role.TRAINEE)


def as_sam(setting):
    return Actor(setting.sam.id, Role.SUPERVISOR)


def add(actor, recording, token=None, start=40, end=None, words="Waits.", **tags):
    with transaction():
        return operations.add_moment(
            actor, recording, token or str(uuid4()), start, end, words, **tags
        )


def test_a_moment_keeps_its_frames_the_exact_rate_and_the_words_of_its_tags():
    setting = the_setting()
    moment = add(as_tess(setting), setting.film, end=90, principles=["waiting", "turning-towards"])
    assert (moment.start_frame, moment.end_frame) == (40, 90)
    assert str(moment.rate) == "25"
    assert [(tag.key, tag.group_number, tag.wording) for tag in moment.tags] == [
        ("waiting", 2, "Waiting"),
        ("turning-towards", 1, "Turning towards"),
    ]
    assert {tag.framework for tag in moment.tags} == {"principles-of-attuned-interaction-1"}


def test_the_first_moment_begins_a_private_track_and_the_next_joins_it():
    setting = the_setting()
    first = add(as_tess(setting), setting.film)
    second = add(as_tess(setting), setting.film, start=80)
    assert first.track_id == second.track_id
    assert first.track.shared_at is None


def test_a_person_with_two_roles_has_a_track_in_each():
    setting = the_setting()
    mine = Actor(setting.sam.id, Role.TRAINEE)
    with transaction():
        one = operations.track_for(mine, setting.film)
        other = operations.track_for(as_sam(setting), setting.film)
    assert one.id != other.id


def test_a_moment_sent_twice_is_one_row():
    setting = the_setting()
    token = str(uuid4())
    first = add(as_tess(setting), setting.film, token)
    again = add(as_tess(setting), setting.film, token)
    assert first.id == again.id
    assert db.session.scalar(select(func.count(Moment.id))) == 1
    assert db.session.scalar(select(func.count(AuditEntry.id)).filter_by(act="moment.added")) == 1


def test_a_token_that_another_person_used_makes_nothing():
    setting = the_setting()
    token = str(uuid4())
    add(as_tess(setting), setting.film, token)
    with pytest.raises(Refusal, match="was sent before"):
        add(as_sam(setting), setting.film, token)
    assert db.session.scalar(select(func.count(Moment.id))) == 1


@pytest.mark.parametrize(("start", "end"), [(250, None), (-1, None), (10, 250), (10, 10), (10, 9)])
def test_a_span_outside_the_film_or_backwards_is_refused_and_nothing_is_kept(start, end):
    setting = the_setting()
    with pytest.raises(Refusal, match="Nothing was saved"):
        add(as_tess(setting), setting.film, start=start, end=end)
    assert db.session.scalar(select(func.count(Moment.id))) == 0
    assert db.session.scalar(select(func.count(Track.id))) == 0


def test_the_last_frame_of_the_film_can_be_marked():
    setting = the_setting()
    assert add(as_tess(setting), setting.film, start=200, end=249).span.last == 249


def test_a_moment_says_something():
    setting = the_setting()
    with pytest.raises(Refusal, match="Write what you see"):
        add(as_tess(setting), setting.film, words="  ")


def test_criteria_are_for_the_supervisor_and_for_the_shared_review():
    setting = the_setting()
    key = next(iter(queries.words_for(as_sam(setting), setting.film).criteria.criteria()))[1].key
    with pytest.raises(Refusal, match="no criteria on a client film"):
        add(as_tess(setting), setting.film, criteria=[key])
    assert add(as_sam(setting), setting.film, criteria=[key]).tags[0].kind is TagKind.CRITERION


def test_a_criterion_of_the_other_film_is_refused():
    setting = the_setting()
    criteria = queries.words_for(as_sam(setting), setting.film).criteria
    for_film = {one.key for _, one in criteria.criteria(queries.FilmKind("client_film"))}
    for_review = {one.key for _, one in criteria.criteria(queries.FilmKind("shared_review"))}
    with pytest.raises(Refusal, match="no criterion"):
        add(as_tess(setting), setting.review, criteria=[min(for_film - for_review)])


def test_a_tag_that_stays_keeps_the_wording_it_was_made_with():
    setting = the_setting()
    moment = add(as_tess(setting), setting.film, principles=["waiting"])
    with transaction() as session:
        tag = session.scalars(select(MomentTag)).one()
        tag.wording, tag.framework = "Waiting, as it was worded then", "an-older-framework"
    with transaction():
        operations.change_moment(
            as_tess(setting), moment, 41, None, "Waits longer.", ["waiting", "wondering"], []
        )
    kept = {tag.key: (tag.framework, tag.wording) for tag in moment.tags}
    assert kept["waiting"] == ("an-older-framework", "Waiting, as it was worded then")
    assert kept["wondering"][0] == "principles-of-attuned-interaction-1"
    assert moment.changed_at is not None


def test_a_deleted_moment_leaves_the_track_and_its_row_stays():
    setting = the_setting()
    moment = add(as_tess(setting), setting.film)
    with transaction():
        operations.delete_moment(as_tess(setting), moment)
    assert [seen.moments for seen in tracks_seen(as_tess(setting), setting.film)] == [[]]
    assert db.session.scalar(select(func.count(Moment.id))) == 1


def test_sharing_a_track_again_changes_nothing():
    setting = the_setting()
    track = add(as_tess(setting), setting.film).track
    with transaction():
        first = operations.share_track(as_tess(setting), track).shared_at
    with transaction():
        assert operations.share_track(as_tess(setting), track).shared_at == first
    assert db.session.scalar(select(func.count(AuditEntry.id)).filter_by(act="track.shared")) == 1


def test_a_clip_keeps_in_and_out_and_is_made_once():
    setting = the_setting()
    token = str(uuid4())
    for _ in range(2):
        with transaction():
            clip = operations.add_clip(
                as_tess(setting), setting.film, token, " A shared smile ", 10, 60
            )
    assert (clip.title, clip.start_frame, clip.end_frame) == ("A shared smile", 10, 60)
    assert db.session.scalar(select(func.count(Clip.id))) == 1
    with transaction():
        operations.delete_clip(as_tess(setting), clip)
    assert queries.clips_of(as_tess(setting), setting.film) == []


def test_what_is_recorded_holds_no_words_of_anybody():
    setting = the_setting()
    add(as_tess(setting), setting.film, words="A word about a child.")
    details = db.session.scalars(select(AuditEntry.detail).filter_by(act="moment.added")).all()
    assert details == [{"recording": setting.film.id}]
