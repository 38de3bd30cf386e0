"""Streams of a real server over real connections; what is announced comes from another process."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

import pytest
from flask import Flask

from app.extensions import db, transaction
from app.models.people import Person, Role
from app.models.sign_in import BrowserSession
from tests import factories as make
from tests.browser_like import Visitor
from tests.live.listening import Browser, Served, Stream, announce

SOON = 4.0  # less than the pause between two looks where a bell rings: then it must have rung


@pytest.fixture(scope="module")
def served(app: Flask) -> Iterator[Served]:
    with Served(app.config, threads=16, streams=5, heartbeat_seconds=1) as server:
        yield server


def at(served: Served, app: Flask, person: Person) -> Browser:
    return Browser(app, served.url, person)


def test_what_another_process_announces_is_heard(app, served, tess):
    with at(served, app, tess).listen() as stream:
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        assert stream.headers["X-Accel-Buffering"] == "no"
        assert stream.headers["Cache-Control"] == "private, no-store"
        for number in range(4):
            began = time.monotonic()
            announce(tess, recording=number)
            assert stream.told()[1:] == ("recording", {"recording": number})
            assert time.monotonic() - began < SOON


def test_nobody_hears_what_is_somebody_elses(app, served, tess):
    olu = make.person(Role.TRAINEE)
    with at(served, app, tess).listen() as hers, at(served, app, olu).listen() as theirs:
        announce(olu, recording=1)
        assert theirs.told()[1:] == ("recording", {"recording": 1})
        announce(tess, recording=2)
        assert hers.told()[1:] == ("recording", {"recording": 2})


def test_after_a_break_one_hears_exactly_what_was_missed_in_order(app, served, tess):
    browser, olu = at(served, app, tess), make.person(Role.TRAINEE)
    with browser.listen() as stream:
        announce(tess, recording=1)
        last = stream.told()[0]
    for number in (2, 3, 4):
        announce(tess, recording=number)
        announce(olu, recording=100)
    with browser.listen(after=last) as stream:
        announce(tess, recording=5)
        heard = [stream.told() for _ in range(4)]
        assert [ids["recording"] for _, _, ids in heard] == [2, 3, 4, 5]
        assert [number for number, *_ in heard] == sorted({number for number, *_ in heard})
        assert stream.is_silent(1.5)


def test_a_hundred_messages_over_many_breaks_are_heard_once_each(app, served, tess):
    browser, heard = at(served, app, tess), []
    last = browser.ask("/live/since")[1]["last"]
    for round_of_ten in range(10):
        for number in range(10):
            announce(tess, recording=10 * round_of_ten + number)
        with browser.listen(after=last) as stream:
            for _ in range(10 if round_of_ten == 9 else 7):
                last, _, ids = stream.told()
                heard.append(ids["recording"])
    with browser.listen(after=last) as stream:
        while len(heard) < 100:
            heard.append(stream.told()[2]["recording"])
        assert stream.is_silent(1.5)
    assert heard == list(range(100))


def test_a_quiet_stream_gives_signs_of_life(app, served, tess):
    with at(served, app, tess).listen() as stream:
        assert [stream.part() for _ in range(3)] == [{}, {}, {}]


def test_the_stream_ends_when_the_session_was_ended(app, served, tess):
    browser = at(served, app, tess)
    with browser.listen() as stream, at(served, app, tess).listen() as elsewhere:
        with transaction() as session:
            session.get_one(BrowserSession, browser.session_id).ended_at = make.datetime.now(
                make.UTC
            )
        announce(tess, recording=1)
        assert stream.ends_within(SOON)
        assert elsewhere.told()[1] == "recording"
    with browser.listen() as refused:
        assert refused.status == 401


def test_the_stream_ends_without_a_message_too_once_the_account_is_closed(app, served, tess):
    with at(served, app, tess).listen() as stream:
        with transaction() as session:
            session.get_one(Person, tess.id).closed_at = make.datetime.now(make.UTC)
        assert stream.ends_within(8)


def test_a_browser_has_one_stream_and_the_earlier_one_is_told(app, served, tess):
    browser = at(served, app, tess)
    with browser.listen() as earlier, browser.listen() as later:
        assert earlier.part() == {"event": "elsewhere", "data": "{}"}
        assert earlier.part() is None
        announce(tess, recording=1)
        assert later.told()[1] == "recording"


def test_past_the_most_streams_it_says_so_and_a_place_is_free_soon_after_one_leaves(app, served):
    wait_for_nobody(app, served)
    streams = [at(served, app, make.person(Role.TRAINEE)).listen() for _ in range(5)]
    assert [stream.status for stream in streams] == [200] * 5
    waiting = at(served, app, make.person(Role.TRAINEE))
    with waiting.listen() as busy:
        assert (busy.status, busy.headers["Retry-After"]) == (503, "120")
    assert waiting.ask("/live/since")[0] == 200
    streams.pop().close()
    assert listens_before(waiting, SOON)
    for stream in streams:
        stream.close()


def test_one_person_does_not_take_every_place(app, served, tess):
    wait_for_nobody(app, served)
    streams = [at(served, app, tess).listen() for _ in range(5)]
    assert [stream.status for stream in streams] == [200, 200, 200, 200, 503]
    for stream in streams:
        stream.close()


def wait_for_nobody(app: Flask, served: Served) -> None:
    """Until the streams of the tests before are gone: five people find a place at once."""
    for _ in range(8):
        time.sleep(2.5)
        streams = [at(served, app, make.person(Role.TRAINEE)).listen() for _ in range(5)]
        for stream in streams:
            stream.close()
        if all(stream.status == 200 for stream in streams):
            time.sleep(2.5)
            return
    raise AssertionError("streams are left over")


def listens_before(browser: Browser, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with browser.listen() as stream:
            if stream.status == 200:
                return True
        time.sleep(0.2)
    return False


def test_it_is_asked_now_and_then_with_the_same_numbers(app, served, tess):
    browser = at(served, app, tess)
    status, now = browser.ask("/live/since")
    assert (status, now["messages"]) == (200, [])
    announce(tess, recording=8)
    _, then = browser.ask(f"/live/since?after={now['last']}")
    [message] = then["messages"]
    assert message == {"id": then["last"], "what": "recording", "ids": {"recording": 8}}
    assert browser.ask(f"/live/since?after={then['last']}")[1]["messages"] == []
    for nonsense in ("-1", "x", "9" * 40, ""):
        assert browser.ask(f"/live/since?after={nonsense}")[1]["messages"] == []


def test_a_window_that_opens_the_address_of_the_stream_gets_a_page(app, served, tess):
    status, page = at(served, app, tess).ask("/live", accept="text/html")
    assert status == 406
    assert "<h1>" in page


def test_a_stranger_hears_nothing(app, served):
    stranger = Visitor(app)
    for url in ("/live", "/live/since"):
        for accept in ("text/event-stream", "application/json"):
            assert stranger.ask(url, headers={"Accept": accept}).status_code == 401


def test_a_stream_ends_by_itself_and_goes_on_where_it_stopped(app, tess):
    with Served(app.config, stream_seconds=2, heartbeat_seconds=1) as server:
        browser = at(server, app, tess)
        with browser.listen() as stream:
            announce(tess, recording=1)
            last = stream.told()[0]
            assert stream.ends_within(SOON)
        announce(tess, recording=2)
        with browser.listen(after=last) as stream:
            assert stream.told()[2] == {"recording": 2}


def test_no_connection_of_the_database_is_held_while_a_stream_waits(app, tess):
    visitor = Visitor(app).sign_in(tess)
    db.session.remove()
    with visitor.client.get("/live", headers={"Accept": "text/event-stream"}) as answer:
        assert next(iter(answer.response))
        db.session.remove()
        assert 0 in {connections_in_use() for _ in range(20)}


def connections_in_use() -> int:
    """At this moment; the thread that reads for all streams takes one now and then."""
    time.sleep(0.1)
    return db.engine.pool.checkedout()  # type: ignore[attr-defined]


def test_pages_stay_quick_while_twenty_people_listen_on_thirty_two_threads(app, capsys):
    with Served(app.config, threads=32, streams=20) as server:
        reader = at(server, app, make.person(Role.TRAINEE))
        alone = milliseconds_a_page(reader)
        streams: list[Stream] = []
        for _ in range(20):
            streams.append(at(server, app, make.person(Role.TRAINEE)).listen())
        assert [stream.status for stream in streams] == [200] * 20
        among_twenty = milliseconds_a_page(reader)
        for stream in streams:
            stream.close()
    with capsys.disabled():
        print(f"\na page: {alone:.0f} ms alone, {among_twenty:.0f} ms beside twenty streams")
    assert among_twenty < 2 * alone + 50


def milliseconds_a_page(reader: Browser) -> float:
    reader.ask("/profile", accept="text/html")
    taken = []
    for _ in range(25):
        began = time.monotonic()
        assert reader.ask("/profile", accept="text/html")[0] == 200
        taken.append(1000 * (time.monotonic() - began))
    return statistics.median(taken)
