"""Who is on the way in: with an invitation, with a new password to choose, with a code to give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import inspect, select

from app.accounts import operations, sealing, totp
from app.accounts.routes.recovery_codes import SHOWN
from app.extensions import db, transaction
from app.models.mail import Mail
from app.models.people import Person, Role
from app.models.sign_in import PasswordRequest
from app.web.access import IN_COOKIE
from tests import factories as make
from tests.browser_like import Visitor


@dataclass(frozen=True)
class Somebody:
    """Who opens pages, and how they are called in the report.

    Without a person it is a stranger; with `waits_for_code` their password was given, and no more.
    `carries` is what their cookie holds besides.
    """

    name: str
    person: Person | None
    role: Role | None
    waits_for_code: bool = False
    carries: tuple[tuple[str, Any], ...] = ()

    @property
    def person_id(self) -> int:
        """Known of a row that other tests have let go of meanwhile, too."""
        identity = inspect(self.person).identity  # type: ignore[union-attr]
        return int(identity[0])

    def visitor(self, app: Flask) -> Visitor:
        one = Visitor(app)
        if self.person is None:
            with app.app_context(), one.client.session_transaction() as session:
                session.update(dict(self.carries))
            return one
        carries = {IN_COOKIE: self._begun()} if self.waits_for_code else dict(self.carries)
        if not self.waits_for_code:
            with app.app_context():
                one.sign_in(db.session.get_one(Person, self.person_id), self.role)
        with app.app_context(), one.client.session_transaction() as session:
            session.update(carries)
        return one

    def _begun(self) -> str:
        assert self.person is not None
        with transaction():
            return operations.begin_session(
                self.person_id, "127.0.0.1", "A browser in a test", waits_for_code=True
            )


def with_a_second_factor() -> list[Somebody]:
    """Somebody who still has to give its code, and somebody who keeps their recovery codes."""
    person = make.person(Role.SUPERVISOR)
    with transaction():
        operations.set_second_factor(None, person, totp.new_secret())
        codes = operations.make_recovery_codes(None, person)
    return [
        Somebody("somebody with a code to give", person, None, waits_for_code=True),
        Somebody(
            "supervisor with codes to keep",
            person,
            Role.SUPERVISOR,
            carries=((SHOWN, sealing.seal_values(codes)),),
        ),
    ]


def personal_links() -> dict[str, list[Any]]:
    """What stands in the addresses of letters: the tokens of two links, and a letter's own id."""
    with transaction():
        operations.invite(None, "Iris Vale", "iris@example.org", [Role.TRAINEE])
    forgetful = make.person(Role.TRAINEE)
    with transaction():
        operations.ask_for_password(forgetful.email)
    with transaction() as session:
        for asked in session.scalars(select(PasswordRequest)).all():
            operations.answer_password_request(asked.id)
    letters = db.session.scalars(select(Mail).order_by(Mail.id)).all()
    tokens = [re.search(r"/(?:invitation|new-password)/(\S+)", one.body) for one in letters]
    return {
        "token": [found[1] for found in tokens if found],
        "mail_id": [one.id for one in letters],
    }
