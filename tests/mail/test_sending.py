"""Letters leave through a real mail server; what it refuses is tried again, or given up."""

from __future__ import annotations

import socket
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from app import clock, jobs, mail
from app.extensions import db, transaction
from app.mail import operations, queries
from app.models.mail import Mail, MailState
from app.models.people import Role
from tests import factories as make
from tests.mail import certificate
from tests.mail.conftest import send_to
from tests.mail.server import MailServer, listening


def write(once: str = "tea") -> int:
    person = make.person(Role.TRAINEE, name="Zoë Long")
    with transaction():
        link = mail.link("accounts.profile")
        return mail.write(person, "tea", once=once, day="Monday", name="Zoë", link=link).id


def row(mail_id: int) -> Mail:
    db.session.rollback()
    return db.session.get_one(Mail, mail_id)


def test_a_letter_arrives_as_it_was_written(app: Flask, server: MailServer) -> None:
    written = row(write())
    address, body, subject = written.address, written.body, written.subject
    mail.send(written.id)
    [taken] = server.letters
    assert (taken.sender, taken.recipient) == ("attune@example.org", address)
    assert taken.message["Subject"] == subject
    assert str(taken.message["To"]) == f"Zoë Long <{address}>"
    assert str(taken.message["From"]) == "Attune <attune@example.org>"
    plain = taken.message.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n") == body
    html = taken.message.get_body(("html",))
    assert html is not None
    assert '<a href="https://attune.example.org/profile">' in html.get_content()


def test_what_was_sent_is_not_kept_here_and_not_sent_again(app: Flask, server: MailServer) -> None:
    written = write()
    mail.send(written)
    mail.send(written)
    jobs.sweep()
    assert row(written).state is MailState.SENT
    assert row(written).body == ""
    assert len(server.letters) == 1


def test_the_sweep_sends_what_no_bell_announced(app: Flask, server: MailServer) -> None:
    write()
    app.extensions["huey"].flush()
    jobs.sweep()
    assert len(server.letters) == 1


def test_a_letter_that_left_before_we_noted_it_leaves_again_under_the_same_name(
    app: Flask, server: MailServer
) -> None:
    """What happens when the worker dies between the server's yes and our note of it."""
    written = write()
    before = {"body": row(written).body}
    mail.send(written)
    with transaction() as session:
        letter = session.get_one(Mail, written)
        letter.state, letter.sent_at, letter.body = MailState.WAITING, None, before["body"]
    mail.send(written)
    first, again = server.letters
    assert first.message["Message-ID"] == again.message["Message-ID"]


def test_a_server_that_is_busy_is_asked_again_later(app: Flask, server: MailServer) -> None:
    server.answers["RCPT"] = "450 mailbox is busy"
    written = write()
    mail.send(written)
    assert row(written).state is MailState.WAITING
    assert row(written).trouble == "450 mailbox is busy"
    assert queries.to_send() == []
    server.answers.clear()
    with clock.moved_by(timedelta(seconds=58)):
        assert queries.to_send() == []
    with clock.moved_by(timedelta(seconds=61)):
        assert queries.to_send() == [written]
        mail.send(written)
    assert row(written).state is MailState.SENT
    assert row(written).trouble is None


@pytest.mark.parametrize("verb", ["RCPT", "end"])
def test_what_the_server_will_never_take_is_given_up_with_its_reason(
    app: Flask, server: MailServer, verb: str, caplog: pytest.LogCaptureFixture
) -> None:
    server.answers[verb] = "550 nobody of that name"
    written = write()
    mail.send(written)
    assert row(written).state is MailState.REFUSED
    assert row(written).body == ""
    assert row(written).trouble == "550 nobody of that name"
    assert row(written).address not in caplog.text
    said = app.test_cli_runner().invoke(args=["mail", "status"]).output
    assert "refused: 1" in said
    assert "550 nobody of that name" in said


