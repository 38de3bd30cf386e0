"""The worker is killed while it sends a letter.

What is promised: no letter is lost, and each is taken by the mail server once; save for a kill
between the server's yes and our note of it. That letter leaves a second time under the same
Message-ID, for SMTP has no way to ask a server what it took.
"""

from __future__ import annotations

import pytest
from flask import Flask

from app.accounts import operations
from app.extensions import db, transaction
from app.models.mail import Mail, MailState
from app.models.people import Role
from app.policies import Actor
from tests import factories as make
from tests import processes
from tests.kills import counted
from tests.kills.conftest import by_way_of
from tests.kills.points import Point, each_of, kill_a_worker
from tests.mail.conftest import send_to
from tests.mail.server import MailServer

pytestmark = pytest.mark.timeout(300)
NOTED = "app.mail.operations:_close"
POINTS = {
    "claimed, the server not yet called": Point("app.mail.smtp:hand_over", done=0),
    "the server listens": Point("app.mail.operations:_hold", done=0, long=True),
    "the server said yes, not yet noted": Point(NOTED, done=1),
    "noted": Point(NOTED, after=True, done=1, long=True),
}


def state_of(mail_id: int) -> MailState:
    db.session.rollback()
    return db.session.get_one(Mail, mail_id, populate_existing=True).state


def an_invitation(app: Flask, server: MailServer) -> int:
    """The letter's row, written with the account it invites to."""
    send_to(app, server)
    registrar = Actor(make.person(Role.REGISTRAR).id, Role.REGISTRAR)
    with transaction() as session:
        operations.invite(registrar, "Zoë Long", "zoe@example.org", [Role.TRAINEE])
        session.flush()
        [letter] = session.query(Mail).all()
    db.session.rollback()
    return letter.id


@pytest.mark.parametrize("point", each_of(POINTS))
def test_a_letter_is_sent_whatever_moment_the_worker_dies_at(
    app: Flask, post_office: MailServer, point: Point
) -> None:
    letter, environ = an_invitation(app, post_office), by_way_of(post_office)
    kill_a_worker(app, point, environ)
    assert len(post_office.letters) == point.done
    processes.wait_until(lambda: counted.is_free(Mail, letter))
    counted.recovered(app, lambda: state_of(letter) is MailState.SENT, **environ)
    leaves_again = point.target == NOTED and not point.after
    assert len(post_office.letters) == (2 if leaves_again else 1)
    assert len({one.message["Message-ID"] for one in post_office.letters}) == 1
    assert db.session.get_one(Mail, letter).body == ""
