"""What is blurred is looked at by a person first, and what was cut before is never served again."""

from __future__ import annotations

import shutil
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image, ImageFilter, ImageStat
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from app import clock
from app.extensions import db, transaction
from app.footage import files, operations
from app.footage.operations import Place, cutting, showing_blurs
from app.jobs import lease
from app.models.audit import AuditEntry
from app.models.blurs import Blur
from app.models.footage import Clip, Recording
from app.models.people import Role
from app.models.presentations import PresentationPurpose, PresentedClip
from app.models.reels import Reel, ReelState
from app.presentations.operations import present
from app.video.stills import cut_stills
from app.web.errors import Refusal
from tests import factories as make
from tests import films
from tests.browser_like import Visitor
from tests.filming import PAL
from tests.footage.conftest import Case
from tests.footage.uploads import sweep

FIRST, LAST = 10, 29
FORM = {
    "begins": "0:00.15",
    "ends": "0:00.20",
    "left": "30",
    "top": "25",
    "width": "25",
    "height": "35",
}
HIDDEN = (0.3, 0.25, 0.55, 0.6)


@pytest.fixture
def film(case: Case, tmp_path: Path) -> Recording:
    """Two seconds with lines all over the picture."""
    reference = films.reference_of(films.lively())
    recording = make.recording(
        case.cycle, [case.mother, case.child], frame_count=reference.frame_count
    )
    shutil.copy(reference.path, tmp_path / "reference.mp4")
    files.storage().publish(files.reference_key(recording.id), tmp_path / "reference.mp4")
    return recording


@pytest.fixture
def external(app: Flask, case: Case, film: Recording) -> Visitor:
    """Somebody to whom a clip of the film is shown, which is cut."""
    viewer = make.person(Role.SUPERVISOR)
    shows = [PresentedClip(clip_id=make.clip(film, FIRST, LAST).id)]
    make.presentation(case.enrolment, [viewer], [], clips=shows)
    sweep()
    return Visitor(app).sign_in(viewer)


def the_clip() -> Clip:
    db.session.rollback()
    db.session.expire_all()
    return db.session.query(Clip).one()


def the_blur() -> Blur:
    db.session.rollback()
    db.session.expire_all()
    return db.session.query(Blur).filter_by(ended_at=None).one()


def place(trainee: Visitor, film: Recording, **more: str) -> Blur:
    trainee.send(f"/recordings/{film.id}/blurs/new", {**FORM, **more})
    return the_blur()


def look_and_confirm(trainee: Visitor) -> None:
    sweep()
    assert trainee.send(f"/blurs/{the_blur().id}", {"looked": "y"}).status_code == 302


def kept(of: str) -> list[str]:
    return [key for key in files.storage().keys_under("") if f"/{of}/" in key]


def hidden_frames(film: bytes, frames: list[int], folder: Path) -> list[int]:
    """Those of `frames` in which the place is without detail."""
    (folder / "served.mp4").write_bytes(film)
    wanted = [(frame, folder / f"{frame}.png") for frame in frames]
    cut_stills(folder / "served.mp4", PAL, wanted)
    return [frame for frame, path in wanted if is_hidden(Image.open(path))]


def is_hidden(picture: Image.Image) -> bool:
    width, height = picture.size
    left, top, right, bottom = HIDDEN
    inside = (left * width + 6, top * height + 6, right * width - 6, bottom * height - 6)
    edges = picture.convert("L").crop(tuple(map(int, inside))).filter(ImageFilter.FIND_EDGES)
    return ImageStat.Stat(edges).mean[0] < 8


