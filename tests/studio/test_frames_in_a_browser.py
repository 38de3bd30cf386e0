"""`frames-wrong`: the frame that is seen, named, cut as a still and frozen is the same frame.

The films have their number drawn into each picture. The truth is what a decoder that reads the
whole reference film, without seeking, finds on its picture number n.
"""

from __future__ import annotations

import random

import pytest

from accreditation.timecode import FrameRate, Timecode
from app.extensions import db
from app.footage import files
from app.models.footage import Recording
from tests import films
from tests.browser import signed_in
from tests.installation import copy_database, opened
from tests.live_server import LiveServer
from tests.studio.room import (
    number_in_still,
    number_on_screen,
    numbers_drawn,
    open_studio,
    seek,
    with_film,
)

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
SMALL = {"width": 1024, "height": 640}
SOURCES = {
    "25": lambda seconds: films.constant(FrameRate(25), seconds),
    "30000/1001": lambda seconds: films.constant(FrameRate(30000, 1001), seconds),
    "60": lambda seconds: films.constant(FrameRate(60), seconds),
    "variable": films.dropped_frames,
    "rotated": films.rotated_hevc,
}


@pytest.fixture(scope="module")
def app(empty_installation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("frames")
    copy_database(empty_installation, folder)
    with opened(folder) as app:
        yield app


@pytest.fixture(scope="module")
def served(app):
    with LiveServer(app.config) as server:
        yield server


def drawn_into(recording):
    """What is truly drawn into each frame of the reference film."""
    row = db.session.get_one(Recording, recording.id)
    with files.storage().fetch(files.reference_key(row.id)) as reference:
        return numbers_drawn(reference, (row.width, row.height)), row.rate


def frames_wrong(browser, app, served, source, seconds, how_many):
    """(frame, named, on screen, in the still, truly drawn) of every frame where one differs."""
    setting = with_film(SOURCES[source](seconds))
    drawn, rate = drawn_into(setting.film)
    frames = random.Random(7).sample(range(1, len(drawn) - 1), how_many - 2)
    wrong = []
    with signed_in(browser, app, served.url, setting.tess, viewport=SMALL) as page:
        open_studio(page, setting.film)
        for frame in (0, len(drawn) - 1, *frames):
            seek(page, frame)
            named = page.locator("[data-timecode]").text_content()
            seen = (number_on_screen(page), number_in_still(page, setting.film, frame))
            if (named, *seen) != (str(Timecode(frame, rate)), drawn[frame], drawn[frame]):
                wrong.append((frame, named, *seen, drawn[frame]))
    return wrong


@pytest.mark.parametrize("source", SOURCES)
def test_of_fifty_frames_none_is_another_than_it_says(browser, app, served, source):
    assert frames_wrong(browser, app, served, source, seconds=3, how_many=50) == []


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("source", SOURCES)
def test_of_five_hundred_frames_none_is_another_than_it_says(browser, app, served, source):
    assert frames_wrong(browser, app, served, source, seconds=24, how_many=500) == []
