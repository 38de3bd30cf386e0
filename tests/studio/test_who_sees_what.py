from uuid import uuid4

import pytest

from accreditation.consent import Purpose
from app import clock
from app.extensions import db, transaction
from app.models.consent import Consent
from app.models.people import Role
from app.models.presentations import Presentation
from app.studio import keys
from tests import factories as make
from tests.pages import parsed
from tests.studio.setting import a_moment, the_setting

ROOT = "/api/v1"
WORDS = "Waits, and the child looks up."


def studio(recording):
    return f"/recordings/{recording.id}/studio"


def watching(recording):
    return f"/recordings/{recording.id}/watch"


def take_back(mother, purpose):
    with transaction() as session:
        answer = session.query(Consent).filter_by(case_person_id=mother.id, purpose=purpose).one()
        answer.withdrawn_at = clock.now()


def words_on(visitor, recording):
    return visitor.get(f"{ROOT}/recordings/{recording.id}/moments").text


def test_the_studio_opens_for_its_trainee_and_names_every_action_of_the_key_map(visitor):
    setting = the_setting()
    page = visitor.sign_in(setting.tess).open(studio(setting.film))
    controls = {one.get("data-do") for one in parsed(page).iter() if one.get("data-do")}
    opened_by_the_layout = {"keys"}
    assert {one.action for one in keys.PLAYING + keys.MARKING} - controls == opened_by_the_layout
    assert 'data-opens="keys"' in page


def test_before_the_cycle_is_brought_the_trainee_is_told_who_sees_the_moments(visitor):
    setting = the_setting(brought=False)
    page = visitor.sign_in(setting.tess).open(studio(setting.film))
    assert "Only you see your moments" in page
    assert f'href="/cycles/{setting.cycle.id}' in page
    assert "data-share>" not in page


def test_a_key_stands_for_one_action():
    named = [key for one in keys.PLAYING + keys.MARKING for key in one.keys]
    assert len(named) == len(set(named))


def test_a_supervisor_meets_nothing_before_the_cycle_is_brought(visitor):
    setting = the_setting(brought=False)
    moment = make.moment(setting.film, setting.tess, Role.TRAINEE, shared=True)
    visitor.sign_in(setting.sam)
    visitor.open(studio(setting.film), 404)
    visitor.open(watching(setting.film), 404)
    assert visitor.get(f"{ROOT}/recordings/{setting.film.id}/moments").status_code == 404
    assert visitor.send_json(f"{ROOT}/moments/{moment.id}", {}, "PATCH").status_code == 404


def test_a_supervisor_sees_no_moment_that_is_not_shared_and_all_that_are(visitor):
    setting = the_setting()
    moment = make.moment(setting.film, setting.tess, Role.TRAINEE)
    visitor.sign_in(setting.sam)
    assert WORDS not in words_on(visitor, setting.film)
    assert WORDS not in visitor.open(studio(setting.film))
    visitor.sign_in(setting.tess)
    shared = visitor.send_json(f"{ROOT}/tracks/{moment.track_id}/share", {})
    assert (shared.status_code, shared.json["shared"]) == (200, True)
    visitor.sign_in(setting.sam)
    assert WORDS in words_on(visitor, setting.film)
    assert WORDS in visitor.open(studio(setting.film))


def test_a_trainee_sees_the_supervisors_moments_once_they_are_shared(visitor):
    setting = the_setting()
    moment = make.moment(setting.film, setting.sam, Role.SUPERVISOR)
    visitor.sign_in(setting.tess)
    assert WORDS not in words_on(visitor, setting.film)
    visitor.sign_in(setting.sam).send_json(f"{ROOT}/tracks/{moment.track_id}/share", {})
    track = visitor.sign_in(setting.tess).get(f"{ROOT}/recordings/{setting.film.id}/moments")
    assert [(one["owner"], one["mine"]) for one in track.json["tracks"]] == [("Sam Ferrier", False)]


