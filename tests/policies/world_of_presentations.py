"""What is shown beyond the meeting: to a training group, to the next supervisor, and in clips.

Pat trains beside Tess in her service, and so did somebody whose account is closed. Tess shares
with Fred and Olu as her group, and hands over to Una.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from accreditation.consent import Purpose
from app.extensions import transaction
from app.models.consent import Consent
from app.models.footage import Clip, Recording
from app.models.meetings import Recommendation, StageMeeting
from app.models.people import Role
from app.models.presentations import PresentationPurpose, PresentedClip
from app.models.programme import Enrolment
from app.models.reels import Reel
from tests import factories as make

if TYPE_CHECKING:
    from tests.policies.world import World

NOT_SHOWN = {"private film", "olu's film", "olu's review"}


def add_to(world: World) -> None:
    _beside_tess(world)
    shown = [
        row
        for name, row in world.rows.items()
        if isinstance(row, Recording) and name not in NOT_SHOWN
    ]
    who, tess = world.people, world.rows["tess's training"]
    for name, viewers, purpose in (
        ("group show", ("fred", "olu"), PresentationPurpose.GROUP),
        ("handover show", ("una",), PresentationPurpose.HANDOVER),
    ):
        show = make.presentation(tess, [who[each] for each in viewers], shown, purpose)
        world.name(show, name)
    _clips(world)
    _reels(world)
    _meetings(world)


def _beside_tess(world: World) -> None:
    world.name(make.person(Role.TRAINEE, name="Pat"), "pat")
    tess = world.rows["tess's training"]
    for name in ("pat", "gone trainee"):
        training = Enrolment(
            trainee_id=world.rows[name].id,
            edition_id=tess.edition_id,
            service_id=tess.service_id,
            started_on=tess.started_on,
            enrolled_by_id=world.people["rea"].id,
        )
        world.name(make.keep(training), f"{name}'s training")


def _clips(world: World) -> None:
    films = {name: row for name, row in world.rows.items() if isinstance(row, Recording)}
    for name, film in films.items():
        world.name(make.clip(film), f"clip of {name}")
    clips = [
        row.id
        for row in world.rows.values()
        if isinstance(row, Clip) and row.recording_id not in [films[name].id for name in NOT_SHOWN]
    ]
    for show in ("open show", "group show", "handover show"):
        with transaction() as session:
            presentation_id = world.rows[show].id
            session.add_all(
                PresentedClip(presentation_id=presentation_id, clip_id=each) for each in clips
            )


def _reels(world: World) -> None:
    """One of each film; of the private film with a clip that was deleted.

    One person took back their yes to a copy, one theirs to watching together; one reel is not made
    yet.
    """
    films = {name: row for name, row in world.rows.items() if isinstance(row, Recording)}
    before = world.name(make.reel(films["film"], world.rows["clip"]), "replaced reel")
    with transaction() as session:
        session.get_one(Reel, before.id).deleted_at = datetime.now(UTC)
        for who, purpose in (
            ("replaced peers", Purpose.CLIENT_COPY),
            ("silent on other supervisors", Purpose.SHARED_REVIEW),
        ):
            session.query(Consent).filter_by(
                case_person_id=world.rows[who].id, purpose=purpose
            ).update({"withdrawn_at": datetime.now(UTC)})
    for name, film in films.items():
        made = name != "film: silent on peers"
        clips = [world.rows[f"clip of {name}"]]
        if name == "private film":
            clips.append(make.clip(film, 70, 90))
            with transaction() as session:
                session.get_one(Clip, clips[-1].id).deleted_at = datetime.now(UTC)
        world.name(make.reel(film, *clips, made=made), f"reel of {name}")


def _meetings(world: World) -> None:
    eve = world.people["eve"]
    waiting = StageMeeting(
        enrolment_id=world.rows["tess's training"].id,
        stage="2",
        kind=world.rows["waiting meeting"].kind,
        held_by_id=eve.id,
    )
    world.name(make.keep(waiting), "meeting not recommended yet")
    for name, by, go_ahead in (
        ("held meeting", "sam", True),
        ("waiting meeting", "sam", True),
        ("meeting not recommended yet", "sam", False),
        ("olu's meeting", "una", True),
    ):
        meeting = world.rows[name]
        make.keep(
            Recommendation(
                enrolment_id=meeting.enrolment_id,
                meeting_id=meeting.id,
                go_ahead=go_ahead,
                words="One more cycle first.",
                given_by_id=world.people[by].id,
                given_at=datetime.now(UTC),
            )
        )
