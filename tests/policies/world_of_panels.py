"""Panels of the small world: asked, sitting, gone; one where everybody has finished.

Ada chairs what Olu submitted anew, Abe sits beside her; both have finished. Abe is asked for Tess's
open submission, and was asked for one that is decided; Zoe sat there and left. Eve's days on it are
over, and she never finished where it is decided; Ada's are over where nobody has decided.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from app.models.panel import LeftBecause, PanelMeeting, PanelMember
from app.models.people import Role
from app.models.portfolio import Portfolio, Submission, SubmissionEntry, SubmissionState
from app.models.presentations import PresentationPurpose
from tests import factories as make

if TYPE_CHECKING:
    from tests.policies.world import World


def build(world: World) -> None:
    rows, who, now = world.rows, world.people, datetime.now(UTC)
    zoe = world.name(make.person(Role.ACCREDITOR, name="Zoe"), "zoe")
    olu = rows["olu's training"]
    show = make.presentation(
        olu,
        [who["ada"], who["abe"]],
        [rows["olu's review"]],
        PresentationPurpose.ACCREDITATION,
        closes_in=timedelta(days=9),
    )
    world.name(show, "olu's panel show")
    draft = rows["olu's portfolio"]
    anew = make.keep(
        Submission(
            portfolio_id=draft.id,
            enrolment_id=draft.enrolment_id,
            number=2,
            state=SubmissionState.UNDER_REVIEW,
            root="0" * 64,
        )
    )
    world.name(anew, "olu's open submission")
    for name, of, person, more in (
        ("ada on olu's open submission", anew, who["ada"], {"is_chair": True}),
        ("abe on olu's open submission", anew, who["abe"], {}),
    ):
        seat = _seat(world, of, person, show.id, accepted_at=now, finished_at=now, **more)
        world.name(seat, name)
    over = _seat(world, rows["submission"], who["eve"], rows["past show"].id, accepted_at=now)
    world.name(over, "eve on submission")
    _late(world, now)
    _meets(world, rows["submission"], now)
    for name in ("olu's open submission", "late submission", "decided submission"):
        _rests_on_what_was_refused(world, rows[name])
    open_show = rows["open show"].id
    still = _seat(world, rows["decided submission"], who["eve"], open_show, accepted_at=now)
    world.name(still, "eve on decided submission")
    for name in ("submission", "decided submission"):
        asked = _seat(world, rows[name], who["abe"], open_show)
        world.name(asked, f"abe is asked for {name}")
        left = {"left_at": now, "left_because": LeftBecause.RECUSED}
        world.name(_seat(world, rows[name], zoe, open_show, **left), f"zoe left {name}")


def _meets(world: World, submission: Submission, now: datetime) -> None:
    """Trainee and panel have a time to meet."""
    at = {"uid": "panel-meeting", "starts_at": now + timedelta(days=5), "minutes": 60}
    make.keep(PanelMeeting(submission_id=submission.id, place="Room 2", **at))


def _rests_on_what_was_refused(world: World, submission: Submission) -> None:
    film = world.rows["film: refuses other supervisors"]
    about = {"position": 9, "kind": "film", "body": "{}", "salt": "", "digest": ""}
    make.keep(SubmissionEntry(submission_id=submission.id, recording_id=film.id, **about))


def _late(world: World, now: datetime) -> None:
    """Everybody has finished, nobody has decided, and the days are over."""
    training = world.rows["past training"]
    draft = world.name(
        make.keep(Portfolio(enrolment_id=training.id, changed_at=now)), "tess's past portfolio"
    )
    late = Submission(
        portfolio_id=draft.id,
        enrolment_id=training.id,
        number=1,
        state=SubmissionState.UNDER_REVIEW,
        root="0" * 64,
    )
    world.name(make.keep(late), "late submission")
    seat = _seat(
        world,
        late,
        world.people["ada"],
        world.rows["past show"].id,
        accepted_at=now,
        finished_at=now,
        is_chair=True,
    )
    world.name(seat, "ada on late submission")


def _seat(world: World, of: Submission, person: Any, show_id: int, **more: Any) -> PanelMember:
    return make.keep(
        PanelMember(
            submission_id=of.id,
            enrolment_id=of.enrolment_id,
            accreditor_id=person.id,
            presentation_id=show_id,
            allocated_by_id=world.people["rea"].id,
            **more,
        )
    )
