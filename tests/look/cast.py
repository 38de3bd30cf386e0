"""The people whose pages are looked at: the small world, a whole training, and newcomers.

The world has a row for every address; the training has films, moments and a bound portfolio under
review, so that pages are seen with something on them; newcomers see every list empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask

from app import clock, notices
from app.accounts.operations import give_role
from app.archive import Entry, write_archive
from app.extensions import db, transaction
from app.footage import files
from app.models.archives import Archive
from app.models.blurs import Blur
from app.models.captions import Captions
from app.models.casework import PersonKind
from app.models.consent_scans import ConsentScan, ScanFile
from app.models.footage import Clip, Recording
from app.models.panel import DecisionOutcome
from app.models.people import Person, Role
from app.models.portfolio import Submission, SubmissionStill
from app.models.reels import Reel
from app.models.services import MemberKind
from app.portfolio.operations import choose_moment
from app.register.operations import print_certificate
from app.video.overview import make_overview
from app.video.stills import make_poster
from tests import factories as make
from tests import films
from tests.look import booked
from tests.look.linked import a_client_with_numbers, a_clients_link
from tests.look.signing_in import Somebody, personal_links, with_a_second_factor
from tests.panel.scene import decide, finish, release, reviewed, seated
from tests.pdf import papers
from tests.policies import world
from tests.portfolio import story as training

LONG_NAME = "Marguerite-Élodie Featherstonehaugh-Okonkwo"


@dataclass(frozen=True)
class Cast:
    """`first` names the row each argument of an address is tried with first; `values` what is no
    row's id there."""

    rows: dict[str, Any]
    first: dict[str, int]
    values: dict[str, list[Any]]
    everybody: list[Somebody]
    newcomers: list[Somebody]

    def named(self, name: str) -> Somebody:
        return next(one for one in [*self.everybody, *self.newcomers] if one.name == name)


def assemble(app: Flask) -> Cast:
    """Make everybody and everything, in the application's own database."""
    small = world.build()
    story = training.ready_to_submit()
    _not_yet(story)
    submission = training.bound(story)
    finish(submission, seated(story, submission).accreditor)
    for film in (story.film, story.review, small.rows["film"], small.rows["watchable film"]):
        _has_its_files(film)
    _has_its_film(small.rows["clip"])
    _has_its_reel(small.rows["reel of film"])
    _has_its_pages(small.rows["mother's scan"])
    _can_be_looked_at(small.rows["blur of film"])
    for name in ("tess's archive", "archive of mother's copy"):
        _has_its_zip(small.rows[name])
    _has_captions(story.film, story.trainee)
    files.arriving(small.rows["uploading film"].id).write_bytes(bytes(400))
    _no_film_yet(small)
    print_certificate(small.rows["olu's certificate"].id)
    make.agrees(small.rows["tess in shot"])
    in_addresses = _in_addresses(small)
    _acts_in_two_roles(story.accreditor, story.trainee)
    _has_something_new(story.trainee, 12)
    return Cast(
        small.rows,
        _first(story, submission),
        in_addresses,
        _everybody(story, small),
        _newcomers(),
    )


def _not_yet(story: training.Story) -> None:
    """A panel named next steps for what was submitted first, and one reason is another since."""
    before = training.submitted(story)
    reviewed(story, before)
    release(story, decide(story, before, DecisionOutcome.NOT_YET))
    moment, reason = story.moments[0], "She waits, and the child begins."
    with transaction():
        choose_moment(story.actor, story.portfolio, moment, reason)


def _has_captions(recording: Recording, by: Person) -> None:
    vtt = "WEBVTT\n\n00:00.000 --> 00:01.000\nThere it is.\n"
    make.keep(Captions(recording_id=recording.id, language="en-GB", vtt=vtt, written_by_id=by.id))


def _in_addresses(small: world.World) -> dict[str, list[Any]]:
    """What stands in the addresses of letters and certificates."""
    booked.a_time_for(small.rows["waiting meeting"])
    links = personal_links()
    return {
        **links,
        "token": [*links["token"], booked.a_booking(), a_clients_link(small.rows["mother"])],
        "code": [small.rows["olu's certificate"].code],
    }


def _has_its_files(recording: Recording) -> None:
    reference = films.reference_of(films.drawn(10 if recording.frame_count == 250 else 4))
    poster = films.folder() / f"poster-{recording.id}.jpg"
    make_poster(reference.path, reference.rate, reference.frame_count, poster)
    training.put_in_storage(reference.path, files.reference_key(recording.id))
    training.put_in_storage(poster, files.poster_key(recording.id))
    with files.scratch(f"glance-{recording.id}") as folder:
        size = (reference.width, reference.height)
        made = make_overview(
            reference.path, reference.rate, reference.frame_count, size, folder, lambda: None
        )
        training.put_in_storage(made.storyboard, files.storyboard_key(recording.id))
        training.put_in_storage(made.index, files.overview_key(recording.id))


