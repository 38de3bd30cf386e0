"""An accreditor marks moments: alone, then the panel reads them, after the release both sides."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from app import events
from app.extensions import db, transaction
from app.models.live import LiveMessage
from app.models.mail import Mail
from app.models.moments import Track
from app.models.notices import Notice
from app.models.panel import DecisionOutcome, PanelMember
from app.models.people import Person, Role
from app.panel import operations
from app.policies import Actor
from tests import factories as make
from tests.browser_like import Visitor
from tests.panel.scene import accept, allocate, decide, finish, release, seated
from tests.studio.setting import a_moment

ROOT = "/api/v1"
SENTINEL = "sentinel-of-a-panel"


@pytest.fixture
def ada(app, story, bound) -> Visitor:
    """The accreditor, on the panel and reviewing."""
    seated(story, bound)
    return Visitor(app).sign_in(story.accreditor)


@pytest.fixture
def bo(app, story, bound) -> Person:
    """Somebody else on the same panel."""
    person = make.person(Role.ACCREDITOR, name="Bo Lind")
    seated(story, bound, person)
    return person


def moments(story) -> str:
    return f"{ROOT}/recordings/{story.film.id}/moments"


def marks(visitor, story, **more):
    said = visitor.send_json(moments(story), a_moment(str(uuid4()), **more))
    assert said.status_code == 201
    return said.json


def shares(visitor, moment):
    assert visitor.send_json(f"{ROOT}/tracks/{moment['track']}/share", {}).status_code == 200


def read_by(visitor, story) -> set[str]:
    """Whose tracks with a moment in them the visitor reads, as the API says it."""
    found = visitor.get(moments(story)).json["tracks"]
    return {f"{one['owner']}, {one['role']}" for one in found if one["moments"]}


def submit(story, person: Person, role: Role) -> None:
    with transaction() as session:
        track = session.query(Track).filter_by(
            recording_id=story.film.id, owner_id=person.id, role=role
        )
        track.one().shared_at = track.one().submitted_at = db.func.now()


def test_the_review_leads_to_the_studio_and_the_studio_back(ada, story, bound):
    studio = f"/recordings/{story.film.id}/studio"
    assert f'href="{studio}"' in ada.open(f"/reviews/{bound.id}")
    page = ada.open(studio)
    assert f'href="/reviews/{bound.id}"' in page
    assert "/cycles/" not in page
    assert "illustrative, not AVIGuk" in page[page.index("data-criteria") :]
    assert "once the decision is released" in page
    assert "data-submit>" not in page
    assert "data-clip-form" not in page


def test_nobody_marks_before_they_accept_or_after_they_step_back(app, story, bound):
    member = allocate(story, bound)
    ada = Visitor(app).sign_in(story.accreditor)
    studio = f"/recordings/{story.film.id}/studio"
    ada.open(studio, 404)
    accept(member)
    ada.open(studio)
    with transaction() as session:
        seat = session.get_one(PanelMember, member.id)
        operations.recuse(Actor(story.accreditor.id, Role.ACCREDITOR), seat)
    ada.open(studio, 404)
    assert ada.send_json(moments(story), a_moment(str(uuid4()))).status_code == 404


def test_the_trainees_submitted_moments_are_read_alone_and_the_supervisors_after(ada, story, bound):
    assert read_by(ada, story) == set()
    submit(story, story.trainee, Role.TRAINEE)
    submit(story, story.supervisor, Role.SUPERVISOR)
    assert read_by(ada, story) == {"Maya Holt, trainee"}
    finish(bound, story.accreditor)
    assert read_by(ada, story) == {"Maya Holt, trainee", "Sam Reid, supervisor"}


def test_what_they_said_to_each_other_is_not_shown_and_cannot_be_answered_or_settled(
    app, ada, story, bound
):
    make.brought(story.film.cycle)
    submit(story, story.trainee, Role.TRAINEE)
    url = f"{ROOT}/moments/{story.moments[0].id}"
    sam = Visitor(app).sign_in(story.supervisor)
    sam.send_json(f"{url}/replies", {"token": str(uuid4()), "words": SENTINEL})
    sam.send_json(f"{url}/resolve", {"resolved": True})
    assert SENTINEL in sam.get(moments(story)).text
    seen = ada.get(moments(story))
    assert SENTINEL not in seen.text
    assert "Sam Reid" not in seen.text
    assert seen.json["people"] == []
    answer = {"token": str(uuid4()), "words": "I see it too."}
    for mine in (story.moments[0].id, marks(ada, story)["id"]):
        url = f"{ROOT}/moments/{mine}"
        assert ada.send_json(f"{url}/replies", answer).status_code == 404
        assert ada.send_json(f"{url}/resolve", {"resolved": True}).status_code == 404


def test_clips_were_not_submitted_and_an_accreditors_track_never_is(ada, story):
    make.clip(story.film)
    assert ada.get(f"{ROOT}/recordings/{story.film.id}/clips").json == {"clips": []}
    page = ada.open(f"/recordings/{story.film.id}/studio")
    offered = re.search(r'data-tick="criteria" data-key="([^"]+)"', page)
    assert offered is not None
    made = marks(ada, story, criteria=[offered[1]])
    assert [one["key"] for one in made["criteria"]] == [offered[1]]
    shares(ada, made)
    assert ada.send_json(f"{ROOT}/tracks/{made['track']}/submit", {}).status_code == 404


def test_the_panel_reads_what_is_shared_once_everybody_has_finished(app, ada, story, bound, bo):
    other = Visitor(app).sign_in(bo)
    shares(ada, marks(ada, story, words=SENTINEL))
    marks(other, story, words="Bo keeps this.")
    finish(bound, story.accreditor)
    assert read_by(other, story) == {"Bo Lind, accreditor"}
    finish(bound, bo)
    assert read_by(other, story) == {"Ada Quist, accreditor", "Bo Lind, accreditor"}
    assert read_by(ada, story) == {"Ada Quist, accreditor"}


def test_trainee_and_supervisor_read_it_with_the_released_decision_and_not_before(
    app, ada, story, bound
):
    make.brought(story.film.cycle)
    events.deliver_waiting()
    sides = [Visitor(app).sign_in(one) for one in (story.trainee, story.supervisor)]
    before, told = [one.get(moments(story)).json for one in sides], _told(story)
    shares(ada, marks(ada, story, words=SENTINEL))
    events.deliver_waiting()
    assert ([one.get(moments(story)).json for one in sides], _told(story)) == (before, told)
    finish(bound, story.accreditor)
    decision = decide(story, bound, DecisionOutcome.NOT_YET)
    ada.open(f"/recordings/{story.film.id}/studio", 404)
    assert ada.get(moments(story)).status_code == 404
    assert [one.get(moments(story)).json for one in sides] == before
    release(story, decision)
    events.deliver_waiting()
    for one, was in zip(sides, before, strict=True):
        changed = one.get(f"{moments(story)}?since={was['cursor'].replace('+', '%2B')}")
        assert SENTINEL in changed.text
        assert SENTINEL in one.open(f"/recordings/{story.film.id}/studio")
    assert _told(story)[0] > told[0]


def _told(story) -> tuple[int, int, int]:
    """How many live messages, notices and letters the two sides have."""
    db.session.rollback()
    people = [story.trainee.id, story.supervisor.id]
    live = db.session.query(LiveMessage).filter(LiveMessage.person_id.in_(people)).count()
    notices = db.session.query(Notice).filter(Notice.person_id.in_(people)).count()
    return live, notices, db.session.query(Mail).count()
