"""A highlights reel: the chosen clips in their order as one film, and a copy that is agreed to."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from accreditation.consent import Purpose
from app import clock
from app.extensions import db, transaction
from app.footage import files, operations
from app.footage.operations import reels
from app.footage.sending import CopyStopped
from app.jobs import lease
from app.models.audit import AuditEntry, Watch
from app.models.consent import Consent
from app.models.footage import Clip, Recording
from app.models.reels import Reel, ReelPiece, ReelState
from app.video.stills import cut_stills
from tests import factories as make
from tests import films
from tests.browser_like import Visitor
from tests.filming import PAL, read_frame_number
from tests.footage.conftest import Case
from tests.footage.uploads import sweep

ALL = ("film", "still-open", "state", "copy")
SPANS = ((60, 74), (5, 20), (30, 31))


@pytest.fixture
def film(case: Case, tmp_path: Path) -> Recording:
    """A film that is ready, with its reference in its place."""
    reference = films.reference_of(films.drawn())
    recording = make.recording(
        case.cycle, [case.mother, case.child], frame_count=reference.frame_count
    )
    shutil.copy(reference.path, tmp_path / "reference.mp4")
    files.storage().publish(files.reference_key(recording.id), tmp_path / "reference.mp4")
    return recording


@pytest.fixture
def chosen(film: Recording) -> list[Clip]:
    """Three clips in an order that is not the film's, and one that is not chosen."""
    clips = [make.clip(film, start, end, f"From {start}") for start, end in SPANS]
    make.clip(film, 40, 50, "Not chosen")
    choose(*clips)
    return clips


@pytest.fixture
def reel(film: Recording, chosen: list[Clip], trainee: Visitor) -> Reel:
    """Asked for by the trainee, not joined yet."""
    trainee.send(f"/recordings/{film.id}/reel", {})
    return the_reel()


def choose(*clips: Clip) -> None:
    with transaction() as session:
        session.query(Clip).update({"review_place": None})
        for place, clip in enumerate(clips, 1):
            session.get_one(Clip, clip.id).review_place = place


def the_reel() -> Reel:
    db.session.rollback()
    db.session.expire_all()
    return db.session.query(Reel).filter_by(deleted_at=None).one()


def kept() -> list[str]:
    return [key for key in files.storage().keys_under("") if "/reels/" in key]


def answers(visitor: Visitor, reel: Reel, *to: str) -> set[int]:
    """How the addresses of a reel answer, all of them when none is named."""
    found = set()
    for address in to or ALL:
        with visitor.get(f"/reels/{reel.id}/{address}") as answer:
            found.add(answer.status_code)
    return found


def withdraw(case: Case, purpose: Purpose) -> None:
    with transaction() as session:
        answers = session.query(Consent).filter_by(case_person_id=case.child.id, purpose=purpose)
        answers.update({"withdrawn_at": clock.now()})


def numbers(film: Path, folder: Path, frames: list[int]) -> list[int]:
    """The numbers that are drawn on these frames of a film."""
    stills = [(frame, folder / f"{frame}.png") for frame in frames]
    cut_stills(film, PAL, stills)
    return [read_frame_number(path) for _, path in stills]


def test_the_chosen_clips_are_one_film_in_their_order_frame_by_frame(
    reel: Reel, trainee: Visitor, tmp_path: Path
) -> None:
    sweep()
    row = the_reel()
    lengths = [end - start + 1 for start, end in SPANS]
    assert (row.state, row.frame_count, row.progress) == (ReelState.READY, sum(lengths), 1.0)
    with trainee.get(f"/reels/{row.id}/film") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "video/mp4")
        assert answer.headers["Cache-Control"] == "private, no-store"
        (tmp_path / "reel.mp4").write_bytes(answer.data)
    firsts = [sum(lengths[:at]) for at in range(len(SPANS))]
    ends = [
        at for first, many in zip(firsts, lengths, strict=True) for at in (first, first + many - 1)
    ]
    assert numbers(tmp_path / "reel.mp4", tmp_path, ends) == [60, 74, 5, 20, 30, 31]