def test_only_its_owner_changes_deletes_or_shares(visitor):
    setting = the_setting()
    moment = make.moment(setting.film, setting.tess, Role.TRAINEE, shared=True)
    visitor.sign_in(setting.sam)
    url = f"{ROOT}/moments/{moment.id}"
    assert visitor.send_json(url, {"words": "Mine now"}, "PATCH").status_code == 404
    assert visitor.send_json(url, None, "DELETE").status_code == 404
    assert visitor.send_json(f"{ROOT}/tracks/{moment.track_id}/share", {}).status_code == 404
    db.session.expire_all()
    assert (moment.words, moment.deleted_at) == (WORDS, None)


def test_a_supervisors_next_request_is_refused_once_consent_to_supervision_is_taken_back(visitor):
    setting = the_setting()
    visitor.sign_in(setting.sam)
    url = f"{ROOT}/recordings/{setting.film.id}/moments"
    made = visitor.send_json(url, a_moment(str(uuid4()))).json
    take_back(setting.mother, Purpose.SUPERVISION)
    for answer in (
        visitor.get(studio(setting.film)),
        visitor.get(watching(setting.film)),
        visitor.get(url),
        visitor.send_json(url, a_moment(str(uuid4()))),
        visitor.send_json(f"{ROOT}/moments/{made['id']}", {"words": "More"}, "PATCH"),
        visitor.send_json(f"{ROOT}/moments/{made['id']}", None, "DELETE"),
        visitor.send_json(f"{ROOT}/tracks/{made['track']}/share", {}),
        visitor.get(f"{ROOT}/recordings/{setting.film.id}/clips"),
    ):
        assert answer.status_code == 404
    visitor.sign_in(setting.tess).open(studio(setting.film))


def test_the_trainee_too_is_refused_once_consent_to_filming_is_taken_back(visitor):
    setting = the_setting()
    take_back(setting.mother, Purpose.FILMING)
    visitor.sign_in(setting.tess)
    visitor.open(studio(setting.film), 404)
    visitor.open(watching(setting.film), 404)


def test_another_trainee_and_another_supervisor_meet_nothing(visitor):
    setting, other = the_setting(), the_setting()
    moment = make.moment(setting.film, setting.tess, Role.TRAINEE, shared=True)
    clip = make.clip(setting.film)
    for stranger in (other.tess, other.sam):
        visitor.sign_in(stranger)
        visitor.open(studio(setting.film), 404)
        visitor.open(watching(setting.film), 404)
        for url, method, body in (
            (f"{ROOT}/recordings/{setting.film.id}/moments", "GET", None),
            (f"{ROOT}/recordings/{setting.film.id}/moments", "POST", a_moment(str(uuid4()))),
            (f"{ROOT}/recordings/{setting.film.id}/clips", "GET", None),
            (f"{ROOT}/moments/{moment.id}", "PATCH", {"words": "Mine"}),
            (f"{ROOT}/moments/{moment.id}", "DELETE", None),
            (f"{ROOT}/clips/{clip.id}", "DELETE", None),
            (f"{ROOT}/tracks/{moment.track_id}/share", "POST", {}),
        ):
            assert visitor.send_json(url, body, method).status_code == 404, (url, method)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ACCREDITOR])
def test_somebody_it_is_presented_to_watches_while_it_is_open_and_meets_no_moments(visitor, role):
    setting = the_setting()
    make.moment(setting.film, setting.tess, Role.TRAINEE, shared=True)
    guest = make.person(role)
    shown = make.presentation(setting.enrolment, [guest], [setting.film])
    visitor.sign_in(guest)
    assert WORDS not in visitor.open(watching(setting.film))
    visitor.open(studio(setting.film), 404)
    visitor.open(watching(setting.review), 404)
    with transaction() as session:
        session.get_one(Presentation, shown.id).ended_at = clock.now()
    visitor.open(watching(setting.film), 404)


def test_what_is_illustrative_says_so_wherever_criteria_are_chosen(visitor):
    setting = the_setting()
    assert "illustrative, not AVIGuk" not in _form(visitor.sign_in(setting.tess), setting.film)
    assert "illustrative, not AVIGuk" in _form(visitor, setting.review)
    assert "illustrative, not AVIGuk" in _form(visitor.sign_in(setting.sam), setting.film)


def _form(visitor, recording):
    page = visitor.open(studio(recording))
    return page[page.index("data-composer") : page.index("</form>", page.index("data-composer"))]
