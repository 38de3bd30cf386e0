"""The demo's accounts, with second factors whose codes can be printed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.accounts import operations, passwords
from app.demo.people import CAST, PASSWORD, Company
from app.demo.scenes import FIRST_DAY, Story
from app.demo.second_factor import secret_of


def open_accounts(story: Story) -> Company:
    """An account for everybody on the first day, all with the same printed password.

    Whoever needs a second factor has the demo's own, so that `flask demo code` can print it.
    """
    company = Company()
    ready = passwords.hash_of(PASSWORD)

    @story.at(FIRST_DAY, 8, "accounts are opened")
    def accounts(session: Session) -> None:
        for part in CAST:
            roles = [*part.roles]
            person = operations.open_account(None, part.name, part.email, ready, roles)
            company.joined(part, person)
            if part.needs_a_code:
                operations.set_second_factor(None, person, secret_of(part.email))

    return company
