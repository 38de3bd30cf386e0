"""The part of the table about accounts, notices, and people to choose from."""

from __future__ import annotations

from app.models.notices import Notice
from app.models.people import Person
from app.models.sign_in import BrowserSession
from app.policies.accounts import browser_not_signed_out, own_browser
from app.policies.actors import as_registrar, as_trainee
from app.policies.notices import for_a_role_still_held, own_notice
from app.policies.rule import Rule
from app.policies.services import is_not_my_line_manager
from app.policies.training import (
    holds_the_accreditor_role,
    holds_the_supervisor_role,
    holds_the_trainee_role,
    is_somebody_else,
    never_supervised_me,
    trains_beside_me,
)

OF_PEOPLE: dict[str, Rule] = {
    "person.administer": Rule(Person, ((as_registrar,),)),
    "browser_session.end": Rule(BrowserSession, ((own_browser, browser_not_signed_out),)),
    "notice.read": Rule(Notice, ((own_notice, for_a_role_still_held),)),
    "person.enrol": Rule(Person, ((as_registrar, holds_the_trainee_role),)),
    "person.allocate": Rule(Person, ((as_registrar, holds_the_supervisor_role),)),
    "person.put_on_panel": Rule(Person, ((as_registrar, holds_the_accreditor_role),)),
    "person.ask_to_meet": Rule(
        Person,
        (
            (
                as_trainee,
                holds_the_supervisor_role,
                is_somebody_else,
                never_supervised_me,
                is_not_my_line_manager,
            ),
        ),
    ),
    "person.share_with": Rule(
        Person,
        ((as_trainee, holds_the_trainee_role, is_somebody_else, trains_beside_me),),
    ),
    "person.ask_to_confirm": Rule(
        Person, ((as_trainee, holds_the_supervisor_role, is_somebody_else),)
    ),
    "person.hand_over_to": Rule(
        Person, ((as_trainee, holds_the_supervisor_role, is_somebody_else),)
    ),
}