def test_it_is_sent_in_parts_and_noted_as_sent(
    film: Recording, reel: Reel, trainee: Visitor
) -> None:
    sweep()
    with trainee.get(f"/reels/{reel.id}/film", headers={"Range": "bytes=0-99"}) as answer:
        assert (answer.status_code, len(answer.data)) == (206, 100)
    assert db.session.query(Watch).filter_by(recording_id=film.id).count() == 1


def test_the_page_says_how_far_it_is_and_then_shows_it(
    film: Recording, chosen: list[Clip], trainee: Visitor
) -> None:
    url = f"/recordings/{film.id}/reel"
    page = trainee.open(url)
    assert "Join them to one film" in page
    assert page.index("From 60") < page.index("From 5 ") < page.index("From 30")
    assert page.index("From 30") < page.index("Your other clips") < page.index("Not chosen")
    trainee.send(url, {})
    row = the_reel()
    trainee.open(f"/reels/{row.id}/film", status=404)
    with transaction() as session:
        session.get_one(Reel, row.id).progress = 0.4
    assert "40% done" in trainee.open(url)
    told = trainee.get(f"/reels/{row.id}/state").json
    assert (told["state"], told["progress"]) == ("waiting", 0.4)
    sweep()
    page = trainee.open(url)
    assert f'src="/reels/{row.id}/film"' in page
    assert "Join them" not in page
    assert "Highlights reel" in trainee.open(f"/recordings/{film.id}")


def test_nothing_is_made_without_a_chosen_clip(film: Recording, trainee: Visitor) -> None:
    url = f"/recordings/{film.id}/reel"
    assert "No clip is made yet" in trainee.open(url)
    trainee.send(url, {})
    assert "Choose some in the Studio" in trainee.open(url)
    assert db.session.query(Reel).count() == 0


def test_the_same_clips_are_joined_once_and_another_order_takes_its_place(
    film: Recording, chosen: list[Clip], reel: Reel, trainee: Visitor
) -> None:
    url = f"/recordings/{film.id}/reel"
    trainee.send(url, {})
    assert the_reel().id == reel.id
    sweep()
    choose(chosen[1], chosen[0])
    assert "You chose otherwise since" in trainee.open(url)
    trainee.send(url, {})
    trainee.open(f"/reels/{reel.id}/film", status=404)
    sweep()
    assert kept() == [files.reel_key(film.id, the_reel().id)]
    assert the_reel().frame_count == 16 + 15


def test_a_film_has_one_reel_whoever_asks_at_once(film: Recording, reel: Reel) -> None:
    with pytest.raises(IntegrityError):
        make.reel(film, made=False)


@pytest.mark.parametrize("why", ["withdrawn", "clip deleted", "erased"])
def test_it_is_gone_on_the_next_request(
    case: Case, chosen: list[Clip], reel: Reel, trainee: Visitor, why: str
) -> None:
    sweep()
    assert answers(trainee, reel) == {200}
    if why == "withdrawn":
        withdraw(case, Purpose.FILMING)
    with transaction() as session:
        if why == "clip deleted":
            session.get_one(Clip, chosen[1].id).deleted_at = clock.now()
        elif why == "erased":
            recording = session.get_one(Recording, reel.recording_id)
            operations.erase_recording(case.actor, recording)
    assert answers(trainee, reel) == {404}
    sweep()
    assert bool(kept()) == (why == "withdrawn")


def test_nobody_else_has_anything_of_it(app: Any, case: Case, reel: Reel) -> None:
    sweep()
    for stranger in (case.supervisor, make.person(make.Role.TRAINEE)):
        assert answers(Visitor(app).sign_in(stranger), reel) == {404}


def test_somebody_who_did_not_agree_to_a_copy_keeps_it_from_being_one(
    case: Case, film: Recording, reel: Reel, trainee: Visitor
) -> None:
    sweep()
    url = f"/recordings/{film.id}/reel"
    assert "Download the copy" in trainee.open(url)
    withdraw(case, Purpose.CLIENT_COPY)
    page = trainee.open(url)
    assert "Download the copy" not in page
    assert "Child took back their yes to giving out a copy of the best bits" in page
    assert answers(trainee, reel, "copy") == {404}
    assert answers(trainee, reel, "film", "still-open", "state") == {200}