def test_the_command_line_tries_a_letter_and_says_what_the_server_said(
    app: Flask, server: MailServer
) -> None:
    run = app.test_cli_runner().invoke
    assert run(args=["mail", "try", "ruth@example.org"]).output == "The server took it.\n"
    assert server.letters[0].message["Subject"] == "Letters from Attune arrive"
    server.answers["RCPT"] = "550 nobody of that name"
    refused = run(args=["mail", "try", "ruth@example.org"])
    assert refused.exit_code == 1
    assert "550 nobody of that name" in refused.output
    assert "not an address" in run(args=["mail", "try", "ruth"]).output
    app.config["MAIL"] = "mailbox"
    assert "/mailbox" in run(args=["mail", "try", "ruth@example.org"]).output


def test_a_letter_nobody_takes_is_tried_for_two_days_and_then_given_up(app: Flask) -> None:
    with listening() as gone:
        send_to(app, gone)
    written, waited, tries = write(), timedelta(), 0
    while row(written).state is MailState.WAITING:
        with clock.moved_by(waited):
            jobs.sweep()
        waited, tries = waited + (row(written).lease_until or clock.now()) - clock.now(), tries + 1
        waited = sum(operations.WAITS[:tries], timedelta(seconds=tries))
    assert tries == len(operations.WAITS) + 1
    assert timedelta(days=1) < sum(operations.WAITS, timedelta()) < timedelta(days=3)
    assert "ConnectionRefusedError" in (row(written).trouble or "")


def test_a_server_that_never_answers_holds_a_letter_up_no_longer_than_the_timeout(
    app: Flask,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, listening() as other:
        send_to(app, other)
        app.config.update(SMTP_PORT=silent.getsockname()[1], SMTP_TIMEOUT=0.3)
        written = write()
        mail.send(written)
    assert row(written).state is MailState.WAITING
    assert "timed out" in (row(written).trouble or "")


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_letters_and_the_password_travel_encrypted(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    trusted, tls = certificate.make(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with listening(tls=tls, tls_at_once=security == "tls") as server:
        send_to(app, server, security)
        app.config.update(SMTP_USER="attune", SMTP_PASSWORD="right")
        mail.send(write())
        [taken] = server.letters
        assert taken.encrypted
        assert taken.user == "attune"


def test_a_server_nobody_vouches_for_gets_neither_letter_nor_password(
    app: Flask, tmp_path: Path
) -> None:
    _, tls = certificate.make(tmp_path)
    with listening(tls=tls) as server:
        send_to(app, server, "starttls")
        app.config.update(SMTP_USER="attune", SMTP_PASSWORD="right")
        written = write()
        mail.send(written)
        assert server.letters == []
    assert "CERTIFICATE_VERIFY_FAILED" in (row(written).trouble or "")
    assert row(written).state is MailState.WAITING


def test_a_wrong_password_is_our_fault_and_gives_up_no_letter(
    app: Flask, server: MailServer
) -> None:
    app.config.update(SMTP_USER="attune", SMTP_PASSWORD="wrong")
    written = write()
    mail.send(written)
    assert row(written).state is MailState.WAITING
    assert row(written).trouble == "535 not known here"


def test_no_transaction_is_open_while_the_server_is_spoken_to(
    app: Flask, server: MailServer
) -> None:
    """Another connection writes at the moment the letter is handed over."""
    wrote = []

    def busy_elsewhere() -> str:
        with app.app_context(), transaction() as session:
            session.add(make.Person(name="x", email="x@example.org", password_hash=""))
        wrote.append(True)
        return "250 taken"

    server.answers = AnswerAtTheEnd(busy_elsewhere)
    written = write()
    mail.send(written)
    assert wrote == [True]
    assert row(written).state is MailState.SENT


class AnswerAtTheEnd(dict[str, str]):
    def __init__(self, act) -> None:  # type: ignore[no-untyped-def]
        super().__init__()
        self.act = act

    def get(self, verb: str, default: str | None = None) -> str | None:  # type: ignore[override]
        return self.act() if verb == "end" else default


def test_old_letters_are_removed_and_waiting_ones_never(app: Flask, server: MailServer) -> None:
    mail.send(write("sent"))
    write("waiting")
    with clock.moved_by(operations.KEPT_FOR + timedelta(days=1)):
        assert mail.prune() == 1
    assert db.session.query(Mail).one().once == "waiting"