def test_a_clip_is_hidden_at_once_and_shown_blurred_once_somebody_looked(
    film: Recording, external: Visitor, trainee: Visitor, tmp_path: Path
) -> None:
    url = f"/clips/{the_clip().id}/film"
    with external.get(url) as answer:
        before, tag = answer.data, answer.headers["ETag"]
    assert hidden_frames(before, [0, 5, 10, 19], tmp_path) == []
    blur = place(trainee, film)
    for at in ("", "/film", "/still-open"):
        external.open(f"/clips/{the_clip().id}{at}", status=404)
    sweep()
    external.open(url, status=404)
    page = trainee.open(f"/blurs/{blur.id}")
    assert "Is everything hidden that should be?" in page
    assert "It never replaces consent" in page
    look_and_confirm(trainee)
    with external.get(url) as answer:
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["ETag"] != tag
        hidden = hidden_frames(answer.data, [4, 5, 7, 10, 11], tmp_path)
    assert hidden == [5, 7, 10]
    assert kept("clips") == [files.clip_key(film.id, the_clip().id, 1)]
    acts = [row.act for row in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert [act for act in acts if act.startswith("blur.")] == [
        "blur.placed",
        "blur.made",
        "blur.confirmed",
    ]


def test_what_is_looked_at_shows_its_frames_and_a_second_on_each_side(
    film: Recording, trainee: Visitor, tmp_path: Path
) -> None:
    blur = place(trainee, film, begins="0:01.05", ends="0:01.09")
    assert "It is being made" in trainee.open(f"/blurs/{blur.id}")
    assert trainee.get(f"/blurs/{blur.id}/state").json["state"] == "Being made"
    trainee.open(f"/blurs/{blur.id}/film", status=404)
    sweep()
    with trainee.get(f"/blurs/{blur.id}/film", headers={"Range": "bytes=0-99"}) as answer:
        assert (answer.status_code, len(answer.data)) == (206, 100)
    with trainee.get(f"/blurs/{blur.id}/film") as answer:
        frames = [24, 25, 29, 30]
        assert hidden_frames(answer.data, frames, tmp_path) == [25, 29]


def test_a_change_is_looked_at_anew_and_the_clip_before_is_never_served(
    film: Recording, external: Visitor, trainee: Visitor, tmp_path: Path
) -> None:
    before = place(trainee, film)
    look_and_confirm(trainee)
    url = f"/clips/{the_clip().id}/film"
    assert external.get(url).status_code == 200
    trainee.send(f"/blurs/{before.id}/change", FORM)
    assert (the_blur().id, external.get(url).status_code) == (before.id, 200)
    trainee.send(f"/blurs/{before.id}/change", {**FORM, "ends": "0:01.02"})
    changed = the_blur()
    assert changed.id != before.id
    assert (changed.end_frame, changed.confirmed_at, the_clip().film_made_at) == (27, None, None)
    trainee.open(f"/blurs/{before.id}", status=404)
    external.open(url, status=404)
    sweep()
    external.open(url, status=404)
    look_and_confirm(trainee)
    with external.get(url) as answer:
        assert hidden_frames(answer.data, [4, 5, 17, 18], tmp_path) == [5, 17]
    sweep()
    assert len(kept("clips")) == len(kept("blurs")) == 1


def test_what_is_removed_is_seen_again(
    film: Recording, external: Visitor, trainee: Visitor, tmp_path: Path
) -> None:
    blur = place(trainee, film)
    look_and_confirm(trainee)
    assert "Whoever is shown a clip" in trainee.open(f"/blurs/{blur.id}/remove")
    trainee.send(f"/blurs/{blur.id}/remove", {})
    external.open(f"/clips/{the_clip().id}/film", status=404)
    sweep()
    with external.get(f"/clips/{the_clip().id}/film") as answer:
        assert hidden_frames(answer.data, [5, 7], tmp_path) == []
    assert "Nothing is blurred" in trainee.open(f"/recordings/{film.id}/blurs")
    assert kept("blurs") == []


def test_a_clip_beside_it_is_not_touched(
    film: Recording, external: Visitor, trainee: Visitor
) -> None:
    place(trainee, film, begins="0:01.05", ends="0:01.10")
    assert external.get(f"/clips/{the_clip().id}/film").status_code == 200
    assert the_clip().film_number == 0


def test_a_clip_that_is_cut_meanwhile_is_let_go_and_cut_anew(
    case: Case,
    film: Recording,
    external: Visitor,
    trainee: Visitor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut, parts = cutting.cut_excerpt, []
    place(trainee, film)
    clip = the_clip()

    def moved_meanwhile(*asked: Any, **more: Any) -> None:
        cut(*asked, **more)
        parts.append(more["parts"])
        if len(parts) == 1:
            with transaction() as session:
                blur = session.query(Blur).filter_by(ended_at=None).one()
                there = operations.place_of(blur)
                place = Place(there.start_frame, there.end_frame + 1, there.start, there.end)
                operations.change_blur(case.actor, blur, place)

    monkeypatch.setattr(cutting, "cut_excerpt", moved_meanwhile)
    operations.cut_clip(clip.id)
    assert (kept("clips")[1:], the_clip().film_made_at) == ([], None)
    sweep()
    assert [one[0].last for one in parts] == [20, 21]
    assert kept("clips") == [files.clip_key(film.id, clip.id, the_clip().film_number)]
    assert (the_clip().attempts, the_clip().lease_until) == (1, None)


def test_a_reel_is_made_anew_and_shown_and_given_out_once_somebody_looked(
    film: Recording, trainee: Visitor, tmp_path: Path
) -> None:
    clip = make.clip(film, FIRST, LAST)
    with transaction() as session:
        session.get_one(Clip, clip.id).review_place = 1
    trainee.send(f"/recordings/{film.id}/reel", {})
    sweep()
    (before,) = db.session.query(Reel).all()
    assert trainee.get(f"/reels/{before.id}/show").status_code == 200
    place(trainee, film)
    trainee.open(f"/reels/{before.id}/film", status=404)
    sweep()
    reel = db.session.query(Reel).filter_by(deleted_at=None).one()
    assert (reel.id != before.id, reel.state) == (True, ReelState.READY)
    for address in ("show", "copy"):
        trainee.open(f"/reels/{reel.id}/{address}", status=404)
    assert "Something blurred in it waits for you" in trainee.open(f"/recordings/{film.id}/reel")
    look_and_confirm(trainee)
    with trainee.get(f"/reels/{reel.id}/copy") as answer:
        assert hidden_frames(answer.data, [4, 5, 10, 11], tmp_path) == [5, 10]
    assert "Show it together" in trainee.open(f"/recordings/{film.id}/reel")
    assert len(kept("reels")) == 1


def test_a_still_is_blurred_for_everybody_and_waits_for_its_owner(
    app: Flask, case: Case, film: Recording, trainee: Visitor
) -> None:
    make.brought(case.cycle)
    supervisor = Visitor(app).sign_in(case.supervisor)
    url = f"/recordings/{film.id}/stills/15"
    assert not is_hidden(Image.open(BytesIO(supervisor.get(url).data)))
    place(trainee, film)
    assert is_hidden(Image.open(BytesIO(trainee.get(url).data)))
    supervisor.open(url, status=404)
    assert supervisor.get(f"/recordings/{film.id}/film").status_code == 200
    look_and_confirm(trainee)
    assert is_hidden(Image.open(BytesIO(supervisor.get(url).data)))
    assert not is_hidden(Image.open(BytesIO(trainee.get(url.replace("15", "14")).data)))


def test_nobody_can_confirm_what_nobody_can_have_seen(film: Recording, trainee: Visitor) -> None:
    blur = place(trainee, film)
    assert "still being made" in trainee.send(f"/blurs/{blur.id}", {"looked": "y"}).text
    sweep()
    answer = trainee.send(f"/blurs/{blur.id}", {})
    assert (answer.status_code, the_blur().confirmed_at) == (422, None)
    assert "Look at it first" in answer.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"left": "80"}, "does not lie within the picture"),
        ({"width": "0"}, "does not lie within the picture"),
        ({"height": "many"}, "a number from 0 to 100"),
        ({"ends": "0:00.15"}, "The out point must come after the in point"),
        ({"ends": "9:00.00"}, "beyond the end of the film"),
        ({"begins": "soon"}, "minutes:seconds.frames"),
        ({"moves": "y", "end_left": "1", "end_top": ""}, "in all four numbers"),
    ],
)
def test_what_cannot_be_placed_is_refused_with_a_sentence(
    film: Recording, trainee: Visitor, wrong: dict[str, str], sentence: str
) -> None:
    answer = trainee.send(f"/recordings/{film.id}/blurs/new", {**FORM, **wrong})
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert db.session.query(Blur).count() == 0


