"""A letter is written with the change it tells of, once, and nothing slips into its headers."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import mail
from app.extensions import db, transaction
from app.mail.letters import UnsoundLetter, as_html
from app.mail.message import made_of
from app.models.mail import Mail, MailState
from app.models.people import Person, Role
from tests import factories as make

LINK = "http://127.0.0.1:8000/tea/1"


def write(to: Person | str, once: str = "tea-1", **more: str) -> Mail:
    values = {"day": "Monday", "name": "Tess", "link": LINK, **more}
    with transaction():
        return mail.write(to, "tea", once=once, **values)


def how_many() -> int:
    return db.session.scalar(select(func.count(Mail.id))) or 0


def test_a_letter_has_its_words_its_addressee_and_the_foot_of_every_letter(app: Flask) -> None:
    tess = make.person(Role.TRAINEE, name="Tess Long")
    letter = write(tess)
    assert (letter.person_id, letter.name, letter.address) == (tess.id, "Tess Long", tess.email)
    assert letter.subject == "Tea on Monday"
    assert letter.body.startswith("Dear Tess,\n")
    assert letter.body.endswith("Attune is not an AVIGuk service.\n")


def test_the_same_letter_twice_is_one_row(app: Flask) -> None:
    assert write("tess@example.org").id == write("tess@example.org", day="Tuesday").id
    assert how_many() == 1


def test_a_change_that_is_undone_leaves_no_letter_and_rings_no_bell(app: Flask) -> None:
    app.config["MAIL"] = "smtp"
    with pytest.raises(ArithmeticError):
        _write_and_undo()
    assert how_many() == 0
    assert app.extensions["huey"].pending_count() == 0


def _write_and_undo() -> None:
    with transaction():
        mail.write("tess@example.org", "tea", once="x", day="", name="", link="")
        raise ArithmeticError


@pytest.mark.parametrize(
    "address",
    [
        "tess@example.org\r\nBcc: everybody@example.org",
        "tess@example.org\nSubject: other",
        "tess@example.org, olu@example.org",
        "Tess <tess@example.org>",
        "tess",
        "",
    ],
)
def test_an_address_that_is_more_or_less_than_one_is_refused(app: Flask, address: str) -> None:
    with pytest.raises(UnsoundLetter):
        write(address)
    assert how_many() == 0


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\r", "\x00", "\u2028", "\x85"])
def test_a_value_with_a_line_break_begins_no_header_and_no_line(app: Flask, sign: str) -> None:
    with pytest.raises(UnsoundLetter):
        write("tess@example.org", day=f"Monday{sign}Bcc: everybody@example.org")
    tess = Person(name=f"Tess{sign}Bcc: everybody@example.org", email="tess@example.org")
    with pytest.raises(UnsoundLetter):
        write(tess)
    assert how_many() == 0


def test_a_template_without_a_subject_is_refused(app: Flask) -> None:
    with pytest.raises(UnsoundLetter), transaction():
        mail.write("tess@example.org", "bare", once="x")


def test_text_and_html_say_the_same_and_only_our_own_addresses_become_links(app: Flask) -> None:
    letter = write("tess@example.org", name="<b>http://elsewhere.example/</b>")
    message = made_of(letter)
    plain = message.get_body(("plain",))
    html = message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert f'<a href="{LINK}">{LINK}</a>' in html.get_content()
    assert "&lt;b&gt;http://elsewhere.example/&lt;/b&gt;" in html.get_content()
    assert html.get_content().count("<a ") == 1
    assert "<b>" not in as_html("<b>")
    assert LINK in plain.get_content()


def test_lines_that_begin_with_a_dash_are_a_list_in_html(app: Flask) -> None:
    assert as_html("Two:\n\n- <one>\n- two\n") == (
        "<p>Two:</p>\n<ul><li>&lt;one&gt;</li><li>two</li></ul>"
    )


def test_the_same_row_makes_the_same_message_with_the_same_name(app: Flask) -> None:
    letter = write("tess@example.org")
    first, again = made_of(letter), made_of(letter)
    assert first["Message-ID"] == again["Message-ID"]
    assert first["Date"] == again["Date"]
    assert write("tess@example.org", once="tea-2").once == "tea-2"
    assert made_of(write("tess@example.org", once="tea-2"))["Message-ID"] != first["Message-ID"]


def test_without_a_mail_server_letters_stay_in_the_mailbox_or_are_not_kept(app: Flask) -> None:
    assert write("tess@example.org").state is MailState.KEPT
    app.config["MAIL"] = "none"
    unsent = write("tess@example.org", once="tea-2")
    assert unsent.state is MailState.UNSENT
    assert unsent.body == ""
    assert app.extensions["huey"].pending_count() == 0


def test_a_link_begins_where_people_reach_attune(app: Flask) -> None:
    app.config["PUBLIC_URL"] = "https://attune.example.org"
    assert mail.link("footage.recording", recording_id=3) == (
        "https://attune.example.org" + mail.path("footage.recording", recording_id=3)
    )
    assert mail.path("footage.recording", recording_id=3).startswith("/")