def test_a_copy_is_the_whole_reel_and_is_written_down(reel: Reel, trainee: Visitor) -> None:
    sweep()
    with trainee.get(f"/reels/{reel.id}/copy") as answer:
        assert answer.headers["Content-Disposition"] == 'attachment; filename="highlights.mp4"'
        copy = answer.data
    assert copy == b"".join(files.storage().read_range(kept()[0], 0, len(copy)))
    assert int(answer.headers["Content-Length"]) == files.storage().size(kept()[0])
    assert db.session.query(AuditEntry).filter_by(act="reel.copied").count() == 1


def test_a_copy_breaks_off_when_a_yes_is_taken_back_while_it_is_sent(
    case: Case, reel: Reel, trainee: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep()
    monkeypatch.setattr("app.footage.parts.MOST", 1000)
    with trainee.get(f"/reels/{reel.id}/copy", buffered=False) as answer:
        pieces = iter(answer.response)
        assert len(next(pieces)) == 1000
        withdraw(case, Purpose.CLIENT_COPY)
        with pytest.raises(CopyStopped, match="after 1000 of"):
            list(pieces)


def test_a_film_that_is_erased_while_its_clips_are_joined_leaves_nothing(
    case: Case, reel: Reel, monkeypatch: pytest.MonkeyPatch
) -> None:
    join = reels.join_excerpts

    def erased_meanwhile(*asked: Any, **more: Any) -> int:
        frames = join(*asked, **more)
        with transaction() as session:
            operations.erase_recording(case.actor, session.get_one(Recording, reel.recording_id))
        operations.erase_files(reel.recording_id)  # waits while the reel is held
        return frames

    monkeypatch.setattr(reels, "join_excerpts", erased_meanwhile)
    operations.join_reel(reel.id)
    assert kept() == []
    assert list(files.storage().keys_under("")) != []
    sweep()
    assert list(files.storage().keys_under("")) == []


def test_what_is_published_too_late_is_taken_back(
    chosen: list[Clip], reel: Reel, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = files.storage()
    publish = storage.publish

    def late(key: str, path: Path) -> None:
        publish(key, path)
        with transaction() as session:
            session.get_one(Clip, chosen[0].id).deleted_at = clock.now()

    monkeypatch.setattr(storage, "publish", late)
    monkeypatch.setattr(files, "storage", lambda: storage)
    operations.join_reel(reel.id)
    assert (kept(), db.session.get_one(Reel, reel.id).lease_until) == ([], None)


def test_a_reel_that_takes_long_is_joined_once(reel: Reel, monkeypatch: pytest.MonkeyPatch) -> None:
    join = reels.join_excerpts

    def slowly(*asked: Any, **more: Any) -> int:
        frames = join(*asked, **more)
        for minutes in (1, 2, 3):
            with clock.moved_by(timedelta(minutes=minutes)):
                asked[-1](0.5)
                operations.join_reel(reel.id)  # the sweep of another worker
        return frames

    monkeypatch.setattr(reels, "join_excerpts", slowly)
    operations.join_reel(reel.id)
    assert (len(kept()), the_reel().attempts, the_reel().state) == (1, 1, ReelState.READY)


def test_a_reel_that_cannot_be_made_says_so_and_is_tried_again_when_asked(
    film: Recording, reel: Reel, trainee: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*asked: Any, **more: Any) -> int:
        raise ValueError("no picture")

    with monkeypatch.context() as patched:
        patched.setattr(reels, "join_excerpts", broken)
        for _ in range(lease.TRIES):
            with pytest.raises(ValueError, match="no picture"):
                operations.join_reel(reel.id)
    assert the_reel().state is ReelState.FAILED
    url = f"/recordings/{film.id}/reel"
    assert "could not be made" in trainee.open(url)
    trainee.send(url, {})
    sweep()
    assert the_reel().state is ReelState.READY
    assert len(kept()) == 1


def test_no_clip_stands_twice_in_a_reel(reel: Reel, chosen: list[Clip]) -> None:
    with pytest.raises(IntegrityError):
        make.keep(ReelPiece(reel_id=reel.id, clip_id=chosen[0].id, place=9))