def test_a_film_has_room_for_so_many(
    film: Recording, trainee: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.footage.operations.blurring.MOST", 1)
    place(trainee, film)
    answer = trainee.send(f"/recordings/{film.id}/blurs/new", FORM)
    assert "Remove one that is not needed" in answer.text


def test_what_nobody_looked_at_is_not_presented(
    case: Case, film: Recording, trainee: Visitor
) -> None:
    clip = make.clip(film, FIRST, LAST)
    place(trainee, film)
    now, to = clock.now(), [make.person(Role.SUPERVISOR)]
    asked = case.actor, case.enrolment, PresentationPurpose.TRANSITION, []
    with pytest.raises(Refusal, match="not looked at yet"):
        present(*asked, to, now, now + timedelta(days=1), [db.session.get_one(Clip, clip.id)])


def test_strangers_and_the_supervisor_have_nothing_of_it(
    app: Flask, case: Case, film: Recording, trainee: Visitor
) -> None:
    make.brought(case.cycle)
    blur = place(trainee, film)
    sweep()
    for stranger in (make.person(Role.TRAINEE), case.supervisor):
        visitor = Visitor(app).sign_in(stranger)
        for at in ("", "/film", "/state", "/change", "/remove"):
            visitor.open(f"/blurs/{blur.id}{at}", status=404)
        visitor.open(f"/recordings/{film.id}/blurs", status=404)
        assert visitor.send(f"/blurs/{blur.id}", {"looked": "y"}).status_code == 404


def test_it_goes_with_its_film(case: Case, film: Recording, trainee: Visitor) -> None:
    place(trainee, film)
    sweep()
    assert len(kept("blurs")) == 1
    with transaction() as session:
        operations.erase_recording(case.actor, session.get_one(Recording, film.id))
    sweep()
    assert (list(files.storage().keys_under("")), db.session.query(Blur).count()) == ([], 0)


def test_what_cannot_be_made_says_so_and_is_tried_again_when_asked(
    film: Recording, trainee: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    blur = place(trainee, film)

    def broken(*asked: Any, **more: Any) -> int:
        raise ValueError("no picture")

    with monkeypatch.context() as patched:
        patched.setattr(showing_blurs, "join_excerpts", broken)
        for _ in range(lease.TRIES):
            with pytest.raises(ValueError, match="no picture"):
                operations.show_blur(blur.id)
        sweep()
    assert "could not be made" in trainee.open(f"/blurs/{blur.id}")
    trainee.send(f"/blurs/{blur.id}/again", {})
    sweep()
    assert the_blur().film_made_at is not None


@pytest.mark.parametrize(
    "otherwise",
    [
        {"start_frame": -1},
        {"end_frame": 20, "start_frame": 20},
        {"start_left": -0.1},
        {"start_right": 0.2},
        {"end_bottom": 1.01},
        {"end_top": 0.75},
        {"confirmed_at": clock.now(), "film_made_at": clock.now()},
    ],
)
def test_the_database_holds_a_part_within_the_film_and_the_picture(
    film: Recording, otherwise: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        make.blur(film, **{"confirmed": False, **renamed(otherwise)})
    db.session.rollback()


def renamed(columns: dict[str, Any]) -> dict[str, Any]:
    """Columns as the factory calls them."""
    names = {"start_frame": "start", "end_frame": "end"}
    return {names.get(name, name): value for name, value in columns.items()}


@pytest.mark.parametrize("otherwise", [{"start_left": 0.1}, {"end_frame": 41}, {"ended_at": None}])
def test_a_part_stays_where_it_was_placed(film: Recording, otherwise: dict[str, Any]) -> None:
    blur = make.blur(film, ended_at=clock.now())
    with pytest.raises(IntegrityError, match="stays where it was placed"), transaction() as session:
        session.execute(update(Blur).where(Blur.id == blur.id).values(**otherwise))


def test_the_films_page_says_how_many_wait(film: Recording, trainee: Visitor) -> None:
    make.blur(film)
    make.blur(film, confirmed=False)
    assert "1 of 2 still to be looked at" in trainee.open(f"/recordings/{film.id}")
    page = trainee.open(f"/recordings/{film.id}/blurs")
    assert "The whole film stays as it was filmed." in page
    assert page.count("50% wide and 50% high") == 2
