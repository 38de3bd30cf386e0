"""What is written while the connection is down, or by two people at once, is all kept, and once."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from accreditation.timecode import FrameRate
from app.extensions import db
from app.models.footage import Clip
from tests import factories as make
from tests.browser import signed_in
from tests.installation import copy_database, opened
from tests.live_server import LiveServer
from tests.processes import wait_until
from tests.studio.room import film_at, kept_moments, open_studio, wait_for_frame

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
PAL = FrameRate(25)


@pytest.fixture(scope="module")
def app(empty_installation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("writing")
    copy_database(empty_installation, folder)
    with opened(folder) as app:
        yield app


@pytest.fixture(scope="module")
def served(app):
    with LiveServer(app.config) as server:
        yield server


def note(page, words):
    """Write it with the keyboard alone, as somebody does who looks at the film."""
    page.keyboard.press("n")
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")
    page.locator(".moment", has_text=words).wait_for()


def review_of(setting):
    db.session.rollback()
    chosen = select(Clip.title).filter_by(recording_id=setting.film.id)
    chosen = chosen.where(Clip.review_place.is_not(None)).order_by(Clip.review_place)
    return list(db.session.scalars(chosen))


def words_kept(setting):
    return [one.words for one in kept_moments(setting) if one.deleted_at is None]


def until_all_sent(page):
    page.wait_for_function("() => document.querySelector('[data-waiting]').hidden")
    page.wait_for_function("() => !document.querySelector('.moment .state:not([hidden])')")


def test_what_was_written_without_a_connection_is_sent_after_a_reload_and_once(
    browser, app, served
):
    setting = film_at(PAL, 3)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        note(page, "Before.")
        until_all_sent(page)
        page.context.set_offline(True)
        note(page, "He looks up.")
        page.get_by_text("Waits to be sent").wait_for()
        page.get_by_text("One change waits in this browser.").wait_for()
        page.get_by_role("button", name="Edit the moment at 0:00.00").last.click()
        page.keyboard.press("End")
        page.keyboard.type(" And smiles.")
        page.keyboard.press("Control+Enter")
        page.get_by_text("2 changes wait in this browser.").wait_for()
        page.keyboard.press("n")
        page.keyboard.type("Half a tho")
        page.wait_for_timeout(500)
        assert words_kept(setting) == ["Before."]
        page.route("**/api/v1/**/moments", lambda route: route.abort())
        page.context.set_offline(False)
        page.reload()
        page.locator("[data-words]").wait_for()
        page.wait_for_function(
            "() => document.querySelector('[data-words]').value === 'Half a tho'"
        )
        page.get_by_text("2 changes wait in this browser.").wait_for()
        page.unroute("**/api/v1/**/moments")
        page.get_by_role("button", name="Send now").click()
        page.locator(".moment", has_text="He looks up. And smiles.").wait_for()
        until_all_sent(page)
        assert page.locator(".moment").count() == 2
    assert words_kept(setting) == ["Before.", "He looks up. And smiles."]


def test_clips_and_their_order_for_the_review_wait_too_and_are_there_on_another_device(
    browser, app, served
):
    setting = film_at(PAL, 8)
    make.clip(setting.film, 10, 30, title="The first turn")
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        page.context.set_offline(True)
        page.keyboard.press("i")
        page.get_by_role("button", name="5 seconds on", exact=True).click()
        wait_for_frame(page, 125)
        page.keyboard.press("o")
        page.get_by_role("button", name="Save in to out as a clip").click()
        page.get_by_label("Title of the clip").fill("A shared smile")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Show the clip A shared smile in the review").click()
        page.get_by_role("button", name="Show the clip The first turn in the review").click()
        page.get_by_role("button", name="Earlier: The first turn").press("Enter")
        page.get_by_text("4 changes wait in this browser.").wait_for()
        page.context.set_offline(False)
        wait_until(lambda: review_of(setting) == ["The first turn", "A shared smile"])
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        in_order = page.locator(".sequence-list [data-seek]").all_text_contents()
        assert in_order == ["The first turn", "A shared smile"]


def test_a_moment_whose_answer_was_lost_is_sent_again_and_counts_once(browser, app, served):
    setting = film_at(PAL, 3)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)

        def lose_the_answer(route):
            page.request.fetch(route.request)
            route.abort()

        page.route("**/api/v1/recordings/*/moments", lose_the_answer, times=1)
        note(page, "She waits.")
        until_all_sent(page)
        assert page.locator(".moment").count() == 1
    assert words_kept(setting) == ["She waits."]


def test_a_moment_deleted_on_its_way_and_brought_back_after_it_arrived_is_there(
    browser, app, served
):
    setting = film_at(PAL, 3)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        page.context.set_offline(True)
        note(page, "She waits.")
        page.get_by_role("button", name="Delete the moment at 0:00.00").click()
        page.locator(".moment").wait_for(state="detached")
        page.context.set_offline(False)
        wait_until(lambda: [bool(one.deleted_at) for one in kept_moments(setting)] == [True])
        page.get_by_role("button", name="Undo").click()
        wait_until(lambda: words_kept(setting) == ["She waits."])
        page.locator(".moment", has_text="She waits.").wait_for()
        until_all_sent(page)
        page.get_by_role("button", name="Share my moments with Sam Ferrier").wait_for()


def test_a_refusal_leaves_the_words_where_they_were_written(browser, app, served):
    setting = film_at(PAL, 3)
    refusal = {"status": 422, "content_type": "application/json"}
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        body = json.dumps({"error": "That is too long. Nothing was saved."})
        page.route(
            "**/api/v1/recordings/*/moments", lambda route: route.fulfill(**refusal, body=body)
        )
        page.keyboard.press("n")
        page.keyboard.type("So much to say.")
        page.keyboard.press("Control+Enter")
        page.get_by_text("That is too long.").wait_for()
        assert page.locator("[data-words]").input_value() == "So much to say."
        assert page.locator(".moment").count() == 0
        page.unroute("**/api/v1/recordings/*/moments")
        page.get_by_role("button", name="Try again").click()
        page.locator(".moment", has_text="So much to say.").wait_for()
        until_all_sent(page)
    assert words_kept(setting) == ["So much to say."]


def test_two_people_write_at_once_answer_and_settle_without_a_reload(browser, app, served):
    setting = film_at(PAL, 3)
    with (
        signed_in(browser, app, served.url, setting.tess) as tess,
        signed_in(browser, app, served.url, setting.sam) as sam,
    ):
        open_studio(tess, setting.film)
        note(tess, "He looks up.")
        tess.get_by_role("button", name="Share my moments").click()
        tess.get_by_text("sees your moments, and what you add").wait_for()
        open_studio(sam, setting.film)
        sam.locator(".state", has_text="New for you").wait_for()
        note(sam, "And you waited.")
        sam.get_by_role("button", name="Share my moments").click()
        tess.locator(".moment", has_text="And you waited.").wait_for()
        sam.get_by_role("button", name="Answer the moment at 0:00.00").first.click()
        sam.keyboard.type("What did that feel like?")
        sam.get_by_role("checkbox", name="Tess Calder, trainee").check()
        sam.locator(".reply-form textarea").first.press("Control+Enter")
        tess.locator(".reply", has_text="What did that feel like?").wait_for()
        tess.locator(".reply", has_text="For Tess Calder").wait_for()
        tess.get_by_role("button", name="Settle what was said").click()
        sam.get_by_text("Settled by Tess Calder").wait_for()
        tess.get_by_role("button", name="mark as read").click()
        tess.locator(".moment.unread").first.wait_for(state="detached")
    assert sorted(words_kept(setting)) == ["And you waited.", "He looks up."]


def test_turns_are_linked_counted_and_a_deleted_one_comes_back(browser, app, served):
    setting = film_at(PAL, 3)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        for keys, words, turn in (
            ((), "Reaches out", "initiative"),
            (("Shift+ArrowRight",), "She nods", "reception"),
            (("Shift+ArrowRight",), "Goes on", "initiative"),
        ):
            for key in keys:
                page.keyboard.press(key)
            page.wait_for_function("() => !document.querySelector('[data-film]').seeking")
            page.keyboard.press("n")
            page.keyboard.type(words)
            page.get_by_label("Initiative or reception").select_option(turn)
            if words == "Goes on":
                page.get_by_label("Goes on from").select_option(index=1)
            page.get_by_role("button", name="Save moment").click()
            page.locator(".moment", has_text=words).wait_for()
            until_all_sent(page)
        page.get_by_text("Cycles: 1 attuned, 0 discordant").wait_for()
        assert page.locator(".arc").count() == 2
        page.get_by_role("button", name="Go to the turn before it, at 0:00.00").click()
        wait_for_frame(page, 0)
        page.get_by_role("button", name="Delete the moment at 0:02.00").click()
        page.locator(".moment", has_text="Goes on").wait_for(state="detached")
        wait_until(lambda: len(words_kept(setting)) == 2)
        page.get_by_role("button", name="Undo").click()
        page.locator(".moment", has_text="Goes on").wait_for()
        wait_until(lambda: len(words_kept(setting)) == 3)
        page.reload()
        page.locator(".moment").nth(2).wait_for()
        assert page.locator(".moment").count() == 3
    db.session.rollback()
    first, second, third = kept_moments(setting)
    assert (second.follows_id, third.follows_id) == (first.id, second.id)
    assert (second.giver, second.receiver) == ("partner", "person")


def sign_out(page, url):
    page.goto(url)
    if not page.get_by_role("button", name="Sign out").is_visible():
        page.locator("details.person-menu summary").first.click()
    page.get_by_role("button", name="Sign out").click()


def kept_in_the_browser(page):
    return page.evaluate(
        "async () => (await indexedDB.databases()).map((one) => one.name)"
        ".filter((name) => name === 'attune-studio')"
    )


def test_signing_out_says_what_was_not_sent_and_leaves_nothing_on_the_device(browser, app, served):
    setting = film_at(PAL, 3)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        page.route("**/api/v1/**", lambda route: route.abort())
        note(page, "Only on this device.")
        page.get_by_text("Waits to be sent").wait_for()
        said = []

        def answer(dialog):
            said.append(dialog.message)
            dialog.accept() if len(said) > 1 else dialog.dismiss()

        page.on("dialog", answer)
        sign_out(page, f"{served.url}/profile")
        page.wait_for_timeout(300)
        assert page.url.endswith("/profile")
        assert kept_in_the_browser(page) == ["attune-studio"]
        sign_out(page, f"{served.url}/profile")
        page.wait_for_url("**/sign-in*")
        assert kept_in_the_browser(page) == []
    assert ["has not reached Attune yet" in one for one in said] == [True, True]