def _has_its_film(clip: Clip) -> None:
    reference = films.reference_of(films.drawn(4))
    training.put_in_storage(reference.path, files.clip_key(clip.recording_id, clip.id))
    with transaction() as session:
        session.get_one(Clip, clip.id).film_made_at = clock.now()


def _has_its_pages(scan: ConsentScan) -> None:
    """The first a photo, the second a PDF."""
    file = films.folder() / "of-the-paper"
    for number, ending, content in ((1, "jpg", papers.photo()), (2, "pdf", papers.pdf())):
        file.write_bytes(content)
        files.storage().publish(f"consent-scans/{scan.id}/{number}.{ending}", file)
    make.keep(
        ScanFile(scan_id=scan.id, number=2, is_picture=False, pages=2, bytes=1, sha256="1" * 64)
    )


def _can_be_looked_at(blur: Blur) -> None:
    reference = films.reference_of(films.drawn(4))
    training.put_in_storage(reference.path, files.blur_key(blur.recording_id, blur.id))


def _has_its_zip(archive: Archive) -> None:
    file = films.folder() / "of-the-small-world.zip"
    write_archive(file, [Entry("index.html", "<p>Everything</p>")])
    files.storage().publish(archive.key or "", file)


def _has_its_reel(reel: Reel) -> None:
    reference = films.reference_of(films.drawn(4))
    training.put_in_storage(reference.path, files.reel_key(reel.recording_id, reel.id))
    with transaction() as session:
        for piece in session.get_one(Reel, reel.id).pieces:
            piece.clip.review_place = piece.place


def _no_film_yet(small: world.World) -> None:
    """A cycle whose client may be filmed and was not: the upload begins here."""
    waiting = small.rows["tess's new client"]
    make.case_person(waiting, "niece", PersonKind.CHILD)
    make.agrees(make.case_person(waiting, "aunt"))
    make.cycle(waiting)


def _has_something_new(person: Person, count: int) -> None:
    with transaction():
        for number in range(count):
            words = f"Your shared review of {number + 1} November is ready to look closely."
            notices.tell(person.id, words, "/clients", once=f"new-{number}")


def _leads_several() -> Person:
    lead = make.person(Role.SERVICE_LEAD)
    for _ in range(2):
        make.member(make.service(), lead, MemberKind.LEAD)
    return lead


def _acts_in_two_roles(accreditor: Person, trainee: Person) -> None:
    with transaction() as session:
        give_role(None, session.get_one(Person, accreditor.id), Role.SUPERVISOR)
        session.get_one(Person, trainee.id).name = LONG_NAME


def _first(story: training.Story, submission: Submission) -> dict[str, int]:
    still = db.session.query(SubmissionStill).filter_by(submission_id=submission.id).first()
    assert still is not None
    return {
        "recording_id": story.film.id,
        "cycle_id": story.film.cycle_id,
        "client_id": story.film.client_id,
        "case_person_id": story.mother.id,
        "enrolment_id": story.enrolment.id,
        "moment_id": story.moments[0].id,
        "portfolio_id": story.portfolio.id,
        "submission_id": submission.id,
        "still_id": still.id,
    }


def _everybody(story: training.Story, small: world.World) -> list[Somebody]:
    who = small.people
    return [
        Somebody("a stranger", None, None),
        *with_a_second_factor(),
        Somebody("trainee at the end", story.trainee, Role.TRAINEE),
        Somebody("trainee at work", who["tess"], Role.TRAINEE),
        Somebody("trainee with a decision", who["olu"], Role.TRAINEE),
        Somebody("supervisor", story.supervisor, Role.SUPERVISOR),
        Somebody("supervisor of several", who["sam"], Role.SUPERVISOR),
        Somebody("external supervisor", who["eve"], Role.SUPERVISOR),
        Somebody("accreditor", story.accreditor, Role.ACCREDITOR),
        Somebody("accreditor presented to", who["ada"], Role.ACCREDITOR),
        Somebody("accreditor who is asked", who["abe"], Role.ACCREDITOR),
        Somebody("registrar", who["rea"], Role.REGISTRAR),
        Somebody("service lead", who["lee"], Role.SERVICE_LEAD),
        Somebody("lead of several services", _leads_several(), Role.SERVICE_LEAD),
        a_client_with_numbers(small.rows["reel of film"]),
    ]


def _newcomers() -> list[Somebody]:
    people = [Somebody(f"new {role.label}", make.person(role), role) for role in Role]
    enrolled = make.enrolment()
    begins = db.session.get_one(Person, enrolled.trainee_id)
    return [
        *people,
        Somebody("trainee who begins", begins, Role.TRAINEE),
        Somebody("somebody without a role", make.person(), None),
    ]
