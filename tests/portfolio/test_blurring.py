"""What is blurred in a still is looked at before it is submitted, and stays as it was then."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageStat

from app import clock
from app.extensions import db, transaction
from app.footage.operations import remove_blur
from app.footage.queries import reference_key
from app.models.blurs import Blur
from app.models.portfolio import Submission, SubmissionState, SubmissionStill
from app.portfolio import files, operations, queries
from app.video.stills import cut_still
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.films import PAL
from tests.portfolio.story import submitted

MIDDLE = (170, 100, 470, 260)


def confirmed(blur: Blur) -> None:
    with transaction() as session:
        row = session.get_one(Blur, blur.id)
        row.film_made_at = row.confirmed_at = clock.now()
        row.confirmed_by_id = row.placed_by_id


def test_a_portfolio_waits_for_a_look_at_what_is_blurred_in_its_stills(app, story):
    make.blur(story.film, 62, 79, confirmed=False)  # no chosen moment begins there
    assert queries.preflight(story.portfolio).ready
    blur = make.blur(story.film, 30, 40, confirmed=False)
    (line,) = queries.preflight(story.portfolio).left
    assert "something is blurred that you have not looked at yet" in line.sentence
    page = Visitor(app).sign_in(story.trainee).open("/portfolio")
    assert f'href="/recordings/{story.film.id}/blurs">Look at it' in page
    with pytest.raises(Refusal, match="Nothing was submitted"):
        submitted(story)
    confirmed(blur)
    told = [one.sentence for one in queries.preflight(story.portfolio).checks]
    assert queries.preflight(story.portfolio).ready
    assert any("is watched whole, so nothing is blurred in it" in one for one in told)


def test_a_still_has_what_was_blurred_when_it_was_submitted(story, tmp_path):
    blur = make.blur(story.film, 30, 50)
    submission = submitted(story)
    with transaction() as session:
        remove_blur(story.actor, session.get_one(Blur, blur.id))
    make.blur(story.film, 60, 61)
    operations.build_document(submission.id)
    stills = db.session.query(SubmissionStill).filter_by(recording_id=story.film.id)
    assert {one.frame: differs(one, story, tmp_path) for one in stills} == {40: True, 61: False}


def differs(still: SubmissionStill, story, folder) -> bool:
    """Whether the middle of a kept still is another than in the film; the rest never is."""
    with files.storage().fetch(reference_key(story.film)) as film:
        cut_still(film, PAL, still.frame, folder / "sharp.jpg")
    with files.storage().fetch(still.key) as kept:
        shown, sharp = (Image.open(path).convert("RGB") for path in (kept, folder / "sharp.jpg"))
        apart = ImageChops.difference(shown, sharp)
    middle = max(ImageStat.Stat(apart.crop(MIDDLE)).mean)
    assert max(ImageStat.Stat(apart.crop((0, 0, 640, 80))).mean) < 1
    return middle > 3


def test_the_same_record_is_not_submitted_again_with_a_blur_to_look_at(story):
    before = submitted(story)
    with transaction() as session:
        session.get_one(Submission, before.id).state = SubmissionState.DECIDED
    blur = make.blur(story.film, 30, 50, confirmed=False)
    with pytest.raises(Refusal, match="have not looked at yet"), transaction() as session:
        operations.submit_again(story.actor, session.get_one(Submission, before.id))
    confirmed(blur)
    with transaction() as session:
        operations.submit_again(story.actor, session.get_one(Submission, before.id))
